"""Numbers on a page are rounded as people round, and a share never says all or nothing where that is not so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.angka import bulatkan, bulatkan_persen
from inti.grafik import susun
from inti.tulisan import angka, persen
from laporan.models import Pekerjaan


@pytest.mark.parametrize(
    ("bagian", "semua", "tertulis"), [(73, 108, "67,6"), (74, 109, "67,9"), (238, 281, "84,7"), (68, 95, "71,6"), (1, 16, "6,3")]
)
def test_a_share_is_rounded_half_up_not_cut(bagian: int, semua: int, tertulis: str) -> None:
    assert persen(bagian * 100 / semua, 1) == f"{tertulis}\u00a0%"


@pytest.mark.parametrize(
    ("nilai", "desimal", "tertulis"),
    [
        (99.96, 1, "99,9"),
        (99.7, 0, "99"),
        (0.04, 1, "0,1"),
        (0.2, 0, "1"),
        (100, 1, "100,0"),
        (0, 0, "0"),
        (112.26, 1, "112,3"),
        (99.999, None, "99,99"),
        (78.4, None, "78,4"),
    ],
)
def test_a_share_is_never_all_while_something_is_missing_nor_nothing_while_something_is_there(
    nilai: float, desimal: int | None, tertulis: str
) -> None:
    assert persen(nilai, desimal) == f"{tertulis}\u00a0%"


@pytest.mark.parametrize(
    ("nilai", "desimal", "tertulis"),
    [(2.345, 2, "2,35"), (2.5, 0, "3"), (1.999, 1, "2,0"), (2944, None, "2.944"), (1.005, None, "1,01"), (10, None, "10")],
)
def test_a_number_is_rounded_half_up_too(nilai: float, desimal: int | None, tertulis: str) -> None:
    assert angka(nilai, desimal) == tertulis


def test_words_are_left_as_they_are() -> None:
    assert angka("menurut uraian") == "menurut uraian"


def test_the_parts_of_a_bar_are_rounded_alike() -> None:
    assert [r.persen for r in susun([499, 1], ["Baik", "Kurang"])] == ["99", "1"]


@pytest.mark.parametrize(("kemajuan", "persen_"), [(0, 0), (1, 1), (995, 99), (999, 99), (1000, 100), (1001, 100)])
def test_a_job_is_at_a_hundred_when_all_is_done(kemajuan: int, persen_: int) -> None:
    assert Pekerjaan(kemajuan=kemajuan, jumlah=1000).persen == persen_


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.sampled_from([None, 0, 1, 2]))
def test_a_share_stays_within_one_step_and_keeps_its_ends(bagian: int, semua: int, desimal: int | None) -> None:
    tepat = Decimal(min(bagian, semua) * 100) / semua
    hasil = bulatkan_persen(tepat, desimal)

    assert abs(hasil - tepat) <= Decimal(1).scaleb(-(2 if desimal is None else desimal))
    assert (hasil == 100) == (tepat == 100)
    assert (hasil == 0) == (tepat == 0)


@given(st.decimals(-10_000, 10_000, places=4), st.sampled_from([0, 1, 2]))
def test_rounding_moves_a_number_by_half_a_step_at_most(nilai: Decimal, desimal: int) -> None:
    assert abs(bulatkan(nilai, desimal) - nilai) <= Decimal(5).scaleb(-desimal - 1)
