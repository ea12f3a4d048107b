"""What organisasi asks of the apps above it, which register here: whether somebody may, and what follows from new leaders.

Nobody registered means nobody may: deny by default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from inti.errors import UseCaseError

_izin: list[Callable[[Any, str], None]] = []
_pengikut: list[Callable[[], object]] = []
_sendiri: list[Callable[[Any], object]] = []
_terjangkau: list[Callable[[Any], set[Any]]] = []
_akun_pejabat: list[PenjagaAkun] = []


class PenjagaAkun(Protocol):
    """Who looks after the account of an official that is no employee: with it one acts as that official."""

    def check(self, konteks: Any, akun: Any, masa: Any) -> None:
        """Refuse an account that may not act so within `masa`, the term of office. Raises UseCaseError."""

    def announce(self, sebutan: str, lama_id: int | None, baru_id: int | None) -> None:
        """Tell the owners of both accounts, within the transaction of the change."""


class SusunanSendiriError(UseCaseError):
    """Nobody decides who their own superior is, or whom they lead themselves."""

    def __init__(self) -> None:
        super().__init__(
            _("Perubahan ini mengganti atasan Anda sendiri, atau siapa yang Anda pimpin."),
            fix=_("Minta sesama petugas kepegawaian yang tidak tersangkut untuk mencatatnya."),
        )


class SusunanTerjangkauError(UseCaseError):
    """Nobody gives people to lead to an account into which they have just made a way."""

    def __init__(self) -> None:
        super().__init__(
            _("Perubahan ini memberi orang kepada pemimpin yang jalan masuk akunnya baru saja Anda buat."),
            fix=_("Minta sesama petugas kepegawaian untuk mencatatnya."),
        )


def register_izin(fungsi: Callable[[Any, str], None]) -> None:
    """Register `(konteks, aksi)`, which raises PermissionDenied where it is not allowed: the permission table."""
    _izin[:] = [fungsi]


def register_pengikut(fungsi: Callable[[], object]) -> None:
    """Register what brings everybody's superior up to date; called in the transaction of the change."""
    if fungsi not in _pengikut:
        _pengikut.append(fungsi)


def register_sendiri(fungsi: Callable[[Any], object]) -> None:
    """Register `(konteks) -> a value to compare`: the own superior and the own team of whoever acts."""
    if fungsi not in _sendiri:
        _sendiri.append(fungsi)


def register_terjangkau(fungsi: Callable[[Any], set[Any]]) -> None:
    """Register `(konteks) -> who is led` by accounts into which whoever acts has just made a way."""
    if fungsi not in _terjangkau:
        _terjangkau.append(fungsi)


def register_akun_pejabat(penjaga: PenjagaAkun) -> None:
    """Register who looks after these accounts; the latest counts."""
    _akun_pejabat[:] = [penjaga]


def check_akun_pejabat(konteks: Any, akun: Any, masa: Any) -> None:
    """Ask who was registered. Raises UseCaseError."""
    for penjaga in _akun_pejabat:
        penjaga.check(konteks, akun, masa)


def announce_akun_pejabat(sebutan: str, lama_id: int | None, baru_id: int | None) -> None:
    """Say that an official acts by another account from now on."""
    for penjaga in _akun_pejabat:
        penjaga.announce(sebutan, lama_id, baru_id)


@contextmanager
def bukan_susunan_sendiri(konteks: Any, *, terjangkau: bool = False) -> Iterator[None]:
    """Around a change of who leads or appraises, with follow_atasan inside: by whichever road it comes, it is about others.

    terjangkau   it gives nobody to lead to an account into which whoever acts has just made a way, either; not asked of a move,
                 which is one person's decree and told to all whom it concerns

    Call it in a transaction that the refusal undoes. Raises SusunanSendiriError, SusunanTerjangkauError.
    """
    sebelum = [fungsi(konteks) for fungsi in _sendiri]
    dulu = [fungsi(konteks) for fungsi in _terjangkau] if terjangkau else []
    yield
    if [fungsi(konteks) for fungsi in _sendiri] != sebelum:
        raise SusunanSendiriError()
    if any(fungsi(konteks) - lama for fungsi, lama in zip(_terjangkau, dulu, strict=False)):
        raise SusunanTerjangkauError()


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
