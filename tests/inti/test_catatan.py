"""What a stranger can cause is one short line of the log; only what broke keeps its traceback."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied, SuspiciousOperation, TooManyFieldsSent
from django.http import Http404
from django.test import Client

from inti.catatan import PembuatBaris, permintaan_id
from tests.akun.factories import buat_pengguna


class HakHabisError(PermissionDenied):
    """A refusal with words of its own."""


def tulis(galat: Exception, pesan: str = "Forbidden: /pegawai/") -> dict[str, Any]:
    """The line of a request that ended with this."""
    try:
        raise galat
    except type(galat):
        catatan = logging.LogRecord("django.request", logging.WARNING, __file__, 1, pesan, (), sys.exc_info())
    baris: dict[str, Any] = json.loads(PembuatBaris().format(catatan))
    return baris


@pytest.mark.parametrize(
    "galat", [PermissionDenied, HakHabisError, Http404, SuspiciousOperation, DisallowedHost, TooManyFieldsSent, BadRequest]
)
def test_a_refusal_is_one_short_line_with_the_number_of_its_request(galat: Callable[[str], Exception]) -> None:
    tanda = permintaan_id.set("r4b7")
    try:
        baris = tulis(galat("Anda tidak berhak atas Budi"), "Forbidden: /" + "x" * 8_000)
    finally:
        permintaan_id.reset(tanda)

    assert (baris["permintaan"], baris["galat"]) == ("r4b7", getattr(galat, "__name__", ""))
    assert "jejak" not in baris
    assert "Budi" not in str(baris)
    assert len(json.dumps(baris)) < 600


def test_what_broke_keeps_its_traceback() -> None:
    baris = tulis(ZeroDivisionError("bagi nol"))

    assert "ZeroDivisionError: bagi nol" in baris["jejak"]


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", ["/suara/meja/unit-pengawas/", "/pegawai/tidakada/", "/tidak-ada/"])
def test_whoever_asks_for_closed_pages_leaves_lines_without_tracebacks(alamat: str, caplog: pytest.LogCaptureFixture) -> None:
    klien = Client()
    klien.force_login(buat_pengguna("warga", sandi=None))

    assert klien.get(alamat).status_code in (403, 404)

    baris = [PembuatBaris().format(r) for r in caplog.records if r.name.startswith("django.")]
    assert baris
    assert not any("Traceback" in b or "\n" in b for b in baris)
