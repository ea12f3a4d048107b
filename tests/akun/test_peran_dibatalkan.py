"""To cancel the role of the only other administrator makes nobody decide alone, however short a time it was held."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from akun import services
from akun.models import Pengguna, PenugasanPeran
from akun.petugas import SatuPetugasError, check_petugas_kode
from akun.rekan import JEDA_PETUGAS
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of
from tests.akun.test_pengesahan_peran import ALAMAT, beri, buat_kode, masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Satu")


@pytest.fixture
def orang() -> Pengguna:
    return buat_pengguna(sandi=None, nama="Orang Uji")


def batalkan(oleh: Pengguna, tugas: PenugasanPeran) -> None:
    tugas.refresh_from_db()
    services.cancel_peran(konteks=konteks_of(oleh), tugas=tugas, versi=tugas.versi, alasan="Keliru orang.")


def test_after_the_second_administrator_was_cancelled_a_role_of_weight_still_waits(admin, orang) -> None:
    kedua = beri(admin, buat_pengguna(sandi=None))
    assert not kedua.menunggu, "a young city appoints its second administrator alone"

    batalkan(admin, kedua)

    assert beri(admin, orang).menunggu
    assert beri(admin, buat_pengguna(sandi=None), "moderator").menunggu


def test_nor_does_the_officer_make_a_way_into_the_account_that_waits(admin, orang) -> None:
    batalkan(admin, beri(admin, buat_pengguna(sandi=None)))
    beri(admin, orang)

    with pytest.raises(SatuPetugasError, match="kode masuknya"):
        check_petugas_kode(konteks_of(admin), orang)


def test_a_cancelled_third_officer_is_still_one_to_ask(admin, orang) -> None:
    kedua = buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Dua")
    ketiga = PenugasanPeran.objects.create(
        pengguna=buat_pengguna(sandi=None), peran="admin_bkpsdm", masa=DateRange(waktu.today(), None)
    )
    tugas = beri(admin, orang)
    buat_kode(kedua, orang)
    batalkan(kedua, ketiga)

    with pytest.raises(SatuPetugasError, match="disahkan petugas lain"):
        services.confirm_peran(konteks=konteks_of(kedua), tugas=tugas, versi=tugas.versi)


@pytest.mark.parametrize("keadaan", ["nanti", "menunggu", "dua minggu lalu", "moderator"])
def test_who_was_no_administrator_within_two_weeks_is_none_to_ask(admin, orang, keadaan: str) -> None:
    hari = waktu.today() + timedelta(days=3 if keadaan == "nanti" else 0)
    tugas = PenugasanPeran.objects.create(
        pengguna=buat_pengguna(sandi=None), peran="moderator" if keadaan == "moderator" else "admin_bkpsdm",
        masa=DateRange(hari, None), menunggu=keadaan == "menunggu", diberikan_oleh=admin,
    )  # fmt: skip
    if keadaan == "menunggu":
        services.refuse_peran(konteks=konteks_of(admin), tugas=tugas, versi=tugas.versi, alasan="Keliru.")
    else:
        batalkan(admin, tugas)

    with time_machine.travel(waktu.now() + (JEDA_PETUGAS if keadaan == "dua minggu lalu" else timedelta(0)), tick=True):
        assert not beri(admin, orang).menunggu


def test_the_page_says_so_to_whoever_is_alone_now(admin, orang) -> None:
    kedua = beri(admin, buat_pengguna(sandi=None))
    klien = masuk(admin)
    isi = {"langkah": "batalkan", "versi": str(kedua.versi), "alasan": "Keliru orang."}

    jawab = klien.post(f"{ALAMAT}{kedua.pk}/", isi, follow=True).content.decode()
    assert "Kini tinggal Anda Admin kepegawaian" in jawab

    beri(admin, orang)
    assert "tidak ada Admin kepegawaian lain yang dapat mengesahkan" in klien.get(ALAMAT).content.decode()
    buat_pengguna("admin_bkpsdm", sandi=None)
    assert "tidak ada Admin kepegawaian lain" not in klien.get(ALAMAT).content.decode()
