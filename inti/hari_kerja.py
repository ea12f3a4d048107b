"""Working days: Monday to Friday without national holidays and collective leave. Imports no Django."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inti.keputusan import Alasan, _


@dataclass(frozen=True)
class Kalender:
    """The days off that are known, and the years for which they are known.

    libur   national holidays and collective leave alike; weekends need not be listed
    """

    libur: frozenset[date]
    tahun: frozenset[int]

    def is_hari_kerja(self, hari: date) -> bool:
        """True on a weekday that is no day off."""
        return hari.weekday() < 5 and hari not in self.libur

    def tambah(self, mulai: date, jumlah: int, berhenti: Collection[date] = ()) -> date:
        """Return the day on which `jumlah` working days have passed after `mulai` (day 0, not counted).

        berhenti  days on which the clock stood still
        """
        hari = mulai
        while jumlah > 0:
            hari += timedelta(days=1)
            if self.is_hari_kerja(hari) and hari not in berhenti:
                jumlah -= 1
        return hari

    def hitung(self, mulai: date, akhir: date) -> int:
        """Return how many working days lie after `mulai` up to and including `akhir`."""
        return sum(self.is_hari_kerja(mulai + timedelta(days=n)) for n in range(1, (akhir - mulai).days + 1))

    def belum_lengkap(self, mulai: date, akhir: date) -> tuple[int, ...]:
        """Return the years touched by the period for which no days off are known."""
        return tuple(t for t in range(mulai.year, akhir.year + 1) if t not in self.tahun)


def baca_kalender(nilai: Mapping[str, Any]) -> Kalender:
    """Return the calendar from a parameter {"2026": {"libur": [ISO days], "cuti_bersama": [ISO days]}, …}."""
    hari = {date.fromisoformat(h) for tahun in nilai.values() for jenis in ("libur", "cuti_bersama") for h in tahun[jenis]}
    return Kalender(frozenset(hari), frozenset(int(t) for t in nilai))


def alasan_kalender(kalender: Kalender, mulai: date, akhir: date) -> tuple[Alasan, ...]:
    """Return a warning for each year of the period whose days off are not known yet."""
    return tuple(
        Alasan(
            _("Hari libur tahun %(tahun)s belum tercatat; hanya Sabtu dan Minggu yang dilewati."),
            {"tahun": str(tahun)},
            None,
            "kalender_belum_ada",
            peringatan=True,
        )
        for tahun in kalender.belum_lengkap(mulai, akhir)
    )
