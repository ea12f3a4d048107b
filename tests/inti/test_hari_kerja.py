"""Working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from inti.hari_kerja import Kalender, baca_kalender

KALENDER = baca_kalender(acuan(["hari_libur"], date(2026, 1, 1))["hari_libur"].nilai)
HARI = st.dates(date(2025, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("mulai", "jumlah", "akhir"),
    [
        (date(2026, 3, 16), 3, date(2026, 3, 26)),
        (date(2026, 3, 16), 5, date(2026, 3, 30)),
        (date(2026, 3, 16), 14, date(2026, 4, 13)),
        (date(2026, 5, 13), 5, date(2026, 5, 22)),
        (date(2026, 1, 5), 60, date(2026, 4, 10)),
        (date(2026, 1, 12), 14, date(2026, 2, 2)),
        (date(2026, 6, 10), 14, date(2026, 7, 1)),
    ],
)
def test_weekends_holidays_and_collective_leave_are_skipped(mulai, jumlah, akhir):
    assert KALENDER.tambah(mulai, jumlah) == akhir


def test_the_year_2026_has_17_holidays_and_8_days_of_collective_leave():
    libur = acuan(["hari_libur"], date(2026, 1, 1))["hari_libur"].nilai["2026"]

    assert (len(set(libur["libur"])), len(set(libur["cuti_bersama"]))) == (17, 8)


@given(mulai=HARI, jumlah=st.integers(1, 80))
def test_the_last_day_is_a_working_day_and_counting_back_gives_the_number(mulai, jumlah):
    akhir = KALENDER.tambah(mulai, jumlah)

    assert KALENDER.is_hari_kerja(akhir)
    assert KALENDER.hitung(mulai, akhir) == jumlah


@given(mulai=HARI, jumlah=st.integers(1, 20))
def test_days_on_which_the_clock_stood_still_move_the_end(mulai, jumlah):
    berhenti = {mulai + timedelta(days=n) for n in range(1, 8)}

    assert KALENDER.tambah(mulai, jumlah, berhenti) == KALENDER.tambah(mulai + timedelta(days=7), jumlah)


def test_years_without_a_list_of_holidays_are_named():
    assert KALENDER.belum_lengkap(date(2026, 12, 20), date(2027, 1, 10)) == (2027,)
    assert Kalender(frozenset(), frozenset()).belum_lengkap(date(2026, 1, 1), date(2026, 1, 2)) == (2026,)
