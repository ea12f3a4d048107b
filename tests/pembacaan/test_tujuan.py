"""A purpose is words: on every page that asks for one, what says nothing is refused at its field, and nothing is opened."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import CatatanAkses
from akun.pembacaan import is_jelas
from layanan.perubahan_data import jenis, services
from pegawai.models import DataPribadi, Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
KOSONG = ["..........", "-----------", "!!!!!!!!", "12345678901", "aaaaaaaaaa", "a b c d"]


@pytest.fixture
def orang() -> Pegawai:
    pegawai = buat_pegawai("Hotma Sinaga", akun=True)
    DataPribadi.objects.filter(pegawai=pegawai).update(nomor_hp="081200000000")
    return pegawai


@pytest.mark.parametrize("tujuan", KOSONG)
@pytest.mark.parametrize("halaman", ["pegawai:pribadi", "pegawai:ubah-pribadi", "pegawai:perubahan"])
def test_a_purpose_that_says_nothing_opens_nothing(client: Client, orang: Pegawai, halaman: str, tujuan: str) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    jawab = client.post(reverse(halaman, args=[orang.kode]), {"tujuan": tujuan})

    assert jawab.status_code in (200, 422)
    assert "081200000000" not in jawab.content.decode()
    assert not CatatanAkses.objects.filter(subjek_kode=orang.kode, kelompok="pribadi").exists()


@pytest.mark.parametrize("tujuan", KOSONG)
def test_neither_does_it_open_a_proposed_correction(client: Client, orang: Pegawai, tujuan: str) -> None:
    konteks = konteks_of(orang.akun)
    usul = services.create_usul(konteks=konteks, macam=jenis.DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0000"})
    client.force_login(buat_pengguna("admin_bkpsdm"))

    jawab = client.post(reverse("layanan:perubahan-rinci", args=[usul.kode]), {"aksi": "buka", "tujuan": tujuan})

    assert jawab.status_code == 422
    assert "0812 9999 0000" not in jawab.content.decode()


@pytest.mark.parametrize("alasan", KOSONG)
def test_a_reason_that_says_nothing_changes_nothing(client: Client, orang: Pegawai, alasan: str) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    jawab = client.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), {"alasan": alasan, "nomor_hp": "0811", "versi": "1"})

    assert jawab.status_code == 422
    assert DataPribadi.objects.get(pegawai=orang).nomor_hp == "081200000000"


@pytest.mark.parametrize("tujuan", ["Melengkapi berkas", "cek SK", "Verifikasi KGB", "berkas pensiun"])
def test_a_few_words_are_a_purpose(tujuan: str) -> None:
    assert is_jelas(tujuan)
