"""The back office writes only what was changed, and says what somebody else wrote meanwhile."""

from __future__ import annotations

import pytest
from django.test import Client

from organisasi.models import Jabatan
from tests.akun.factories import buat_pengguna
from tests.formulir import isian
from tests.organisasi.factories import buat_jabatan

pytestmark = pytest.mark.django_db


@pytest.fixture
def jabatan() -> Jabatan:
    return buat_jabatan(nama="Analis Uji")


@pytest.fixture
def petugas() -> Client:
    klien = Client()
    klien.force_login(buat_pengguna("admin_bkpsdm", sandi=None))
    return klien


def test_two_officers_who_change_different_fields_both_succeed(petugas: Client, jabatan: Jabatan) -> None:
    alamat = f"/admin/organisasi/jabatan/{jabatan.pk}/change/"
    lembar = petugas.get(alamat)

    assert petugas.post(alamat, isian(lembar, nama="Analis Muda")).status_code == 302
    assert petugas.post(alamat, isian(lembar, jenjang="ahli_muda")).status_code == 302

    kini = Jabatan.objects.get(pk=jabatan.pk)
    assert (kini.nama, kini.jenjang) == ("Analis Muda", "ahli_muda")


def test_the_same_field_is_refused_in_words_and_a_second_save_knows_both(petugas: Client, jabatan: Jabatan) -> None:
    alamat = f"/admin/organisasi/jabatan/{jabatan.pk}/change/"
    lembar = petugas.get(alamat)
    petugas.post(alamat, isian(lembar, nama="Analis Muda"))

    jawab = petugas.post(alamat, isian(lembar, nama="Analis Madya"))

    assert jawab.status_code == 200
    halaman = jawab.content.decode()
    assert "diubah orang lain" in halaman
    assert "semula “Analis Uji”, kini “Analis Muda”, tulisan Anda “Analis Madya”" in halaman
    assert Jabatan.objects.get(pk=jabatan.pk).nama == "Analis Muda"

    assert petugas.post(alamat, isian(jawab)).status_code == 302
    assert Jabatan.objects.get(pk=jabatan.pk).nama == "Analis Madya"


def test_saving_without_a_change_writes_nothing(petugas: Client, jabatan: Jabatan) -> None:
    alamat = f"/admin/organisasi/jabatan/{jabatan.pk}/change/"
    versi = Jabatan.objects.get(pk=jabatan.pk).versi

    assert petugas.post(alamat, isian(petugas.get(alamat))).status_code == 302

    assert Jabatan.objects.get(pk=jabatan.pk).versi == versi


def test_a_new_row_needs_no_version(petugas: Client, jabatan: Jabatan) -> None:
    isi = {"nama": "Pranata Uji", "unit": jabatan.unit_id, "jenis": "pelaksana", "jenjang": ""}

    jawab = petugas.post("/admin/organisasi/jabatan/add/", isi)

    assert jawab.status_code == 302, jawab.content.decode()
    assert Jabatan.objects.filter(nama="Pranata Uji").exists()
