"""Building the Konteks of a request, a task or a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from akun import faktor, identitas
from akun.identitas import Hak
from akun.kewenangan import Konteks, PeranAktif
from akun.peran import KLIEN_API, PURNATUGAS, Peran
from inti import waktu

_pencari_nomor: list[Callable[[str], int | None]] = []


def register_nomor(fungsi: Callable[[str], int | None]) -> None:
    """Register `(18 digits) -> pengguna_id | None`, history included; one query."""
    _pencari_nomor[:] = [fungsi]


def pengguna_of_nomor(nomor: str) -> int | None:
    """The account of whoever holds or held this number."""
    return next((hasil for f in _pencari_nomor if (hasil := f(nomor)) is not None), None)


def build(pengguna: Any, per: date | None = None, hak: Hak | None = None) -> Konteks:
    """Return the Konteks of an account on a day. One query; none for a visitor, or where `hak` came with the session."""
    per = per or waktu.today()
    if not pengguna or not pengguna.is_authenticated or not pengguna.is_active:
        return Konteks(pengguna=AnonymousUser(), per=per)
    if hak is None or (hak.pengguna_id, hak.per) != (pengguna.pk, per):
        hak = identitas.read_hak(pengguna.pk, per)
    peran, orang = list(hak.peran), hak.orang
    if orang and not orang.bertugas:
        peran.append(PeranAktif(PURNATUGAS))
    elif orang:
        peran.append(PeranAktif(Peran.PEGAWAI, orang.unit_id, orang.jalur))
        if orang.atasan or orang.mewakili:
            # Who only stands in leads no unit of their own: the mandate reaches people and their cases, no figures of an office.
            peran.append(PeranAktif(Peran.ATASAN, orang.unit_id, orang.jalur) if orang.atasan else PeranAktif(Peran.ATASAN))
    return Konteks(
        pengguna=pengguna,
        peran=tuple(peran),
        pegawai_id=orang.pegawai_id if orang else None,
        pegawai_kode=orang.kode if orang else "",
        unit_id=orang.unit_id if orang else None,
        mewakili=orang.mewakili if orang else (),
        punya_faktor=hak.punya_faktor,
        per=per,
    )


def build_sesi(pengguna: Any, hak: Hak | None = None) -> Konteks:
    """The Konteks of somebody who signed in by hand: page, admin, file or stream. As many queries as build().

    SECURITY: who needs a second step and has none holds no role and is no employee until it is set up.
    """
    konteks = build(pengguna, hak=hak)
    return Konteks(pengguna=pengguna, perlu_faktor=True, per=konteks.per) if faktor.is_perlu(konteks) else konteks


def sistem(per: date | None = None) -> Konteks:
    """The Konteks of jobs and commands that act for the personnel office itself: nobody is signed in, all of its rights count."""
    return Konteks(pengguna=AnonymousUser(), peran=(PeranAktif(Peran.ADMIN_BKPSDM),), per=per or waktu.today())


def klien(cakupan: Iterable[str], per: date | None = None, *, klien_id: int | None = None) -> Konteks:
    """The Konteks of a machine client whose token carries these scopes."""
    return Konteks(
        pengguna=AnonymousUser(),
        peran=(PeranAktif(KLIEN_API),),
        cakupan=frozenset(cakupan),
        klien_id=klien_id,
        per=per or waktu.today(),
    )
