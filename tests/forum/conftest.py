"""Fixtures of the citizens' room."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from forum import jaga
from tests.forum.factories import Kota, buat_kota, pukul


@pytest.fixture
def kota(db: None) -> Kota:
    return buat_kota()


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    cache.clear()


@pytest.fixture
def lembar() -> Iterator[str]:
    """The signed name of a form that was opened an hour ago."""
    with time_machine.travel(pukul(2026, 11, 24), tick=False):
        tanda = jaga.buat_lembar()
    with time_machine.travel(pukul(2026, 11, 24, 10), tick=True):
        yield tanda
