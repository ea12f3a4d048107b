"""Differences of one SKP in the figures of the board, and word of them to those who watch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inti import peristiwa
from kinerja import rekap
from kinerja.models import SKP, PeriodeKinerja


def umumkan_angka(
    skp: SKP,
    periode: PeriodeKinerja | None,
    beda: Mapping[int, Mapping[str, int]],
    pekan: Mapping[date, tuple[int, int]] | None = None,
) -> None:
    """Add what changed where the SKP counts (kinerja.rekap) and tell those who watch these units of `periode`, if any."""
    for unit, versi in rekap.terapkan_skp(skp, beda, pekan).items():
        if periode:
            peristiwa.publish("kinerja", unit_id=unit.pk, jalur=unit.jalur, periode=periode.kode, versi=versi.get(periode.pk, 0))
