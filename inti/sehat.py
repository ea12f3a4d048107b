"""Details of /sehat/siap?rinci: each app says how it is. They tell, they don't decide whether this machine can work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Rincian = Callable[[], dict[str, Any]]
_rincian: dict[str, Rincian] = {}


def register(nama: str, fungsi: Rincian) -> None:
    """Offer `() -> figures`, without names or addresses: everybody can ask. At most one query."""
    _rincian[nama] = fungsi


def rinci() -> dict[str, dict[str, Any]]:
    """What every app says."""
    return {nama: fungsi() for nama, fungsi in sorted(_rincian.items())}
