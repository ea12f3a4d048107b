"""Periods are half-open in the database and words for people."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import translation

from akun.models import PenugasanPeran
from inti.masa import Masa, sebut
from tests.akun.factories import buat_pengguna


@pytest.mark.parametrize(
    ("masa", "kata"),
    [
        ((date(2018, 3, 1), None), "sejak 1 Maret 2018"),
        ((date(2024, 1, 1), date(2025, 4, 1)), "1 Januari 2024 sampai 31 Maret 2025"),
        ((None, date(2025, 1, 1)), "sampai 31 Desember 2024"),
        ((None, None), ""),
    ],
)
def test_a_period_reads_as_words_its_last_day_included(masa: tuple[date | None, date | None], kata: str) -> None:
    assert sebut(Masa(*masa)) == str(Masa(*masa)) == kata


def test_in_english_too() -> None:
    with translation.override("en"):
        assert "March 2018" in str(Masa(date(2018, 3, 1), None))


@pytest.mark.django_db
def test_what_comes_from_the_database_equals_what_went_in() -> None:
    masa = DateRange(date(2020, 1, 1), date(2021, 1, 1))
    peran = PenugasanPeran.objects.create(pengguna=buat_pengguna(), peran="moderator", masa=masa)

    peran.refresh_from_db()

    assert peran.masa == masa
    assert str(peran) == "Moderator forum 1 Januari 2020 sampai 31 Desember 2020"
    assert PenugasanPeran.objects.filter(masa=peran.masa).count() == 1


@pytest.mark.django_db
def test_the_admin_shows_no_brackets_to_its_readers(client: Client) -> None:
    client.force_login(buat_pengguna("auditor"))

    isi = client.get("/admin/akun/penugasanperan/").content.decode()

    assert "sejak 1 Januari 2020" in isi
    assert "[2020-01-01" not in isi
