"""Guessing a password: tries are counted per account and per visitor."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from akun.adapter import AkunAdapter
from akun.pembatas import alamat
from inti.middleware import AlamatMiddleware
from tests import mesin_plugin
from tests.akun.factories import buat_pengguna
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def test_tries_count_for_the_account_however_its_number_is_typed(client: Client) -> None:
    mesin_plugin.empty_redis()
    nomor = buat_pegawai("Satu Orang", akun=buat_pengguna()).nomor

    jawaban = [client.post("/akun/login/", {"login": f"{nomor[:n]} {nomor[n:]}", "password": "salah"}) for n in range(1, 8)]

    assert "kata sandinya belum cocok" in jawaban[0].content.decode()
    assert "kata sandinya belum cocok" not in jawaban[-1].content.decode()


def test_names_of_one_account_share_a_counter() -> None:
    pengguna = buat_pengguna()
    nomor = buat_pegawai("Satu Orang", akun=pengguna).nomor
    kunci = AkunAdapter()._get_login_attempts_cache_key
    permintaan = RequestFactory().post("/")

    assert (
        kunci(permintaan, email=pengguna.email) == kunci(permintaan, username=nomor) == kunci(permintaan, username=pengguna.kode)
    )
    assert kunci(permintaan, username="tidak ada") != kunci(permintaan, username="juga tidak ada")


@pytest.mark.parametrize(("di_belakang", "terlihat"), [(True, "203.0.113.7"), (False, "10.0.0.1")])
def test_the_visitor_is_who_the_proxy_says_and_nobody_else(settings: Any, di_belakang: bool, terlihat: str) -> None:
    settings.DI_BELAKANG_PROKSI = di_belakang
    permintaan = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.9, 203.0.113.7", REMOTE_ADDR="10.0.0.1")

    AlamatMiddleware(lambda request: None)(permintaan)  # type: ignore[arg-type,return-value]

    assert alamat(permintaan) == terlihat
