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
from pegawai import proyeksi
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.kata import kotak
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


# --- one's own superior and team -------------------------------------------------------------------------


@pytest.fixture
def petugas(client: Client) -> Pegawai:
    """An officer of the personnel office who is an employee of a unit and leads it."""
    unit = buat_unit("Badan Kepegawaian Uji")
    orang = buat_pegawai("Yusnita", unit=unit, memimpin=True, akun=buat_pengguna("admin_bkpsdm", nama="Yusnita"))
    buat_pegawai("Anggota Tim", unit=unit)
    proyeksi.segarkan()
    client.force_login(orang.akun)
    return orang


def penetapan(**isi: object) -> dict[str, object]:
    return {"masa_0": "1-1-2026", "masa_1": "", "dasar": "SK 1/2026"} | isi


def test_nobody_chooses_who_appraises_them(client: Client, petugas: Pegawai) -> None:
    lain = buat_pegawai("Penilai Lain")

    jawab = client.post(
        "/admin/organisasi/penetapanpenilai/add/", penetapan(jabatan=petugas.jabatan_id, penilai_jabatan=lain.jabatan_id)
    )

    assert jawab.status_code == 200
    assert "atasan Anda sendiri" in jawab.content.decode()
    assert not PenetapanPenilai.objects.exists()


def test_nobody_gives_themselves_a_team(client: Client, petugas: Pegawai) -> None:
    dinas = buat_unit("Dinas Perikanan")
    buat_pegawai("Staf Dinas", unit=dinas)

    jawab = client.post("/admin/organisasi/penetapanpenilai/add/", penetapan(unit=dinas.pk, penilai_jabatan=petugas.jabatan_id))

    assert "siapa yang Anda pimpin" in jawab.content.decode()
    with pytest.raises(kait.SusunanSendiriError):
        services.create_penetapan_penilai(
            konteks=konteks_of(petugas.akun), dasar="SK 1", masa=MASA, unit=dinas, penilai_jabatan=petugas.jabatan
        )
    assert not PenetapanPenilai.objects.exists()


def test_a_decree_about_others_goes_through_and_tells_whom_it_concerns(client: Client, petugas: Pegawai) -> None:
    dinas = buat_unit("Dinas Perikanan")
    kepala = buat_pegawai("Kepala Lama", unit=dinas, memimpin=True, akun=True)
    staf, lain = buat_pegawai("Staf Dinas", unit=dinas, akun=True), buat_pegawai("Kepala Baru", akun=True)
    proyeksi.segarkan()

    jawab = client.post("/admin/organisasi/penetapanpenilai/add/", penetapan(unit=dinas.pk, penilai_jabatan=lain.jabatan_id))

    assert jawab.status_code == 302
    assert kotak(staf.akun) == ["Atasan Anda sekarang Kepala Baru, sebelumnya Kepala Lama."]
    assert "orang di tim Anda sekarang dipimpin dan dinilai Kepala Baru." in kotak(kepala.akun)[0]
    assert "sekarang Anda pimpin dan nilai, sebelumnya Kepala Lama." in kotak(lain.akun)[0]


def test_a_decree_that_changes_no_superior_tells_nobody(client: Client, petugas: Pegawai) -> None:
    staf = buat_pegawai("Staf Dinas", unit=buat_unit("Dinas Perikanan"), akun=True)
    lain = buat_pegawai("Kepala Baru", akun=True)

    client.post("/admin/organisasi/penetapanpenilai/add/", penetapan(unit=staf.unit_id, penilai_jabatan=lain.jabatan_id))

    assert PenetapanPenilai.objects.count() == 1
    assert (kotak(staf.akun), kotak(lain.akun)) == ([], [])
