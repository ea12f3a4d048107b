"""Trying a rule in tests that do not know whether it will refuse."""

from collections.abc import Callable
from typing import TypeVar

from inti.keputusan import MasukanDitolak

T = TypeVar("T")


def coba(fungsi: Callable[[], T]) -> tuple[T | None, MasukanDitolak | None]:
    """Return the answer or the refusal; anything else that is raised fails the test."""
    try:
        return fungsi(), None
    except MasukanDitolak as penolakan:
        return None, penolakan
