"""Details of /sehat/siap?rinci: each app says how it is. They tell, they don't decide whether this machine can work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inti import peta
from inti.letak import Letak, letak

Rincian = Callable[[], dict[str, Any]]
_rincian: dict[str, tuple[Rincian, Letak]] = {}
peta.register("sehat", lambda: ((nama, di) for nama, (_fungsi, di) in _rincian.items()))


def register(nama: str, fungsi: Rincian) -> None:
    """Offer `() -> figures`, without names or addresses: everybody can ask. At most one query."""
    _rincian[nama] = (fungsi, letak())


def rinci() -> dict[str, dict[str, Any]]:
    """What every app says."""
    return {nama: fungsi() for nama, (fungsi, _di) in sorted(_rincian.items())}
