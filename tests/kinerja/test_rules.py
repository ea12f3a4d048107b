"""Predicates and the time to object."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from inti.hari_kerja import baca_kalender
from inti.keputusan import MasukanDitolak
from kinerja.rules import (
    PREDIKAT,
    RATING,
    KeadaanKeberatan,
    decide_keberatan,
    decide_predikat,
)

PER = date(2026, 11, 24)
PARAMETER = acuan(["matriks_predikat", "keberatan_kinerja", "hari_libur"], PER)
URUTAN = list(PREDIKAT)


def predikat(hasil_kerja: str, perilaku: str):
    return decide_predikat(hasil_kerja=hasil_kerja, perilaku=perilaku, matriks=PARAMETER["matriks_predikat"])


def keberatan(diterima: date, diajukan: date):
    kalender = baca_kalender(PARAMETER["hari_libur"].nilai)
    return decide_keberatan(diterima=diterima, diajukan=diajukan, aturan=PARAMETER["keberatan_kinerja"], kalender=kalender)


@pytest.mark.parametrize(
    ("hasil_kerja", "perilaku", "kode"),
    [
        ("di_atas", "di_atas", "sangat_baik"),
        ("di_atas", "sesuai", "baik"),
        ("sesuai", "di_atas", "baik"),
        ("sesuai", "sesuai", "baik"),
        ("di_atas", "di_bawah", "kurang"),
        ("sesuai", "di_bawah", "kurang"),
        ("di_bawah", "di_atas", "butuh_perbaikan"),
        ("di_bawah", "sesuai", "butuh_perbaikan"),
        ("di_bawah", "di_bawah", "sangat_kurang"),
    ],
)
def test_the_matrix_cell_by_cell(hasil_kerja, perilaku, kode):
    assert predikat(hasil_kerja, perilaku).hasil == kode


def test_the_matrix_is_total_and_only_one_cell_gives_the_best():
    hasil = [predikat(h, p).hasil for h in RATING for p in RATING]

    assert set(hasil) == set(PREDIKAT)
    assert hasil.count("sangat_baik") == 1


@given(hasil_kerja=st.sampled_from(list(RATING)))
def test_behaviour_below_expectation_is_never_better_than_kurang(hasil_kerja):
    assert URUTAN.index(predikat(hasil_kerja, "di_bawah").hasil) >= URUTAN.index("kurang")


@given(hasil_kerja=st.sampled_from(list(RATING)), perilaku=st.sampled_from(list(RATING)))
def test_what_would_change_it_is_true_and_better(hasil_kerja, perilaku):
    keputusan = predikat(hasil_kerja, perilaku)

    for kalimat in keputusan.yang_mengubah:
        if "rating" in kalimat.nilai:
            lain = kalimat.nilai["rating"].kode
            baru = predikat(lain, perilaku) if "hasil kerja" in kalimat.teks else predikat(hasil_kerja, lain)
            assert baru.hasil == kalimat.nilai["predikat"].kode
            assert URUTAN.index(baru.hasil) < URUTAN.index(keputusan.hasil)


def test_the_unmet_condition_is_the_rating_below_expectation():
    assert [a.kode for a in predikat("sesuai", "di_bawah").kurang] == ["perilaku"]
    assert [a.kode for a in predikat("di_bawah", "sesuai").kurang] == ["hasil_kerja"]


def test_baik_by_two_ratings_as_expected_says_what_the_best_needs():
    assert "keduanya di atas ekspektasi" in str(predikat("sesuai", "sesuai").yang_mengubah[0])


@pytest.mark.parametrize(
    ("diajukan", "keadaan"),
    [
        (date(2026, 1, 12), KeadaanKeberatan.TEPAT_WAKTU),
        (date(2026, 1, 26), KeadaanKeberatan.TEPAT_WAKTU),
        (date(2026, 1, 27), KeadaanKeberatan.DITERIMA_DENGAN_TANDA),
        (date(2026, 2, 2), KeadaanKeberatan.DITERIMA_DENGAN_TANDA),
        (date(2026, 2, 3), KeadaanKeberatan.LEWAT),
    ],
)
def test_an_objection_is_due_on_the_14th_day_and_accepted_with_a_flag_until_the_14th_working_day(diajukan, keadaan):
    hasil = keberatan(date(2026, 1, 12), diajukan).hasil

    assert (hasil.tenggat, hasil.paling_akhir, hasil.keadaan) == (date(2026, 1, 26), date(2026, 2, 2), keadaan)


def test_an_objection_before_the_result_is_refused():
    with pytest.raises(MasukanDitolak) as penolakan:
        keberatan(date(2026, 1, 12), date(2026, 1, 11))

    assert penolakan.value.field == "diajukan"


def test_a_year_without_known_holidays_is_a_warning():
    assert [a.kode for a in keberatan(date(2027, 1, 12), date(2027, 1, 12)).peringatan] == ["kalender_belum_ada"]


@given(diterima=st.dates(date(2026, 1, 1), date(2026, 12, 1)), sesudah=st.integers(0, 60))
def test_the_flag_never_ends_before_the_day_that_people_see(diterima, sesudah):
    hasil = keberatan(diterima, diterima + timedelta(days=sesudah)).hasil

    assert hasil.tenggat <= hasil.paling_akhir
