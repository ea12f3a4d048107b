"""Kinds of objects that the chain joins, each registered by who knows it.

tautan.register(tautan.JenisObjek("topik", _("Topik forum"), selectors.cari_topik))
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from akun.kewenangan import Konteks
from forum.models import Hubungan, Tautan
from inti import peta
from inti.letak import Letak, letak

# codes → (words, address) of those that `konteks` may see
Pencari = Callable[[Konteks, Collection[str]], dict[str, tuple[str, str]]]


@dataclass(frozen=True)
class JenisObjek:
    """A kind of object: its code, its name, and how its public codes become words and addresses."""

    kode: str
    teks: Any
    cari: Pencari
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class TautanTampil:
    """One link as a page shows it."""

    jenis: str
    hubungan: str
    judul: str
    url: str
    pada: date
    keluar: bool


_jenis: dict[str, JenisObjek] = {}
peta.register("tautan", lambda: ((j.kode, j.letak) for j in _jenis.values()))


def register(*jenis: JenisObjek) -> None:
    """Make kinds known. Twice is the same as once."""
    _jenis.update({j.kode: j for j in jenis})


def dikenal(kode: str) -> bool:
    """Whether objects of this kind can be joined."""
    return kode in _jenis


def list_tautan(konteks: Konteks, jenis: str, kode: str) -> list[TautanTampil]:
    """Links from and to an object, as far as `konteks` may see the other end. One query, and one a kind found."""
    baris = list(
        Tautan.objects.filter(Q(dari_jenis=jenis, dari_kode=kode) | Q(ke_jenis=jenis, ke_kode=kode)).order_by("pada", "pk")
    )
    ujung = [(b, b.dari_kode == kode and b.dari_jenis == jenis) for b in baris]
    dicari: dict[str, set[str]] = {}
    for b, keluar in ujung:
        dicari.setdefault(b.ke_jenis if keluar else b.dari_jenis, set()).add(b.ke_kode if keluar else b.dari_kode)
    ketemu = {j: _jenis[j].cari(konteks, kodes) for j, kodes in dicari.items() if j in _jenis}
    return [t for b, keluar in ujung if (t := _tampil(b, keluar, ketemu))]


def _tampil(b: Tautan, keluar: bool, ketemu: dict[str, dict[str, tuple[str, str]]]) -> TautanTampil | None:
    jenis, kode = (b.ke_jenis, b.ke_kode) if keluar else (b.dari_jenis, b.dari_kode)
    if kode not in ketemu.get(jenis, {}):
        return None
    judul, url = ketemu[jenis][kode]
    return TautanTampil(str(_jenis[jenis].teks), str(Hubungan(b.hubungan).label), judul, url, b.pada, keluar)
