"""Device keys belong to a site's name: a page that was opened by number says so and leads to the name."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna

pytestmark = pytest.mark.django_db
SEBAB = "terikat pada nama situs"
LANJUT = "Buka halaman ini di localhost"
TAMBAH, LAGI = "/akun/2fa/webauthn/add/", "/akun/2fa/webauthn/reauthenticate/"


def buka(client: Client, halaman: str, host: str) -> str:
    """The page, opened at this host, with whatever has to come before it."""
    mesin_plugin.empty_redis()
    pengguna = buat_pengguna()
    if halaman == "/akun/2fa/authenticate/":
        TOTP.activate(pengguna, generate_totp_secret())
        client.post("/akun/login/", {"login": pengguna.email, "password": SANDI})
    elif halaman.startswith("/akun/2fa/"):
        client.force_login(pengguna)
        client.post("/akun/reauthenticate/", {"password": SANDI})
        if halaman == LAGI:
            Authenticator.objects.create(user=pengguna, type="webauthn", data={"name": "Kunci", "credential": {}})
    jawab = client.get(halaman, headers={"host": host})
    assert jawab.status_code == 200
    return jawab.content.decode()


@pytest.mark.parametrize("halaman", ["/akun/login/", "/akun/2fa/authenticate/", TAMBAH])
@pytest.mark.parametrize("host", ["127.0.0.1:8441", "[::1]:8441"])
def test_a_page_opened_by_number_leads_to_the_same_page_on_localhost(client: Client, halaman: str, host: str) -> None:
    isi = buka(client, halaman, host)

    assert SEBAB in isi
    assert f'href="http://localhost:8441{halaman}"' in isi
    assert "allauth.webauthn.forms" not in isi
    assert 'id="passkey_login"' not in isi
    assert 'id="mfa_webauthn_' not in isi


@pytest.mark.parametrize("halaman", ["/akun/login/", "/akun/2fa/authenticate/", TAMBAH])
@pytest.mark.parametrize("host", ["localhost:8441", "asn.sibolgakota.go.id"])
def test_a_page_opened_by_name_has_the_button(settings: Any, client: Client, halaman: str, host: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    isi = buka(client, halaman, host)

    assert SEBAB not in isi
    assert "allauth.webauthn.forms" in isi


@pytest.mark.parametrize(("host", "izin"), [("10.1.2.3", ["*"]), ("127.0.0.1", ["127.0.0.1", "testserver"])])
def test_where_localhost_is_not_this_site_there_is_no_link_to_it(
    settings: Any, client: Client, host: str, izin: list[str]
) -> None:
    settings.ALLOWED_HOSTS = izin
    isi = buka(client, TAMBAH, host)

    assert "Buka situs ini lewat namanya" in isi
    assert LANJUT not in isi


def test_where_to_go_next_comes_along(client: Client) -> None:
    isi = client.get("/akun/login/?next=/pegawai/saya/", headers={"host": "127.0.0.1:8441"}).content.decode()

    assert 'href="http://localhost:8441/akun/login/?next=/pegawai/saya/"' in isi


def test_confirming_with_a_key_explains_it_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda pengguna: [])
    isi = buka(client, LAGI, "127.0.0.1:8441")

    assert f'href="http://localhost:8441{LAGI}"' in isi
    assert "allauth.webauthn.forms" not in isi
