"""The 18-digit numbers of civil servants: NIP (PNS, CPNS) and NI PPPK."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from aturan.aturan import Aturan, Nilai
from inti.keputusan import Alasan, Bulan, Istilah, Kalimat, Keputusan, MasukanDitolak, _
from inti.masukan import JenisMasukan, Masukan

DASAR = "Peraturan Kepala BKN 43/2007"
PARAMETER = ("usia_cpns", "kode_ni_pppk")
_SISIPAN = re.compile(r"[\s.'’‘`\u200b\ufeff]+")
_SARAN_SALIN = _("Salin nomor dari SK pengangkatan, 18 angka.")


class JenisNomor(StrEnum):
    """Whose number it is."""

    PNS = "pns"
    PPPK = "pppk"


class JenisKelamin(StrEnum):
    """Sex as digit 15 says it."""

    PRIA = "pria"
    WANITA = "wanita"


@dataclass(frozen=True)
class SyaratNomor:
    """What decrees set about the numbers.

    usia_minimal   age in whole years on the day of first appointment, below it refused
    usia_lazim     above it only a warning; `dasar_usia` is where the ages are written
    nama_kode      names of known codes in digits 13–14 of a NI PPPK
    """

    usia_minimal: int
    usia_lazim: int
    dasar_usia: str
    nama_kode: Mapping[str, str]


@dataclass(frozen=True)
class NomorUrai:
    """A number taken apart. `mulai` is '2015-04' for a NIP, '2022' for a NI PPPK."""

    jenis: JenisNomor
    tanggal_lahir: date
    mulai: str
    jenis_kelamin: JenisKelamin
    seri: str
    kode: str
    nomor: str

    @property
    def tmt_cpns(self) -> date | None:
        """First day of the month of appointment; None for PPPK, whose number has no month."""
        return date(int(self.mulai[:4]), int(self.mulai[5:]), 1) if self.jenis is JenisNomor.PNS else None


def normalisasi(teks: str) -> str:
    """Return the number without spaces, dots and apostrophes. Twice is the same as once."""
    return _SISIPAN.sub("", teks)


def syarat_nomor(nilai: Nilai) -> SyaratNomor:
    """Return what the dated parameters 'usia_cpns' and 'kode_ni_pppk' say."""
    usia = nilai["usia_cpns"]
    return SyaratNomor(usia.nilai["paling_muda"], usia.nilai["lazim_paling_tua"], usia.dasar, nilai["kode_ni_pppk"].nilai)


def urai_nomor(teks: str, *, per: date, syarat: SyaratNomor, bidang: str = "nip") -> Keputusan[NomorUrai]:
    """Take a NIP or NI PPPK apart and say why it is one.

    per     the day on which the question is asked: an appointment after it is refused
    bidang  name of the field that a refusal points at

    Raises MasukanDitolak at the first check that fails, in the order of the law.
    Source: Peraturan Kepala BKN 43/2007.
    Example: 199003152015042001 → PNS, born 1990-03-15, since 2015-04, woman.
    """
    tolak = _penolak(bidang)
    nomor = normalisasi(teks)
    _periksa_angka(nomor, teks, tolak)
    lahir = _baca_lahir(nomor, tolak)
    jenis = _baca_jenis(nomor, tolak)
    kelamin = _baca_kelamin(nomor, tolak)
    mulai = Bulan(int(nomor[8:12]), int(nomor[12:14]) if jenis is JenisNomor.PNS else 0)
    usia = _periksa_mulai(mulai, lahir, per, syarat, tolak)
    urai = NomorUrai(jenis, lahir, str(mulai) if mulai.bulan else nomor[8:12], kelamin, nomor[15:], nomor[12:14], nomor)
    return Keputusan(
        hasil=urai,
        alasan=_alasan(urai, mulai, usia, per, syarat),
        dasar=DASAR if jenis is JenisNomor.PNS else f"{DASAR}; PP 49/2018",
        ringkas=_ringkas(urai, mulai),
        yang_mengubah=(
            Kalimat(
                _("Data kepegawaian yang tercatat harus sama dengan isi nomor ini; perbedaan diperbaiki dengan surat keputusan.")
            ),
        ),
        keberatan=Kalimat(_("Menurut Anda nomor ini keliru? Hubungi pengelola kepegawaian unit Anda dan bawa SK pengangkatan.")),
    )


Penolak = Callable[..., MasukanDitolak]


def _penolak(bidang: str) -> Penolak:
    def tolak(sebab: str, teks: str, saran: str = _SARAN_SALIN, /, **nilai: Any) -> MasukanDitolak:
        return MasukanDitolak(teks, nilai, saran=saran, field=bidang, kode=sebab, dasar=DASAR)

    return tolak


def _periksa_angka(nomor: str, teks: str, tolak: Penolak) -> None:
    if not nomor:
        raise tolak("kosong", _("NIP belum diisi."))
    if re.search(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+$", nomor):
        raise tolak(
            "ilmiah",
            _("NIP tersimpan sebagai bilangan (%(isi)s), sehingga angka belakangnya hilang."),
            _("Ubah kolomnya menjadi Teks, lalu isi ulang 18 angka dari SK pengangkatan."),
            isi=teks.strip()[:30],
        )
    if asing := re.search(r"[^0-9]", nomor):
        raise tolak("bukan_angka", _("NIP hanya berisi angka; di sini ada '%(tanda)s'."), tanda=asing[0])
    if len(nomor) != 18:
        raise tolak("panjang", _("NIP terdiri atas 18 angka; yang diisi %(jumlah)s."), jumlah=len(nomor))


def _baca_lahir(nomor: str, tolak: Penolak) -> date:
    try:
        return date(int(nomor[:4]), int(nomor[4:6]), int(nomor[6:8]))
    except ValueError:
        raise tolak(
            "lahir",
            _(
                "Angka 1–8 (%(angka)s) seharusnya tanggal lahir, tetapi tanggal %(hari)s bulan %(bulan)s tahun %(tahun)s tidak ada."
            ),
            _("Cocokkan delapan angka pertama dengan tanggal lahir di SK pengangkatan."),
            angka=nomor[:8],
            hari=nomor[6:8],
            bulan=nomor[4:6],
            tahun=nomor[:4],
        ) from None


def _baca_jenis(nomor: str, tolak: Penolak) -> JenisNomor:
    kode = int(nomor[12:14])
    if 1 <= kode <= 12:
        return JenisNomor.PNS
    if kode >= 21:
        return JenisNomor.PPPK
    raise tolak(
        "jenis",
        _("Angka 13–14 (%(kode)s) bukan bulan 01–12 seperti pada NIP, dan bukan 21–99 seperti pada nomor induk PPPK."),
        kode=nomor[12:14],
    )


def _baca_kelamin(nomor: str, tolak: Penolak) -> JenisKelamin:
    if nomor[14] not in "12":
        raise tolak("kelamin", _("Angka 15 (%(angka)s) harus 1 untuk pria atau 2 untuk wanita."), angka=nomor[14])
    if nomor[15:] == "000":
        raise tolak("seri", _("Angka 16–18 adalah nomor urut dan mulai dari 001; di sini 000."))
    return JenisKelamin.PRIA if nomor[14] == "1" else JenisKelamin.WANITA


def _periksa_mulai(mulai: Bulan, lahir: date, per: date, syarat: SyaratNomor, tolak: Penolak) -> int:
    """Return the age in whole years at first appointment (PPPK: the highest it can have been)."""
    saat = _kapan(mulai)
    if mulai > (Bulan(per.year, per.month) if mulai.bulan else Bulan(per.year, 0)):
        raise tolak(
            "masa_depan",
            _("Menurut angka 9–14, pengangkatan baru terjadi pada %(mulai)s, sesudah %(per)s."),
            _("Cocokkan angka 9–14 dengan TMT di SK pengangkatan."),
            mulai=saat,
            per=per,
        )
    belum_ulang_tahun = mulai.bulan and (mulai.bulan, 1) < (lahir.month, lahir.day)
    usia = mulai.tahun - lahir.year - bool(belum_ulang_tahun)
    if usia < syarat.usia_minimal:
        teks = (
            _("Menurut angka 9–14, pengangkatan pada %(mulai)s terjadi sebelum orangnya lahir (%(lahir)s).")
            if _sebelum_lahir(mulai, lahir)
            else _(
                "Menurut angka 9–14, pengangkatan pada %(mulai)s terjadi pada usia %(usia)s tahun; paling muda %(minimal)s tahun."
            )
        )
        raise tolak(
            "usia",
            teks,
            _(
                "Cocokkan tanggal lahir dan TMT dengan SK pengangkatan. Bila memang benar, minta petugas menerimanya dengan nomor surat keputusan."
            ),
            mulai=saat,
            lahir=lahir,
            usia=max(usia, 0),
            minimal=syarat.usia_minimal,
        )
    return usia


def _sebelum_lahir(mulai: Bulan, lahir: date) -> bool:
    """True when the appointment lies before the birth, by month where the number has one."""
    return (mulai.tahun, mulai.bulan or 12) < (lahir.year, lahir.month)


def _kapan(mulai: Bulan) -> Bulan | str:
    return mulai if mulai.bulan else str(mulai.tahun)


def _alasan(urai: NomorUrai, mulai: Bulan, usia: int, per: date, syarat: SyaratNomor) -> tuple[Alasan, ...]:
    nomor = urai.nomor
    alasan = [
        Alasan(_("Terdiri atas 18 angka."), {}, True, "panjang"),
        Alasan(
            _("Angka 1–8 (%(angka)s) adalah tanggal lahir: %(lahir)s."),
            {"angka": nomor[:8], "lahir": urai.tanggal_lahir},
            True,
            "lahir",
        ),
        _alasan_jenis(urai, mulai, syarat),
        Alasan(
            _("Angka 15 (%(angka)s) menyatakan %(kelamin)s."),
            {"angka": nomor[14], "kelamin": ISTILAH_KELAMIN[urai.jenis_kelamin]},
            True,
            "kelamin",
        ),
        Alasan(_("Angka 16–18 (%(seri)s) adalah nomor urut."), {"seri": urai.seri}, True, "seri"),
        Alasan(_("Pengangkatan %(mulai)s tidak sesudah %(per)s."), {"mulai": _kapan(mulai), "per": per}, True, "masa_depan"),
        Alasan(
            _("Usia saat diangkat %(usia)s tahun; paling muda %(minimal)s tahun."),
            {"usia": usia, "minimal": syarat.usia_minimal},
            True,
            "usia",
            dasar=syarat.dasar_usia,
        ),
    ]
    if urai.jenis is JenisNomor.PNS and usia > syarat.usia_lazim:
        alasan.append(
            Alasan(
                _("Usia saat diangkat %(usia)s tahun, lebih dari %(lazim)s: jarang, tetapi mungkin bagi tenaga honorer dulu."),
                {"usia": usia, "lazim": syarat.usia_lazim},
                None,
                "usia_lazim",
                peringatan=True,
                cara=_("Cocokkan TMT CPNS dengan SK pengangkatan."),
            )
        )
    return tuple(alasan)


def _alasan_jenis(urai: NomorUrai, mulai: Bulan, syarat: SyaratNomor) -> Alasan:
    if urai.jenis is JenisNomor.PNS:
        return Alasan(
            _("Angka 9–14 adalah bulan pengangkatan sebagai CPNS: %(mulai)s. Jadi ini NIP."), {"mulai": mulai}, True, "jenis"
        )
    nama = syarat.nama_kode.get(urai.kode)
    return Alasan(
        _("Angka 13–14 (%(kode)s) bukan bulan, jadi ini nomor induk PPPK; pengangkatan tahun %(tahun)s. Arti kodenya: %(nama)s.")
        if nama
        else _("Angka 13–14 (%(kode)s) bukan bulan, jadi ini nomor induk PPPK; pengangkatan tahun %(tahun)s."),
        {"kode": urai.kode, "tahun": urai.mulai} | ({"nama": Istilah(urai.kode, nama)} if nama else {}),
        True,
        "jenis",
    )


def _ringkas(urai: NomorUrai, mulai: Bulan) -> Kalimat:
    nilai = {"lahir": urai.tanggal_lahir, "mulai": _kapan(mulai), "kelamin": ISTILAH_KELAMIN[urai.jenis_kelamin]}
    if urai.jenis is JenisNomor.PNS:
        return Kalimat(_("NIP tersusun benar: %(kelamin)s, lahir %(lahir)s, CPNS sejak %(mulai)s"), nilai)
    return Kalimat(_("Nomor induk PPPK tersusun benar: %(kelamin)s, lahir %(lahir)s, sejak %(mulai)s"), nilai)


ISTILAH_KELAMIN = {
    JenisKelamin.PRIA: Istilah("pria", _("pria")),
    JenisKelamin.WANITA: Istilah("wanita", _("wanita")),
}


def _putusan(nilai: Nilai, /, *, nip: str, per: date) -> Keputusan[NomorUrai]:
    return urai_nomor(nip, per=per, syarat=syarat_nomor(nilai))


ATURAN_NIP = Aturan(
    nama="nip",
    judul=_("Membaca NIP"),
    singkat=_("NIP"),
    keterangan=_("Apa arti 18 angka nomor induk pegawai, dan apakah susunannya benar."),
    dasar=DASAR,
    masukan=(
        Masukan(
            "nip",
            JenisMasukan.TEKS,
            _("NIP atau nomor induk PPPK"),
            petunjuk=_("18 angka, boleh dengan spasi. Misalnya 19900315 201504 2 001."),
            contoh="199003152015042001",
            pribadi=True,
        ),
    ),
    putusan=_putusan,
    contoh=({"nip": "199003152015042001"}, {"nip": "199009132025242014"}),
    parameter=PARAMETER,
)
