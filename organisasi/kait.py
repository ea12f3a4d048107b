"""What organisasi asks of the apps above it, which register here: whether somebody may, and what follows from new leaders.

Nobody registered means nobody may: deny by default.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

_izin: list[Callable[[Any, str], None]] = []
_pengikut: list[Callable[[], object]] = []


def register_izin(fungsi: Callable[[Any, str], None]) -> None:
    """Register `(konteks, aksi)`, which raises PermissionDenied where it is not allowed: the permission table."""
    _izin[:] = [fungsi]


def register_pengikut(fungsi: Callable[[], object]) -> None:
    """Register what brings everybody's superior up to date; called in the transaction of the change."""
    if fungsi not in _pengikut:
        _pengikut.append(fungsi)


def require(konteks: Any, aksi: str) -> None:
    """Raise PermissionDenied unless the permission table allows `aksi`."""
    if not _izin:
        raise PermissionDenied(_("Ini di luar kewenangan Anda. Hubungi pengelola kepegawaian unit Anda."))
    for fungsi in _izin:
        fungsi(konteks, aksi)


def follow_atasan() -> None:
    """Who leads or appraises has changed: let superiors follow now. Call it inside the audit context of the change."""
    for fungsi in _pengikut:
        fungsi()
