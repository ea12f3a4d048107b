"""Units and posts for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from organisasi.models import Jabatan, UnitKerja, VersiUnit
from organisasi.services import segarkan_jalur

_urut = iter(range(1, 1_000_000))


def buat_unit(nama: str = "", induk: UnitKerja | None = None) -> UnitKerja:
    """A unit that has stood since 2000 below `induk` (a root without)."""
    n = next(_urut)
    nama = nama or f"Dinas Uji {n}"
    unit = UnitKerja.objects.create(nama=nama, induk=induk, id_asing=f"uji-{n}")
    VersiUnit.objects.create(unit=unit, nama=nama, induk=induk, masa=DateRange(date(2000, 1, 1), None))
    segarkan_jalur()
    unit.refresh_from_db()
    return unit


def buat_jabatan(unit: UnitKerja | None = None, nama: str = "", **lain: Any) -> Jabatan:
    """A post in `unit`; by default one of a clerk."""
    n = next(_urut)
    return Jabatan.objects.create(
        unit=unit or buat_unit(), nama=nama or f"Pengadministrasi {n}", **({"jenis": "pelaksana"} | lain)
    )
