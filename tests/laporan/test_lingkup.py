"""The right is asked again when a file is fetched, against what the file holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna, PenugasanPeran
from laporan import lingkup, mesin, services
from laporan.daftar_laporan import LAPORAN
from laporan.models import Pekerjaan
from organisasi.models import UnitKerja
from organisasi.services import segarkan_jalur
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def buat_berkas(pengguna: Pengguna, unit: UnitKerja | None = None) -> Pekerjaan:
    """A finished rank list of what this account may report on, or of one unit."""
    laporan, konteks = LAPORAN["duk"], konteks_of(pengguna)
    isian = {"per": date(2026, 11, 24), "jenis": "pns", "bentuk": "csv", "unit": unit.kode if unit else ""}
    form = laporan.isian(isian, konteks=konteks, laporan=laporan)
    assert form.is_valid(), form.errors
    p = services.create_laporan(konteks=konteks, laporan=laporan, form=form)
    assert mesin.jalankan(p.kode)
    return Pekerjaan.objects.get(pk=p.pk)


def unduh(pengguna: Pengguna, p: Pekerjaan) -> Any:
    klien = Client()
    klien.force_login(pengguna)
    return klien.get(reverse("laporan:berkas", args=[p.kode]))


def pindahkan_peran(pengguna: Pengguna, unit: UnitKerja) -> None:
    PenugasanPeran.objects.filter(pengguna=pengguna).delete()
    PenugasanPeran.objects.create(pengguna=pengguna, peran="pengelola_opd", unit=unit, masa=DateRange(date(2020, 1, 1), None))


@pytest.fixture
def dua_dinas() -> tuple[UnitKerja, UnitKerja]:
    kota = buat_unit("Kota Uji")
    dinas, lain = buat_unit("Dinas Uji", kota), buat_unit("Dinas Lain", kota)
    buat_pegawai("Orang Dinas Uji", unit=dinas)
    return dinas, lain


def test_who_still_holds_the_office_fetches_its_file(dua_dinas: tuple[UnitKerja, UnitKerja]) -> None:
    petugas = buat_pengguna("pengelola_opd", unit=dua_dinas[0])

    jawab = unduh(petugas, buat_berkas(petugas, dua_dinas[0]))

    assert "Orang Dinas Uji" in b"".join(jawab.streaming_content).decode()


def test_after_the_role_moved_to_another_office_the_file_stays_shut_and_says_what_to_do(
    dua_dinas: tuple[UnitKerja, UnitKerja],
) -> None:
    dinas, lain = dua_dinas
    petugas = buat_pengguna("pengelola_opd", unit=dinas)
    berkas = buat_berkas(petugas, dinas)

    pindahkan_peran(petugas, lain)
    jawab = unduh(petugas, berkas)

    assert jawab.status_code == 403
    assert "di luar kewenangan Anda yang sekarang. Buat laporan baru" in jawab.content.decode()
    berkas.refresh_from_db()
    assert berkas.unduhan == 0


def test_a_file_of_the_whole_city_is_not_for_who_has_one_office_now(dua_dinas: tuple[UnitKerja, UnitKerja]) -> None:
    petugas = buat_pengguna("tim_penilai")
    berkas = buat_berkas(petugas)
    assert berkas.lingkup["unit"] is None

    pindahkan_peran(petugas, dua_dinas[0])

    assert unduh(petugas, berkas).status_code == 403


def test_a_unit_that_left_the_office_takes_its_file_along(dua_dinas: tuple[UnitKerja, UnitKerja]) -> None:
    dinas, lain = dua_dinas
    bidang = buat_unit("Bidang Uji", dinas)
    petugas = buat_pengguna("pengelola_opd", unit=dinas)
    berkas = buat_berkas(petugas, bidang)
    assert lingkup.is_tercakup(konteks_of(petugas), berkas.lingkup)

    UnitKerja.objects.filter(pk=bidang.pk).update(induk=lain)
    segarkan_jalur()

    assert not lingkup.is_tercakup(konteks_of(petugas), berkas.lingkup)


def test_without_a_chosen_unit_the_file_holds_all_offices_of_the_one_who_asked(dua_dinas: tuple[UnitKerja, UnitKerja]) -> None:
    petugas = buat_pengguna("pengelola_opd", unit=dua_dinas[0])
    konteks = konteks_of(petugas)

    isi = lingkup.susun(konteks, "pegawai.laporan", "kepegawaian", None)

    assert isi == {"aksi": "pegawai.laporan", "kelompok": "kepegawaian", "unit": [dua_dinas[0].pk]}
    assert lingkup.is_tercakup(konteks, isi)


@pytest.mark.parametrize("peran", ["warga", "moderator"])
def test_who_may_not_ask_for_it_any_more_may_not_fetch_it(peran: str) -> None:
    isi = lingkup.susun(konteks_of(buat_pengguna("auditor")), "pegawai.laporan", "kepegawaian", None)

    assert not lingkup.is_tercakup(konteks_of(buat_pengguna(peran)), isi)


def test_a_file_of_which_nobody_wrote_down_what_it_holds_is_nobodys() -> None:
    assert not lingkup.is_tercakup(konteks_of(buat_pengguna("admin_bkpsdm")), {})
