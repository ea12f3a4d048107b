"""Words of a state inside a sentence: the first letter is small, abbreviations are left as they are."""

from __future__ import annotations

import pytest

from inti.teks import awal_kecil


@pytest.mark.parametrize(
    ("kata", "tertulis"),
    [
        ("Diterima, JP-nya terhitung", "diterima, JP-nya terhitung"),
        ("SKP disepakati", "SKP disepakati"),
        ("Cuti di luar tanggungan negara", "cuti di luar tanggungan negara"),
        ("MPP", "MPP"),
        ("", ""),
    ],
)
def test_a_state_inside_a_sentence_keeps_its_abbreviations(kata: str, tertulis: str) -> None:
    assert awal_kecil(kata) == tertulis
