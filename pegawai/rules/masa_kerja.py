"""Years of service for pay (masa kerja golongan): they run on within a rank, day by day, but not while on CLTN."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def tambah(tahun: int, bulan: int, *, sejak: date, per: date, jeda: Iterable[tuple[date, date | None]] = ()) -> tuple[int, int]:
    """Return years and months of service on `per`, when they were `tahun` and `bulan` on `sejak`.

    jeda   half-open periods of unpaid leave (CLTN), which don't count; None as their end runs on

    Whole months only; a `per` before `sejak` counts back, never below nothing. `pegawai.masa_kerja` says the same in SQL.
    Source: a rank within I, II or III-IV keeps counting; CLTN is no service (PP 11/2017 on leave, ps. 334 onward).
    Example: 9 years 4 months on 2026-08-01 -> 9 years 7 months on 2026-11-25.
    """
    awal, akhir = min(sejak, per), max(sejak, per)
    dinas = _bulan_penuh(awal, akhir)
    for mulai, selesai in jeda:
        a, b = max(mulai, awal), min(selesai or akhir, akhir)
        if a < b:
            dinas -= _bulan_penuh(a, b)
    return divmod(max(tahun * 12 + bulan + (dinas if sejak <= per else -dinas), 0), 12)


def usia(lahir: date, per: date) -> int:
    """Age in whole years on `per`."""
    return _bulan_penuh(lahir, per) // 12


def _bulan_penuh(awal: date, akhir: date) -> int:
    """Whole months from one day to a later one."""
    return (akhir.year - awal.year) * 12 + akhir.month - awal.month - (akhir.day < awal.day)
