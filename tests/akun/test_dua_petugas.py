"""No officer makes their own second one: who could sign in with an account gives it no role of weight, and the reverse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun import services
from akun.kewenangan import PeranAktif
from akun.konteks import sistem
from akun.models import KodeAktivasi, Pengguna, PenugasanPeran, PerubahanEmail
from akun.peran import DUA_PETUGAS
from akun.petugas import SatuPetugasError, check_petugas_email, check_petugas_kode
from akun.rekan import JEDA_PETUGAS
from akun.services import create_penugasan_peran
from inti import waktu
from organisasi.models import UnitKerja
from tests.akun.factories import buat_pengguna, konteks_of
from tests.formulir import isian
from tests.kabar.kata import jenis_kotak
from tests.organisasi.factories import buat_unit

pytestmark = pytest.mark.django_db
ISIAN = {"peran": "moderator", "unit": "", "masa_0": "2026-01-05", "masa_1": "", "dasar": "SK 800/1/2026"}


@pytest.fixture
def petugas() -> Pengguna:
    buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Lain")
    return buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Satu")


@pytest.fixture
def orang() -> Pengguna:
    return buat_pengguna("warga", sandi=None, nama="Orang Uji")


def buat_kode(oleh: Pengguna, orang: Pengguna) -> KodeAktivasi:
    return KodeAktivasi.objects.create(
        pengguna=orang, sidik="x" * 64, dibuat_oleh=oleh, kedaluwarsa_at=waktu.now() + timedelta(days=1)
    )


def ganti_email(oleh: Pengguna, orang: Pengguna) -> PerubahanEmail:
    return PerubahanEmail.objects.create(pengguna=orang, diubah_oleh=oleh)


def beri(oleh: Pengguna, orang: Pengguna, peran: str = "moderator") -> PenugasanPeran:
    unit: UnitKerja | None = buat_unit() if peran == "pengelola_opd" else None
    return create_penugasan_peran(konteks=konteks_of(oleh), pengguna=orang, peran=peran, unit=unit)


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


@pytest.mark.parametrize("jalan", [buat_kode, ganti_email])
@pytest.mark.parametrize("peran", DUA_PETUGAS)
def test_who_could_sign_in_with_an_account_gives_it_no_role_of_weight(petugas, orang, jalan, peran: str):
    jalan(petugas, orang)

    with pytest.raises(SatuPetugasError, match="petugas lain"):
        beri(petugas, orang, peran)

    assert not orang.penugasan_peran.filter(peran=peran).exists()


@pytest.mark.parametrize("jalan", [buat_kode, ganti_email])
def test_a_colleague_gives_it(petugas, orang, jalan):
    jalan(petugas, orang)

    beri(Pengguna.objects.get(nama="Admin Lain"), orang)


def test_a_role_without_weight_is_given_by_anybody(petugas, orang):
    buat_kode(petugas, orang)

    beri(petugas, orang, "mitra")


def test_after_two_weeks_it_is_given_by_the_same_officer(petugas, orang):
    kode = buat_kode(petugas, orang)
    KodeAktivasi.objects.filter(pk=kode.pk).update(dibuat_at=waktu.now() - JEDA_PETUGAS)

    beri(petugas, orang)


def test_a_city_with_one_administrator_appoints_the_second(orang):
    sendiri = buat_pengguna("admin_bkpsdm", sandi=None)
    buat_kode(sendiri, orang)

    assert beri(sendiri, orang, "admin_bkpsdm").diberikan_oleh == sendiri


@pytest.mark.parametrize("jalan", ["akun dimatikan", "peran diakhiri kemarin"])
def test_to_send_all_colleagues_away_makes_nobody_the_only_one(petugas, orang, jalan: str):
    lain = Pengguna.objects.filter(nama="Admin Lain")
    if jalan == "akun dimatikan":
        lain.update(is_active=False)
    else:
        lain.get().penugasan_peran.update(masa=DateRange(date(2020, 1, 1), waktu.today()))
    buat_kode(petugas, orang)

    with pytest.raises(SatuPetugasError):
        beri(petugas, orang)


def test_two_weeks_after_the_last_colleague_left_the_only_one_appoints(petugas, orang):
    usai = waktu.today() - JEDA_PETUGAS
    Pengguna.objects.get(nama="Admin Lain").penugasan_peran.update(masa=DateRange(date(2020, 1, 1), usai))
    buat_kode(petugas, orang)

    assert not beri(petugas, orang).menunggu


def test_the_system_appoints_without_a_second_officer(petugas, orang):
    assert create_penugasan_peran(konteks=sistem(), pengguna=orang, peran="moderator").diberikan_oleh is None


def test_who_gave_the_role_makes_no_way_into_the_account(petugas, orang):
    beri(petugas, orang)
    konteks, lain = konteks_of(petugas), konteks_of(Pengguna.objects.get(nama="Admin Lain"))

    with pytest.raises(SatuPetugasError, match="kode masuknya"):
        check_petugas_kode(konteks, orang)
    with pytest.raises(SatuPetugasError, match="alamat e-mailnya"):
        check_petugas_email(konteks, orang)
    check_petugas_kode(lain, orang)
    check_petugas_email(lain, orang)


def test_the_desk_refuses_at_the_field_and_gives_nothing(petugas, orang):
    buat_kode(petugas, orang)

    jawab = masuk(petugas).post("/admin/akun/penugasanperan/add/", ISIAN | {"pengguna": str(orang.pk)})

    assert jawab.status_code == 200
    assert "perannya diberikan petugas lain" in jawab.content.decode()
    assert not orang.penugasan_peran.filter(peran="moderator").exists()


def test_the_desk_notes_who_gave_it(petugas, orang):
    assert masuk(petugas).post("/admin/akun/penugasanperan/add/", ISIAN | {"pengguna": str(orang.pk)}).status_code == 302

    assert orang.penugasan_peran.get(peran="moderator").diberikan_oleh == petugas


@pytest.mark.parametrize("ubah", [{"peran": "admin_bkpsdm"}, {"pengguna": "lain"}, {"unit": "baru"}])
def test_whose_role_it_is_and_which_never_changes(petugas, orang, ubah: dict[str, str]):
    tugas = beri(petugas, orang)
    lain, unit = buat_pengguna("warga", sandi=None), buat_unit()
    nilai = {"lain": str(lain.pk), "baru": str(unit.pk)}
    isi = ISIAN | {"pengguna": str(orang.pk), "versi": str(tugas.versi)} | {k: nilai.get(v, v) for k, v in ubah.items()}

    masuk(petugas).post(f"/admin/akun/penugasanperan/{tugas.pk}/change/", isi)

    tugas.refresh_from_db()
    assert (tugas.peran, tugas.pengguna, tugas.unit) == ("moderator", orang, None)


def test_a_role_is_ended_on_its_page_and_its_last_day_is_the_one_that_was_typed(petugas, orang):
    tugas = beri(Pengguna.objects.get(nama="Admin Lain"), orang)
    klien, alamat = masuk(petugas), f"/admin/akun/penugasanperan/{tugas.pk}/change/"

    jawab = klien.post(alamat, isian(klien.get(alamat), masa_1="31 Desember 2026", dasar="SK 9/2026"))

    assert jawab.status_code == 302
    tugas.refresh_from_db()
    assert str(tugas.masa).endswith("sampai 31 Desember 2026")


def test_nobody_lengthens_their_own_role(petugas):
    tugas = petugas.penugasan_peran.get()
    isi = {"masa_0": "2026-01-05", "masa_1": "2030-01-01", "dasar": "sendiri", "versi": str(tugas.versi)}

    jawab = masuk(petugas).post(f"/admin/akun/penugasanperan/{tugas.pk}/change/", isi)

    assert "kepada dirinya sendiri" in jawab.content.decode()


def test_who_gets_an_ended_role_back_is_told(petugas, orang):
    tugas = beri(petugas, orang, "mitra")
    hari = waktu.today()
    lama = type(tugas.masa)(tugas.masa.lower, hari - timedelta(days=3))
    tugas.masa = type(tugas.masa)(tugas.masa.lower, None)
    services.announce_peran(konteks_of(petugas), tugas, lama)

    assert jenis_kotak(orang).count("akun.peran_diberi") == 2


def test_a_role_of_weight_that_counts_is_not_prolonged_but_given_anew(petugas, orang):
    tugas = beri(petugas, orang)
    PenugasanPeran.objects.filter(pk=tugas.pk).update(masa="[2026-01-05,2027-02-01)", menunggu=False)
    tugas.refresh_from_db()

    jawab = masuk(petugas).post(
        f"/admin/akun/penugasanperan/{tugas.pk}/change/", ISIAN | {"masa_1": "", "versi": str(tugas.versi)}
    )

    assert "tidak diperpanjang di sini" in jawab.content.decode()
    tugas.refresh_from_db()
    assert tugas.masa.upper == date(2027, 2, 1)


@pytest.mark.parametrize("akhir", ["2026-01-31", "2026-11-26"])
def test_days_on_which_a_role_counted_stay(petugas, orang, akhir: str):
    tugas = beri(petugas, orang, "mitra")
    PenugasanPeran.objects.filter(pk=tugas.pk).update(masa="[2026-01-05,)")
    tugas.refresh_from_db()
    with time_machine.travel("2026-11-28 09:00+07:00", tick=False):
        klien = masuk(petugas)
        alamat, isi = f"/admin/akun/penugasanperan/{tugas.pk}/change/", ISIAN | {"versi": str(tugas.versi)}

        assert "paling awal kemarin" in klien.post(alamat, isi | {"masa_1": akhir}).content.decode()
        assert "tidak maju lagi" in klien.post(alamat, isi | {"masa_0": "2026-12-01"}).content.decode()
        assert klien.post(alamat, isi | {"masa_1": "2026-11-27"}).status_code == 302


def test_who_changed_the_days_of_a_role_that_waits_has_given_it_and_makes_no_code(petugas, orang):
    tugas = beri(Pengguna.objects.get(nama="Admin Lain"), orang)
    PenugasanPeran.objects.filter(pk=tugas.pk).update(masa="[2026-01-05,2026-02-01)")
    tugas.refresh_from_db()
    isi = ISIAN | {"masa_1": "", "versi": str(tugas.versi)}
    assert masuk(petugas).post(f"/admin/akun/penugasanperan/{tugas.pk}/change/", isi).status_code == 302

    with pytest.raises(SatuPetugasError):
        check_petugas_kode(konteks_of(petugas), orang)


def test_the_form_of_a_new_role_says_nothing_that_nobody_knows_yet(petugas, orang):
    halaman = masuk(petugas).get("/admin/akun/penugasanperan/add/").content.decode()
    assert "DatabaseDefault" not in halaman

    buat_kode(petugas, orang)
    jawab = masuk(petugas).post("/admin/akun/penugasanperan/add/", ISIAN | {"pengguna": str(orang.pk)}).content.decode()

    assert "perannya diberikan petugas lain" in jawab
    assert "null" not in jawab


def test_a_receipt_names_the_role_that_opened_more_than_one_s_own_data():
    orang = buat_pengguna("moderator", sandi=None)
    peran = (PeranAktif("pegawai"), PeranAktif("atasan"))

    assert replace(konteks_of(orang), peran=peran).sebagai == "atasan"
    assert replace(konteks_of(orang), peran=peran[:1]).sebagai == "pegawai"
