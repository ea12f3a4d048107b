"""In a quarter that runs, the states of a person have one home: the unit where they work today. Every figure adds up there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inti.models import Peristiwa
from kinerja import rekap
from kinerja.models import SKP, PeriodeKinerja, RekapKinerja
from kinerja.selectors import dasbor, orang
from kinerja.services import skp as layanan
from organisasi.models import UnitKerja
from pegawai import proyeksi
from pegawai.models import Pegawai, RiwayatStatus
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, buat_orang, catat, nilai, sepakati
from tests.kinerja.test_pindah import pindahkan
from tests.organisasi.factories import buat_unit

pytestmark = pytest.mark.usefixtures("hari_ini")
KEADAAN = ("pegawai", "belum", "skp_menunggu", "skp_disepakati", "dinilai", "rhk")
Pindahkan = Callable[[Pegawai, UnitKerja], None]


@pytest.fixture
def luar(kantor: Kantor) -> UnitKerja:
    """Another office with a head, in a city whose figures are right."""
    luar = buat_unit("Dinas Luar", kantor.kota)
    buat_orang("Kepala Luar", unit=luar, memimpin=True)
    return luar


@pytest.fixture
def pindah(django_capture_on_commit_callbacks: Any) -> Pindahkan:
    """Move somebody, and let the board follow."""

    def jalankan(siapa: Pegawai, unit: UnitKerja) -> None:
        rekap.bangun([TAHUN])
        with django_capture_on_commit_callbacks(execute=True):
            pindahkan(siapa, unit)

    return jalankan


def angka(unit: UnitKerja, tw: int = 4) -> dict[str, int]:
    """The states of the unit in a quarter; they add up, and a recount finds the same."""
    satu: dict[str, int] = RekapKinerja.objects.values(*KEADAAN).get(unit=unit, periode__tahun=TAHUN, periode__triwulan=tw)
    assert rekap.drift([TAHUN]) == []
    if tw == 4:
        assert satu["pegawai"] == satu["belum"] + satu["skp_disepakati"]
        assert satu["skp_menunggu"] <= satu["belum"]
    return satu


def daftar(kantor: Kantor, unit: UnitKerja, keadaan: str) -> list[str]:
    tw4 = PeriodeKinerja.objects.get(kode="2026-tw4")
    halaman, jumlah = orang.buka_menurut(kantor.konteks(kantor.admin), unit, tw4, keadaan, "")
    kini = dasbor.get_dasbor(unit, tw4, [tw4], HARI).kini
    assert jumlah == orang.jumlah_di_dasbor(kini, keadaan), "a figure is as long as its list"
    return [p.nama for p in halaman.baris]


def test_an_skp_that_waits_is_without_and_waiting_in_one_and_the_same_unit(
    kantor: Kantor, luar: UnitKerja, pindah: Pindahkan
) -> None:
    ajukan(kantor, kantor.rekan)

    pindah(kantor.rekan, luar)

    assert (angka(kantor.bidang)["skp_menunggu"], angka(luar)["skp_menunggu"], angka(kantor.kota)["skp_menunggu"]) == (0, 1, 1)
    assert daftar(kantor, luar, "menunggu") == ["Rekan Uji"]
    assert daftar(kantor, luar, "belum") == ["Kepala Luar", "Rekan Uji"]
    assert daftar(kantor, kantor.dinas, "menunggu") == []


def test_an_agreed_and_judged_skp_goes_with_its_owner(kantor: Kantor, luar: UnitKerja, pindah: Pindahkan) -> None:
    skp = sepakati(kantor, kantor.pegawai, hasil=2)
    catat(kantor, skp)
    nilai(kantor, skp)

    pindah(kantor.pegawai, luar)

    assert angka(kantor.bidang) == {"pegawai": 2, "belum": 2, "skp_menunggu": 0, "skp_disepakati": 0, "dinilai": 0, "rhk": 0}
    assert angka(luar) == {"pegawai": 2, "belum": 1, "skp_menunggu": 0, "skp_disepakati": 1, "dinilai": 1, "rhk": 2}
    for keadaan in ("disepakati", "dinilai", "baik"):
        assert (daftar(kantor, luar, keadaan), daftar(kantor, kantor.dinas, keadaan)) == (["Pegawai Uji"], [])


def test_whatever_happens_after_the_move_counts_where_the_person_is(
    kantor: Kantor, luar: UnitKerja, pindah: Pindahkan, django_capture_on_commit_callbacks: Any
) -> None:
    waktu_itu = ajukan(kantor, kantor.rekan)
    pindah(kantor.rekan, luar)
    kantor.rekan.refresh_from_db()
    atasan = kantor.rekan.atasan
    assert atasan
    with django_capture_on_commit_callbacks(execute=True):
        skp = layanan.approve_skp(konteks=kantor.konteks(atasan), skp=waktu_itu, versi=waktu_itu.versi)
    catat(kantor, skp)
    nilai(kantor, SKP.objects.get(pk=skp.pk))

    assert angka(luar)["skp_disepakati"] == angka(luar)["dinilai"] == 1
    assert set(Peristiwa.objects.order_by("-pk").values_list("jalur", flat=True)[:2]) == {luar.jalur, kantor.bidang.jalur}


def test_whoever_retires_takes_every_state_along(
    kantor: Kantor, luar: UnitKerja, django_capture_on_commit_callbacks: Any
) -> None:
    nilai(kantor, sepakati(kantor, kantor.rekan), alasan_tanpa_bukti="Buktinya di arsip dinas.")
    rekap.bangun([TAHUN])
    RiwayatStatus.objects.filter(pegawai=kantor.rekan).update(kedudukan="pensiun")

    with django_capture_on_commit_callbacks(execute=True):
        proyeksi.segarkan([kantor.rekan.pk])

    assert angka(kantor.kota) == {"pegawai": 4, "belum": 4, "skp_menunggu": 0, "skp_disepakati": 0, "dinilai": 0, "rhk": 0}


def test_a_quarter_that_is_over_stays_with_the_unit_in_which_it_happened(
    kantor: Kantor, luar: UnitKerja, pindah: Pindahkan
) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    SKP.objects.filter(pk=skp.pk).update(diajukan=date(TAHUN, 1, 5), disepakati=date(TAHUN, 1, 9))
    catat(kantor, skp, hari=date(TAHUN, 8, 3))
    nilai(kantor, SKP.objects.get(pk=skp.pk), 3)

    pindah(kantor.pegawai, luar)

    assert (angka(kantor.bidang, 3)["skp_disepakati"], angka(kantor.bidang, 3)["dinilai"]) == (1, 1)
    assert (angka(luar, 3)["skp_disepakati"], angka(luar)["skp_disepakati"]) == (0, 1)


def test_a_move_costs_the_same_however_many_people_there_are(
    kantor: Kantor, luar: UnitKerja, django_assert_num_queries: Any
) -> None:
    for n in range(4):
        ajukan(kantor, buat_orang(f"Staf {n}", unit=kantor.bidang))

    with django_assert_num_queries(6):  # the units, the lock, the rows, the count, and the savepoint around them
        rekap.ikuti_orang([TAHUN], [kantor.bidang.pk, luar.pk])
