"""What accounts tell the apps above, which they don't know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from akun.kewenangan import Konteks
    from akun.models import Pengguna


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


class Pengusai(Protocol):
    """Notes that what messages of these kinds asked about a subject is done, so that they stay new for nobody."""

    def __call__(self, jenis: Iterable[str], /, *, subjek: tuple[str, str]) -> None: ...


@dataclass(frozen=True)
class Sebutan:
    """Who is behind an account, beyond the name: the number as it is read, and post and unit, without which a mail goes."""

    nomor: str
    tugas: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.nomor, self.tugas)))


class Penyebut(Protocol):
    """Says who is behind accounts; an account without a person is left out."""

    def __call__(self, akun: Iterable[int], /) -> Mapping[int, Sebutan]: ...


class PenjagaJalanMasuk(Protocol):
    """Refuses to let an officer make a way into an account, for what the officer's hands (akun.petugas.list_tangan) have done for it."""

    def __call__(self, konteks: Konteks, tangan: set[int], pengguna: Pengguna, /) -> None: ...


_pengabar: list[Pengabar] = []
_pengusai: list[Pengusai] = []
_penyebut: list[Penyebut] = []
_penjaga: list[PenjagaJalanMasuk] = []


def register_pengabar(fungsi: Pengabar) -> None:
    """Register who carries such messages. Twice is the same as once."""
    if fungsi not in _pengabar:
        _pengabar.append(fungsi)


def register_pengusai(fungsi: Pengusai) -> None:
    """Register who notes that. Twice is the same as once."""
    if fungsi not in _pengusai:
        _pengusai.append(fungsi)


def register_penyebut(fungsi: Penyebut) -> None:
    """Register who says that; the latest counts."""
    _penyebut[:] = [fungsi]


def register_penjaga(fungsi: PenjagaJalanMasuk) -> None:
    """Register who refuses that. Twice is the same as once."""
    if fungsi not in _penjaga:
        _penjaga.append(fungsi)


def jaga_jalan_masuk(konteks: Konteks, tangan: set[int], pengguna: Pengguna) -> None:
    """Ask them all before a code is made, an address changed or a second step taken off. Raises UseCaseError."""
    for fungsi in _penjaga:
        fungsi(konteks, tangan, pengguna)


def list_sebutan(akun: Iterable[int]) -> dict[int, Sebutan]:
    """Who is behind these accounts. One query where somebody is asked."""
    daftar = list(akun)
    return {pk: kata for fungsi in _penyebut for pk, kata in fungsi(daftar).items()} if daftar else {}


def usaikan(*jenis: str, subjek: tuple[str, str]) -> None:
    """Say that what these kinds of messages asked about a subject is done, within the transaction that did it."""
    for fungsi in _pengusai:
        fungsi(jenis, subjek=subjek)


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
