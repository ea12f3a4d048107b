"""Cursors that nobody of us made show the first page, never an error."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from inti.halaman import buka
from pegawai.models import Pegawai
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def kursor(*isi: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(isi).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "isi",
    [
        ("s", "bukan tanggal", 1),
        ("s", "9999-99-99", 1),
        ("s", 5, 1),
        ("b", "2030-01-01", "bukan angka"),
        ("s", "\ud800", 1),
        ("s", "\x00", 1),
        ("s", 2**63, 1),
    ],
)
def test_a_cursor_of_another_kind_shows_the_first_page(isi: tuple[Any, ...]) -> None:
    buat_pegawai("Satu Orang")

    lembar = buka(Pegawai.objects.all(), ("tmt_cpns", "pk"), kursor(*isi), 5)

    assert len(lembar.baris) == 1
    assert lembar.sebelum == ""


def test_a_name_with_half_a_character_shows_the_first_page() -> None:
    buat_pegawai("Satu Orang")

    assert len(buka(Pegawai.objects.all(), ("nama_urut", "pk"), kursor("s", "\ud800", 1), 5).baris) == 1
