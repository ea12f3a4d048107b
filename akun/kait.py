"""What accounts tell the apps above, which they don't know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Pengabar(Protocol):
    """Tells one account something about itself; see kabar.services.kirim for the meaning of the arguments."""

    def __call__(
        self, nama: str, /, *, pengguna_id: int, subjek: tuple[str, str], kunci: object, isi: Mapping[str, Any]
    ) -> None: ...


_pengabar: list[Pengabar] = []


def register_pengabar(fungsi: Pengabar) -> None:
    """Register who carries such messages. Twice is the same as once."""
    if fungsi not in _pengabar:
        _pengabar.append(fungsi)


def kabarkan(jenis: str, *, pengguna_id: int, subjek: tuple[str, str], kunci: object, isi: Mapping[str, Any]) -> None:
    """Tell the owner of an account what was done to it, within the transaction that did it."""
    for fungsi in _pengabar:
        fungsi(jenis, pengguna_id=pengguna_id, subjek=subjek, kunci=kunci, isi=isi)
