"""Ratings that superiors owe past their day stand on the officer's page, a line a superior, and are nobody's to take over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti import waktu
from kinerja import tertahan
from kinerja.batas import LAMA_MENILAI
from kinerja.models import PeriodeKinerja
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


def test_it_costs_two_queries_however_many_owe(kantor: Kantor) -> None:
    konteks = kantor.konteks(kantor.admin, waktu.today())
    assert tertahan.list_penilaian(konteks)
    with CaptureQueriesContext(connection) as kueri:
        tertahan.list_penilaian(konteks)
    assert len(kueri) == 2
