"""Building the Konteks of a request, a task or a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, FilteredRelation, OuterRef, Q

from akun import faktor
from akun.kewenangan import KLIEN_API, Konteks, Mewakili, PeranAktif
from akun.models import Pengguna
from inti import waktu


@dataclass(frozen=True)
class Orang:
    """What the personnel app knows about the person behind an account."""

    pegawai_id: int
    kode: str
    unit_id: int | None
    jalur: str
    atasan: bool
    mewakili: tuple[Mewakili, ...] = ()


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
    peran, punya_faktor = _peran_dan_faktor(pengguna.pk, per)
    orang = next((o for f in _pencari_orang if (o := f(pengguna.pk, per))), None)
    if orang:
        peran.append(PeranAktif("pegawai", orang.unit_id, orang.jalur))
        if orang.atasan or orang.mewakili:
            peran.append(PeranAktif("atasan", orang.unit_id, orang.jalur))
    return Konteks(
        pengguna=pengguna,
        peran=tuple(peran),
        pegawai_id=orang.pegawai_id if orang else None,
        pegawai_kode=orang.kode if orang else "",
        unit_id=orang.unit_id if orang else None,
        mewakili=orang.mewakili if orang else (),
        punya_faktor=punya_faktor,
        per=per,
    )


def build_sesi(pengguna: Any) -> Konteks:
    """The Konteks of somebody who signed in by hand: page, admin, file or stream. The same two queries as build().

    SECURITY: who needs a second step and has none holds no role and is no employee until it is set up.
    """
    konteks = build(pengguna)
    return Konteks(pengguna=pengguna, perlu_faktor=True, per=konteks.per) if faktor.is_perlu(konteks) else konteks


def _peran_dan_faktor(pk: int, per: date) -> tuple[list[PeranAktif], bool]:
    """Granted roles on a day, and whether a second step is set up: one row a role, at least one. One query."""
    baris = (
        Pengguna.objects.filter(pk=pk)
        .annotate(
            tugas=FilteredRelation("penugasan_peran", condition=Q(penugasan_peran__masa__contains=per)),
            punya_faktor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=faktor.JENIS)),
        )
        .order_by("tugas__id")
        .values_list("tugas__peran", "tugas__unit_id", "tugas__unit__jalur", "punya_faktor")
    )
    isi = list(baris)
    return [PeranAktif(kode, unit_id, jalur or "") for kode, unit_id, jalur, _punya in isi if kode], any(b[3] for b in isi)


def sistem(per: date | None = None) -> Konteks:
    """The Konteks of jobs and commands that act for BKPSDM itself: nobody is signed in, all of its rights count."""
    return Konteks(pengguna=AnonymousUser(), peran=(PeranAktif("admin_bkpsdm"),), per=per or waktu.today())


def klien(cakupan: Iterable[str], per: date | None = None) -> Konteks:
    """The Konteks of a machine client whose token carries these scopes."""
    return Konteks(pengguna=AnonymousUser(), peran=(PeranAktif(KLIEN_API),), cakupan=frozenset(cakupan), per=per or waktu.today())
