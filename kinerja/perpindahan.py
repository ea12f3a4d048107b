"""What follows for the board where people come to a unit, leave it or serve no longer: its figures, and whoever watches it."""

from __future__ import annotations

from django.db import transaction

from inti import peristiwa, waktu
from kinerja import rekap
from kinerja.selectors.skp import find_periode
from organisasi.models import UnitKerja


def ikuti_nanti(unit: frozenset[int] | None) -> None:
    """Let the figures of these units (of any, when None) follow once the change is committed: it never waits for them.

    Where that fails, `kinerja.bangun_rekap` does the same within half an hour.
    """
    transaction.on_commit(lambda: ikuti(unit), robust=True)


@transaction.atomic
def ikuti(unit: frozenset[int] | None) -> set[int]:
    """Count anew who is where, and tell those who watch these units; returns the units whose figures changed.

    A unit named is told of even where its figures are the same: one came as another left, and the list has another name.
    """
    hari = waktu.today()
    berubah = rekap.ikuti_orang([hari.year], unit)
    tersentuh = UnitKerja.objects.filter(pk__in=berubah | (unit or frozenset()))
    jalur = dict(tersentuh.values_list("jalur", "pk"))
    periode = find_periode(hari)
    for satu in _terbawah(list(jalur)):
        peristiwa.publish("kinerja", unit_id=jalur[satu], jalur=satu, periode=periode.kode if periode else "")
    return berubah


def _terbawah(jalur: list[str]) -> list[str]:
    """The paths that lead to no other one of them: a board hears of every unit below its own."""
    urut = sorted(jalur)
    return [satu for satu, lanjut in zip(urut, [*urut[1:], ""], strict=False) if not lanjut.startswith(satu)]
