"""Fixtures of the citizens' room."""

import pytest
from django.core.cache import cache

from tests.forum.factories import Kota, buat_kota


@pytest.fixture
def kota(db: None) -> Kota:
    return buat_kota()


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    cache.clear()
