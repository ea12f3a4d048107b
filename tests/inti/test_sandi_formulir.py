"""Forms are written in UTF-8; one that says otherwise is refused in words, on whatever address, and never breaks the page that says so."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BORANG = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("sandi", ["iso-8859-1", "utf-16", "utf-7", "cp1252"])
@pytest.mark.parametrize("alamat", ["/akun/login/", "/suara/lacak/", "/bahasa/"])
@pytest.mark.parametrize("periksa_csrf", [True, False])
def test_another_code_is_refused_before_the_form_is_read(alamat: str, sandi: str, periksa_csrf: bool) -> None:
    klien = Client(enforce_csrf_checks=periksa_csrf)
    klien.cookies["csrftoken"] = "a" * 32

    jawab = klien.post(alamat, "login=a&password=b", content_type=f"{BORANG}; charset={sandi}")

    assert jawab.status_code in (400, 403)
    assert "<h1" in jawab.content.decode()


@pytest.mark.parametrize("sandi", ["UTF-8", "utf8", "'utf-8'", '"utf-8"', "U8"])
def test_other_names_of_utf_8_are_the_same(client: Client, sandi: str) -> None:
    jawab = client.post("/bahasa/", "bahasa=en", content_type=f"{BORANG}; charset={sandi}")

    assert jawab.status_code == 302
    assert client.cookies["bahasa"].value == "en"
