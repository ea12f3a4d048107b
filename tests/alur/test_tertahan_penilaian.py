"""Ratings that superiors owe past their day stand on the officer's page, a line a superior, and are nobody's to take over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alur.models import Pemegang
from inti import waktu
from kinerja import tertahan
from kinerja.batas import LAMA_MENILAI
from kinerja.models import SKP, PeriodeKinerja
from organisasi.models import UnitKerja
from tests.alur.test_tertahan import TERTAHAN, buka
from tests.kinerja.factories import HARI, Kantor, buat_akun, buat_kantor, sepakati
from tests.organisasi.factories import buat_unit

SUB = "Kabid Uji: 2 orang belum dinilai untuk "


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    """Two clerks whose agreed SKP nobody rated, long after the quarter."""
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        kantor = buat_kantor()
        for siapa in (kantor.pegawai, kantor.rekan):
            sepakati(kantor, siapa)
    akhir = PeriodeKinerja.objects.filter(masa__contains=HARI).get().akhir
    with time_machine.travel(f"{(akhir + LAMA_MENILAI * 2).isoformat()} 09:00+07:00", tick=False):
        yield kantor


def lajur(kantor: Kantor, siapa: Any) -> list[str]:
    return [t.judul for t in tertahan.list_penilaian(kantor.konteks(siapa, waktu.today()))]


def test_the_officer_reads_who_owes_how_many_and_since_when(kantor: Kantor) -> None:
    halaman = buka(kantor.admin, TERTAHAN)

    assert SUB in halaman
    assert "lewat 20 hari" in halaman
    assert TERTAHAN in buka(kantor.admin, "/menunggu/"), "a road leads there although no case is overdue"


def test_officers_read_those_of_their_own_units_and_others_none(kantor: Kantor, dinas_lain: UnitKerja) -> None:
    assert lajur(kantor, buat_akun("pengelola_opd", unit=kantor.dinas))
    assert lajur(kantor, buat_akun("pengelola_opd", unit=dinas_lain)) == []
    for siapa in (kantor.pegawai, kantor.atasan, kantor.kadis):
        assert lajur(kantor, siapa) == []


@pytest.fixture
def dinas_lain(kantor: Kantor) -> UnitKerja:
    return buat_unit("Dinas Lain", kantor.kota)


def test_within_their_day_nothing_is_overdue(kantor: Kantor) -> None:
    akhir = PeriodeKinerja.objects.filter(masa__contains=HARI).get().akhir
    with time_machine.travel(f"{(akhir + LAMA_MENILAI).isoformat()} 09:00+07:00", tick=False):
        assert lajur(kantor, kantor.admin) == []


def test_it_costs_three_queries_however_many_owe(kantor: Kantor) -> None:
    konteks = kantor.konteks(kantor.admin, waktu.today())
    assert tertahan.list_penilaian(konteks)
    with CaptureQueriesContext(connection) as kueri:
        tertahan.list_penilaian(konteks)
    assert len(kueri) == 3


def test_each_line_leads_to_the_list_of_these_people_in_that_quarter_and_names_the_post(kantor: Kantor) -> None:
    periode = PeriodeKinerja.objects.filter(masa__contains=HARI).get()

    (satu,) = tertahan.list_penilaian(kantor.konteks(kantor.admin, waktu.today()))

    alamat = reverse("kinerja:dasbor_unit", args=[kantor.bidang.kode])
    assert satu.url == f"{alamat}?periode={periode.kode}&keadaan=belum_dinilai#orang"
    assert satu.ket.startswith("Kepala Bidang Uji · ")
    halaman = buka(kantor.admin, satu.url)
    for orang in (kantor.pegawai, kantor.rekan):
        assert f">{orang.nama}<" in halaman


def test_people_of_several_units_are_found_on_the_lowest_board_that_holds_them_all(kantor: Kantor) -> None:
    SKP.objects.filter(pegawai=kantor.rekan).update(unit=buat_unit("Bidang Dua", kantor.dinas))

    (satu,) = tertahan.list_penilaian(kantor.konteks(kantor.admin, waktu.today()))

    assert satu.url.startswith(reverse("kinerja:dasbor_unit", args=[kantor.dinas.kode]))


@pytest.mark.parametrize("hari", [1, -1])
def test_what_is_overdue_longest_stands_first(kantor: Kantor, hari: int) -> None:
    (satu,) = tertahan.list_penilaian(kantor.konteks(kantor.admin, waktu.today()))
    assert satu.tenggat
    skp = SKP.objects.get(pegawai=kantor.pegawai)
    Pemegang.objects.create(
        proses="skp", kode=skp.kode, keadaan="diajukan", jenis="atasan", orang_kode=kantor.pegawai.kode, unit=kantor.bidang,
        sejak_at=waktu.now(), tenggat=satu.tenggat + timedelta(days=hari),
    )  # fmt: skip

    halaman = buka(kantor.admin, TERTAHAN)

    perkara, penilaian = halaman.index('id="perkara"'), halaman.index('id="lain"')
    assert (penilaian < perkara) == (hari > 0)
