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
        Pengguna.objects.select_for_update(no_key=True).only("pk").get(pk=konteks.pengguna.pk)
