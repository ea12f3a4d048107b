"""Geometry of the small charts: numbers in, strings for SVG attributes out. Knows no Django.

Everything is returned as text, so that no template localises a coordinate ('12,5').
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from inti.angka import bulatkan_persen


@dataclass(frozen=True)
class Ruas:
    """One part of a stacked bar: where it starts, how wide it is, and its share."""

    x: str
    lebar: str
    persen: str
    nama: str
    pola: int


@dataclass(frozen=True)
class Titik:
    """A point of a line chart in percent of the drawing."""

    x: str
    y: str
    label: str
    akhir: bool


@dataclass(frozen=True)
class Garis:
    """A line chart: grid lines with their label, the paths and the points."""

    kisi: list[tuple[str, str, bool]]
    capaian: str
    luas: str
    target: str
    titik: list[Titik]


def tulis(nilai: float) -> str:
    """A coordinate with at most one decimal and a point, whatever the language."""
    return f"{nilai:.1f}".removesuffix(".0")


def susun(nilai: Sequence[float], nama: Sequence[str]) -> list[Ruas]:
    """Parts of a stacked bar from counts or percentages; shares add up to 100. Empty parts are left out."""
    jumlah = sum(nilai)
    ruas, x = [], 0.0
    for pola, (bagian, kata) in enumerate(zip(nilai, nama, strict=True), 1):
        if bagian <= 0:
            continue
        persen = bagian * 100 / jumlah
        celah = 0.6 if persen > 1 else 0
        ruas.append(Ruas(tulis(x), tulis(persen - celah), str(bulatkan_persen(Decimal(str(persen)), 0)), kata, pola))
        x += persen
    return ruas


def rentang(nilai: Sequence[float], langkah: int = 4) -> tuple[float, float, list[float]]:
    """Lower end, upper end and grid values in round steps that hold every value."""
    bawah, atas = min(nilai), max(nilai)
    kasar = max((atas - bawah) / langkah, 1e-9)
    pangkat = 10 ** floor(log10(kasar))
    tingkat = next(t * pangkat for t in (1, 2, 5, 10) if t * pangkat >= kasar)
    awal, akhir = floor(bawah / tingkat) * tingkat, ceil(atas / tingkat) * tingkat
    if awal == akhir:
        akhir += tingkat
    jumlah = round((akhir - awal) / tingkat)
    return awal, akhir, [awal + i * tingkat for i in range(jumlah + 1)]


def garis(capaian: Sequence[float], target: Sequence[float], label: Sequence[str]) -> Garis:
    """Line chart of `capaian` against `target` (may be empty), one label a point."""
    awal, akhir, kisi = rentang([*capaian, *target])

    def tinggi(v: float) -> float:
        return (akhir - v) * 100 / (akhir - awal)

    def jejak(deret: Sequence[float]) -> str:
        lebar = max(len(deret) - 1, 1)
        return " ".join(f"{'L' if i else 'M'}{tulis(i * 100 / lebar)} {tulis(tinggi(v))}" for i, v in enumerate(deret))

    lebar = max(len(capaian) - 1, 1)
    utama = jejak(capaian)
    return Garis(
        kisi=[(tulis(v), tulis(8 + tinggi(v) * 0.8), i == 0) for i, v in enumerate(kisi)],
        capaian=utama,
        luas=f"{utama} L{tulis((len(capaian) - 1) * 100 / lebar)} 100 L0 100Z",
        target=jejak(target) if target else "",
        titik=[
            Titik(tulis(9 + i * 86 / lebar), tulis(8 + tinggi(v) * 0.8), label[i], i == len(capaian) - 1)
            for i, v in enumerate(capaian)
        ],
    )
