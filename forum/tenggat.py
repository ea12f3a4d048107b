"""Until when something of the forum is due: working days that the dated parameter of voices sets."""

from __future__ import annotations

from datetime import date

from aturan import parameter
from forum.rules import PARAMETER
from inti.hari_kerja import baca_kalender


def hitung(kunci: str, mulai: date) -> date:
    """The last working day of what began on `mulai` (day 0), for the entry `kunci` of the parameter. One query."""
    nilai = parameter.ambil([PARAMETER.nama, "hari_libur"], mulai)
    return baca_kalender(nilai["hari_libur"].nilai).tambah(mulai, nilai[PARAMETER.nama].nilai[kunci])
