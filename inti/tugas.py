"""What waits for a person now: each app registers a function, the home page shows the sum, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from inti import peta
from inti.letak import Letak, letak


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


Pencari = Callable[[Any], list[Tugas]]
_daftar: dict[Pencari, Letak] = {}
peta.register("tugas", lambda: ((f"{f.__module__}.{f.__qualname__}", di) for f, di in _daftar.items()))


def register(*fungsi: Pencari) -> None:
    """Offer `(konteks) -> tasks`; each may cost a few queries. Twice is the same as once."""
    for satu in fungsi:
        _daftar.setdefault(satu, letak())


def daftar(konteks: Any, *, kecuali: Pencari | None = None) -> list[Tugas]:
    """Everything that waits for `konteks`, the nearest deadline first; without what one function finds, where a page shows that itself."""
    semua = [t for fungsi in _daftar if fungsi is not kecuali for t in fungsi(konteks)]
    return sorted(semua, key=lambda t: (t.tenggat or date.max, t.urutan, t.judul))
