"""HR's back office: who only reads can't act on the list either."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_jabatan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("peran", "disahkan"), [("auditor", False), ("admin_bkpsdm", True)])
def test_only_who_manages_the_organisation_confirms_leading_posts(client: Client, peran: str, disahkan: bool) -> None:
    jabatan = buat_jabatan(nama="Kepala Dinas Uji", usul_memimpin=True)
    client.force_login(buat_pengguna(peran))

    client.post("/admin/organisasi/jabatan/", {"action": "sahkan_pemimpin", "_selected_action": jabatan.pk, "index": "0"})

    jabatan.refresh_from_db()
    assert jabatan.memimpin is disahkan
