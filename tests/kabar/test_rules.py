"""When a message goes out: quiet hours, the daily summary, the waits between tries."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabar import rules
from kabar.rules import Senyap

ZONA = ZoneInfo("Asia/Jakarta")
MALAM = Senyap(time(22), time(6))
saat_kapan_saja = st.integers(0, 366 * 24 * 60).map(lambda menit: pukul(0, hari=1) + timedelta(minutes=menit))
jam_kapan_saja = st.times().map(lambda t: t.replace(second=0, microsecond=0))
senyap_kapan_saja = st.tuples(jam_kapan_saja, jam_kapan_saja).filter(lambda j: j[0] != j[1]).map(lambda j: Senyap(*j))


def pukul(jam: int, menit: int = 0, hari: int = 24) -> datetime:
    return datetime(2026, 11, hari, jam, menit, tzinfo=ZONA)


@pytest.mark.parametrize(
    ("saat", "keluar"),
    [
        (pukul(21, 59), pukul(21, 59)),
        (pukul(22), pukul(6, hari=25)),
        (pukul(23, 10), pukul(6, hari=25)),
        (pukul(0, 5), pukul(6)),
        (pukul(5, 59), pukul(6)),
        (pukul(6), pukul(6)),
    ],
)
def test_quiet_hours_over_midnight_end_in_the_morning(saat: datetime, keluar: datetime) -> None:
    assert rules.compute_sesudah_senyap(saat, MALAM) == keluar


def test_quiet_hours_within_a_day_end_the_same_day() -> None:
    assert rules.compute_sesudah_senyap(pukul(13), Senyap(time(12), time(14))) == pukul(14)
    assert rules.compute_sesudah_senyap(pukul(14), Senyap(time(12), time(14))) == pukul(14)


@given(saat=saat_kapan_saja, senyap=senyap_kapan_saja)
def test_what_waits_for_quiet_hours_goes_out_within_a_day_and_outside_of_them(saat: datetime, senyap: Senyap) -> None:
    keluar = rules.compute_sesudah_senyap(saat, senyap)

    assert saat <= keluar <= saat + timedelta(days=1)
    assert not senyap.memuat(keluar.timetz().replace(tzinfo=None))


@given(saat=saat_kapan_saja, jam=st.integers(0, 23))
def test_a_summary_goes_out_at_its_hour_within_the_next_day(saat: datetime, jam: int) -> None:
    keluar = rules.compute_ringkasan(saat, jam)

    assert saat < keluar <= saat + timedelta(days=1)
    assert (keluar.hour, keluar.minute, keluar.second) == (jam, 0, 0)


@given(saat=saat_kapan_saja, senyap=senyap_kapan_saja, jam=st.integers(0, 23))
def test_an_urgent_message_never_waits(saat: datetime, senyap: Senyap, jam: int) -> None:
    assert rules.compute_kirim(saat, segera=True, ringkasan=jam, senyap=senyap) == saat


@given(percobaan=st.integers(1, 40), acak=st.floats(0, 1))
def test_the_wait_doubles_up_to_six_hours_and_is_never_shorter_than_half(percobaan: int, acak: float) -> None:
    jeda = rules.compute_jeda(percobaan, acak)

    penuh = min(timedelta(minutes=1) * 2 ** (percobaan - 1), timedelta(hours=6))
    assert penuh / 2 <= jeda <= penuh


def test_all_tries_together_outlast_a_night_without_a_mail_server() -> None:
    tunggu = sum((rules.compute_jeda(n, 0.0) for n in range(1, rules.PERCOBAAN_MAKS)), timedelta())

    assert tunggu > timedelta(hours=20)
