"""Fixtures for all tests. The engines behind them: tests/mesin_plugin.py."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sibolga_asn.mesin import port, server
from sibolga_asn.mesin.anak import kill_group
from sibolga_asn.mesin.errors import read_tail
from sibolga_asn.mesin.paths import BASE_DIR
from sibolga_asn.mesin.process import start_detached, wait_until
from tests import mesin_plugin

Process = subprocess.Popen[bytes]


def pytest_configure() -> None:
    """Passwords in tests are hashed with the least work; that is most of a test's time otherwise. Nobody empties Valkey.

    Pages of Jinja2 tell the test client their context; files that answers hand out are closed with them.
    """
    from django.conf import settings
    from django.core.cache.backends.redis import RedisCache

    from tests.jawaban_uji import tutup_berkas_jawaban
    from tests.templat_uji import tampilkan_konteks

    tampilkan_konteks()
    tutup_berkas_jawaban()
    settings.PASSWORD_HASHERS = ["tests.penyandi.ArgonRingan"]
    RedisCache.clear = _jangan_kosongkan


def _jangan_kosongkan(cache: Any) -> None:
    """In the place of `cache.clear()`, which empties Valkey for every process: their counters, and jobs on their way."""
    raise AssertionError("pakai tests.mesin_plugin.empty_redis(): cache.clear() menghapus antrean proses uji yang lain")


@pytest.fixture(autouse=True)
def bahasa_kota() -> Iterator[None]:
    """Each test begins in the city's language, whatever the page before it was read in."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of this process, made from the migrated template; after real transactions made anew."""
    from django.db import connections
    from django.test import TransactionTestCase

    def start_afresh(case: TransactionTestCase) -> None:
        connections.close_all()
        mesin_plugin.reset_database()
        mesin_plugin.empty_redis()

    mesin_plugin.reset_database()
    with pytest.MonkeyPatch.context() as patch:
        # Django would truncate all tables, and with them the reference data of the migrations.
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def start_part(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Callable[..., Process]]:
    """A function that starts a part of the product on the database of this test process; ended with the session."""
    folder, started = tmp_path_factory.mktemp("proses"), []

    def start(*words: str) -> Process:
        log = folder / f"{len(started)}.log"
        process = start_detached([sys.executable, "-m", *words], log=log, env=dict(os.environ), cwd=BASE_DIR, tied=signal.SIGTERM)
        process.log = log  # type: ignore[attr-defined]  # for messages
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
    for process in started:
        wait_until(lambda process=process: process.poll() is not None, 5)
        kill_group(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def start_pekerja(start_part: Callable[..., Process]) -> Iterator[Callable[[], Process]]:
    """A function that starts a Celery worker and waits until it takes work. Kill it, start another: it is yours.

    It ends with the test: a worker that lives on would take the next test's jobs, with this test's settings.
    """
    started = []

    def start() -> Process:
        words = ("worker", "--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle")
        name = f"uji-{os.urandom(4).hex()}@%h"
        process = start_part("celery", "-A", "sibolga_asn", *words, "--loglevel", "INFO", "--hostname", name)
        started.append(process)
        log: Path = process.log  # type: ignore[attr-defined]
        ready = wait_until(lambda: " ready." in log.read_text(errors="replace") or process.poll() is not None, 60)
        assert ready, read_tail(log, 40)
        assert process.poll() is None, read_tail(log, 40)
        return process

    yield start
    for process in started:
        kill_group(process.pid, signal.SIGKILL)
        process.wait()  # while it is still going down, its connection would swallow the next test's message


@pytest.fixture(scope="session")
def situs(start_part: Callable[..., Process]) -> str:
    """The address of the whole site, pages and streams, as it runs in production but on the test database."""
    number = port.find_free()
    process = start_part("sibolga_asn.mesin.web", str(number))
    ready = wait_until(lambda: server.is_ready(number) or process.poll() is not None, 60, step=0.1)
    log: Path = process.log  # type: ignore[attr-defined]
    assert ready, read_tail(log, 40)
    assert process.poll() is None, read_tail(log, 40)
    return f"http://{port.HOST}:{number}"


@pytest.fixture(autouse=True)
def _kota_uji() -> Iterator[None]:
    """Every test plays in one city, without a query; a test about the rows themselves calls `instansi.lupakan()` first."""
    from inti import instansi
    from tests.kota_uji import KOTA_UJI

    instansi.pakai(KOTA_UJI)
    yield
    instansi.pakai(KOTA_UJI)
