"""Ranks: golongan of PNS (I/a … IV/e, each with its pangkat) and of PPPK (I … XVII)."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


def turun(awal: Golongan, akhir: Golongan) -> bool:
    """True when `akhir` lies below `awal`. Raises ValueError for ranks of two kinds: a bug in the caller."""
    if awal.jenis != akhir.jenis:
        raise ValueError("ranks of PNS and PPPK are never compared")
    return akhir.urutan < awal.urutan
