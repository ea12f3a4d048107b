"""Reference data that the product ships: every app offers a loader, `muat_acuan` runs them all after every migrate."""

from __future__ import annotations

from collections.abc import Callable

Pemuat = Callable[[], int]
_pemuat: dict[str, Pemuat] = {}


def register(nama: str, muat: Pemuat) -> None:
    """Offer a loader; called from the app's daftar.py.

    muat   inserts what is not there yet, leaves alone what the city changed, returns how many rows were new
    """
    if _pemuat.setdefault(nama, muat) is not muat:
        raise ValueError(f"Two loaders named {nama!r}")


def muat_semua() -> dict[str, int]:
    """Run every loader in the order of the apps; return how many rows each added. Twice is the same as once."""
    return {nama: muat() for nama, muat in _pemuat.items()}
