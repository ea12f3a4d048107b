"""Cards beside the task list of the home page: each app offers its own, and asks itself who may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inti import peta
from inti.letak import Letak, letak


@dataclass(frozen=True)
class KartuBeranda:
    """`isi(konteks)` returns what `template` needs as `kartu`, or None to stay away. At most two queries."""

    kunci: str
    urutan: int
    template: str
    isi: Callable[[Any], dict[str, Any] | None]
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


_kartu: dict[str, KartuBeranda] = {}
peta.register("kartu_beranda", lambda: ((k.kunci, k.letak) for k in _kartu.values()))


def register(kartu: KartuBeranda) -> None:
    """Offer a card. Twice is the same as once."""
    _kartu[kartu.kunci] = kartu


def daftar(konteks: Any) -> list[tuple[str, dict[str, Any]]]:
    """Template and content of the cards for `konteks`, in order."""
    hasil = []
    for kartu in sorted(_kartu.values(), key=lambda k: (k.urutan, k.kunci)):
        isi = kartu.isi(konteks)
        if isi is not None:
            hasil.append((kartu.template, isi))
    return hasil
