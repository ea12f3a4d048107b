"""Who takes the role from the only colleague does not bring it back alone; and two officers agree on the day on which a role counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from akun import services
from akun.models import KodeAktivasi, Pengguna, PenugasanPeran, PerubahanEmail
from akun.petugas import SatuPetugasError, list_satu_tangan
from akun.rekan import JEDA_PETUGAS, kata_pengesah
from inti import waktu
from inti.tulisan import tanggal
from tests.akun.factories import buat_pengguna, konteks_of
from tests.akun.test_pengesahan_peran import ALAMAT, beri, masuk, sahkan
from tests.kabar.kata import jenis_kotak
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db


@pytest.fixture
def satu() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Satu")


@pytest.fixture
def kedua(satu: Pengguna) -> Pengguna:
    """The second administrator, since today, as a young city appoints one."""
    akun = buat_pengguna(sandi=None, nama="Admin Kedua")
    assert not beri(satu, akun).menunggu
    return akun


@pytest.fixture
def orang() -> Pengguna:
    return buat_pengguna(sandi=None, nama="Orang Uji")


def batalkan(oleh: Pengguna, milik: Pengguna) -> None:
    tugas = milik.penugasan_peran.get()
    services.cancel_peran(konteks=konteks_of(oleh), tugas=tugas, versi=tugas.versi, alasan="Keliru orang.")


def akhiri(oleh: Pengguna, milik: Pengguna) -> None:
    """Held for a year, ended yesterday."""
    milik.penugasan_peran.update(masa=DateRange(waktu.today() - timedelta(days=365), waktu.today()))


def tutup(oleh: Pengguna, milik: Pengguna) -> None:
    Pengguna.objects.filter(pk=milik.pk).update(is_active=False)


def ganti_alamat(oleh: Pengguna, milik: Pengguna) -> None:
    PerubahanEmail.objects.create(pengguna=milik, diubah_oleh=oleh, diubah_at=waktu.now())


def buat_kode(oleh: Pengguna, milik: Pengguna) -> None:
    kini = waktu.now()
    KodeAktivasi.objects.create(
        pengguna=milik, sidik="x" * 64, dibuat_oleh=oleh, dibuat_at=kini, dipakai_at=kini, kedaluwarsa_at=kini + timedelta(days=1)
    )


# --- the role comes back ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cara", [batalkan, akhiri])
def test_a_role_that_comes_back_waits_for_a_second_officer(satu, kedua, cara: Any) -> None:
    cara(satu, kedua)

    assert beri(satu, kedua).menunggu


def test_so_does_another_role_of_weight_for_an_administrator_whose_account_was_closed(satu, kedua) -> None:
    tutup(satu, kedua)

    assert beri(satu, kedua, "moderator").menunggu


def test_an_administrator_who_still_is_one_gets_another_role_at_once_as_nobody_else_could_confirm_it(satu, kedua) -> None:
    assert not beri(satu, kedua, "moderator").menunggu


def test_two_weeks_later_it_counts_at_once(satu, kedua) -> None:
    batalkan(satu, kedua)

    with time_machine.travel(waktu.now() + JEDA_PETUGAS, tick=True):
        assert not beri(satu, kedua).menunggu


@pytest.mark.parametrize("jalan", [ganti_alamat, buat_kode])
def test_who_made_a_way_into_the_account_meanwhile_does_not_give_the_role_back(satu, kedua, jalan: Any) -> None:
    batalkan(satu, kedua)
    jalan(satu, kedua)

    with tidak_berubah("akun"), pytest.raises(SatuPetugasError, match="baru saja Anda buat") as galat:
        beri(satu, kedua)
    assert "tidak ada rekan" in str(galat.value)


@pytest.mark.parametrize("jalan", [ganti_alamat, buat_kode])
def test_a_way_in_between_two_roles_counts_though_the_first_role_left_no_row(satu, kedua, jalan: Any) -> None:
    batalkan(satu, kedua)
    jalan(satu, kedua)
    PenugasanPeran.objects.create(pengguna=kedua, peran="admin_bkpsdm", masa=DateRange(waktu.today(), None))

    assert list_satu_tangan(kedua) == {satu.pk}
    tugas = beri(satu, buat_pengguna(sandi=None))
    with pytest.raises(SatuPetugasError, match="Jalan masuk"):
        sahkan(kedua, tugas)


# --- the giver's right --------------------------------------------------------------------------------------


@pytest.mark.parametrize("cara", [batalkan, akhiri, tutup])
def test_what_somebody_gave_is_not_confirmed_once_their_own_right_is_gone(satu, kedua, orang, cara: Any) -> None:
    tugas = beri(kedua, orang)
    cara(satu, kedua)

    with tidak_berubah("akun"), pytest.raises(SatuPetugasError, match="tidak lagi mengelola") as galat:
        sahkan(satu, tugas)

    assert "lalu berikan lagi" in str(galat.value)
    services.refuse_peran(konteks=konteks_of(satu), tugas=tugas, versi=tugas.versi, alasan="Pemberinya bukan petugas lagi.")
    assert jenis_kotak(kedua).count("akun.peran_ditolak") == 1


# --- nobody is there to confirm -----------------------------------------------------------------------------


def simpan(oleh: Pengguna, orang: Pengguna) -> str:
    isi = {
        "pengguna": str(orang.pk),
        "peran": "moderator",
        "unit": "",
        "masa_0": str(waktu.today()),
        "masa_1": "",
        "dasar": "SK 1",
    }
    return masuk(oleh).post("/admin/akun/penugasanperan/add/", isi, follow=True).content.decode()


def test_the_desk_says_that_colleagues_were_told_where_there_are_any(satu, kedua, orang) -> None:
    assert "Mereka sudah dikabari" in simpan(satu, orang)


@pytest.mark.parametrize(("cara", "hari"), [(batalkan, 14), (akhiri, 13)])
def test_where_nobody_is_left_it_says_until_when_the_role_waits(satu, kedua, orang, cara: Any, hari: int) -> None:
    cara(satu, kedua)

    jawab = simpan(satu, orang)

    assert "sudah dikabari" not in jawab
    assert "tidak ada Admin kepegawaian lain" in jawab
    sampai = waktu.today() + timedelta(days=hari)
    assert f"sampai {tanggal(sampai)}" in jawab
    for lewat, menunggu in ((timedelta(seconds=-60), True), (timedelta(days=1), False)):  # and that is true
        with time_machine.travel(waktu.now() + timedelta(days=hari) + lewat, tick=True):
            assert beri(satu, buat_pengguna(sandi=None)).menunggu == menunggu


def test_where_the_only_colleague_s_account_is_closed_it_names_no_day(satu, kedua, orang) -> None:
    tutup(satu, kedua)

    kata = kata_pengesah(konteks_of(satu))

    assert "buka lagi akunnya" in kata
    assert "sampai" not in kata


def test_for_an_administrator_of_today_only_the_others_count(satu, kedua, orang) -> None:
    sahkan(kedua, beri(satu, orang))
    batalkan(satu, orang)

    assert f"sampai {tanggal(waktu.today() + JEDA_PETUGAS)}" in kata_pengesah(konteks_of(satu), kedua)


def test_whoever_the_role_is_for_is_no_colleague_who_confirms_it(satu, kedua, orang) -> None:
    assert "Mereka sudah dikabari" in kata_pengesah(konteks_of(satu), orang)
    assert "tidak ada Admin kepegawaian lain" in kata_pengesah(konteks_of(satu), kedua)


def test_the_page_of_roles_offers_no_confirmation_then_and_refuses_in_words(satu, kedua, orang) -> None:
    tugas = beri(kedua, orang)
    batalkan(satu, kedua)

    klien = masuk(satu)

    halaman = klien.get(ALAMAT).content.decode()
    assert 'value="sahkan"' not in halaman
    assert "tidak lagi mengelola akun dan peran" in halaman
    assert "Tolak dengan alasan ini" in halaman
    jawab = klien.post(f"{ALAMAT}{tugas.pk}/", {"langkah": "sahkan", "versi": tugas.versi})
    assert jawab.status_code == 422
    assert "yang memberikan peran ini, sekarang tidak lagi" in jawab.content.decode()
