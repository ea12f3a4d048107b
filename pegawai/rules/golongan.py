"""Ranks: golongan of PNS (I/a … IV/e, each with its pangkat) and of PPPK (I … XVII)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from inti.keputusan import Istilah, MasukanDitolak, _

DASAR_PNS = "PP 99/2000 jo. PP 12/2002"
DASAR_PPPK = "PP 49/2018; Perpres 11/2024"


@dataclass(frozen=True)
class Golongan:
    """A rank. `urutan` orders ranks of one kind, 1 is the lowest; kinds are never compared."""

    kode: str
    jenis: str
    urutan: int
    pangkat: str
    dasar: str


_PANGKAT = {
    "I": ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I"),
    "II": ("Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I"),
    "III": ("Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I"),
    "IV": ("Pembina", "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya", "Pembina Utama"),
}
_PPPK = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII")
PNS: tuple[Golongan, ...] = tuple(
    Golongan(f"{angka}/{huruf}", "pns", urutan, pangkat, DASAR_PNS)
    for urutan, (angka, huruf, pangkat) in enumerate(
        ((angka, huruf, pangkat) for angka, daftar in _PANGKAT.items() for huruf, pangkat in zip("abcde", daftar, strict=False)),
        1,
    )
)
PPPK: tuple[Golongan, ...] = tuple(Golongan(kode, "pppk", urutan, "", DASAR_PPPK) for urutan, kode in enumerate(_PPPK, 1))
GOLONGAN: dict[str, Golongan] = {g.kode: g for g in (*PNS, *PPPK)}


def normalisasi(teks: str) -> str:
    """Return the usual spelling: roman numeral in capitals, letter small, no spaces ('iii / B' → 'III/b')."""
    angka, garis, huruf = re.sub(r"\s+", "", teks).partition("/")
    return f"{angka.upper()}{garis}{huruf.lower()}"


def urai_golongan(teks: str, *, jenis: str, bidang: str = "golongan") -> Golongan:
    """Return the rank written in `teks` for an employee of kind `jenis` ('pns', CPNS included, or 'pppk').

    Raises MasukanDitolak when there is no such rank, or only one of the other kind.
    Source: PP 99/2000, PP 12/2002; PPPK: Perpres 11/2024. Example: 'iii/A' → III/a Penata Muda.
    """
    tolak = _penolak(bidang)
    kode = normalisasi(teks)
    golongan = GOLONGAN.get(kode)
    if golongan is None:
        raise tolak(
            "asing",
            _("Golongan '%(isi)s' tidak ada."),
            _(
                "Golongan PNS: I/a sampai I/d, II/a sampai II/d, III/a sampai III/d, IV/a sampai IV/e. Golongan PPPK: I sampai XVII."
            ),
            isi=teks.strip()[:20],
        )
    if golongan.jenis != jenis:
        raise tolak(
            "jenis",
            _("Golongan %(isi)s adalah golongan %(milik)s, sedangkan orang ini %(jenis)s."),
            _("Cocokkan golongan dan jenis pegawai dengan SK terakhir."),
            isi=kode,
            milik=JENIS[golongan.jenis],
            jenis=JENIS[jenis],
        )
    return golongan


def turun(awal: Golongan, akhir: Golongan) -> bool:
    """True when `akhir` lies below `awal`. Raises ValueError for ranks of two kinds: a bug in the caller."""
    if awal.jenis != akhir.jenis:
        raise ValueError("ranks of PNS and PPPK are never compared")
    return akhir.urutan < awal.urutan


def periksa_urutan(awal: Golongan, akhir: Golongan, *, bidang: str = "golongan") -> None:
    """Raise MasukanDitolak when the present rank lies below the first one.

    A penalty can lower a rank, but never below the one a person started with.
    """
    if turun(awal, akhir):
        raise _penolak(bidang)(
            "turun",
            _("Golongan akhir %(akhir)s lebih rendah daripada golongan awal %(awal)s."),
            _("Cocokkan golongan awal dan akhir dengan SK CPNS dan SK pangkat terakhir."),
            akhir=akhir.kode,
            awal=awal.kode,
        )


def periksa_tmt(tmt_golongan: date, tmt_cpns: date, *, bidang: str = "tmt_golongan") -> None:
    """Raise MasukanDitolak when a rank starts before the first appointment."""
    if tmt_golongan < tmt_cpns:
        raise _penolak(bidang)(
            "mendahului",
            _("TMT golongan %(tmt)s mendahului pengangkatan pertama %(cpns)s."),
            _("Cocokkan kedua tanggal dengan SK pangkat dan SK CPNS."),
            tmt=tmt_golongan,
            cpns=tmt_cpns,
        )


JENIS = {"pns": Istilah("pns", _("PNS")), "pppk": Istilah("pppk", _("PPPK"))}


def _penolak(bidang: str) -> Callable[..., MasukanDitolak]:
    def tolak(sebab: str, teks: str, saran: str, /, **nilai: object) -> MasukanDitolak:
        return MasukanDitolak(teks, nilai, saran=saran, field=bidang, kode=sebab, dasar=DASAR_PNS)

    return tolak
