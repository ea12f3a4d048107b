"""Who is offered as a substitute: those at hand first, so that nobody of one's own unit is lost in a large office."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from inti.nomor import kelompokkan
from organisasi.models import PejabatNonAsn, UnitKerja
from pegawai import susunan
from pegawai.forms_wakil import WakilForm
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas() -> UnitKerja:
    return buat_unit("Dinas Pendidikan", buat_unit("Kota"))


def test_the_own_unit_stands_first_then_leaders_of_the_office_and_nobody_else(dinas: UnitKerja) -> None:
    sekolah, lain = buat_unit("SD Satu", dinas), buat_unit("SD Dua", dinas)
    guru = buat_pegawai("Guru Bertanya", unit=sekolah)
    zaenab = buat_pegawai("Zaenab", unit=sekolah)
    kepala = buat_pegawai("Ani Kepala", unit=lain, memimpin=True)
    buat_pegawai("Budi Guru Lain", unit=lain)

    assert susunan.list_rekan(guru) == [zaenab, kepala]


def test_schoolmates_are_offered_however_many_lead_in_the_office(dinas: UnitKerja, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(susunan, "REKAN_MAKS", 2)
    sekolah = buat_unit("SD Satu", dinas)
    guru = buat_pegawai("Guru Bertanya", unit=sekolah)
    for nama in ("Aa", "Ab", "Ac"):
        buat_pegawai(nama, unit=buat_unit(f"SD {nama}", dinas), memimpin=True)
    rekan = [buat_pegawai("Yusuf", unit=sekolah), buat_pegawai("Zaenab", unit=sekolah)]

    assert susunan.list_rekan(guru) == rekan


def test_a_leader_is_offered_the_own_team_from_units_below(dinas: UnitKerja) -> None:
    kepala = buat_pegawai("Kepala", unit=dinas, memimpin=True)
    bidang = buat_unit("Bidang", dinas)
    staf = buat_pegawai("Staf", unit=bidang)
    type(staf).objects.filter(pk=staf.pk).update(atasan=kepala)

    assert susunan.list_rekan(kepala) == [staf]


def test_the_form_says_that_others_are_named_by_number(dinas: UnitKerja, django_assert_num_queries: Any) -> None:
    guru = buat_pegawai("Guru", unit=dinas, akun=True)
    assert guru.unit == dinas
    with django_assert_num_queries(1):
        susunan.list_rekan(guru)

    form = WakilForm(konteks=konteks_of(guru.akun), dari=guru)

    assert "Isi NIP-nya di bawah" in str(form["kepada"].help_text)


def isi_form(dari: Any, nomor: str) -> WakilForm:
    """The form as somebody sends it who names the substitute by number."""
    surat = {"mulai": "2026-12-01", "akhir": "2026-12-03", "surat": "800/1", "tanggal_surat": "2026-11-01", "alasan": "cuti"}
    return WakilForm({"kepada": "", "nomor": nomor, **surat}, konteks=konteks_of(dari.akun), dari=dari)


@pytest.mark.parametrize("spasi", [False, True])
def test_a_colleague_is_found_by_number_whether_or_not_they_stand_in_the_list(dinas: UnitKerja, spasi: bool) -> None:
    kabid = buat_pegawai("Kabid", unit=buat_unit("Bidang Satu", dinas), memimpin=True, akun=True)
    di_daftar = buat_pegawai("Kabid Lain", unit=buat_unit("Bidang Dua", dinas), memimpin=True)
    sekantor = buat_pegawai("Staf Bidang Lain", unit=di_daftar.unit)

    for rekan in (di_daftar, sekantor):
        form = isi_form(kabid, kelompokkan(rekan.nomor) if spasi else rekan.nomor)
        assert form.is_valid(), form.errors
        assert form.isi().kepada == rekan


def test_whoever_is_out_of_reach_reads_like_nobody_at_all() -> None:
    kota = buat_unit("Kota")
    kabid = buat_pegawai("Kabid", unit=buat_unit("Dinas Pendidikan", kota), memimpin=True, akun=True)
    jauh = buat_pegawai("Kantor Lain", unit=buat_unit("Dinas Lain", kota))

    galat = [str(isi_form(kabid, nomor).errors["nomor"]) for nomor in (jauh.nomor, "199003152015041999")]

    assert galat[0] == galat[1]
    assert "tidak ditemukan di jangkauan Anda" in galat[0]


def test_an_official_names_anybody_below_by_number() -> None:
    kota = buat_unit("Kota")
    sekda = buat_pegawai("Sekda", unit=kota, memimpin=True)
    staf = buat_pegawai("Staf Sekda", unit=kota)
    wali = PejabatNonAsn.objects.create(
        nama="Wali", sebutan="Wali Kota", masa=DateRange(date(2025, 1, 1), None), akun=buat_pengguna(nama="Wali Kota")
    )
    type(sekda).objects.filter(pk=sekda.pk).update(atasan=None, atasan_pejabat=wali)
    type(staf).objects.filter(pk=staf.pk).update(atasan=sekda)

    assert isi_form(wali, staf.nomor).is_valid()
