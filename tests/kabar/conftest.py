"""Kinds of messages, people and a mail server for the tests of messages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils.translation import gettext_lazy as _

from akun.models import Pengguna
from kabar import jenis
from kabar.jenis import JenisKabar
from kabar.models import Kabar
from kabar.penerima import Akun, Penerima
from kabar.services import kirim
from tests.akun.factories import buat_pengguna
from tests.kabar.server_surat import ServerSurat

BIASA = JenisKabar(
    nama="uji.biasa",
    judul=_("Kabar uji"),
    subjek=_("Ada kabar untuk Anda"),
    kata="%(siapa)s menyampaikan sesuatu pada %(hari)s.",
    tujuan="beranda",
    argumen=False,
    kelompok="Uji",
)
WAJIB = JenisKabar(nama="uji.wajib", judul="Wajib", subjek="Kabar wajib", kata="Ini wajib.", kelompok="Uji", wajib=True)
MENDESAK = JenisKabar(
    nama="uji.mendesak", judul="Mendesak", subjek="Kabar mendesak", kata="Ini mendesak.", wajib=True, mendesak=True
)
SIANG = datetime(2026, 11, 24, 5, tzinfo=UTC)  # noon in the city


@pytest.fixture(autouse=True)
def _jenis_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of these tests, for one test."""
    monkeypatch.setattr(jenis, "_daftar", dict(jenis._daftar))
    jenis.register(BIASA, WAJIB, MENDESAK)


@pytest.fixture
def siang() -> Iterator[time_machine.Traveller]:
    """Noon in the city; the test moves the clock."""
    with time_machine.travel(SIANG, tick=False) as jam:
        yield jam


@pytest.fixture
def orang(db: None) -> Pengguna:
    """Somebody with an account and a mail address."""
    return buat_pengguna("moderator", nama="Yusnita Pasaribu", sandi=None)


@pytest.fixture
def server_surat(settings: Any) -> Iterator[ServerSurat]:
    """A mail server that the worker sends to."""
    server = ServerSurat()
    utas = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    utas.start()
    settings.PENGANTAR_SURAT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    yield server
    server.tahan.set()
    server.shutdown()
    server.server_close()
    utas.join()


@pytest.fixture
def server_mati(settings: Any, server_surat: ServerSurat) -> ServerSurat:
    """The same, but nobody answers at its port."""
    server_surat.server_close()
    return server_surat


def kabari(*kepada: Pengguna | Penerima, jenis: str = "uji.biasa", kunci: str = "", **isi: Any) -> Kabar:
    """Tell these people something ordinary; each call is an event of its own unless it has a key."""
    tujuan = [Akun(satu.pk) if isinstance(satu, Pengguna) else satu for satu in kepada]
    nilai = isi or ({"siapa": "Rekan Uji", "hari": SIANG.date()} if jenis == "uji.biasa" else {})
    return kirim(jenis, kepada=tujuan, subjek=("uji", "u1"), kunci=kunci or uuid4().hex, isi=nilai)
