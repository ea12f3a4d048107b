"""The database connection: whether it still lives is seen at its socket, not asked for."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base

from inti.postgresql.siap import Kursor, Sambungan


class DatabaseWrapper(base.DatabaseWrapper):
    """Django asks `SELECT 1` at the first query of every request that finds a connection kept open.

    A server that went away or was restarted has closed its end, and a closed socket has something to read.
    Between two requests nobody else writes there. So the question is asked where there is something, or after an error.
    """

    connection: Any  # psycopg's

    def get_connection_params(self) -> dict[str, Any]:
        """Where and how to connect."""
        isi: dict[str, Any] = super().get_connection_params()
        return isi | {"connection_factory": Sambungan, "cursor_factory": Kursor}

    def is_usable(self) -> bool:
        """Whether the next statement will be heard."""
        if self.connection is None or self.connection.closed:
            return False
        if not self.errors_occurred and not _ada_yang_terbaca(self.connection.fileno()):
            return True
        return bool(super().is_usable())


def _ada_yang_terbaca(berkas: int) -> bool:
    soket = select.poll()  # select() refuses numbers above 1,023
    soket.register(berkas, select.POLLIN | select.POLLPRI)
    return bool(soket.poll(0))
