"""Law that is also said in SQL, for thousands at once: declared beside its pure rule, so that a test holds the two together.

A twin without a test marked `@pytest.mark.kembaran("its name")` fails the build.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inti import peta
from inti.letak import Letak, letak

_terdaftar: dict[str, Kembaran] = {}
peta.register("kembaran", lambda: ((k.nama, k.letak) for k in _terdaftar.values()))


@dataclass(frozen=True)
class Kembaran:
    """One rule in two homes: `murni` decides, `sql` names the module and name of what must say the same."""

    nama: str
    murni: Callable[..., Any]
    sql: str
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


def register(*kembaran: Kembaran) -> None:
    """Declare twins; called from the daftar.py of the app that owns them. Twice is the same as once."""
    for k in kembaran:
        if _terdaftar.setdefault(k.nama, k) is not k:
            raise ValueError(f"Two twins named {k.nama!r}")


def list_kembaran() -> list[Kembaran]:
    """All twins, by name."""
    return [_terdaftar[nama] for nama in sorted(_terdaftar)]
