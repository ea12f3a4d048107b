"""Statements that come again are planned once, and answer what they answered before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import psycopg2
import pytest
from django.db import connection, transaction
from django.utils.html import format_html
from psycopg2 import errorcodes

from akun.peran import Peran
from inti.postgresql import siap
from inti.postgresql.siap import Kursor, Sambungan, baca, jenis_nilai


@pytest.fixture
def kursor(django_db_blocker: Any, django_db_setup: None) -> Iterator[Kursor]:
    """A connection of its own, each statement a transaction."""
    with django_db_blocker.unblock():
        isi = connection.get_connection_params()
    sambungan = psycopg2.connect(**isi)
    sambungan.autocommit = True
    yield sambungan.cursor()
    sambungan.close()


def tanya(kursor: Kursor, sql: str, nilai: Any = None, kali: int = siap.SETELAH + 2) -> list[Any]:
    """The answers to the same text, asked so often that it is planned."""
    hasil = []
    for _kali in range(kali):
        kursor.execute(sql, nilai)
        hasil.append(kursor.fetchall())
    return hasil


def test_a_text_that_comes_again_is_planned_once_and_answers_the_same(kursor: Kursor) -> None:
    jawaban = tanya(kursor, "SELECT %s + 1, %s", [41, "x"])

    assert jawaban == [[(42, "x")]] * len(jawaban)
    assert list(kursor.connection.disiapkan.values()) == ["siap_1"]
    assert kursor.query.startswith(b"EXECUTE siap_1")


def test_a_text_asked_once_or_twice_is_not(kursor: Kursor) -> None:
    tanya(kursor, "SELECT %s", ["x"], kali=siap.SETELAH)

    assert not kursor.connection.disiapkan


def test_names_and_percent_signs_are_read_as_the_driver_reads_them(kursor: Kursor) -> None:
    sql = "SELECT %(a)s::text || '%%' || %(b)s::text || %(a)s::text"

    assert baca(sql) == ("SELECT $1::text || '%' || $2::text || $1::text", ("a", "b"))
    assert {j[0][0] for j in tanya(kursor, sql, {"a": "x", "b": "y"})} == {"x%yx"}


@pytest.mark.parametrize(
    "nilai",
    [1, 2**31 - 1, -5, True, "teks", "5", Peran.AUDITOR, format_html("<b>{}</b>", 1), Decimal("1.50"), dt.date(2026, 2, 28), dt.datetime(2026, 2, 28, 1, tzinfo=dt.UTC),
     dt.datetime(2026, 2, 28), dt.time(7, 30), dt.timedelta(days=2), uuid.UUID(int=7), None, [1, 2], ["a", "b"], [Peran.AUDITOR, Peran.ATASAN]],  # noqa: DTZ001  # on purpose
    ids=str,
)  # fmt: skip
def test_each_value_keeps_the_type_that_its_literal_has(kursor: Kursor, nilai: Any) -> None:
    sql = "SELECT pg_typeof(CASE WHEN true THEN %s END)::text, CASE WHEN true THEN %s END"
    psycopg2.extras.register_uuid(conn_or_curs=kursor)

    jawaban = tanya(kursor, sql, [nilai, nilai])

    assert jawaban[0] == jawaban[-1]
    assert kursor.connection.disiapkan


@pytest.mark.parametrize("nilai", [2**40, 1.5, float("nan"), [], [1, None], [1, "a"], (1, 2), {"a": 1}, b"x", [2**40]], ids=str)
def test_a_value_whose_type_depends_on_more_goes_the_usual_way(nilai: Any) -> None:
    assert jenis_nilai([nilai]) is None


def test_one_text_with_values_of_other_types_is_another_statement(kursor: Kursor) -> None:
    angka, teks = tanya(kursor, "SELECT %s", [1])[-1], tanya(kursor, "SELECT %s", ["1"])[-1]

    assert (angka, teks) == ([(1,)], [("1",)])
    assert len(kursor.connection.disiapkan) == 2


def test_what_can_not_be_planned_is_asked_as_ever_and_not_tried_again(kursor: Kursor) -> None:
    jawaban = tanya(kursor, "SELECT %s IS NULL", ["x"], kali=6)

    assert jawaban == [[(False,)]] * 6
    assert not kursor.connection.disiapkan


def test_nothing_is_planned_inside_a_transaction_which_a_refusal_would_spoil(kursor: Kursor) -> None:
    kursor.execute("BEGIN")
    tanya(kursor, "SELECT %s IS NULL", ["x"])
    kursor.execute("SELECT 1")

    assert kursor.fetchone() == (1,)
    assert not kursor.connection.disiapkan


def test_what_was_planned_is_used_inside_a_transaction_too(kursor: Kursor) -> None:
    tanya(kursor, "SELECT %s + 1", [1])
    kursor.execute("BEGIN")
    kursor.execute("SELECT %s + 1", [2])

    assert kursor.fetchone() == (3,)
    assert kursor.query.startswith(b"EXECUTE")


def test_the_one_not_asked_for_longest_goes(kursor: Kursor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siap, "DISIAPKAN", 2)
    for n in range(4):
        tanya(kursor, f"SELECT %s + {n}", [n])

    kursor.execute("SELECT count(*) FROM pg_prepared_statements")
    assert kursor.fetchone() == (2,)
    assert [kunci[0] for kunci in kursor.connection.disiapkan] == ["SELECT %s + 2", "SELECT %s + 3"]


def test_a_column_that_changed_its_type_is_read_anew(kursor: Kursor) -> None:
    kursor.execute("CREATE TEMP TABLE uji_siap (isi integer)")
    kursor.execute("INSERT INTO uji_siap VALUES (7)")
    tanya(kursor, "SELECT * FROM uji_siap WHERE isi = %s", [7])
    kursor.execute("ALTER TABLE uji_siap ALTER isi TYPE text")

    assert tanya(kursor, "SELECT * FROM uji_siap WHERE isi = %s", ["7"])[-1] == [("7",)]
    assert tanya(kursor, "SELECT * FROM uji_siap", kali=2)[-1] == [("7",)]


def test_a_plan_that_an_altered_column_made_useless_is_let_go(kursor: Kursor) -> None:
    kursor.execute("CREATE TEMP TABLE uji_siap (isi integer)")
    kursor.execute("INSERT INTO uji_siap VALUES (7)")
    tanya(kursor, "SELECT * FROM uji_siap")
    kursor.execute("ALTER TABLE uji_siap ALTER isi TYPE text")

    kursor.execute("SELECT * FROM uji_siap")

    assert kursor.fetchall() == [("7",)]
    assert not kursor.connection.disiapkan


def test_an_error_of_the_question_itself_is_told_as_ever(kursor: Kursor) -> None:
    tanya(kursor, "SELECT 1 / %s", [1])

    with pytest.raises(psycopg2.Error) as galat:
        kursor.execute("SELECT 1 / %s", [0])

    assert galat.value.pgcode == errorcodes.DIVISION_BY_ZERO


def test_rows_that_are_streamed_go_the_usual_way(kursor: Kursor) -> None:
    sql = "SELECT * FROM generate_series(1, %s)"
    tanya(kursor, sql, [3])
    for _kali in range(siap.SETELAH + 2):
        with kursor.connection.cursor("aliran", withhold=True) as aliran:
            aliran.execute(sql, [3])
            assert [baris[0] for baris in aliran] == [1, 2, 3]


def test_the_products_connection_is_such_a_one(db: None) -> None:
    with connection.cursor() as kursor:
        assert isinstance(kursor.cursor, Kursor)
    assert isinstance(connection.connection, Sambungan)
    assert transaction.get_connection().connection is connection.connection
