"""A period is typed as two days that both count, and kept half-open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange

from akun.models import PenugasanPeran
from inti.masa import Masa

MASA = Masa(date(2026, 1, 2), date(2027, 1, 1))


class Isian(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = PenugasanPeran
        fields = ("masa",)


def bersih(awal: str, akhir: str) -> Any:
    return Isian({"masa_0": awal, "masa_1": akhir}).fields["masa"].clean([awal, akhir])


@pytest.mark.parametrize("akhir", ["31-12-2026", "31 Desember 2026", "2026-12-31"])
def test_the_last_day_that_is_typed_counts(akhir: str) -> None:
    masa = bersih("2-1-2026", akhir)

    assert (masa.lower, masa.upper) == (date(2026, 1, 2), date(2027, 1, 1))
    assert str(masa) == "2 Januari 2026 sampai 31 Desember 2026"


def test_a_period_may_go_on_or_last_one_day() -> None:
    assert bersih("2-1-2026", "").upper is None
    assert bersih("2-1-2026", "2-1-2026").upper == date(2026, 1, 3)


def test_a_last_day_before_the_first_is_refused_in_words() -> None:
    with pytest.raises(forms.ValidationError, match="mendahului hari mulainya"):
        bersih("2-1-2026", "1-1-2026")


@pytest.mark.parametrize("masa", [MASA, DateRange(MASA.lower, MASA.upper)])
def test_the_page_shows_the_days_that_count_each_with_its_name(masa: Any) -> None:
    form = Isian(initial={"masa": masa})
    halaman = str(form["masa"])

    assert 'value="31-12-2026"' in halaman
    assert halaman.index("Mulai") < halaman.index("Hari terakhir")
    assert 'for="id_masa_0"' in halaman


def test_sent_as_it_was_shown_nothing_has_changed() -> None:
    assert not Isian({"masa_0": "02-01-2026", "masa_1": "31-12-2026"}, initial={"masa": MASA}).has_changed()
    assert Isian({"masa_0": "02-01-2026", "masa_1": "30-12-2026"}, initial={"masa": MASA}).has_changed()
