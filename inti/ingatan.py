"""What a process keeps of pages that many ask for: bounded, told apart by everything that decides what it holds.

SECURITY: whatever is kept is given to everybody who has the key. Nothing of a person may enter it: not who asks, not
what only some may see; and the right to see it is asked at each request, before the key is looked up.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Ingatan(Generic[T]):
    """At most `maks` values; the one that was asked for longest ago goes first. For several threads."""

    def __init__(self, maks: int) -> None:
        self.maks = maks
        self._isi: OrderedDict[Hashable, T] = OrderedDict()
        self._kunci = Lock()

    def __len__(self) -> int:
        return len(self._isi)

    def ambil(self, kunci: Hashable, buat: Callable[[], T]) -> T:
        """The value of this key, made where it isn't kept. Two threads may make it both; nobody waits for another."""
        with self._kunci:
            if kunci in self._isi:
                self._isi.move_to_end(kunci)
                return self._isi[kunci]
        nilai = buat()
        with self._kunci:
            self._isi[kunci] = nilai
            self._isi.move_to_end(kunci)
            while len(self._isi) > self.maks:
                self._isi.popitem(last=False)
        return nilai

    def kosongkan(self) -> None:
        """Forget everything."""
        with self._kunci:
            self._isi.clear()
