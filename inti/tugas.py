"""What waits for a person now: each app registers a function, the home page shows the sum, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inti import peta
from inti.letak import Letak, letak

URUTAN_TAHU = 10_000


@dataclass(frozen=True)
class Tugas:
    """One thing to do, as a sentence that leads to where it is done.

    ket      one line below; lencana  state in one to three words, `jenis` its colour (awas, buruk, baik, laut)
    tenggat  the day by which it should be done; None comes last
    tahu     nothing is to be done: it only says where one's own matter is; it comes after all that asks for something
    lewat    days overdue on the day of the question, 0 while there is time: said by `daftar`, not by who finds the task
    """

    judul: str
    url: str
    ket: str = ""
    tenggat: date | None = None
    lencana: str = ""
    jenis: str = ""
    urutan: int = 100
    tahu: bool = False
    lewat: int = 0

    @property
    def urut(self) -> tuple[date, int]:
        """The order of what waits, the same on every page: the nearest day first, and so what is overdue before all else."""
        return self.tenggat or date.max, URUTAN_TAHU if self.tahu else self.urutan


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
    return sorted((replace(t, lewat=hitung_lewat(t.tenggat, konteks.per)) for t in semua), key=lambda t: t.urut)


def hitung_lewat(tenggat: date | None, per: date) -> int:
    """Days overdue on a day, 0 while there is time or where there is no last day."""
    return max(0, (per - tenggat).days) if tenggat else 0
