"""Due days: working days only, over holidays and the turn of the year; and who is reminded of them, when, and once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alur import kabar, tenggat
from alur.models import Pemegang
from alur.proses import Keadaan
from alur.tasks import ingatkan
from aturan import parameter
from inti.hari_kerja import Kalender, baca_kalender
from kabar.models import Penerimaan
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, sepakati

HARI_MANA_PUN = st.dates(date(2024, 1, 1), date(2029, 12, 31))
BEBERAPA_LIBUR = st.frozensets(st.dates(date(2026, 12, 1), date(2027, 1, 31)), max_size=12)
SEKITAR_TAHUN_BARU = st.dates(date(2026, 12, 1), date(2027, 1, 10))
AWET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


# --- the arithmetic ---------------------------------------------------------------------------------------


def kalender(libur: frozenset[date]) -> Kalender:
    return Kalender(libur, frozenset({2026, 2027}))


@given(libur=BEBERAPA_LIBUR, mulai=SEKITAR_TAHUN_BARU, jumlah=st.integers(1, 15))
def test_a_last_day_is_a_day_on_which_somebody_works(libur: frozenset[date], mulai: date, jumlah: int) -> None:
    akhir = kalender(libur).tambah(mulai, jumlah)

    assert akhir > mulai
    assert akhir.weekday() < 5
    assert akhir not in libur


@given(libur=BEBERAPA_LIBUR, mulai=SEKITAR_TAHUN_BARU, jumlah=st.integers(0, 15))
def test_who_begins_later_is_never_due_earlier(libur: frozenset[date], mulai: date, jumlah: int) -> None:
    k = kalender(libur)

    assert k.tambah(mulai, jumlah) <= k.tambah(mulai + timedelta(days=1), jumlah)


@given(
    libur=BEBERAPA_LIBUR, lagi=st.dates(date(2026, 12, 1), date(2027, 1, 31)), mulai=SEKITAR_TAHUN_BARU, jumlah=st.integers(1, 15)
)
def test_one_more_holiday_never_makes_anything_due_earlier(libur: frozenset[date], lagi: date, mulai: date, jumlah: int) -> None:
    tanpa, dengan = kalender(libur).tambah(mulai, jumlah), kalender(libur | {lagi}).tambah(mulai, jumlah)

    assert dengan >= tanpa
    assert (dengan > tanpa) == (mulai < lagi <= tanpa and lagi.weekday() < 5 and lagi not in libur)


@given(libur=BEBERAPA_LIBUR, mulai=SEKITAR_TAHUN_BARU, a=st.integers(0, 8), b=st.integers(0, 8))
def test_days_in_two_parts_are_days_in_one(libur: frozenset[date], mulai: date, a: int, b: int) -> None:
    k = kalender(libur)

    assert k.tambah(k.tambah(mulai, a), b) == k.tambah(mulai, a + b)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mulai", "akhir"),
    [
        (date(2026, 12, 23), date(2026, 12, 30)),  # 24th and 25th are off, then a weekend
        (date(2026, 12, 30), date(2027, 1, 4)),  # over the turn of a year whose holidays nobody knows yet
        (date(2026, 11, 27), date(2026, 12, 2)),  # a Friday
        (date(2026, 11, 28), date(2026, 12, 2)),  # a Saturday counts like the Friday before
        (date(2026, 11, 29), date(2026, 12, 2)),
        (date(2026, 8, 14), date(2026, 8, 20)),  # Independence Day is a Monday
    ],
)
def test_three_working_days_over_holidays_and_the_turn_of_the_year(mulai: date, akhir: date) -> None:
    assert tenggat.hitung("perubahan_data", mulai) == akhir


@AWET
@given(mulai=st.lists(HARI_MANA_PUN, min_size=1, max_size=6))
def test_of_many_days_at_once_each_has_the_last_day_it_has_alone(db: None, mulai: list[date]) -> None:
    assert tenggat.hitung_banyak("skp", mulai) == {m: tenggat.hitung("skp", m) for m in mulai}


@pytest.mark.django_db
def test_no_days_cost_no_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture of pytest-django
        assert tenggat.hitung_banyak("skp", []) == {}


@pytest.mark.django_db
def test_an_entry_that_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="entah"):
        tenggat.hitung("entah", HARI)


@given(umum=st.none() | HARI_MANA_PUN, sendiri=st.none() | HARI_MANA_PUN)
def test_of_two_last_days_the_earlier_counts_and_one_is_enough(umum: date | None, sendiri: date | None) -> None:
    batas = Keadaan("x", "x", tenggat=lambda _objek: sendiri).get_batas(None, umum)

    ada = [h for h in (umum, sendiri) if h]
    assert batas == (min(ada) if ada else None)


# --- reminders --------------------------------------------------------------------------------------------


def berakhir(kantor: Kantor, hari: date) -> None:
    """A case that waits for the superior until this day."""
    skp = ajukan(kantor, kantor.pegawai)
    Pemegang.objects.filter(kode=skp.kode).update(tenggat=hari)
    Penerimaan.objects.all().delete()


def diingatkan(kantor: Kantor, *hari: date) -> list[tuple[str, int]]:
    """On which of these days the superior is told what, by place in the list."""
    hasil = []
    for n, satu in enumerate(hari):
        sebelum = set(Penerimaan.objects.filter(pengguna=kantor.atasan.akun).values_list("pk", flat=True))
        kabar.remind(satu)
        baru = Penerimaan.objects.filter(pengguna=kantor.atasan.akun).exclude(pk__in=sebelum)
        hasil += [(str(j), n) for j in baru.values_list("kabar__jenis", flat=True)]
    return hasil


def berturut(awal: date, banyak: int) -> list[date]:
    return [awal + timedelta(days=n) for n in range(banyak)]


JUMAT = date(2026, 12, 4)


@pytest.mark.parametrize("hari", range(4))  # Saturday, Sunday, Monday: and Friday, told the day before
def test_whoever_holds_it_is_told_before_the_last_day_also_where_that_is_no_working_day(kantor: Kantor, hari: int) -> None:
    berakhir(kantor, JUMAT + timedelta(days=hari))

    kali = diingatkan(kantor, *berturut(JUMAT - timedelta(days=1), 6))

    assert [j for j, _n in kali].count("alur.segera") == 1
    assert kali[0] == ("alur.segera", 0 if hari == 0 else 1), "on the working day before"


@settings(AWET, max_examples=10)
@given(geser=st.integers(-2, 16))
def test_every_last_day_is_told_once_before_and_once_after_it(kantor: Kantor, geser: int) -> None:
    with transaction.atomic():
        batas = date(2026, 12, 18) + timedelta(days=geser)  # around Christmas, its weekend and the new year
        berakhir(kantor, batas)

        kali = diingatkan(kantor, *berturut(date(2026, 12, 10), 32))

        assert [j for j, _n in kali] == ["alur.segera", "alur.lewat"]
        libur = baca_kalender(parameter.nilai("hari_libur", HARI))
        segera, lewat = (date(2026, 12, 10) + timedelta(days=n) for _j, n in kali)
        assert segera < batas < lewat
        assert libur.hitung(segera, batas) <= 1
        transaction.set_rollback(True)


def test_a_clock_that_stood_still_over_a_long_weekend_loses_no_reminder(kantor: Kantor) -> None:
    berakhir(kantor, JUMAT)

    assert diingatkan(kantor, JUMAT + timedelta(days=4)) == [("alur.lewat", 0)]


def test_what_is_long_overdue_is_not_told_again_every_day(kantor: Kantor) -> None:
    berakhir(kantor, JUMAT)

    assert diingatkan(kantor, JUMAT + timedelta(days=5)) == []


def test_what_was_decided_in_time_is_not_reminded_of(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai)
    Penerimaan.objects.all().delete()

    assert diingatkan(kantor, *berturut(HARI, 14)) == []


def test_a_new_last_day_is_told_anew(kantor: Kantor) -> None:
    berakhir(kantor, JUMAT)
    diingatkan(kantor, JUMAT - timedelta(days=1))
    Pemegang.objects.update(tenggat=JUMAT + timedelta(days=7))

    assert diingatkan(kantor, JUMAT + timedelta(days=6)) == [("alur.segera", 0)]


def test_on_the_last_day_itself_nothing_is_said(kantor: Kantor) -> None:
    berakhir(kantor, JUMAT)

    assert diingatkan(kantor, JUMAT) == []


def test_the_job_reminds_by_the_day_of_the_city(kantor: Kantor) -> None:
    berakhir(kantor, HARI - timedelta(days=1))

    assert (ingatkan(), ingatkan(kelak="isian baru")) == (1, 1)
    assert Penerimaan.objects.filter(kabar__jenis="alur.lewat").count() == 1
