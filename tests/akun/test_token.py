"""How a machine comes to its token: by the clock of the database, which judges it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from akun.konteks import sistem
from akun.models import KlienApi
from akun.services import create_klien_api
from tests.akun.factories import SANDI, buat_pengguna

pytestmark = pytest.mark.django_db


def test_a_machine_gets_its_token_reads_with_it_and_gives_it_back() -> None:
    """As a machine asks: no page before it, no cookie, so no CSRF token."""
    mesin = Client(enforce_csrf_checks=True)
    baru = create_klien_api(konteks=sistem(), nama="Gaji", cakupan=["pegawai.baca"], penanggung_jawab="BKAD Uji")
    kenal = {"client_id": baru.id, "client_secret": baru.rahasia}

    jawab = mesin.post("/api/oauth/token/", {"grant_type": "client_credentials", **kenal})
    assert jawab.status_code == 200, jawab.content
    kepala = {"Authorization": f"Bearer {jawab.json()['access_token']}"}
    assert mesin.get("/api/v1/pegawai/", headers=kepala).status_code == 200

    assert mesin.post("/api/oauth/cabut/", {"token": jawab.json()["access_token"], **kenal}).status_code == 200
    assert mesin.get("/api/v1/pegawai/", headers=kepala).status_code == 401


@pytest.mark.parametrize("sandi", [SANDI, "bukan sandinya"])
@pytest.mark.parametrize(
    "jenis", ["password", "refresh_token", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code", ""]
)
def test_the_address_of_tokens_tells_nobody_which_passwords_are_right(jenis: str, sandi: str) -> None:
    orang = buat_pengguna("admin_bkpsdm")
    baru = create_klien_api(konteks=sistem(), nama="Gaji", cakupan=["pegawai.baca"], penanggung_jawab="BKAD Uji")
    isi = {"grant_type": jenis, "client_id": baru.id, "client_secret": baru.rahasia, "username": orang.email, "password": sandi}

    jawab = Client().post("/api/oauth/token/", isi)

    assert (jawab.status_code, jawab.json()) == (400, {"error": "unsupported_grant_type"})


@pytest.mark.parametrize("alamat", ["/api/oauth/token/", "/api/oauth/cabut/"])
def test_a_client_that_is_switched_off_is_unknown_like_one_with_a_wrong_secret(alamat: str) -> None:
    baru = create_klien_api(konteks=sistem(), nama="Gaji", cakupan=["pegawai.baca"], penanggung_jawab="BKAD Uji")
    KlienApi.objects.filter(pk=baru.klien.pk).update(aktif=False)

    def minta(rahasia: str) -> Any:
        isi = {"grant_type": "client_credentials", "token": "x", "client_id": baru.id, "client_secret": rahasia}
        return Client().post(alamat, isi)

    jawab = minta(baru.rahasia)

    assert (jawab.status_code, jawab.json()["error"]) == (401, "invalid_client")
    assert jawab.content == minta("keliru").content
