"""A NUL in what a browser sends is no error of ours."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from inti.catatan import PembuatBaris
from inti.middleware import FormulirTanpaNolMiddleware
from tests.akun.factories import buat_pengguna

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "alamat",
    ["/pegawai/%00abc/", "/yang-berubah/?unit=%00", "/api/v1/topik/%00/", "/api/v1/topik/?kursor=%00", "/forum/?kursor=%00"],
)
def test_nul_in_an_address_is_no_error(client: Client, alamat: str) -> None:
    assert client.get(alamat).status_code < 500


def test_nul_in_the_session_cookie_is_a_stranger(client: Client) -> None:
    jawab = client.get("/", headers={"cookie": 'sesi="\\000abcdefgh"'})

    assert jawab.status_code == 200


@pytest.mark.parametrize(
    ("alamat", "isi"),
    [
        ("/akun/login/", {"login": "a\x00b", "password": "x\x00y"}),
        ("/suara/lacak/", {"kode": "a\x00b"}),
        ("/suara/sampaikan/", {"judul": "Jalan\x00", "isi\x00": "rusak"}),
        ("/pegawai/aktivasi/", {"nomor": "1\x00", "kode": "\x00"}),
    ],
)
def test_nul_in_a_form_is_taken_out_before_anybody_reads_it(client: Client, alamat: str, isi: dict[str, str]) -> None:
    assert client.post(alamat, isi).status_code < 500


def test_a_form_with_nul_keeps_the_rest_of_what_was_typed(rf: RequestFactory) -> None:
    permintaan = rf.post("/", {"nama\x00": ["Ma\x00sdelima", "Rustam"], "lain": "tetap"})

    FormulirTanpaNolMiddleware(lambda _r: HttpResponse()).process_view(permintaan, lambda: None, (), {})

    assert permintaan.POST.getlist("nama") == ["Masdelima", "Rustam"]
    assert permintaan.POST["lain"] == "tetap"


@pytest.mark.parametrize("alamat", ["\x00", "\ud800", "https://contoh.invalid/\x00"])
def test_nul_and_half_characters_in_an_address_to_push_to_are_refused_in_words(alamat: str) -> None:
    orang = buat_pengguna("auditor", sandi=None)
    client = Client()
    client.force_login(orang, backend="akun.backends.NomorAtauEmailBackend")

    for isi in ({"endpoint": alamat, "hapus": True}, {"endpoint": alamat, "keys": {"p256dh": alamat, "auth": "x"}}):
        jawab = client.post("/kabar/perangkat/", json.dumps(isi), content_type="application/json")
        assert jawab.status_code in (400, 403), jawab.content


def test_a_log_line_keeps_nothing_of_the_row_that_the_database_refused(caplog: pytest.LogCaptureFixture) -> None:
    orang = buat_pengguna("auditor", sandi=None)
    try:
        with transaction.atomic():
            type(orang).objects.create(nama="Kedua", email=orang.email, kode=orang.kode)
    except IntegrityError as error:
        catatan = logging.LogRecord("uji", logging.ERROR, __file__, 1, "gagal", None, (type(error), error, error.__traceback__))

    baris = PembuatBaris().format(catatan)

    assert "unique constraint" in baris
    assert orang.kode not in baris
    assert orang.email not in baris


@pytest.mark.parametrize("alamat", ["/akun/oidc/%00/login/", "/akun/oidc/x%00y/login/callback/", "/pegawai/%00/"])
def test_no_page_has_an_address_with_nul(client: Client, alamat: str) -> None:
    assert client.get(alamat).status_code == 404
    assert client.post(alamat).status_code in (403, 404)
