"""Who is offered as a substitute: those at hand first, so that nobody of one's own unit is lost in a large office."""

from __future__ import annotations

from typing import Any

import pytest

from organisasi.models import UnitKerja
from pegawai import susunan
from pegawai.forms_wakil import WakilForm
from tests.akun.factories import konteks_of
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
