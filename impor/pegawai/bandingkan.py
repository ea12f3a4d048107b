"""The row against what the city knows: what is new, what differs, and the plan that brings it about.

Same TMT with another value is a correction; a later TMT is a new row that ends the
old one; a new unit under the same TMT counts from the list's day. An earlier TMT
with the same value corrects the TMT; one that the history knows already says only
that the list is older than the city, which keeps what it has; any other is refused,
for nobody could tell which of the two is wrong. An empty cell says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from impor.models import PutusanBaris
from impor.pegawai import bandingkan_mk, bandingkan_status
from impor.pegawai.baris import Baris
from impor.pegawai.keadaan import ORANG, PRIBADI, Keadaan, Orang
from impor.pegawai.padanan import pisah_penugasan
from impor.pegawai.periksa import Pemeriksa
from impor.pegawai.rencana import Rencana, RencanaGolongan, RencanaJabatan, RencanaNomor, RencanaPendidikan
from impor.pegawai.tanggal import tanggal_teks
from inti import telepon
from pegawai.models import TingkatPendidikan
from pegawai.rules.nip import JenisNomor

PADAN: dict[str, Callable[[str], str]] = {"nama": str.casefold, "nomor_hp": telepon.rapikan}  # another spelling is no difference
KOSONG: dict[str, Any] = {k: None if k in ("nik", "tmt_cpns", "tanggal_lahir") else "" for k in (*ORANG, *PRIBADI)}


class Pembanding:
    """Compares rows of one list with one loaded state."""

    def __init__(self, periksa: Pemeriksa, keadaan: Keadaan) -> None:
        self.periksa = periksa
        self.keadaan = keadaan
        self.per = periksa.acuan.per

    def bandingkan(self, b: Baris) -> None:
        """Give the row its verdict, differences and plan; it may still be refused here."""
        if b.ditolak:
            b.putusan = PutusanBaris.DITOLAK
            return
        orang = self.keadaan.orang.get(b.pegawai_id) if b.pegawai_id is not None else None
        b.rencana = Rencana(baru=orang is None, id_asing=b.bersih.get("id_asing"))
        self._skalar(b, orang)
        self._nomor(b, orang)
        bandingkan_status.bandingkan(self.periksa, b, orang)
        self._golongan(b, orang)
        self._jabatan(b, orang)
        self._pendidikan(b, orang)
        if b.ditolak:
            b.putusan, b.rencana, b.beda = PutusanBaris.DITOLAK, Rencana(), {}
        elif orang is None:
            b.putusan, b.beda = PutusanBaris.BARU, {}
        else:
            b.putusan = PutusanBaris.BERUBAH if b.beda else PutusanBaris.SAMA

    # --- columns of the person ---

    def _skalar(self, b: Baris, orang: Orang | None) -> None:
        lama = orang.skalar if orang else KOSONG
        akhir = {k: v if v is not None else KOSONG[k] for k, v in lama.items()}
        for bidang in (*ORANG, *PRIBADI):
            isi = b.bersih.get(bidang)
            if (
                isi is None
                or not _beda(bidang, lama[bidang], isi)
                or (bidang == "tmt_cpns" and "tmt_dari_nomor" in b.bersih and lama[bidang])
            ):
                continue
            akhir[bidang] = isi
            b.beda[bidang] = [lama[bidang] or "", isi]
            if bidang in PRIBADI:
                b.rencana.ubah_pribadi = True
            else:
                b.rencana.ubah_orang = True
        if orang and b.rencana.id_asing and orang.id_asing != b.rencana.id_asing:
            b.beda["id_asing"] = [orang.id_asing or "", b.rencana.id_asing]
            b.rencana.ubah_orang = True
        if orang and "nama" in b.beda and "tanggal_lahir" in b.beda:
            pesan = _("Nama dan tanggal lahirnya berbeda dari yang tercatat (%(nama)s).") % {"nama": orang.nama}
            self.periksa.ingatkan(b, "nama", pesan, _("Pastikan PNS ID di baris ini memang miliknya."))
        elif orang and "nama" in b.beda and "id_asing" not in b.bersih:
            pesan = _("Orang ini dikenali dari nomornya saja, dan yang tercatat bernama %(nama)s.") % {"nama": orang.nama}
            self.periksa.ingatkan(b, "nama", pesan, _("Pastikan nomor di baris ini memang miliknya."))
        b.rencana.skalar = akhir

    def _nomor(self, b: Baris, orang: Orang | None) -> None:
        nomor, jenis = b.bersih["nomor"], "ni_pppk" if b.urai and b.urai.jenis is JenisNomor.PPPK else "nip"
        awal = bandingkan_status.awal(b)
        if orang is None or not orang.riwayat_nomor:
            b.rencana.nomor = RencanaNomor(nomor, jenis, awal)
            if orang:
                b.beda["nomor"] = ["", nomor]
            return
        kini = orang.riwayat_nomor[-1]
        if nomor == kini.nomor:
            return
        if any(n.nomor == nomor for n in orang.riwayat_nomor):
            pesan = _("Ini nomor lamanya; yang berlaku sekarang %(nomor)s dan tidak diubah.") % {"nomor": kini.nomor}
            self.periksa.ingatkan(b, "nomor", pesan, _("Ambil daftar terbaru dari sistem nasional."))
            return
        mulai = awal if jenis != kini.jenis else self.per
        b.rencana.nomor = RencanaNomor(nomor, jenis, max(mulai, kini.mulai + timedelta(days=1)) if kini.mulai else mulai)
        b.beda["nomor"] = [kini.nomor, nomor]

    # --- rank ---

    def _golongan(self, b: Baris, orang: Orang | None) -> None:
        kode, tmt = b.bersih["golongan"], b.bersih["tmt_golongan"]
        riwayat = orang.golongan if orang else []
        akhir = riwayat[-1] if riwayat else None
        mk = bandingkan_mk.bandingkan(b, orang, self.per)
        rencana = RencanaGolongan(tmt, kode, *mk.nilai)
        if akhir is None:
            b.rencana.golongan = rencana
            if orang:
                b.beda |= {"golongan": ["", kode], "tmt_golongan": ["", tmt]}
            return
        if (akhir.mulai, akhir.golongan) == (tmt, kode) and not mk.berbeda:
            return
        if tmt < akhir.mulai:
            sebelum = riwayat[-2].mulai if len(riwayat) > 1 else None
            if not self._lebih_awal(
                b,
                "tmt_golongan",
                tmt,
                akhir.mulai,
                kode == akhir.golongan,
                sebelum,
                any((r.mulai, r.golongan) == (tmt, kode) for r in riwayat),
            ):
                return
        b.rencana.golongan = rencana
        _catat_beda(b, "golongan", akhir.golongan, kode)
        _catat_beda(b, "tmt_golongan", akhir.mulai, tmt)
        if mk.berbeda:
            _catat_beda(b, "masa_kerja", *mk.kata)

    def _lebih_awal(self, b: Baris, bidang: str, tmt: date, kini: date, sama: bool, sebelum: date | None, dikenal: bool) -> bool:
        """Judge a TMT before the running row's: True when it corrects that row's TMT."""
        nilai = {"tmt": tanggal_teks(tmt), "kini": tanggal_teks(kini)}
        if sama and (sebelum is None or sebelum < tmt):
            return True
        if dikenal:
            pesan = _("Berkas lebih lama daripada catatan kota: yang berlaku sekarang sejak %(kini)s dan tidak diubah.") % nilai
            self.periksa.ingatkan(b, bidang, pesan, _("Ambil daftar terbaru dari sistem nasional."))
            return False
        pesan = _("TMT %(tmt)s mendahului yang sudah tercatat, %(kini)s, dengan isi yang berbeda.") % nilai
        saran = _(
            "Bila berkas ini lebih lama, ambil daftar terbaru. Bila catatan kota yang keliru, perbaiki dulu di halaman pegawai."
        )
        self.periksa.tolak(b, bidang, pesan, saran)
        return False

    # --- post and unit ---

    def _jabatan(self, b: Baris, orang: Orang | None) -> None:
        if b.unit is None:
            raise ValueError("an accepted row has a unit")
        penugasan, judul = pisah_penugasan(b.bersih["jabatan"])
        if penugasan != "definitif":
            self._tugas(b, orang, penugasan, judul)
            return
        tmt, unit = b.bersih["tmt_jabatan"], b.unit
        nama = self.keadaan.nama_jabatan.setdefault((unit.id, b.bersih["jabatan"].casefold()), b.bersih["jabatan"])
        b.bersih["jabatan"] = nama
        riwayat = orang.jabatan if orang else []
        akhir = riwayat[-1] if riwayat else None
        if akhir is None:
            b.rencana.jabatan = RencanaJabatan(tmt, tmt, unit.id, nama)
            if orang:
                b.beda |= {"jabatan": ["", nama], "unit": ["", unit.nama], "tmt_jabatan": ["", tmt]}
            return
        sama = (akhir.unit_id, akhir.nama) == (unit.id, nama)
        if tmt == akhir.tmt:
            if sama:
                return
            mulai = max(self.per, akhir.mulai) if akhir.unit_id != unit.id else akhir.mulai
        elif tmt > akhir.tmt:
            mulai = tmt
        else:
            sebelum = riwayat[-2].mulai if len(riwayat) > 1 else None
            dikenal = any((r.tmt, r.unit_id, r.nama) == (tmt, unit.id, nama) for r in riwayat)
            if not self._lebih_awal(b, "tmt_jabatan", tmt, akhir.tmt, sama, sebelum, dikenal):
                return
            mulai = tmt
        b.rencana.jabatan = RencanaJabatan(mulai, tmt, unit.id, nama)
        _catat_beda(b, "jabatan", akhir.nama, nama)
        _catat_beda(b, "unit", akhir.unit, unit.nama)
        _catat_beda(b, "tmt_jabatan", akhir.tmt, tmt)
        if mulai != tmt:
            b.beda["berlaku_unit"] = ["", mulai]

    def _tugas(self, b: Baris, orang: Orang | None, penugasan: str, judul: str) -> None:
        """An acting post stands beside the definitive one, which it neither ends nor replaces."""
        isi, unit = b.bersih["jabatan"], b.unit
        assert unit is not None  # seen by the caller
        if orang is None or not orang.jabatan:
            pesan = _("'%(isi)s' adalah penugasan sementara, sedangkan jabatan definitifnya belum tercatat.") % {"isi": isi}
            saran = _("Tulis jabatan definitifnya di sini. Penugasannya dicatat sesudahnya lewat 'Pindah tugas'.")
            self.periksa.tolak(b, "jabatan", pesan, saran)
            return
        nama = self.keadaan.nama_jabatan.setdefault((unit.id, judul.casefold()), judul)
        if any((t.penugasan, t.unit_id, t.nama) == (penugasan, unit.id, nama) for t in orang.tugas):
            return
        tmt = b.bersih["tmt_jabatan"]
        b.rencana.jabatan = RencanaJabatan(tmt, tmt, unit.id, nama, penugasan)
        b.beda["penugasan"] = ["", isi]
        pesan = _("Dicatat sebagai penugasan di samping jabatannya: %(jabatan)s.") % {"jabatan": orang.jabatan[-1].nama}
        self.periksa.ingatkan(b, "jabatan", pesan, _("Lewati baris ini bila ia memang pejabat definitif, lalu catat SK-nya."))

    # --- education ---

    def _pendidikan(self, b: Baris, orang: Orang | None) -> None:
        tingkat = b.bersih.get("pendidikan")
        if not tingkat:
            return
        nama, tahun = b.bersih.get("pendidikan_nama", ""), b.bersih.get("tahun_lulus")
        ganti = None
        for r in orang.pendidikan if orang else []:
            nama_sama, tahun_sama = not nama or r.nama.casefold() == nama.casefold(), tahun is None or r.tahun == tahun
            if r.tingkat == tingkat and nama_sama and tahun_sama:
                return
            if r.tingkat == tingkat and (nama_sama or tahun_sama or not r.nama or r.tahun is None):
                ganti = r
        b.rencana.pendidikan = RencanaPendidikan(ganti.id if ganti else None, tingkat, nama, tahun)
        b.beda["pendidikan"] = [
            _pendidikan(ganti.tingkat, ganti.nama, ganti.tahun) if ganti else "",
            _pendidikan(tingkat, nama, tahun),
        ]


def _beda(bidang: str, lama: Any, baru: Any) -> bool:
    if padan := PADAN.get(bidang):
        return padan(str(lama or "")) != padan(str(baru))
    return bool((lama or None) != (baru or None))


def _catat_beda(b: Baris, bidang: str, lama: Any, baru: Any) -> None:
    if lama != baru:
        b.beda[bidang] = [lama, baru]


def _pendidikan(tingkat: str, nama: str, tahun: int | None) -> str:
    return " ".join(filter(None, [nama or str(TingkatPendidikan(tingkat).label), f"({tahun})" if tahun else ""]))
