"""Whom a value of law touches: apps above say here what follows for their people from a parameter, and how it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, DateField, Func, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from akun.kewenangan import Konteks
from aturan.aturan import Nilai
from inti import peta
from inti.letak import Letak, letak

KOLOM = (
    "id", "kode", "nama", "gelar_depan", "gelar_belakang", "nama_urut", "nama_jabatan", "nama_unit", "sebelum", "sesudah", "hari",
)  # fmt: skip
Baris = QuerySet[Any, dict[str, Any]]
Sisi = tuple[date, Nilai, Nilai]  # from a day on: the values before and after


class Berbeda(Func):
    """Whether two values differ, nulls compared like values."""

    template = "(%(expressions)s)"
    arg_joiner = " IS DISTINCT FROM "
    output_field = BooleanField()


@dataclass(frozen=True)
class Lanjutan:
    """How far the bringing up to date is: words for people, whether it ended, and where it is followed."""

    teks: str
    selesai: bool
    alamat: str = ""


@dataclass(frozen=True)
class Orang:
    """How a person of `rows` is opened: the action that the table of rights grants, and the page by the person's code."""

    aksi: str
    halaman: str


@dataclass(frozen=True)
class Dampak:
    """What some parameters mean for single people.

    judul         what changes for a person, in words: 'Tanggal pensiun'
    parameter     names of the values that it follows from
    semua         everybody who may have one, without order: with the columns of KOLOM up to `nama_unit`
    ukur          (values before, values after, day) → what each of them has by both, as it is shown. The values hold what was
                  recorded by that day, and may lack one
    kelak         whether it also touches people of whom nothing is recorded yet, so that `rows` can't tell them all: a time
                  that begins with each coming judgement
    hitung_ulang  starts bringing stored facts up to date, and returns the code under which it is followed;
                  None where nothing is stored. Twice is the same as once
    lanjutan      how far that is
    orang         how one of them is opened; None where there is no page
    """

    nama: str
    judul: str
    parameter: tuple[str, ...]
    semua: Callable[[], QuerySet[Any]]
    ukur: Callable[[Nilai, Nilai, date], tuple[Combinable, Combinable]]
    kelak: bool = False
    hitung_ulang: Callable[[Konteks, str], str] | None = None
    lanjutan: Callable[[str], Lanjutan | None] | None = None
    orang: Orang | None = None
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)

    def rows(self, sisi: Sequence[Sisi]) -> Baris:
        """Who has another one on any of these days: `values(*KOLOM)` without order, one row a person, as of their first such day."""
        rows = self.semua()
        if not sisi:
            kosong = Value(None, output_field=DateField())
            tanpa: Baris = rows.annotate(hari=kosong, sebelum=kosong, sesudah=kosong).values(*KOLOM).none()
            return tanpa
        hari = [Value(h, output_field=DateField()) for h, _lama, _baru in sisi]
        pasangan = [self.ukur(lama, baru, h) for h, lama, baru in sisi]
        beda = [Berbeda(*p) for p in pasangan]
        rows = rows.filter(reduce(or_, map(Q, beda))).annotate(
            hari=_pertama(beda, hari),
            sebelum=_pertama(beda, [lama for lama, _baru in pasangan]),
            sesudah=_pertama(beda, [baru for _lama, baru in pasangan]),
        )
        hasil: Baris = rows.values(*KOLOM)
        return hasil


def dua_sisi(satu: Callable[[Nilai], Combinable]) -> Callable[[Nilai, Nilai, date], tuple[Combinable, Combinable]]:
    """`ukur` of an effect that is the same reckoning on both sides and on any day."""
    return lambda lama, baru, _hari: (satu(lama), satu(baru))


def _pertama(beda: Sequence[Berbeda], isi: Sequence[Combinable]) -> Case:
    """Of these, the one that belongs to the first difference that holds."""
    return Case(*(When(b, then=i) for b, i in zip(beda, isi, strict=True)))


_terdaftar: dict[str, Dampak] = {}
peta.register("dampak", lambda: ((d.nama, d.letak) for d in _terdaftar.values()))


def register(*dampak: Dampak) -> None:
    """Say what follows from parameters; called from the daftar.py of the app whose people are touched."""
    for d in dampak:
        if _terdaftar.setdefault(d.nama, d) is not d:
            raise ValueError(f"Two effects named {d.nama!r}")


def list_dampak(parameter: str) -> list[Dampak]:
    """What follows from one parameter."""
    return [d for d in _terdaftar.values() if parameter in d.parameter]


def list_parameter() -> list[str]:
    """The parameters of which somebody said what follows from them for people."""
    return sorted({nama for d in _terdaftar.values() for nama in d.parameter})


def get_dampak(nama: str) -> Dampak | None:
    """The effect of that name."""
    return _terdaftar.get(nama)
