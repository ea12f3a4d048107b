"""Every address of the desk answers whoever may not open it at once: 403 for a person who signed in, the sign-in page for a stranger."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.akun.factories import buat_pengguna

pytestmark = pytest.mark.django_db
ALAMAT = (
    "",
    "jsi18n/",
    "autocomplete/",
    "password_change/",
    "logout/",
    "akun/",
    "akun/pengguna/",
    "akun/pengguna/1/",
    "entah/apa/",
)


@pytest.mark.parametrize("alamat", ALAMAT)
@pytest.mark.parametrize("peran", ["warga", "pimpinan"])
def test_a_person_without_the_desk_is_refused_and_not_sent_around(alamat: str, peran: str, settings: object) -> None:
    settings.FAKTOR_KEDUA = "tidak"  # type: ignore[attr-defined]
    klien = Client()
    klien.force_login(buat_pengguna(peran, sandi=None), backend="akun.backends.NomorAtauEmailBackend")

    assert klien.get(f"/admin/{alamat}").status_code == 403
    assert klien.get("/admin/login/", {"next": f"/admin/{alamat}"}, follow=True).status_code == 403


@pytest.mark.parametrize("alamat", ALAMAT)
def test_a_stranger_is_led_to_signing_in(alamat: str) -> None:
    jawab = Client().get(f"/admin/{alamat}")

    assert (jawab.status_code, jawab.headers["Location"].partition("?")[0]) == (302, "/akun/login/")


def test_who_may_open_the_desk_has_its_words_too(settings: object) -> None:
    settings.FAKTOR_KEDUA = "tidak"  # type: ignore[attr-defined]
    klien = Client()
    klien.force_login(buat_pengguna("admin_bkpsdm", sandi=None), backend="akun.backends.NomorAtauEmailBackend")

    assert klien.get("/admin/jsi18n/").status_code == 200
