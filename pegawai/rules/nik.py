"""NIK, the 16-digit number of the population register."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from aturan.aturan import Aturan, Nilai
from inti.keputusan import Alasan, Istilah, Kalimat, Keputusan, MasukanDitolak, _
from inti.masukan import JenisMasukan, Masukan
from pegawai.rules.nip import ISTILAH_KELAMIN, JenisKelamin, normalisasi

DASAR = "UU 24/2013 tentang Administrasi Kependudukan"
UMUR_TERTUA = 120


@dataclass(frozen=True)
class NikUrai:
    """A NIK taken apart. `tanggal_lahir` is None when the digits are no date; the region is where it was first issued."""

    wilayah: str
    tanggal_lahir: date | None
    jenis_kelamin: JenisKelamin | None
    seri: str
    nomor: str


def urai_nik(
    teks: str,
    *,
    per: date,
    tanggal_lahir: date | None = None,
    jenis_kelamin: JenisKelamin | None = None,
    bidang: str = "nik",
) -> Keputusan[NikUrai]:
    """Take a NIK apart; compare it with the recorded birth date and sex where they are given.

    Only the length and the digits refuse: errors of the civil registry are real, so
    everything else is a warning that a person looks at. The region never follows a
    move and is not compared with an address.

    Raises MasukanDitolak unless there are 16 digits. Example: 1273015503900002 → woman, 1990-03-15, region 12.73.01.
    """
    nomor = normalisasi(teks)
    _periksa_angka(nomor, teks, bidang)
    hari = int(nomor[6:8])
    kelamin = JenisKelamin.WANITA if 41 <= hari <= 71 else JenisKelamin.PRIA if 1 <= hari <= 31 else None
    lahir = _pilih_lahir(nomor, hari - 40 if hari > 40 else hari, per, tanggal_lahir)
    wilayah = f"{nomor[:2]}.{nomor[2:4]}.{nomor[4:6]}"
    alasan = [
        Alasan(_("Terdiri atas 16 angka."), {}, True, "panjang"),
        Alasan(
            _("Angka 1–6 (%(wilayah)s) adalah wilayah tempat NIK pertama kali diterbitkan; tidak ikut berubah bila pindah."),
            {"wilayah": wilayah},
            None,
            "wilayah",
        ),
        _alasan_lahir(nomor, lahir, tanggal_lahir),
        _alasan_kelamin(nomor, kelamin, jenis_kelamin),
        _alasan_seri(nomor),
    ]
    return Keputusan(
        hasil=NikUrai(wilayah, lahir, kelamin, nomor[12:], nomor),
        alasan=tuple(alasan),
        dasar=DASAR,
        ringkas=Kalimat(_("NIK 16 angka dengan catatan") if any(a.peringatan for a in alasan) else _("NIK tersusun benar")),
        yang_mengubah=(
            Kalimat(_("Perbedaan dengan data kepegawaian hanya peringatan: kesalahan catatan sipil diperbaiki di Dukcapil.")),
        ),
        keberatan=Kalimat(_("NIK keliru? Dinas Kependudukan dan Pencatatan Sipil yang memperbaikinya.")),
    )


def _periksa_angka(nomor: str, teks: str, bidang: str) -> None:
    nilai: dict[str, object] = {"jumlah": len(nomor), "isi": teks.strip()[:30]}
    saran = _("Salin 16 angka dari KTP.")
    if not nomor:
        pesan, kode = _("NIK belum diisi."), "kosong"
    elif re.fullmatch(r"[0-9]+,?[0-9]*[eE]\+?[0-9]+", nomor):
        pesan, kode = _("NIK tersimpan sebagai bilangan (%(isi)s), sehingga angka belakangnya hilang."), "ilmiah"
        saran = _("Ubah kolomnya menjadi Teks, lalu isi ulang 16 angka dari KTP.")
    elif asing := re.search(r"[^0-9]", nomor):
        pesan, kode, nilai = _("NIK hanya berisi angka; di sini ada '%(tanda)s'."), "bukan_angka", {"tanda": asing[0]}
    elif len(nomor) != 16:
        pesan, kode = _("NIK terdiri atas 16 angka; yang diisi %(jumlah)s."), "panjang"
    else:
        return
    raise MasukanDitolak(pesan, nilai, saran=saran, field=bidang, kode=kode, dasar=DASAR)


def _pilih_lahir(nomor: str, hari: int, per: date, tercatat: date | None) -> date | None:
    """The birth date in the century that fits the record, else the latest one that is not in the future."""
    kemungkinan = []
    for abad in (per.year // 100 * 100, per.year // 100 * 100 - 100):
        try:
            lahir = date(abad + int(nomor[10:12]), int(nomor[8:10]), hari)
        except ValueError:
            continue
        if lahir <= per and per.year - lahir.year <= UMUR_TERTUA:
            kemungkinan.append(lahir)
    if tercatat in kemungkinan:
        return tercatat
    return kemungkinan[0] if kemungkinan else None


def _alasan_lahir(nomor: str, lahir: date | None, tercatat: date | None) -> Alasan:
    angka = nomor[6:12]
    if lahir is None:
        return Alasan(
            _("Angka 7–12 (%(angka)s) bukan tanggal yang ada di kalender."), {"angka": angka}, False, "lahir", peringatan=True
        )
    nilai = {"angka": angka, "lahir": lahir, "tercatat": tercatat}
    if tercatat and tercatat != lahir:
        return Alasan(
            _("Angka 7–12 (%(angka)s) menyatakan lahir %(lahir)s, sedangkan yang tercatat %(tercatat)s."),
            nilai,
            False,
            "lahir_beda",
            peringatan=True,
            cara=_("Cocokkan keduanya dengan KTP dan akta lahir."),
        )
    return Alasan(
        _("Angka 7–12 (%(angka)s) menyatakan lahir %(lahir)s; bagi wanita tanggalnya ditambah 40."), nilai, True, "lahir"
    )


def _alasan_kelamin(nomor: str, kelamin: JenisKelamin | None, tercatat: JenisKelamin | None) -> Alasan:
    angka = nomor[6:8]
    if kelamin is None:
        return Alasan(_("Angka 7–8 (%(angka)s) di luar 01–31 dan 41–71."), {"angka": angka}, False, "kelamin", peringatan=True)
    nilai: dict[str, str | Istilah] = {"angka": angka, "kelamin": ISTILAH_KELAMIN[kelamin]}
    if tercatat and tercatat != kelamin:
        return Alasan(
            _("Angka 7–8 (%(angka)s) menyatakan %(kelamin)s, berbeda dengan jenis kelamin yang tercatat."),
            nilai,
            False,
            "kelamin_beda",
            peringatan=True,
            cara=_("Cocokkan jenis kelamin dengan KTP."),
        )
    return Alasan(_("Angka 7–8 (%(angka)s) menyatakan %(kelamin)s."), nilai, True, "kelamin")


def _alasan_seri(nomor: str) -> Alasan:
    seri = nomor[12:]
    if seri == "0000":
        return Alasan(_("Angka 13–16 adalah nomor urut dan mulai dari 0001; di sini 0000."), {}, False, "seri", peringatan=True)
    return Alasan(_("Angka 13–16 (%(seri)s) adalah nomor urut."), {"seri": seri}, True, "seri")


def _putusan(
    nilai: Nilai, /, *, nik: str, tanggal_lahir: date | None = None, jenis_kelamin: str | None = None, per: date
) -> Keputusan[NikUrai]:
    kelamin = JenisKelamin(jenis_kelamin) if jenis_kelamin else None
    return urai_nik(nik, per=per, tanggal_lahir=tanggal_lahir, jenis_kelamin=kelamin)


ATURAN_NIK = Aturan(
    nama="nik",
    judul=_("Membaca NIK"),
    singkat=_("NIK"),
    keterangan=_("Apa arti 16 angka nomor induk kependudukan, dan apa yang patut dicek."),
    dasar=DASAR,
    masukan=(
        Masukan(
            "nik", JenisMasukan.TEKS, _("NIK"), petunjuk=_("16 angka seperti di KTP."), contoh="1273015503900002", pribadi=True
        ),
        Masukan(
            "tanggal_lahir",
            JenisMasukan.TANGGAL,
            _("Tanggal lahir yang tercatat"),
            wajib=False,
            petunjuk=_("Boleh dikosongkan; dipakai untuk mencocokkan."),
            pribadi=True,
        ),
        Masukan(
            "jenis_kelamin",
            JenisMasukan.PILIHAN,
            _("Jenis kelamin yang tercatat"),
            wajib=False,
            pilihan=tuple(ISTILAH_KELAMIN.values()),
            pribadi=True,
        ),
    ),
    putusan=_putusan,
    contoh=({"nik": "1273015503900002"}, {"nik": "1273042912850001"}),
)
