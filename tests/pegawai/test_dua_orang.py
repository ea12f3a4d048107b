"""Two officers open one person's private data: both keep what they changed, and meet where they changed the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import CatatanAkses
from pegawai.models import DataPribadi, Pegawai
from tests.akun.factories import buat_pengguna
from tests.formulir import isian
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
ALASAN = "KTP baru diserahkan"


@pytest.fixture
def orang() -> Pegawai:
    return buat_pegawai("Hotma Sinaga")


def buka(orang: Pegawai) -> tuple[Client, Any]:
    """An officer with the form open."""
    klien = Client()
    klien.force_login(buat_pengguna("admin_bkpsdm", sandi=None))
    return klien, klien.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), {"tujuan": "Memperbaiki data dari KTP"})


def simpan(klien: Client, orang: Pegawai, halaman: Any, **ubah: Any) -> Any:
    return klien.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), isian(halaman, alasan=ALASAN, **ubah))


def test_different_fields_are_both_kept(orang: Pegawai) -> None:
    (satu, lembar_satu), (dua, lembar_dua) = buka(orang), buka(orang)

    assert simpan(satu, orang, lembar_satu, alamat="Jl. Baru No. 1").status_code == 302
    assert simpan(dua, orang, lembar_dua, nomor_hp="08129999").status_code == 302

    data = DataPribadi.objects.get(pegawai=orang)
    assert (data.alamat, data.nomor_hp) == ("Jl. Baru No. 1", "08129999")


def test_the_second_reason_stands_on_what_the_second_changed_alone(orang: Pegawai) -> None:
    (satu, lembar_satu), (dua, lembar_dua) = buka(orang), buka(orang)
    simpan(satu, orang, lembar_satu, alamat="Jl. Baru No. 1")

    dua.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), isian(lembar_dua, alasan="Nomor diganti", nomor_hp="08129999"))

    terakhir = DataPribadi.objects.get(pegawai=orang).events.order_by("-pgh_id").select_related("pgh_context").first()
    sebelum = DataPribadi.objects.get(pegawai=orang).events.filter(pgh_id__lt=terakhir.pgh_id).order_by("-pgh_id").first()
    assert terakhir.pgh_context.metadata["alasan"] == "Nomor diganti"
    assert (terakhir.alamat, sebelum.alamat) == ("Jl. Baru No. 1", "Jl. Baru No. 1")


def test_the_same_field_is_shown_before_theirs_and_mine_and_nothing_typed_is_lost(orang: Pegawai) -> None:
    DataPribadi.objects.filter(pegawai=orang).update(alamat="Jl. Lama No. 9")
    (satu, lembar_satu), (dua, lembar_dua) = buka(orang), buka(orang)
    simpan(satu, orang, lembar_satu, alamat="Jl. Baru No. 1", agama="Katolik")

    jawab = simpan(dua, orang, lembar_dua, alamat="Jl. Lain No. 2")

    assert jawab.status_code == 409
    halaman = jawab.content.decode()
    for kata in ("diubah orang lain", "Semula: Jl. Lama No. 9", "Jl. Baru No. 1", "Jl. Lain No. 2"):
        assert kata in halaman
    assert DataPribadi.objects.get(pegawai=orang).alamat == "Jl. Baru No. 1"

    assert simpan(dua, orang, jawab).status_code == 302

    data = DataPribadi.objects.get(pegawai=orang)
    assert (data.alamat, data.agama) == ("Jl. Lain No. 2", "Katolik")


def test_seeing_what_the_other_wrote_leaves_a_receipt(orang: Pegawai) -> None:
    (satu, lembar_satu), (dua, lembar_dua) = buka(orang), buka(orang)
    simpan(satu, orang, lembar_satu, alamat="Jl. Baru No. 1")
    sebelum = CatatanAkses.objects.filter(kelompok="pribadi").count()

    simpan(dua, orang, lembar_dua, alamat="Jl. Lain No. 2")

    assert CatatanAkses.objects.filter(kelompok="pribadi").count() == sebelum + 1
    assert CatatanAkses.objects.order_by("-pk").first().tujuan == ALASAN


def test_a_change_by_the_import_is_noticed_too(orang: Pegawai) -> None:
    klien, lembar = buka(orang)
    DataPribadi.objects.filter(pegawai=orang).update(alamat="Jl. dari Daftar Nasional")

    assert simpan(klien, orang, lembar, alamat="Jl. Saya").status_code == 409


def test_a_form_without_a_version_writes_over_nothing(orang: Pegawai) -> None:
    klien, _lembar = buka(orang)

    jawab = klien.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), {"alamat": "Jl. Tanpa Versi", "alasan": ALASAN})

    assert jawab.status_code == 409
    assert DataPribadi.objects.get(pegawai=orang).alamat != "Jl. Tanpa Versi"
