"""What waits for a person now: each app registers a function, the home page shows the sum, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Tugas:
    """One thing to do, as a sentence that leads to where it is done.

    ket      one line below; lencana  state in one to three words, `jenis` its colour (awas, buruk, baik, laut)
    tenggat  the day by which it should be done; None comes last
    """

    judul: str
    url: str
    ket: str = ""
    tenggat: date | None = None
    lencana: str = ""
    jenis: str = ""
    urutan: int = 100


_daftar: list[Callable[[Any], list[Tugas]]] = []


def register(*fungsi: Callable[[Any], list[Tugas]]) -> None:
    """Offer `(konteks) -> tasks`; each may cost a few queries. Twice is the same as once."""
    _daftar.extend(f for f in fungsi if f not in _daftar)


def daftar(konteks: Any) -> list[Tugas]:
    """Everything that waits for `konteks`, the nearest deadline first."""
    semua = [t for fungsi in _daftar for t in fungsi(konteks)]
    return sorted(semua, key=lambda t: (t.tenggat or date.max, t.urutan, t.judul))
