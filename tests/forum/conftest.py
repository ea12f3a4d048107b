"""Fixtures of the citizens' room."""

from collections.abc import Iterator

import pytest
import time_machine

from forum import jaga
from tests import mesin_plugin
from tests.forum.factories import Kota, buat_kota, pukul


@pytest.fixture
def kota(db: None) -> Kota:
    return buat_kota()


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    mesin_plugin.empty_redis()


@pytest.fixture
def lembar() -> Iterator[str]:
    """The signed name of a form that was opened an hour ago."""
    with time_machine.travel(pukul(2026, 11, 24), tick=False):
        tanda = jaga.buat_lembar()
    with time_machine.travel(pukul(2026, 11, 24, 10), tick=True):
        yield tanda
