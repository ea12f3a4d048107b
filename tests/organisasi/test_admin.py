"""HR's back office: who only reads can't act on the list either."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun.models import Peran
from organisasi import kait, services
from organisasi.models import Jabatan, PenetapanPenilai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
MASA = DateRange(date(2026, 1, 1), None)


@pytest.mark.parametrize(("peran", "disahkan"), [("auditor", False), ("admin_bkpsdm", True)])
def test_only_who_manages_the_organisation_confirms_leading_posts(client: Client, peran: str, disahkan: bool) -> None:
    jabatan = buat_jabatan(nama="Kepala Dinas Uji", usul_memimpin=True)
    client.force_login(buat_pengguna(peran))

    client.post("/admin/organisasi/jabatan/", {"action": "sahkan_pemimpin", "_selected_action": jabatan.pk, "index": "0"})

    jabatan.refresh_from_db()
    assert jabatan.memimpin is disahkan


def sahkan(client: Client, jabatan: Jabatan) -> Any:
    """Tick the post in the list and confirm it as leading."""
    pilihan = {"action": "sahkan_pemimpin", "_selected_action": jabatan.pk, "index": "0"}
    return client.post("/admin/organisasi/jabatan/", pilihan, follow=True)


@pytest.mark.parametrize("peran", [p for p in Peran.values if p not in ("pegawai", "atasan", "admin_bkpsdm")])
def test_the_service_itself_refuses_whoever_does_not_manage_the_organisation(peran: str) -> None:
    unit = buat_unit()
    jabatan = buat_jabatan(unit, usul_memimpin=True)
    konteks = konteks_of(buat_pengguna(peran, unit=unit if peran == "pengelola_opd" else None))

    with pytest.raises(PermissionDenied):
        services.confirm_memimpin(konteks=konteks, jabatan=[jabatan])
    with pytest.raises(PermissionDenied):
        services.create_penetapan_penilai(konteks=konteks, dasar="SK 1", masa="[2026-01-01,)", unit=unit, penilai_jabatan=jabatan)

    jabatan.refresh_from_db()
    assert not jabatan.memimpin


def test_without_a_permission_table_nobody_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kait, "_izin", [])

    with pytest.raises(PermissionDenied):
        kait.require(konteks_of(buat_pengguna("admin_bkpsdm")), "organisasi.kelola")


def test_superiors_follow_at_once_when_a_leading_post_is_confirmed(client: Client) -> None:
    unit = buat_unit("Dinas Perikanan")
    calon = buat_jabatan(unit, "Kepala Dinas Perikanan", jenis="administrator", usul_memimpin=True)
    kepala, staf = buat_pegawai("Kepala", jabatan=calon), buat_pegawai("Staf", unit=unit)
    client.force_login(buat_pengguna("admin_bkpsdm", nama="Yusnita Pasaribu"))

    jawab = sahkan(client, calon)

    staf.refresh_from_db()
    assert staf.atasan == kepala
    assert "Atasan pegawai sudah mengikuti." in jawab.content.decode()


def test_superiors_follow_a_decree_that_is_entered_in_the_back_office(client: Client) -> None:
    unit = buat_unit("Dinas Perikanan")
    lain, staf = buat_pegawai("Penilai Lain"), buat_pegawai("Staf", unit=unit)
    client.force_login(buat_pengguna("admin_bkpsdm"))
    isian = {"unit": unit.pk, "penilai_jabatan": lain.jabatan_id, "masa_0": "2026-01-01", "masa_1": "", "dasar": "SK 1/2026"}

    jawab = client.post("/admin/organisasi/penetapanpenilai/add/", isian)

    assert PenetapanPenilai.objects.count() == 1, jawab.content.decode()
    staf.refresh_from_db()
    assert staf.atasan == lain


def test_a_second_leader_of_a_unit_is_refused_in_words(client: Client) -> None:
    unit = buat_unit()
    buat_jabatan(unit, jenis="administrator", memimpin=True)
    calon = buat_jabatan(unit, jenis="administrator", usul_memimpin=True)
    client.force_login(buat_pengguna("admin_bkpsdm"))

    jawab = sahkan(client, calon)

    assert jawab.status_code == 200
    assert "messagelist" in jawab.content.decode()
    calon.refresh_from_db()
    assert not calon.memimpin


def test_the_unit_whose_name_was_typed_is_offered_first(client: Client) -> None:
    dinas = buat_unit("Dinas Kominfo")
    buat_unit("Bidang Aplikasi Dinas Kominfo", dinas)
    client.force_login(buat_pengguna("admin_bkpsdm"))

    isi = {"app_label": "akun", "model_name": "penugasanperan", "field_name": "unit", "term": "dinas kominfo"}
    hasil = client.get("/admin/autocomplete/", isi).json()["results"]

    assert [h["text"] for h in hasil] == ["Dinas Kominfo", "Bidang Aplikasi Dinas Kominfo"]
