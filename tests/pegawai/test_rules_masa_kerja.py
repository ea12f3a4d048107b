"""Years of service for pay run on from the day on which they were counted."""

from __future__ import annotations

from datetime import date

import pytest

from pegawai.rules.masa_kerja import tambah

SEJAK = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("per", "hasil"),
    [
        (date(2026, 8, 1), (9, 4)),
        (date(2026, 8, 31), (9, 4)),
        (date(2026, 9, 1), (9, 5)),
        (date(2026, 11, 25), (9, 7)),
        (date(2027, 4, 1), (10, 0)),
        (date(2026, 7, 31), (9, 4)),
        (date(2025, 8, 1), (8, 4)),
    ],
)
def test_whole_months_are_added(per: date, hasil: tuple[int, int]) -> None:
    assert tambah(9, 4, sejak=SEJAK, per=per) == hasil


def test_unpaid_leave_does_not_count() -> None:
    jeda = [(date(2026, 10, 1), date(2027, 2, 1))]

    assert tambah(9, 4, sejak=SEJAK, per=date(2027, 8, 1), jeda=jeda) == (10, 0)


def test_unpaid_leave_that_runs_on_stops_the_count() -> None:
    assert tambah(9, 4, sejak=SEJAK, per=date(2029, 8, 1), jeda=[(date(2026, 10, 1), None)]) == (9, 6)


def test_leave_before_the_count_was_taken_is_in_it_already() -> None:
    assert tambah(9, 4, sejak=SEJAK, per=date(2026, 9, 1), jeda=[(date(2020, 1, 1), date(2021, 1, 1))]) == (9, 5)


def test_counting_back_never_goes_below_nothing() -> None:
    assert tambah(0, 2, sejak=SEJAK, per=date(2025, 8, 1)) == (0, 0)


def test_counting_back_leaves_leave_out_too() -> None:
    assert tambah(9, 4, sejak=SEJAK, per=date(2025, 8, 1), jeda=[(date(2025, 10, 1), date(2026, 2, 1))]) == (8, 8)
