"""A connection that was kept open is looked at, not asked; one that was closed at the other end is opened anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import connection, connections

from inti.postgresql.base import DatabaseWrapper


@pytest.fixture
def sambungan(db: None) -> Iterator[Any]:
    """A second connection to the test's database, as a thread of the server holds one between two requests."""
    salinan = connection.copy()
    salinan.inc_thread_sharing()
    salinan.ensure_connection()
    yield salinan
    salinan.close()


@contextmanager
def tanya(sambungan: Any) -> Iterator[list[str]]:
    """What the product asks while it lasts, the health check included."""
    catatan: list[str] = []
    asli = psycopg2.extensions.cursor.execute

    class Pencatat(psycopg2.extensions.cursor):
        def execute(self, sql: Any, nilai: Any = None) -> None:
            catatan.append(str(sql))
            asli(self, sql, nilai)

    sambungan.connection.cursor_factory = Pencatat
    yield catatan


def minta(sambungan: Any) -> int:
    """What a request does with a connection that stayed open."""
    sambungan.close_if_unusable_or_obsolete()
    with sambungan.cursor() as kursor:
        kursor.execute("SELECT pg_backend_pid()")
        return int(kursor.fetchone()[0])


def test_the_product_uses_it() -> None:
    assert isinstance(connections["default"], DatabaseWrapper)
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]


def test_a_living_connection_is_not_asked(sambungan: Any) -> None:
    with tanya(sambungan) as catatan:
        pertama, kedua = minta(sambungan), minta(sambungan)

    assert pertama == kedua
    assert "SELECT 1" not in catatan


def test_after_a_restart_of_the_database_the_next_request_works(sambungan: Any) -> None:
    lama = minta(sambungan)
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_terminate_backend(%s, 5000)", [lama])
        assert kursor.fetchone() == (True,)

    assert minta(sambungan) != lama


def test_after_an_error_it_is_asked(sambungan: Any) -> None:
    sambungan.errors_occurred = True

    with tanya(sambungan) as catatan:
        minta(sambungan)

    assert catatan[0] == "SELECT 1"


def test_a_connection_closed_on_our_side_is_not_usable(sambungan: Any) -> None:
    sambungan.connection.close()

    assert not sambungan.is_usable()
