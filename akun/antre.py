"""One thing at a time for one person, so that the second of two clicks finds what the first has made."""

from __future__ import annotations

from akun.kewenangan import Konteks
from akun.models import Pengguna


def antre(konteks: Konteks) -> None:
    """Let this account's other writes wait until the transaction ends. One query; none for a visitor or the system.

    For use cases that make something which hangs on no row that could be locked: lock, look whether
    the same thing stands there already, and return it.
    """
    if konteks.masuk:
        lock_akun(konteks.pengguna)


def lock_akun(pengguna: Pengguna) -> None:
    """One change at a time to this account, so that whoever comes second reads the refusal in words. One query."""
    Pengguna.objects.select_for_update(no_key=True).only("pk").get(pk=pengguna.pk)
