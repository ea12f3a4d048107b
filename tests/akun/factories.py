"""Accounts for tests: an ordinary one, with the roles that the test is about."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from akun.kewenangan import Konteks
from akun.konteks import build
from akun.models import Pengguna, PenugasanPeran
from organisasi.models import UnitKerja

SANDI = "sandi-uji-yang-panjang"
_urut = iter(range(1, 1_000_000))


def buat_pengguna(*peran: str, unit: UnitKerja | None = None, nama: str = "", sandi: str | None = SANDI) -> Pengguna:
    """An active account that holds `peran` for ever (within `unit`, where given)."""
    n = next(_urut)
    pengguna = Pengguna.objects.create_user(email=f"uji{n}@contoh.invalid", password=sandi, nama=nama or f"Pengguna Uji {n}")
    for kode in peran:
        PenugasanPeran.objects.create(pengguna=pengguna, peran=kode, unit=unit, masa=DateRange(date(2020, 1, 1), None))
    return pengguna


def konteks_of(pengguna: Pengguna, per: date | None = None) -> Konteks:
    """What the permission table knows of this account."""
    return build(pengguna, per)
