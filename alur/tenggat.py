"""Until when a step is due: working days that a dated parameter sets, without weekends and days off."""

from __future__ import annotations

from datetime import date

from inti import parameter
from inti.hari_kerja import baca_kalender

NAMA = "tenggat_alur"


def hitung(kunci: str, mulai: date) -> date:
    """The last working day of what began on `mulai` (day 0), for the entry `kunci` of the parameter. One query.

    Raises KeyError for an entry that nobody declared: a bug.
    """
    nilai = parameter.ambil([NAMA, "hari_libur"], mulai)
    return baca_kalender(nilai["hari_libur"].nilai).tambah(mulai, nilai[NAMA].nilai[kunci])
