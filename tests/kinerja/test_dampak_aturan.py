"""Whose last day to object a value of law moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from aturan.dampak import list_dampak
from aturan.models import StatusUsulan
from aturan.selectors import get_perbandingan
from kinerja.models import EvaluasiPeriodik
from tests.aturan.factories import ajukan, buat_usulan, petugas, tersentuh
from tests.kinerja.factories import HARI, Kantor, catat, nilai, sepakati

pytestmark = pytest.mark.usefixtures("hari_ini")


def dinilai(kantor: Kantor, diterima: date | None) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    nilai(kantor, skp)
    EvaluasiPeriodik.objects.update(diterima=diterima)


def test_more_time_to_object_touches_whoever_may_still_do_it(kantor: Kantor):
    dinilai(kantor, HARI - timedelta(days=3))
    usulan = buat_usulan(petugas(), "keberatan_kinerja", hari_kalender=21)

    (dampak,) = list_dampak("keberatan_kinerja")
    (baris,) = get_perbandingan(usulan, HARI).tersentuh(dampak)

    assert (baris["nama"], baris["sebelum"], baris["sesudah"]) == ("Pegawai Uji", date(2026, 12, 5), date(2026, 12, 12))


@pytest.mark.parametrize("diterima", [None, HARI - timedelta(days=90)])
def test_who_has_not_taken_note_or_is_past_it_is_not_touched(kantor: Kantor, diterima: date | None):
    dinilai(kantor, diterima)

    assert tersentuh(buat_usulan(petugas(), "keberatan_kinerja", hari_kalender=21)) == 0


def test_it_costs_one_query_for_the_days_however_many_people(kantor: Kantor, django_assert_max_num_queries):
    dinilai(kantor, HARI)
    usulan = buat_usulan(petugas(), "keberatan_kinerja", hari_kalender=21)

    with django_assert_max_num_queries(4):
        assert tersentuh(usulan) == 1


def test_a_time_that_begins_with_coming_judgements_is_confirmed_by_a_second_officer_though_nobody_s_runs_now(kantor: Kantor):
    konteks = petugas()
    usulan = buat_usulan(konteks, "keberatan_kinerja", hari_kalender=1)
    assert tersentuh(usulan) == 0

    assert ajukan(konteks, usulan).status == StatusUsulan.MENUNGGU
