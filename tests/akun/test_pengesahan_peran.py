"""A role of weight counts once a second officer has confirmed it: by no road do one pair of hands make both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client

from akun import kewenangan, services
from akun.models import KodeAktivasi, Pengguna, PenugasanPeran
from akun.pejabat import BukanPimpinanError, PenjagaAkunPejabat
from akun.peran import DUA_PETUGAS
from akun.petugas import SatuPetugasError, check_petugas_kode
from akun.tugas import tugas_peran
from inti import waktu
from inti.nomor import kelompokkan
from organisasi.models import PejabatNonAsn
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.kata import jenis_kotak
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db
ALAMAT = "/akun/peran/"


@pytest.fixture
def admin() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Satu")


@pytest.fixture
def rekan(admin: Pengguna) -> Pengguna:
    return buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Lain")


@pytest.fixture
def orang() -> Pengguna:
    return buat_pengguna(sandi=None, nama="Orang Uji")


def beri(oleh: Pengguna, orang: Pengguna, peran: str = "admin_bkpsdm") -> PenugasanPeran:
    unit = buat_unit() if peran == "pengelola_opd" else None
    return services.create_penugasan_peran(konteks=konteks_of(oleh), pengguna=orang, peran=peran, unit=unit)


def sahkan(oleh: Pengguna, tugas: PenugasanPeran) -> PenugasanPeran:
    return services.confirm_peran(konteks=konteks_of(oleh), tugas=tugas, versi=tugas.versi)


def buat_kode(oleh: Pengguna, orang: Pengguna) -> None:
    KodeAktivasi.objects.create(pengguna=orang, sidik="x" * 64, dibuat_oleh=oleh, kedaluwarsa_at=waktu.now() + timedelta(days=1))


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


@pytest.mark.parametrize("peran", DUA_PETUGAS)
def test_a_role_of_weight_counts_only_once_it_is_confirmed(admin, rekan, orang, peran: str):
    tugas = beri(admin, orang, peran)

    assert tugas.menunggu
    assert peran not in konteks_of(orang).kode_peran
    assert jenis_kotak(orang) == []

    sahkan(rekan, tugas)

    assert peran in konteks_of(orang).kode_peran
    assert jenis_kotak(orang) == ["akun.peran_diberi"]


def test_a_role_without_weight_counts_at_once(admin, rekan, orang):
    assert not beri(admin, orang, "mitra").menunggu


def test_who_may_confirm_is_asked_and_nobody_else(admin, rekan, orang):
    beri(admin, orang)

    assert [len(tugas_peran(konteks_of(a))) for a in (admin, rekan, orang)] == [0, 1, 0]
    assert [jenis_kotak(a) for a in (admin, rekan, orang)] == [[], ["akun.peran_menunggu"], []]


def test_neither_giver_nor_owner_confirms_it(admin, rekan, orang):
    buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Ketiga")
    tugas = beri(admin, orang)
    untuk_rekan = beri(admin, rekan, "moderator")

    for oleh, baris in ((admin, tugas), (rekan, untuk_rekan)):
        with tidak_berubah("akun"), pytest.raises(SatuPetugasError):
            sahkan(oleh, baris)
    with pytest.raises(PermissionDenied):
        sahkan(orang, tugas)


def test_the_database_refuses_it_too(admin, rekan, orang):
    tugas = beri(admin, orang)

    with pytest.raises(IntegrityError, match="disahkan_lain"):
        PenugasanPeran.objects.filter(pk=tugas.pk).update(menunggu=False, disahkan_oleh=admin, disahkan_at=waktu.now())


@pytest.mark.parametrize("pembuat", ["pemberi", "pengesah"])
def test_an_account_whose_way_in_the_other_has_just_made_is_no_second_pair_of_eyes(admin, rekan, orang, pembuat: str):
    tugas = beri(admin, orang)
    pemilik, oleh = (rekan, admin) if pembuat == "pemberi" else (admin, rekan)
    buat_kode(oleh, pemilik)

    with pytest.raises(SatuPetugasError, match="Jalan masuk"):
        sahkan(rekan, tugas)


def test_who_made_the_way_into_the_account_does_not_confirm_its_role(admin, rekan, orang):
    tugas = beri(admin, orang)
    buat_kode(rekan, orang)
    buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Ketiga")

    with pytest.raises(SatuPetugasError, match="disahkan petugas lain"):
        sahkan(rekan, tugas)


def test_who_confirmed_a_role_makes_no_way_into_the_account(admin, rekan, orang):
    sahkan(rekan, beri(admin, orang))

    for petugas in (admin, rekan):
        with pytest.raises(SatuPetugasError, match="kode masuknya"):
            check_petugas_kode(konteks_of(petugas), orang)


def test_a_code_from_before_the_first_role_leaves_a_young_city_its_second_officer(admin, orang):
    KodeAktivasi.objects.create(pengguna=orang, sidik="x" * 64, dibuat_oleh=admin, kedaluwarsa_at=waktu.now() + timedelta(days=1))
    beri(admin, orang)  # the only administrator appoints the second
    ketiga = buat_pengguna(sandi=None)

    assert not sahkan(orang, beri(admin, ketiga)).menunggu


def test_an_answer_about_what_was_changed_meanwhile_is_refused(admin, rekan, orang):
    tugas = beri(admin, orang)
    PenugasanPeran.objects.filter(pk=tugas.pk).update(dasar="SK 9/2026")

    with pytest.raises(services.SudahDiputusError):
        sahkan(rekan, tugas)


def test_confirmed_once_is_confirmed(admin, rekan, orang):
    tugas = beri(admin, orang)
    klien = masuk(rekan)
    isi = {"langkah": "sahkan", "versi": tugas.versi}

    assert klien.post(f"{ALAMAT}{tugas.pk}/", isi).status_code == 302
    jawab = klien.post(f"{ALAMAT}{tugas.pk}/", isi)

    assert jawab.status_code == 422
    assert "sudah diputuskan" in jawab.content.decode()
    assert jenis_kotak(orang) == ["akun.peran_diberi"]


def test_a_refusal_needs_a_reason_and_its_giver_reads_it(admin, rekan, orang):
    tugas = beri(admin, orang)
    klien, isi = masuk(rekan), {"langkah": "tolak", "versi": tugas.versi}

    assert "Tulis alasannya" in klien.post(f"{ALAMAT}{tugas.pk}/", isi).content.decode()
    assert klien.post(f"{ALAMAT}{tugas.pk}/", isi | {"alasan": "Suratnya belum ada."}).status_code == 302

    assert not orang.penugasan_peran.exists()
    assert jenis_kotak(admin) == ["akun.peran_ditolak"]


def test_who_gave_it_takes_it_back(admin, rekan, orang):
    tugas = beri(admin, orang)

    isi = {"langkah": "tolak", "versi": tugas.versi, "alasan": "Salah orang."}
    assert masuk(admin).post(f"{ALAMAT}{tugas.pk}/", isi).status_code == 302

    assert not orang.penugasan_peran.exists()
    assert jenis_kotak(admin) == []


def test_the_page_offers_each_what_they_may(admin, rekan, orang):
    beri(admin, orang)

    assert 'value="sahkan"' in masuk(rekan).get(ALAMAT).content.decode()
    milik = masuk(admin).get(ALAMAT).content.decode()
    assert 'value="sahkan"' not in milik
    assert "Tarik kembali" in milik
    assert masuk(orang).get(ALAMAT).status_code == 403


@pytest.mark.parametrize("isi", [{}, {"langkah": "lain", "versi": "1"}, {"langkah": "sahkan", "versi": "9" * 30}])
def test_nonsense_changes_nothing(admin, rekan, orang, isi: dict[str, str]):
    tugas, klien = beri(admin, orang), masuk(rekan)

    with tidak_berubah("akun"):
        assert klien.post(f"{ALAMAT}{tugas.pk}/", isi).status_code == 422
    assert klien.post(f"{ALAMAT}{10**30}/", {"langkah": "sahkan", "versi": "1"}).status_code == 404


def test_the_desk_says_that_it_waits_and_changing_it_is_giving_it(admin, rekan, orang):
    isi = {"pengguna": str(orang.pk), "peran": "moderator", "unit": "", "masa_0": "2026-01-05", "masa_1": "", "dasar": "SK 1"}
    jawab = masuk(admin).post("/admin/akun/penugasanperan/add/", isi, follow=True)
    assert "belum berlaku" in jawab.content.decode()
    tugas = orang.penugasan_peran.get()
    assert tugas.menunggu

    ubah = isi | {"masa_1": "2027-12-31", "versi": str(tugas.versi)}
    assert masuk(rekan).post(f"/admin/akun/penugasanperan/{tugas.pk}/change/", ubah).status_code == 302

    tugas.refresh_from_db()
    assert (tugas.menunggu, tugas.diberikan_oleh) == (True, rekan)
    sahkan(admin, tugas)


def test_what_waits_is_nobody_s_officer(admin, rekan, orang):
    beri(admin, orang)

    assert orang.pk not in services.list_petugas("akun.kelola", waktu.today())
    assert not kewenangan.boleh(konteks_of(orang), "akun.kelola")


# --- who acts as an official that is no employee ---------------------------------------------------------


def pejabat(akun: Pengguna | None) -> PejabatNonAsn:
    return PejabatNonAsn.objects.create(nama="Rustam", sebutan="Wali Kota Uji", akun=akun, masa="[2025-02-20,)")


def pindahkan(oleh: Pengguna, wali: PejabatNonAsn, akun: Pengguna) -> int:
    isi = {
        "nama": wali.nama, "sebutan": wali.sebutan, "akun": str(akun.pk), "masa_0": "2025-02-20", "masa_1": "",
        "versi": str(wali.versi),
    }  # fmt: skip
    return masuk(oleh).post(f"/admin/organisasi/pejabatnonasn/{wali.pk}/change/", isi).status_code


def test_only_an_account_that_two_officers_made_a_leader_s_acts_as_an_official(admin, rekan, orang):
    lama = buat_pengguna("pimpinan", sandi=None)
    wali = pejabat(lama)
    beri(admin, orang, "pimpinan")  # waits

    assert pindahkan(admin, wali, orang) == 200  # refused at its field
    with pytest.raises(BukanPimpinanError):
        PenjagaAkunPejabat().check(konteks_of(admin), orang, wali.masa)

    wali.refresh_from_db()
    assert wali.akun == lama


def test_both_owners_are_told_when_an_official_acts_by_another_account(admin, rekan, orang):
    lama = buat_pengguna("pimpinan", sandi=None)
    wali = pejabat(lama)
    sahkan(rekan, beri(admin, orang, "pimpinan"))

    assert pindahkan(admin, wali, orang) == 302

    assert jenis_kotak(lama) == ["akun.pejabat_lepas"]
    assert "akun.pejabat_jadi" in jenis_kotak(orang)


def test_a_date_is_not_needed_for_the_only_administrator(admin, orang):
    tugas = beri(admin, orang)

    assert (tugas.menunggu, tugas.masa.lower) == (False, waktu.today())
    assert tugas.masa.lower > date(2020, 1, 1)


def test_a_refusal_of_what_was_taken_back_meanwhile_keeps_its_words(admin, rekan, orang):
    tugas, klien = beri(admin, orang), masuk(rekan)
    services.refuse_peran(konteks=konteks_of(admin), tugas=tugas, versi=tugas.versi, alasan="Salah orang.")

    jawab = klien.post(f"{ALAMAT}{tugas.pk}/", {"langkah": "tolak", "versi": tugas.versi, "alasan": "Suratnya tidak ada."})

    assert jawab.status_code == 409
    assert "sudah ditarik kembali" in jawab.content.decode()
    assert "Suratnya tidak ada." in jawab.content.decode()


def test_namesakes_are_told_apart_where_a_role_is_given_and_confirmed(admin, rekan, orang):
    orang = buat_pegawai("Daniel Caniago", akun=orang)
    beri(admin, orang.akun)
    tanya = {"term": "Orang", "app_label": "akun", "model_name": "penugasanperan", "field_name": "pengguna"}

    assert kelompokkan(orang.nomor) in masuk(rekan).get(ALAMAT).content.decode()
    assert kelompokkan(orang.nomor) in masuk(admin).get("/admin/autocomplete/", tanya).content.decode()


def test_nobody_renames_their_own_account(admin, rekan):
    klien, alamat = masuk(admin), f"/admin/akun/pengguna/{admin.pk}/change/"

    jawab = klien.post(alamat, {"nama": "Admin Lain", "email": admin.email, "is_active": "on", "versi": str(admin.versi)})

    assert "diubah petugas lain" in jawab.content.decode()
    admin.refresh_from_db()
    assert admin.nama == "Admin Satu"


# --- taken back the same day ---------------------------------------------------------------------------------


def batalkan(oleh: Pengguna, tugas: PenugasanPeran) -> None:
    tugas.refresh_from_db()
    services.cancel_peran(konteks=konteks_of(oleh), tugas=tugas, versi=tugas.versi, alasan="Salah orang.")


def test_a_role_confirmed_today_is_cancelled_at_once_and_both_are_told(admin, rekan, orang):
    tugas = sahkan(rekan, beri(admin, orang))
    assert "admin_bkpsdm" in konteks_of(orang).kode_peran
    assert "Batalkan peran ini" in masuk(rekan).get(ALAMAT).content.decode()

    tugas.refresh_from_db()
    isi = {"langkah": "batalkan", "versi": tugas.versi, "alasan": "Salah orang."}
    assert masuk(rekan).post(f"{ALAMAT}{tugas.pk}/", isi).status_code == 302

    assert "admin_bkpsdm" not in konteks_of(orang).kode_peran
    assert "akun.peran_dibatalkan" in jenis_kotak(orang)
    assert sorted(jenis_kotak(admin)) == ["akun.peran_disahkan", "akun.peran_ditarik"]


def test_what_counted_before_today_is_ended_not_cancelled(admin, rekan, orang):
    kemarin = waktu.today() - timedelta(days=1)
    tugas = services.create_penugasan_peran(konteks=konteks_of(admin), pengguna=orang, peran="mitra", mulai=kemarin)

    with tidak_berubah("akun"), pytest.raises(services.PeranSudahBerjalanError):
        batalkan(rekan, tugas)
    assert "Baru diberikan" not in masuk(rekan).get(ALAMAT).content.decode()


def test_nobody_cancels_a_role_of_their_own(admin, rekan, orang):
    tugas = sahkan(rekan, beri(admin, orang))

    with tidak_berubah("akun"), pytest.raises(SatuPetugasError):
        batalkan(orang, tugas)
    assert "Batalkan peran ini" not in masuk(orang).get(ALAMAT).content.decode()


def test_a_cancellation_needs_a_reason_and_what_waits_is_refused_instead(admin, rekan, orang):
    tugas = beri(admin, orang)

    with pytest.raises(services.SudahDiputusError):
        batalkan(rekan, tugas)
    sahkan(rekan, tugas)
    tugas.refresh_from_db()
    jawab = masuk(rekan).post(f"{ALAMAT}{tugas.pk}/", {"langkah": "batalkan", "versi": tugas.versi})

    assert "Tulis alasannya" in jawab.content.decode()


def test_a_role_is_not_confirmed_while_a_code_that_somebody_wrote_down_still_opens_the_account(admin, rekan, orang):
    buat_kode(buat_pengguna("admin_bkpsdm", sandi=None), orang)
    tugas = beri(admin, orang)

    with tidak_berubah("akun"), pytest.raises(SatuPetugasError, match="belum dipakai"):
        sahkan(rekan, tugas)

    KodeAktivasi.objects.update(dipakai_at=waktu.now())
    assert not sahkan(rekan, tugas).menunggu


def test_the_desk_leads_from_a_role_of_today_to_where_it_is_cancelled(admin, rekan, orang):
    tugas = services.create_penugasan_peran(konteks=konteks_of(admin), pengguna=orang, peran="mitra")
    kemarin = waktu.today() - timedelta(days=1)
    isi = {"masa_0": str(waktu.today()), "masa_1": str(kemarin), "dasar": "", "versi": str(tugas.versi)}

    jawab = masuk(admin).post(f"/admin/akun/penugasanperan/{tugas.pk}/change/", isi)

    assert "Baru diberikan" in jawab.content.decode()
