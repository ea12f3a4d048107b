"""Whoever tried too often reads how long to wait, and it is true."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hitungan_kosong(settings: object) -> Iterator[None]:
    settings.FAKTOR_KEDUA = "tidak"  # type: ignore[attr-defined]
    mesin_plugin.empty_redis()
    yield
    mesin_plugin.empty_redis()


@pytest.mark.parametrize(
    ("alamat", "kali"),
    [("/akun/email/", 10), ("/akun/password/change/", 5), ("/akun/reauthenticate/", 10), ("/akun/signup/", 20)],
)
def test_a_limit_of_one_minute_says_one_minute(alamat: str, kali: int) -> None:
    klien = Client()
    if alamat != "/akun/signup/":
        klien.force_login(buat_pengguna(), backend="akun.backends.NomorAtauEmailBackend")
    sebelum = [klien.post(alamat, {}).status_code for _n in range(kali)]
    assert 429 not in sebelum

    jawab = klien.post(alamat, {})

    assert (jawab.status_code, jawab.headers["Retry-After"]) == (429, "60")
    isi = jawab.content.decode()
    assert "dalam satu menit" in isi
    for bukan in ("satu jam", "dari tempat ini", "pengelola kepegawaian di unit Anda"):
        assert bukan not in isi


def test_failed_sign_ins_of_others_behind_the_same_address_name_the_wait() -> None:
    klien = Client()
    for n in range(10):
        klien.post("/akun/login/", {"login": f"orang{n}@contoh.invalid", "password": "x"})

    jawab = klien.post("/akun/login/", {"login": buat_pengguna().email, "password": SANDI})

    assert "Coba lagi dalam satu menit" in jawab.content.decode()
