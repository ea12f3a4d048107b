"""The board follows people who move: its figures, its list, and the events by which open pages fetch it again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from inti.models import Peristiwa
from kinerja import perpindahan, rekap
from kinerja.models import RekapKinerja
from kinerja.services import skp as layanan
from organisasi.models import UnitKerja
from pegawai import proyeksi
from pegawai.models import Pegawai, RiwayatJabatan, RiwayatStatus
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import TAHUN, Kantor, ajukan, buat_orang, sepakati, url
from tests.organisasi.factories import buat_jabatan, buat_unit

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def bidang_lain(kantor: Kantor) -> UnitKerja:
    """Another section, with somebody in it, in a city whose figures are right."""
    lain = buat_unit("Bidang Lain", kantor.dinas)
    buat_orang("Orang Lain", unit=lain)
    sepakati(kantor, kantor.pegawai)
    rekap.bangun([TAHUN])
    return lain


def pindahkan(siapa: Pegawai, unit: UnitKerja) -> None:
    RiwayatJabatan.objects.filter(pegawai=siapa).update(jabatan=buat_jabatan(unit))
    proyeksi.segarkan([siapa.pk])


def angka(unit: UnitKerja) -> tuple[int, int]:
    return RekapKinerja.objects.values_list("pegawai", "belum").get(unit=unit, periode__kode="2026-tw4")


def test_both_units_have_their_new_figures_as_soon_as_somebody_moved(
    kantor: Kantor, bidang_lain: UnitKerja, django_capture_on_commit_callbacks: Any
) -> None:
    assert (angka(kantor.bidang), angka(bidang_lain), angka(kantor.dinas)) == ((3, 2), (1, 1), (5, 4))

    with django_capture_on_commit_callbacks(execute=True):
        pindahkan(kantor.rekan, bidang_lain)

    assert (angka(kantor.bidang), angka(bidang_lain), angka(kantor.dinas)) == ((2, 1), (2, 2), (5, 4))
    assert rekap.drift([TAHUN]) == []


def test_whoever_watches_either_unit_hears_of_the_move(
    kantor: Kantor, bidang_lain: UnitKerja, django_capture_on_commit_callbacks: Any
) -> None:
    sebelum = Peristiwa.objects.count()

    with django_capture_on_commit_callbacks(execute=True):
        pindahkan(kantor.rekan, bidang_lain)

    baru = Peristiwa.objects.order_by("pk")[sebelum:]
    assert {(p.jenis, p.jalur) for p in baru} == {("kinerja", kantor.bidang.jalur), ("kinerja", bidang_lain.jalur)}


def test_the_list_of_the_unit_shows_who_is_there_now(kantor: Kantor, bidang_lain: UnitKerja, masuk: Masuk) -> None:
    klien: Client = masuk(kantor.admin)

    pindahkan(kantor.pegawai, bidang_lain)

    assert "Pegawai Uji" not in klien.get(url("dasbor_unit", kantor.bidang.kode)).content.decode()
    assert "Pegawai Uji" in klien.get(url("dasbor_unit", bidang_lain.kode)).content.decode()


def test_whoever_retires_leaves_the_figures_of_people(
    kantor: Kantor, bidang_lain: UnitKerja, django_capture_on_commit_callbacks: Any
) -> None:
    RiwayatStatus.objects.filter(pegawai=kantor.rekan).update(kedudukan="pensiun")

    with django_capture_on_commit_callbacks(execute=True):
        proyeksi.segarkan([kantor.rekan.pk])

    assert angka(kantor.bidang) == (2, 1)


def test_an_import_is_followed_once_for_all_it_moved(
    kantor: Kantor, bidang_lain: UnitKerja, django_capture_on_commit_callbacks: Any, django_assert_max_num_queries: Any
) -> None:
    for siapa in (kantor.rekan, kantor.pegawai):
        RiwayatJabatan.objects.filter(pegawai=siapa).update(jabatan=buat_jabatan(bidang_lain))

    with django_capture_on_commit_callbacks() as tunda:
        proyeksi.segarkan()

    assert len(tunda) == 1
    with django_assert_max_num_queries(12):
        tunda[0]()
    assert (angka(kantor.bidang), angka(bidang_lain)) == ((1, 1), (3, 2))


def test_whatever_moves_nobody_costs_nothing(kantor: Kantor, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as tunda:
        proyeksi.segarkan([kantor.rekan.pk])
        proyeksi.segarkan()

    assert tunda == []


def test_an_skp_agreed_after_its_owner_moved_counts_where_they_are(
    kantor: Kantor, bidang_lain: UnitKerja, django_capture_on_commit_callbacks: Any
) -> None:
    skp = ajukan(kantor, kantor.rekan)
    with django_capture_on_commit_callbacks(execute=True):
        pindahkan(kantor.rekan, bidang_lain)
        atasan = buat_orang("Kepala Bidang Lain", unit=bidang_lain, memimpin=True)

    with django_capture_on_commit_callbacks(execute=True):
        layanan.approve_skp(konteks=kantor.konteks(atasan), skp=skp, versi=skp.versi)

    assert angka(bidang_lain) == (3, 2)
    assert rekap.drift([TAHUN]) == []


def test_an_event_names_the_lowest_units_alone() -> None:
    """A board hears of all below its own: the units above need no word of their own."""
    assert perpindahan._terbawah(["/1/", "/1/2/", "/1/2/3/", "/1/4/"]) == ["/1/2/3/", "/1/4/"]
