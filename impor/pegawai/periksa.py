"""The verdict on one row: every cell cleaned, then the cells against each other and against the law."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from impor.pegawai.acuan import Acuan
from impor.pegawai.baca import Sel
from impor.pegawai.baris import Baris, Pencatat
from impor.pegawai.bersih import PEMBERSIH
from impor.pegawai.kolom import KOLOM, Kepala, Kolom
from impor.pegawai.periksa_unit import tentukan_unit
from impor.pegawai.tanggal import tanggal_teks
from impor.pegawai.teks import SANDI, SelDitolak, contoh, mungkin_nama, teks, tolak_tak_terbaca
from inti.keputusan import MasukanDitolak
from pegawai.rules import golongan as aturan_golongan
from pegawai.rules import masa_kerja
from pegawai.rules.nik import urai_nik
from pegawai.rules.nip import JenisKelamin as KelaminNomor
from pegawai.rules.nip import JenisNomor, urai_nomor

JAUH = timedelta(days=366)  # a TMT this far ahead is a typing error, a nearer one a decree that takes effect later
BELUM_DIISI = {
    "id_asing": lambda: _(
        "Orang baru perlu PNS ID: salin dari sistem nasional. Bagi orang yang sudah tercatat, nomornya cukup; cocokkan nomor itu."
    ),
    "nomor": lambda: _("Salin 18 angka dari SK pengangkatan."),
    "nama": lambda: _("Isi nama tanpa gelar seperti di SK pengangkatan. Bila ia memang bernama Null atau Nan, tulis begitu."),
}
BERNAMA = frozenset({"nama", "tempat"})  # kinds of column in which 'Nan' may be a name
JUDUL_TMT = {"tmt_pns": "PNS", "tmt_golongan": "golongan", "tmt_jabatan": "jabatan"}


class Pemeriksa(Pencatat):
    """Judges rows of one list, one at a time; what rows say about each other is judged in ganda.py."""

    def __init__(self, kepala: Kepala, acuan: Acuan) -> None:
        super().__init__(kepala)
        self.acuan = acuan
        self.kolom = [(kepala.letak[k.bidang], k, PEMBERSIH[k.jenis]) for k in KOLOM if k.bidang in kepala.letak]

    def periksa(self, nomor: int, sel: list[Sel], *, percaya_nomor: bool = True) -> Baris:
        """Return the row with its cleaned values, errors and warnings.

        percaya_nomor   off for a row whose number is somebody else's: the rest isn't measured by it
        """
        b = Baris(nomor, sel)
        self._bersihkan(b)
        if percaya_nomor:
            self._urai_nomor(b)
        self._jenis(b)
        self._cocokkan_nomor(b)
        self._tmt(b)
        self._golongan(b)
        self._nik(b)
        tentukan_unit(self, self.acuan, b)
        self._pendidikan(b)
        self._catat_kedudukan(b)
        return b

    # --- cells ---

    def _bersihkan(self, b: Baris) -> None:
        panjang = len(b.asli)
        for letak, kolom, bersihkan in self.kolom:
            mentah = b.asli[letak] if letak < panjang else None
            if not teks(mentah, nama=kolom.jenis in BERNAMA):
                if kolom.wajib:
                    self._tolak_kosong(b, kolom)
                continue
            try:
                tolak_tak_terbaca(mentah)
                b.bersih[kolom.bidang] = bersihkan(mentah, kolom)
            except SelDitolak as sebab:
                self.tolak(b, kolom.bidang, sebab.pesan, sebab.saran, usul=sebab.usul)
            else:
                self._catat_bacaan(b, kolom, mentah)

    def _tolak_kosong(self, b: Baris, kolom: Kolom) -> None:
        """A needed cell is empty; the PNS ID of somebody known by the number is kept, as an empty cell says nothing."""
        saran = BELUM_DIISI.get(kolom.bidang)
        tolak = self.tolak_bila_baru if kolom.bidang == "id_asing" else self.tolak
        tolak(
            b,
            kolom.bidang,
            _("%(kolom)s belum diisi.") % {"kolom": kolom.judul},
            saran() if saran else _("Isi sesuai surat keputusan terakhir."),
        )

    def _catat_bacaan(self, b: Baris, kolom: Kolom, mentah: Sel) -> None:
        """Say where a cell was read as something else than what stands in it, or may not be what it looks like."""
        if not isinstance(mentah, str):
            return
        isi, bidang = teks(mentah, nama=kolom.jenis in BERNAMA), kolom.bidang
        if kolom.jenis == "teks" and isi[:1] in ("=", "+", "@"):
            pesan = _("Isi sel ini berbentuk rumus; disimpan sebagai teks biasa.")
            self.ingatkan(b, bidang, pesan, _("Ganti dengan isinya bila keliru."))
        if kolom.jenis in BERNAMA and mungkin_nama(isi):
            pesan = _("'%(isi)s' juga dipakai program lain untuk sel kosong; di sini dibaca sebagai nama.") % {"isi": isi}
            self.ingatkan(b, bidang, pesan, _("Perbaiki bila bukan namanya."))
        if SANDI.search(mentah):
            pesan = _("Sel ini memuat sandi dari program lain; dibaca sebagai '%(isi)s'.") % {"isi": contoh(isi)}
            self.ingatkan(b, bidang, pesan, _("Perbaiki bila keliru."))

    # --- the number against the person ---

    def _urai_nomor(self, b: Baris) -> None:
        isi = b.bersih.pop("nomor", None)
        if isi is None:
            return
        try:
            keputusan = urai_nomor(isi, per=self.acuan.hari, syarat=self.acuan.syarat, bidang="nomor")
        except MasukanDitolak as sebab:
            self.tolak(b, "nomor", sebab.message, sebab.fix, usul=self._usul_nomor(b, isi))
            return
        b.urai = keputusan.hasil
        b.bersih["nomor"] = b.urai.nomor
        for alasan in keputusan.peringatan:
            self.ingatkan(b, "tmt_cpns", str(alasan), _("Cocokkan TMT CPNS dengan SK pengangkatan."))

    def _usul_nomor(self, b: Baris, isi: str) -> str:
        """The number with letters that look like digits put right, when it then fits the birth date."""
        calon = re.sub(r"[\s.'’‘`-]", "", isi).translate(str.maketrans("OoQIl|SsBZ", "0001115582"))
        lahir = b.bersih.get("tanggal_lahir")
        return calon if re.fullmatch(r"[0-9]{18}", calon) and lahir and calon.startswith(f"{lahir:%Y%m%d}") else ""

    def _jenis(self, b: Baris) -> None:
        jenis, status = b.bersih.pop("jenis_pegawai", None), b.bersih.pop("status", None)
        if jenis and status and (jenis == "pppk") != (status == "pppk"):
            pesan = _("Status '%(status)s' tidak sejalan dengan jenis pegawai '%(jenis)s'.") % {
                "status": self.isi(b, "status"),
                "jenis": self.isi(b, "jenis_pegawai"),
            }
            self.tolak(b, "status", pesan, _("Isi C untuk CPNS, P untuk PNS, atau PPPK, sesuai SK terakhir."))
            status = None
        hasil = status or jenis
        if b.urai and hasil and (b.urai.jenis is JenisNomor.PPPK) != (hasil == "pppk"):
            milik = "PPPK" if b.urai.jenis is JenisNomor.PPPK else "PNS"
            pesan = _("Nomornya adalah nomor %(milik)s, sedangkan jenis pegawainya '%(isi)s'.") % {
                "milik": milik,
                "isi": self.isi(b, "jenis_pegawai"),
            }
            self.tolak(b, "jenis_pegawai", pesan, _("Cocokkan nomor dan jenis pegawai dengan SK pengangkatan."), dari_nomor=True)
            hasil = "pppk" if b.urai.jenis is JenisNomor.PPPK else "pns"
        if hasil:
            b.bersih["jenis"] = hasil

    def _cocokkan_nomor(self, b: Baris) -> None:
        if b.urai is None:
            return
        lahir, kelamin = b.bersih.get("tanggal_lahir"), b.bersih.get("jenis_kelamin")
        saran = _("Cocokkan keduanya dengan SK pengangkatan, lalu perbaiki yang keliru.")
        if lahir and lahir != b.urai.tanggal_lahir:
            pesan = _("Tanggal lahir %(isi)s berbeda dengan NIP-nya, yang menyatakan %(nip)s.") % {
                "isi": tanggal_teks(lahir),
                "nip": tanggal_teks(b.urai.tanggal_lahir),
            }
            self.tolak(b, "tanggal_lahir", pesan, saran, usul=f"{b.urai.tanggal_lahir:%d-%m-%Y}", dari_nomor=True)
        if kelamin and kelamin != b.urai.jenis_kelamin.value:
            nama = {"pria": _("pria"), "wanita": _("wanita")}
            pesan = _("Jenis kelamin %(isi)s berbeda dengan NIP-nya: angka ke-15 menyatakan %(nip)s.") % {
                "isi": nama[kelamin],
                "nip": nama[b.urai.jenis_kelamin.value],
            }
            usul = "M" if b.urai.jenis_kelamin is KelaminNomor.PRIA else "F"
            self.tolak(b, "jenis_kelamin", pesan, saran, usul=usul, dari_nomor=True)

    # --- days ---

    def _tmt(self, b: Baris) -> None:
        awal = self._awal(b)
        for bidang in ("tmt_pns", "tmt_golongan", "tmt_jabatan"):
            tmt = b.bersih.get(bidang)
            if tmt is not None:
                self._tmt_lain(b, bidang, tmt, awal)
        for bidang in ("tanggal_sk_cpns", "tanggal_sk_pns"):
            if (hari := b.bersih.get(bidang)) is not None and hari > self.acuan.hari + JAUH:
                self.tolak(
                    b,
                    bidang,
                    _("Tanggal SK %(hari)s masih terlalu jauh.") % {"hari": tanggal_teks(hari)},
                    _("Periksa tahunnya pada SK."),
                )

    def _awal(self, b: Baris) -> date | None:
        """Check the TMT CPNS; return the first day of service as far as it can be told."""
        tmt: date | None = b.bersih.get("tmt_cpns")
        lahir: date | None = b.bersih.get("tanggal_lahir")
        lahir = lahir or (b.urai.tanggal_lahir if b.urai else None)
        dari_nomor: date | None = None
        if b.urai:
            dari_nomor = b.urai.tmt_cpns or date(int(b.urai.mulai[:4]), 1, 1)
        if tmt is None:
            if b.urai and b.urai.tmt_cpns and not any(g["bidang"] == "tmt_cpns" for g in b.galat):
                b.bersih["tmt_cpns"], b.bersih["tmt_dari_nomor"] = b.urai.tmt_cpns, True
            return dari_nomor
        saran = _("Cocokkan TMT CPNS dengan SK pengangkatan.")
        if lahir and tmt <= lahir:
            nilai = {"tmt": tanggal_teks(tmt), "lahir": tanggal_teks(lahir)}
            self.tolak(b, "tmt_cpns", _("TMT CPNS %(tmt)s mendahului tanggal lahir %(lahir)s.") % nilai, saran)
        elif lahir and (usia := masa_kerja.usia(lahir, tmt)) < self.acuan.syarat.usia_minimal:
            nilai = {"usia": str(usia), "tmt": tanggal_teks(tmt), "minimal": str(self.acuan.syarat.usia_minimal)}
            self.tolak(
                b,
                "tmt_cpns",
                _("Pada TMT CPNS %(tmt)s usianya baru %(usia)s tahun; paling muda %(minimal)s tahun.") % nilai,
                saran,
            )
        elif tmt > self.acuan.hari:
            self.tolak(b, "tmt_cpns", _("TMT CPNS %(tmt)s belum tiba.") % {"tmt": tanggal_teks(tmt)}, saran)
        elif self._cocok_mulai(b, tmt, saran):
            return tmt
        return dari_nomor

    def _cocok_mulai(self, b: Baris, tmt: date, saran: str) -> bool:
        if b.urai is None:
            return True
        if b.urai.tmt_cpns and (tmt.year, tmt.month) != (b.urai.tmt_cpns.year, b.urai.tmt_cpns.month):
            nilai = {"tmt": tanggal_teks(tmt), "mulai": tanggal_teks(b.urai.tmt_cpns)}
            pesan = _("TMT CPNS %(tmt)s berbeda dengan NIP-nya, yang menyatakan %(mulai)s.") % nilai
            self.tolak(b, "tmt_cpns", pesan, saran, usul=f"{b.urai.tmt_cpns:%d-%m-%Y}", dari_nomor=True)
            return False
        if not b.urai.tmt_cpns and str(tmt.year) != b.urai.mulai:
            pesan = _("Kontrak mulai %(tmt)s, sedangkan nomornya menyatakan tahun %(tahun)s.") % {
                "tmt": tanggal_teks(tmt),
                "tahun": b.urai.mulai,
            }
            self.ingatkan(
                b, "tmt_cpns", pesan, _("Cocokkan dengan SK pengangkatan PPPK; keduanya dapat berbeda bila kontrak diperpanjang.")
            )
        return True

    def _tmt_lain(self, b: Baris, bidang: str, tmt: date, awal: date | None) -> None:
        nilai = {"apa": JUDUL_TMT[bidang], "tmt": tanggal_teks(tmt)}
        if awal and tmt < awal:
            pesan = _("TMT %(apa)s %(tmt)s mendahului pengangkatan pertama %(awal)s.") % (nilai | {"awal": tanggal_teks(awal)})
            self.tolak(b, bidang, pesan, _("Cocokkan kedua tanggal dengan surat keputusannya."))
        elif tmt > self.acuan.hari + JAUH:
            pesan = _("TMT %(apa)s %(tmt)s lebih dari satu tahun lagi.") % nilai
            self.tolak(b, bidang, pesan, _("Periksa tahunnya pada surat keputusan."))
        elif tmt > self.acuan.hari:
            self.ingatkan(
                b,
                bidang,
                _("TMT %(apa)s %(tmt)s belum tiba; baru berlaku pada hari itu.") % nilai,
                _("Periksa tanggalnya bila keliru."),
            )

    # --- rank, NIK, unit, education ---

    def _golongan(self, b: Baris) -> None:
        awal, akhir = b.bersih.get("golongan_awal"), b.bersih.get("golongan")
        jenis = b.bersih.get("jenis")
        ruang = ("pppk" if jenis == "pppk" else "pns") if jenis else None
        for bidang, g in (("golongan_awal", awal), ("golongan", akhir)):
            if g and ruang and g.jenis != ruang:
                milik, orang = g.jenis.upper(), ruang.upper()
                pesan = _("Golongan %(isi)s adalah golongan %(milik)s, sedangkan orang ini %(orang)s.") % {
                    "isi": g.kode,
                    "milik": milik,
                    "orang": orang,
                }
                self.tolak(b, bidang, pesan, _("Cocokkan golongan dan jenis pegawai dengan SK terakhir."))
                return
        if awal and akhir and awal.jenis == akhir.jenis and aturan_golongan.turun(awal, akhir):
            pesan = _("Golongan akhir %(akhir)s lebih rendah daripada golongan awal %(awal)s.") % {
                "akhir": akhir.kode,
                "awal": awal.kode,
            }
            self.tolak(b, "golongan", pesan, _("Cocokkan golongan awal dan akhir dengan SK CPNS dan SK pangkat terakhir."))
        for bidang in ("golongan_awal", "golongan"):
            if bidang in b.bersih:
                b.bersih[bidang] = b.bersih[bidang].kode

    def _nik(self, b: Baris) -> None:
        nik, kelamin = b.bersih.get("nik"), b.bersih.get("jenis_kelamin")
        if nik is None:
            return
        keputusan = urai_nik(
            nik,
            per=self.acuan.hari,
            tanggal_lahir=b.bersih.get("tanggal_lahir"),
            jenis_kelamin=KelaminNomor(kelamin) if kelamin else None,
            bidang="nik",
        )
        for alasan in keputusan.peringatan:
            self.ingatkan(b, "nik", str(alasan), _("Cocokkan dengan KTP. Kesalahan catatan sipil diperbaiki di Dukcapil."))

    def _pendidikan(self, b: Baris) -> None:
        tahun, lahir = b.bersih.get("tahun_lulus"), b.bersih.get("tanggal_lahir")
        saran = _("Cocokkan dengan ijazah terakhir.")
        if tahun and tahun > self.acuan.hari.year:
            self.tolak(b, "tahun_lulus", _("Tahun lulus %(tahun)s belum tiba.") % {"tahun": tahun}, saran)
        elif tahun and lahir and tahun < lahir.year + 10:
            nilai = {"tahun": tahun, "usia": tahun - lahir.year}
            self.tolak(b, "tahun_lulus", _("Pada tahun lulus %(tahun)s usianya baru %(usia)s tahun.") % nilai, saran)

    def _catat_kedudukan(self, b: Baris) -> None:
        if b.bersih.get("kedudukan") in ("pensiun", "berhenti", "tidak_aktif"):
            pesan = _("Kedudukannya '%(isi)s': setelah disimpan ia tidak terhitung pegawai aktif.") % {
                "isi": self.isi(b, "kedudukan")
            }
            self.ingatkan(b, "kedudukan", pesan, _("Periksa kedudukan hukumnya bila keliru."))
