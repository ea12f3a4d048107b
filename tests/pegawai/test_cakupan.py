"""'My team' is one thing: the same people for performance, training and records, whoever leads them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from akun import kewenangan
from akun.kewenangan import AKSI, Konteks
from alur.selectors import list_menunggu
from kinerja.selectors.penilai import is_penilai
from kompetensi.services.pendaftaran import create_pendaftaran, decide_pendaftaran
from organisasi.models import PejabatNonAsn
from organisasi.services import create_penetapan_penilai
from pegawai import selectors
from pegawai.api import PegawaiFilter
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kompetensi.factories import HARI, buat_angkatan, pada
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
AKSI_TIM = ("skp.sepakati", "evaluasi.tetapkan", "kinerja.tim", "kompetensi.putuskan")


@pytest.fixture
def balai() -> dict[str, Any]:
    """A mayor above the head of an office, who leads one clerk."""
    unit = buat_unit("Dinas Uji")
    walikota = buat_pengguna("pimpinan", nama="Wali Kota Uji", sandi=None)
    kadis = buat_pegawai("Kadis Uji", unit=unit, memimpin=True, akun=True)
    staf = buat_pegawai("Staf Uji", unit=unit, akun=True)
    pejabat = PejabatNonAsn.objects.create(
        nama="Wali Kota Uji", sebutan="Wali Kota", akun=walikota, masa=DateRange(date(2020, 1, 1), None)
    )
    create_penetapan_penilai(
        konteks=konteks_of(buat_pengguna("admin_bkpsdm", sandi=None)),
        dasar="Keputusan Uji",
        masa=DateRange(date(2020, 1, 1), None),
        jabatan=kadis.jabatan,
        penilai_pejabat=pejabat,
    )
    kadis.refresh_from_db()
    return {"walikota": konteks_of(walikota), "kadis": konteks_of(kadis.akun), "orang": {"kadis": kadis, "staf": staf}}


def anggota(konteks: Konteks, nama: str) -> set[str]:
    """Names of the people on whom `konteks` may do an action of the team."""
    if AKSI[nama].model == "pegawai.Pegawai":
        return set(kewenangan.scope(konteks, nama, Pegawai.objects.all()).values_list("nama", flat=True))
    syarat = kewenangan.syarat(konteks, nama)
    assert syarat is not None
    orang = {f"{k.removeprefix('pegawai__')}": v for k, v in syarat.children}
    return set(Pegawai.objects.filter(**orang).values_list("nama", flat=True))


@pytest.mark.parametrize("nama", AKSI_TIM)
def test_every_action_of_a_team_reaches_the_same_people(balai: dict[str, Any], nama: str) -> None:
    assert anggota(balai["walikota"], nama) == {"Kadis Uji"}
    assert anggota(balai["kadis"], nama) == {"Staf Uji"}


def test_who_appraises_is_the_same_question_asked_of_one_person(balai: dict[str, Any]) -> None:
    for siapa in ("walikota", "kadis"):
        tim = anggota(balai[siapa], "kinerja.tim")
        assert {o.nama for o in Pegawai.objects.select_related("atasan_pejabat") if is_penilai(balai[siapa], o)} == tim


def test_the_mayor_decides_on_the_training_of_a_head_of_office(balai: dict[str, Any]) -> None:
    kadis, walikota = (pada(balai[siapa], HARI) for siapa in ("kadis", "walikota"))
    pendaftaran = create_pendaftaran(konteks=kadis, angkatan=buat_angkatan(), tujuan="Belajar")

    assert list_menunggu(walikota).filter(kode=pendaftaran.kode).exists()
    decide_pendaftaran(konteks=walikota, pendaftaran=pendaftaran, setuju=True)

    pendaftaran.refresh_from_db()
    assert pendaftaran.status == "disetujui"
    assert not list_menunggu(kadis).exists()


@pytest.mark.parametrize(("teks", "cocok"), [("III", {"III/c", "III/d"}), ("III/c", {"III/c"}), ("II", {"II/a"}), ("I", set())])
def test_page_file_and_api_filter_ranks_alike(teks: str, cocok: set[str]) -> None:
    unit = buat_unit()
    for golongan in ("III/c", "III/d", "II/a"):
        buat_pegawai(unit=unit, golongan=golongan)
    daftar = selectors.Saringan.baca({"golongan": teks}).terapkan(Pegawai.objects.all(), None)
    api = PegawaiFilter({"golongan": teks}, queryset=Pegawai.objects.all()).qs

    assert {p.golongan_id for p in daftar} == {p.golongan_id for p in api} == cocok
