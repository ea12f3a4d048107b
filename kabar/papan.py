"""What the pages of messages show: sentences of the inbox, and the board of switches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kabar import jenis as daftar_jenis
from kabar.jenis import JenisKabar
from kabar.models import Penerimaan, Saluran


@dataclass(frozen=True)
class Butir:
    """A message as its reader sees it."""

    baris: Penerimaan
    jenis: JenisKabar
    kalimat: str
    rincian: str


@dataclass(frozen=True)
class Sakelar:
    """One switch of the board; `terkunci`: a duty, always on."""

    nilai: str
    saluran: str
    nyala: bool
    terkunci: bool


def susun_kotak(baris: Iterable[Penerimaan]) -> list[Butir]:
    """Rows of the inbox in words. No query; they come with `kabar`."""
    hasil = []
    for satu in baris:
        jenis, isi = daftar_jenis.find(satu.kabar.jenis), satu.kabar.isi
        hasil.append(Butir(satu, jenis, jenis.kalimat(isi), jenis.kalimat_rincian(isi)))
    return hasil


def susun_papan(
    daftar: Iterable[JenisKabar], pilihan: Mapping[tuple[str, str], bool]
) -> list[tuple[str, list[tuple[JenisKabar, list[Sakelar]]]]]:
    """The kinds under their headings, each with a switch a channel."""
    papan: dict[str, list[tuple[JenisKabar, list[Sakelar]]]] = {}
    for jenis in daftar:
        sakelar = [_sakelar(jenis, Saluran(saluran), pilihan) for saluran in Saluran.values]
        papan.setdefault(str(jenis.kelompok), []).append((jenis, sakelar))
    return list(papan.items())


def _sakelar(jenis: JenisKabar, saluran: Saluran, pilihan: Mapping[tuple[str, str], bool]) -> Sakelar:
    terkunci = jenis.menetapkan(saluran)
    nyala = terkunci or pilihan.get((jenis.nama, saluran.value), saluran.value in jenis.bawaan)
    return Sakelar(f"{jenis.nama} {saluran.value}", str(saluran.label), nyala, terkunci)


def baca_papan(daftar: Iterable[JenisKabar], nyala: Iterable[str]) -> dict[tuple[str, str], bool]:
    """The switches as they were sent: those in `nyala` are on, the other ones of the board off. Anything else is left out."""
    dikirim = set(nyala)
    return {
        (jenis.nama, saluran): f"{jenis.nama} {saluran}" in dikirim
        for jenis in daftar
        for saluran in Saluran.values
        if not jenis.menetapkan(saluran)
    }


def nyala_papan(daftar: Iterable[JenisKabar], pilihan: Mapping[tuple[str, str], bool]) -> list[str]:
    """The switches of the board that are on, as a form sends them."""
    papan = [
        sakelar for jenis in daftar for saluran in Saluran.values for sakelar in [_sakelar(jenis, Saluran(saluran), pilihan)]
    ]
    return [s.nilai for s in papan if s.nyala and not s.terkunci]


def baca_gerak(daftar: Iterable[JenisKabar], nyala: Iterable[str], semula: Iterable[str]) -> dict[tuple[str, str], bool]:
    """The switches that were moved: those which are sent in another state than the one in which they were shown."""
    daftar = list(daftar)
    dulu = baca_papan(daftar, semula)
    return {kunci: isi for kunci, isi in baca_papan(daftar, nyala).items() if isi != dulu[kunci]}
