"""A phone number is one value however it is spelled, and reads in groups."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inti.telepon import kelompokkan, rapikan


@pytest.mark.parametrize(
    "tulisan",
    [
        "0812-9999-0001",
        "+62 812 9999 0001",
        "081299990001",
        "62812 9999 0001",
        "0062 812-9999-0001",
        "+62 0812 9999 0001",
        "81299990001",
    ],
)
def test_every_spelling_of_a_number_is_that_number(tulisan: str) -> None:
    assert (rapikan(tulisan), kelompokkan(tulisan)) == ("081299990001", "0812 9999 0001")


@pytest.mark.parametrize(
    ("tulisan", "disimpan"),
    [("(0631) 22-123", "063122123"), ("+62 631 22123", "063122123"), ("+65 9123 4567", "+6591234567"), ("628", "628"), ("", "")],
)
def test_other_numbers_keep_their_digits(tulisan: str, disimpan: str) -> None:
    assert rapikan(tulisan) == disimpan


def test_what_is_no_mobile_number_is_shown_as_it_was_written() -> None:
    assert [kelompokkan(n) for n in ("0631 22123", "bukan nomor", "")] == ["0631 22123", "bukan nomor", ""]


@given(st.text("0123456789+- ().", max_size=20))
@example("+62 00 62 812 3456 7890")
def test_doing_it_twice_is_the_same_as_once(tulisan: str) -> None:
    assert rapikan(rapikan(tulisan)) == rapikan(tulisan)
    assert rapikan(kelompokkan(tulisan)) == rapikan(tulisan)
