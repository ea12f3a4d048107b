"""When a message goes out and when it is tried again. Pure: instants are aware and in the city's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

JEDA_AWAL = timedelta(minutes=1)
JEDA_MAKS = timedelta(hours=6)
PERCOBAAN_MAKS = 16  # about a day and a half, never less than twenty hours


@dataclass(frozen=True)
class Senyap:
    """Quiet hours, from `mulai` until just before `sampai`; they may pass midnight."""

    mulai: time
    sampai: time

    def memuat(self, jam: time) -> bool:
        """Whether a time of day lies within."""
        if self.mulai <= self.sampai:
            return self.mulai <= jam < self.sampai
        return jam >= self.mulai or jam < self.sampai


def compute_sesudah_senyap(saat: datetime, senyap: Senyap | None) -> datetime:
    """Return the first instant, `saat` or later, outside the quiet hours. Example: 23:10 with 22:00–06:00 → 06:00 tomorrow."""
    jam = saat.timetz().replace(tzinfo=None)
    if senyap is None or not senyap.memuat(jam):
        return saat
    hari = saat.date() if jam < senyap.sampai else saat.date() + timedelta(days=1)
    return datetime.combine(hari, senyap.sampai, saat.tzinfo)


def compute_ringkasan(saat: datetime, jam: int) -> datetime:
    """Return the next instant at which a daily summary goes out, strictly after `saat`. `jam` is 0–23."""
    hari_ini = datetime.combine(saat.date(), time(jam), saat.tzinfo)
    return hari_ini if hari_ini > saat else hari_ini + timedelta(days=1)


def compute_kirim(saat: datetime, *, segera: bool, ringkasan: int | None, senyap: Senyap | None) -> datetime:
    """Return when a message that is written at `saat` goes out.

    segera     an urgent kind: at once, whatever was chosen
    ringkasan  hour of the daily summary in which it goes, None for a mail of its own

    A summary goes out at the hour that was chosen for it, also within quiet hours: that is what was asked for.
    """
    if segera:
        return saat
    return compute_ringkasan(saat, ringkasan) if ringkasan is not None else compute_sesudah_senyap(saat, senyap)


def compute_jeda(percobaan: int, acak: float) -> timedelta:
    """Return how long to wait after the failed try number `percobaan` (1, 2, …): doubled each time, up to six hours.

    acak  0 to 1, spreads the tries of many over the second half of the wait, so that they don't come at once
    """
    penuh = min(JEDA_AWAL * (1 << min(percobaan - 1, 20)), JEDA_MAKS)
    return penuh * (0.5 + acak / 2)
