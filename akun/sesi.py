"""Sessions in the database, read together with the account, its roles and its person: one statement a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as SesiBasisData

from akun import identitas
from akun.identitas import BarisSesi, Hak
from akun.models import Pengguna, Sesi
from inti import waktu

_dibaca: ContextVar[SessionBase | None] = ContextVar("sesi_dibaca", default=None)


class SessionStore(SesiBasisData):
    """Django's own sessions; only how one is fetched is ours. Signatures and expiry are checked as there."""

    _baris: BarisSesi | None = None

    @classmethod
    def get_model_class(cls) -> type[Sesi]:
        """The table with the account's column."""
        return Sesi

    def create_model_instance(self, data: dict[str, Any]) -> Sesi:
        """The row to be written, with the account that the content names."""
        baris = cast(Sesi, super().create_model_instance(data))
        baris.pengguna_id = data.get(SESSION_KEY)
        return baris

    def load(self) -> dict[str, Any]:
        """The content; {} and a new key where there is no such session. One query."""
        self._baris = identitas.read_sesi(str(self.session_key), waktu.now(), waktu.today())
        if self._baris is None:
            self._session_key = None
            return {}
        isi: dict[str, Any] = self.decode(self._baris.isi)
        return isi

    @property
    def pengguna(self) -> Pengguna | None:
        """The account's row as it was fetched with the session, None where the session was not read or has none."""
        return self._baris.pengguna if self._baris else None

    @property
    def hak(self) -> Hak | None:
        """Roles and person as they were fetched with the session."""
        return self._baris.hak if self._baris else None


@contextmanager
def dibaca(sesi: SessionBase) -> Iterator[None]:
    """While it lasts, get_pengguna() gives the account that came with this session."""
    tanda = _dibaca.set(sesi)
    try:
        yield
    finally:
        _dibaca.reset(tanda)


def get_pengguna(pk: Any) -> Pengguna | None:
    """The account that came with the session being read, if it is this one.

    SECURITY: `pk` is from the signed content of the session; the row must be of the same account.
    """
    pengguna = getattr(_dibaca.get(), "pengguna", None)
    return pengguna if pengguna is not None and pengguna.pk == pk else None
