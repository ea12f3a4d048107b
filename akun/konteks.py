"""Building the Konteks of a request, a task or a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from akun.kewenangan import KLIEN_API, Konteks, PeranAktif
from akun.models import PenugasanPeran
from inti import waktu


@dataclass(frozen=True)
class Orang:
    """What the personnel app knows about the person behind an account."""

    pegawai_id: int
    kode: str
    unit_id: int | None
    jalur: str
    atasan: bool


# `pegawai` registers how an account leads to a person (akun knows no persons).
_pencari_orang: list[Callable[[int, date], Orang | None]] = []
_pencari_nomor: list[Callable[[str], int | None]] = []


def register_orang(fungsi: Callable[[int, date], Orang | None]) -> None:
    """Register `(pengguna_id, day) -> Orang | None`; one query."""
    _pencari_orang[:] = [fungsi]


def register_nomor(fungsi: Callable[[str], int | None]) -> None:
    """Register `(18 digits) -> pengguna_id | None`, history included; one query."""
    _pencari_nomor[:] = [fungsi]


def pengguna_of_nomor(nomor: str) -> int | None:
    """The account of whoever holds or held this number."""
    return next((hasil for f in _pencari_nomor if (hasil := f(nomor)) is not None), None)


def build(pengguna: Any, per: date | None = None) -> Konteks:
    """Return the Konteks of an account on a day. At most two queries; none for a visitor."""
    per = per or waktu.today()
    if not pengguna or not pengguna.is_authenticated or not pengguna.is_active:
        return Konteks(pengguna=AnonymousUser(), per=per)
    peran = [
        PeranAktif(kode, unit_id, jalur or "")
        for kode, unit_id, jalur in PenugasanPeran.objects.filter(pengguna=pengguna, masa__contains=per)
        .order_by("id")
        .values_list("peran", "unit_id", "unit__jalur")
    ]
    orang = next((o for f in _pencari_orang if (o := f(pengguna.pk, per))), None)
    if orang:
        peran.append(PeranAktif("pegawai", orang.unit_id, orang.jalur))
        if orang.atasan:
            peran.append(PeranAktif("atasan", orang.unit_id, orang.jalur))
    return Konteks(
        pengguna=pengguna,
        peran=tuple(peran),
        pegawai_id=orang.pegawai_id if orang else None,
        pegawai_kode=orang.kode if orang else "",
        unit_id=orang.unit_id if orang else None,
        per=per,
    )


def sistem(per: date | None = None) -> Konteks:
    """The Konteks of jobs and commands that act for BKPSDM itself: nobody is signed in, all of its rights count."""
    return Konteks(pengguna=AnonymousUser(), peran=(PeranAktif("admin_bkpsdm"),), per=per or waktu.today())


def klien(cakupan: Iterable[str], per: date | None = None) -> Konteks:
    """The Konteks of a machine client whose token carries these scopes."""
    return Konteks(pengguna=AnonymousUser(), peran=(PeranAktif(KLIEN_API),), cakupan=frozenset(cakupan), per=per or waktu.today())
