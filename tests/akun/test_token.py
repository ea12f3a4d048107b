"""How a machine comes to its token: by the clock of the database, which judges it."""

from __future__ import annotations

import pytest
from django.test import Client

from akun.konteks import sistem
from akun.services import create_klien_api

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
