"""What lies overdue with superiors and is no case of the engine: an app registers who lists it for an officer, to be read only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from akun.kewenangan import Konteks
from inti import peta
from inti.letak import Letak, letak
from inti.tugas import Pencari, Tugas, hitung_lewat

Ada = Callable[[Konteks], bool]
_daftar: dict[Pencari, tuple[Ada, Letak]] = {}
peta.register("tertahan", lambda: ((f"{f.__module__}.{f.__qualname__}", di) for f, (_ada, di) in _daftar.items()))


def register(fungsi: Pencari, ada: Ada) -> None:
    """Offer `(konteks) -> lines, one a superior`, and whether there are any; each a constant number of queries. Twice is the same
    as once."""
    _daftar.setdefault(fungsi, (ada, letak()))


def ada_lain(konteks: Konteks) -> bool:
    """Whether there is anything of the kind."""
    return any(ada(konteks) for ada, _letak in _daftar.values())


def list_lain(konteks: Konteks) -> list[Tugas]:
    """Everything of the kind, longest overdue first."""
    semua = [t for fungsi in _daftar for t in fungsi(konteks)]
    return sorted((replace(t, lewat=hitung_lewat(t.tenggat, konteks.per)) for t in semua), key=lambda t: t.urut)
