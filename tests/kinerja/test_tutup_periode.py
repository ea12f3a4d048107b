"""A quarter that is over is closed in the back office; then nothing in it is judged any more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.models import PeriodeKinerja
from tests.akun.factories import buat_pengguna

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
DAFTAR = "admin:kinerja_periodekinerja_changelist"


def tutup(klien: Client, *kode: str) -> str:
    pilih = [p.pk for p in PeriodeKinerja.objects.filter(kode__in=kode)]
    isi = {"action": "tutup", "_selected_action": pilih}
    return klien.post(reverse(DAFTAR), isi, follow=True).content.decode()


def test_a_quarter_that_is_over_is_closed_by_who_looks_after_it(client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    halaman = tutup(client, "2026-tw3", "2026-tw4")

    assert "1 periode ditutup" in halaman
    assert "1 periode belum berakhir" in halaman
    assert list(PeriodeKinerja.objects.filter(terkunci_at__isnull=False).values_list("kode", flat=True)) == ["2026-tw3"]


def test_the_auditor_closes_nothing(client: Client) -> None:
    client.force_login(buat_pengguna("auditor"))

    tutup(client, "2026-tw3")

    assert not PeriodeKinerja.objects.filter(terkunci_at__isnull=False).exists()
