"""The office in which performance tests play, its day, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from akun.models import Pengguna
from pegawai.models import Pegawai
from tests.kinerja.factories import HARI, Kantor, buat_kantor

Masuk = Callable[[Pegawai | Pengguna], Client]


@pytest.fixture
def kantor(db: None) -> Kantor:
    return buat_kantor()


@pytest.fixture
def hari_ini() -> Iterator[None]:
    """Pages live on the day of the tests."""
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield


@pytest.fixture
def masuk() -> Masuk:
    """A browser in which somebody has signed in."""

    def buka(siapa: Pegawai | Pengguna) -> Client:
        klien = Client()
        klien.force_login(siapa.akun if isinstance(siapa, Pegawai) else siapa, backend="akun.backends.NomorAtauEmailBackend")
        return klien

    return buka
