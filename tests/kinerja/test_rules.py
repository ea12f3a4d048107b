"""Predicates, the time to object, and numbers that are asked about."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from inti.hari_kerja import baca_kalender
from inti.keputusan import MasukanDitolak
from kinerja.rules import (
    LAZIM_SELISIH,
    PREDIKAT,
    RATING,
    KeadaanKeberatan,
    compute_lazim,
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


# --- what is usual ---

ANGKA = st.decimals(min_value=0, max_value=10**9, places=2)
LALU = st.lists(ANGKA, min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("baru", "sebelumnya", "lazim"),
    [
        (99, [18, 22, 20], 20),
        (78, [5], 5),
        (5, [78], 78),
        (0, [40, 41], 40),
        (60, [18, 22, 20], None),  # three times as much: a good month
        (6, [1, 1, 2], None),  # small counts jump
        (99, [], None),
    ],
)
def test_a_number_far_off_the_usual_names_what_is_usual(baru: int, sebelumnya: list[int], lazim: int | None) -> None:
    assert compute_lazim(Decimal(baru), [Decimal(n) for n in sebelumnya]) == lazim


@given(baru=ANGKA, sebelumnya=LALU)
def test_the_usual_is_a_number_that_was_recorded(baru: Decimal, sebelumnya: list[Decimal]) -> None:
    assert compute_lazim(baru, sebelumnya) in {None, *sebelumnya}


@given(sebelumnya=LALU)
def test_nobody_is_asked_about_what_is_usual(sebelumnya: list[Decimal]) -> None:
    for n in sebelumnya[:1]:
        assert compute_lazim(n, [n] * len(sebelumnya)) is None


@given(baru=ANGKA, sebelumnya=LALU, lebih=ANGKA)
def test_what_lies_further_up_is_asked_as_well(baru: Decimal, sebelumnya: list[Decimal], lebih: Decimal) -> None:
    lazim = compute_lazim(baru, sebelumnya)

    if lazim is not None and baru > lazim:
        assert compute_lazim(baru + lebih, sebelumnya) == lazim


@given(baru=ANGKA, sebelumnya=LALU)
def test_a_small_difference_is_never_asked_about(baru: Decimal, sebelumnya: list[Decimal]) -> None:
    lazim = compute_lazim(baru, sebelumnya)

    assert lazim is None or abs(baru - lazim) >= LAZIM_SELISIH


@given(baru=ANGKA, sebelumnya=st.lists(ANGKA, min_size=6, max_size=6), lama=st.lists(ANGKA, max_size=6))
def test_only_the_latest_entries_make_what_is_usual(baru: Decimal, sebelumnya: list[Decimal], lama: list[Decimal]) -> None:
    assert compute_lazim(baru, sebelumnya + lama) == compute_lazim(baru, sebelumnya)
