"""People first, then the way in: who gave an account people to lead makes no way into it for two weeks, nor through another hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from akun.models import Pengguna
from akun.petugas import SatuPetugasError, check_petugas_email, check_petugas_faktor, check_petugas_kode
from akun.rekan import JEDA_PETUGAS
from inti import audit, waktu
from organisasi.models import Jabatan, PejabatNonAsn, PenetapanPenilai
from organisasi.services import confirm_memimpin, create_penetapan_penilai
from pegawai.models import Pegawai
from pegawai.services import buka_akun
from tests.akun.factories import konteks_of
from tests.akun.test_satu_tangan import buat_admin, buat_kode, masuk, titip
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def satu() -> Pengguna:
    return buat_admin("Admin Satu")


@pytest.fixture
def dua(satu: Pengguna) -> Pengguna:
    return buat_admin("Admin Dua")


@pytest.fixture
def penilai() -> Pegawai:
    return buat_pegawai("Penilai Baru", akun=True)


def tetapkan(oleh: Pengguna, penilai: Pegawai) -> None:
    create_penetapan_penilai(
        konteks=konteks_of(oleh), dasar="SK 1", masa=DateRange(waktu.today() + timedelta(days=1), None), unit=buat_unit(),
        penilai_jabatan=penilai.jabatan,
    )  # fmt: skip


def sahkan(oleh: Pengguna, penilai: Pegawai) -> None:
    Jabatan.objects.filter(pk=penilai.jabatan_id).update(usul_memimpin=True)
    confirm_memimpin(konteks=konteks_of(oleh), jabatan=[penilai.jabatan])


def kaitkan(oleh: Pengguna, penilai: Pegawai) -> None:
    """By the page of the desk, with the account of an official."""
    pejabat = PejabatNonAsn.objects.create(nama="Penjabat", sebutan="Penjabat Wali Kota", masa=DateRange(waktu.today(), None))
    PenetapanPenilai.objects.create(dasar="SK 0", unit=buat_unit(), penilai_pejabat=pejabat, masa=pejabat.masa)
    isi = {"nama": "Penjabat", "sebutan": "Penjabat Wali Kota", "akun": penilai.akun_id, "masa_0": str(waktu.today()),
           "masa_1": "", "versi": pejabat.versi}  # fmt: skip
    Pegawai.objects.filter(pk=penilai.pk).update(akun=None)
    penilai.akun.penugasan_peran.create(peran="pimpinan", masa=DateRange(waktu.today(), None))
    jawab = masuk(oleh).post(f"/admin/organisasi/pejabatnonasn/{pejabat.pk}/change/", isi)
    assert jawab.status_code == 302, jawab.content.decode()


def tolak(oleh: Pengguna, akun: Any) -> None:
    for periksa in (check_petugas_kode, check_petugas_email, check_petugas_faktor):
        with pytest.raises(SatuPetugasError, match="baru saja Anda tetapkan"):
            periksa(konteks_of(oleh), akun)


def boleh(oleh: Pengguna, akun: Any) -> None:
    for periksa in (check_petugas_kode, check_petugas_email, check_petugas_faktor):
        periksa(konteks_of(oleh), akun)


@pytest.mark.parametrize("beri", [tetapkan, sahkan, kaitkan])
def test_who_gave_an_account_people_makes_no_way_into_it(satu, dua, penilai, beri: Any) -> None:
    boleh(satu, penilai.akun)

    beri(satu, penilai)

    tolak(satu, penilai.akun)
    boleh(dua, penilai.akun)
    with time_machine.travel(waktu.now() + JEDA_PETUGAS, tick=True):
        boleh(satu, penilai.akun)


def test_nor_by_an_account_that_is_one_hand_with_theirs(satu, dua, penilai) -> None:
    tetapkan(satu, penilai)
    buat_kode(satu, dua)

    tolak(dua, penilai.akun)


def test_a_city_with_one_administrator_is_not_locked_out(satu, penilai) -> None:
    sahkan(satu, penilai)

    boleh(satu, penilai.akun)


def test_another_name_for_a_post_that_leads_already_gives_nobody_people(satu, dua) -> None:
    kepala = buat_pegawai("Kepala Lama", akun=True, memimpin=True)
    with audit.explain(actor=satu, why="ejaan"):
        Jabatan.objects.filter(pk=kepala.jabatan_id).update(nama="Kepala Dinas Uji")
    boleh(satu, kepala.akun)

    with audit.explain(actor=satu, why="pindah unit"):
        Jabatan.objects.filter(pk=kepala.jabatan_id).update(unit=buat_unit())
    tolak(satu, kepala.akun)


def test_nor_does_a_decree_about_days_gone_by(satu, dua, penilai) -> None:
    hari = waktu.today()
    with audit.explain(actor=satu, why="SK lama"):
        PenetapanPenilai.objects.create(
            dasar="SK lama", unit=buat_unit(), penilai_jabatan=penilai.jabatan, masa=DateRange(hari - timedelta(days=9), hari)
        )

    boleh(satu, penilai.akun)


@pytest.mark.parametrize("beri", ["orang", "titipan"])
def test_nor_is_the_account_opened_by_whoever_gave_its_owner_people_or_decisions_before(satu, dua, beri: str) -> None:
    orang = buat_pegawai("Belum Berakun")
    if beri == "orang":
        tetapkan(satu, orang)
    else:
        titip(satu, buat_pegawai("Kepala Uji"), orang)

    with pytest.raises(SatuPetugasError):
        buka_akun(konteks=konteks_of(satu), pegawai=[orang])
    assert len(buka_akun(konteks=konteks_of(dua), pegawai=[orang])) == 1


def test_the_page_that_confirms_leaders_says_why_it_does_not(satu, dua, penilai) -> None:
    """The reverse, by the page of the import: the way in first, then the people."""
    buat_pegawai("Staf Uji", unit=penilai.unit)
    Jabatan.objects.filter(pk=penilai.jabatan_id).update(usul_memimpin=True)
    buat_kode(satu, penilai.akun)
    kode = penilai.jabatan.kode

    jawab = masuk(satu).post("/pegawai/impor/pemimpin/", {"kode": kode}, follow=True)
    assert "jalan masuk akunnya baru saja Anda buat" in jawab.content.decode()
    assert not Jabatan.objects.get(pk=penilai.jabatan_id).memimpin

    masuk(dua).post("/pegawai/impor/pemimpin/", {"kode": kode})
    assert Jabatan.objects.get(pk=penilai.jabatan_id).memimpin
