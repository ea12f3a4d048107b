"""What accounts tell the apps above, which they don't know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class Pengabar(Protocol):
    """Tells one account something about itself; see kabar.services.kirim for the meaning of the arguments."""

    def __call__(
        self,
        nama: str,
        /,
        *,
        pengguna_id: int,
        alamat: Iterable[str],
        subjek: tuple[str, str],
        kunci: object,
        isi: Mapping[str, Any],
    ) -> None: ...


_pengabar: list[Pengabar] = []


def register_pengabar(fungsi: Pengabar) -> None:
    """Register who carries such messages. Twice is the same as once."""
    if fungsi not in _pengabar:
        _pengabar.append(fungsi)


def kabarkan(
    jenis: str,
    *,
    pengguna_id: int,
    alamat: Iterable[str] = (),
    subjek: tuple[str, str],
    kunci: object,
    isi: Mapping[str, Any],
) -> None:
    """Tell the owner of an account what was done to it, within the transaction that did it.

    alamat   further addresses by which the owner was reached so far
    """
    for fungsi in _pengabar:
        fungsi(jenis, pengguna_id=pengguna_id, alamat=alamat, subjek=subjek, kunci=kunci, isi=isi)
