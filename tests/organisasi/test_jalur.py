"""Paths of units, read as ids and as the paths above."""

from __future__ import annotations

from organisasi.jalur import baca, list_leluhur


def test_a_path_tells_the_units_on_the_way_and_their_paths() -> None:
    assert baca("/1/7/31/") == [1, 7, 31]
    assert baca("") == []
    assert list_leluhur("/1/7/31/") == ["/1/", "/1/7/", "/1/7/31/"]
