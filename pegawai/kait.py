"""Whom employees' records tell that somebody is elsewhere now: apps above, which register here."""

from __future__ import annotations

from collections.abc import Callable

from inti import peta
from inti.letak import Letak, letak

Pengikut = Callable[[frozenset[int] | None], object]
_pengikut: dict[str, tuple[Pengikut, Letak]] = {}
peta.register("pindah_unit", lambda: ((nama, di) for nama, (_fungsi, di) in _pengikut.items()))


def register_pindah(nama: str, fungsi: Pengikut) -> None:
    """Register what follows where people are: `(units they left or came to)`, None where that may be any unit.

    Called in the transaction of the change, once for all that it moves: heavy work waits for the commit.
    """
    _pengikut[nama] = fungsi, letak()


def tell_pindah(unit: frozenset[int] | None) -> None:
    """People came to these units, left them, or are in service there no longer."""
    for fungsi, _di in _pengikut.values():
        fungsi(unit)
