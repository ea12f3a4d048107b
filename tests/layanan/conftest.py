"""The office in which the services are tried, on its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from akun.models import Pengguna
from pegawai.models import Pegawai
from tests.kinerja.factories import HARI, Kantor, buat_kantor


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


@pytest.fixture
def masuk() -> Callable[[Pegawai | Pengguna], Client]:
    """A browser in which somebody has signed in."""

    def buka(siapa: Pegawai | Pengguna) -> Client:
        klien = Client()
        klien.force_login(siapa.akun if isinstance(siapa, Pegawai) else siapa, backend="akun.backends.NomorAtauEmailBackend")
        return klien

    return buka
