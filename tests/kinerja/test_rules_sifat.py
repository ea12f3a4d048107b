"""Laws of the rules on performance, whatever the figures of a decree are and wherever the holidays lie."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.hari_kerja import Kalender
from inti.keputusan import MasukanDitolak, Parameter
from kinerja.rules import RATING, KeadaanKeberatan, TenggatKeberatan, decide_keberatan, decide_predikat
from tests.kinerja.test_rules import PARAMETER, URUTAN, predikat

HARI = st.dates(date(2024, 1, 1), date(2030, 12, 31))
LIBUR = st.frozensets(st.dates(date(2024, 1, 1), date(2031, 12, 31)), max_size=40)
ANGKA = st.tuples(st.integers(1, 60), st.integers(1, 40))
RATING_URUT = list(RATING)  # best first
SEHARI = timedelta(days=1)
URUT_KEADAAN = list(KeadaanKeberatan)


def tenggat(diterima: date, diajukan: date, angka: tuple[int, int], libur: frozenset[date]) -> TenggatKeberatan:
    """The answer under a decree that says so many calendar days and so many working days."""
    aturan = Parameter("keberatan_kinerja", {"hari_kalender": angka[0], "hari_kerja": angka[1]}, "PP 30/2019")
    kalender = Kalender(libur, frozenset(range(2024, 2032)))
    return decide_keberatan(diterima=diterima, diajukan=diajukan, aturan=aturan, kalender=kalender).hasil


def hari_kerja_ke(mulai: date, jumlah: int, libur: frozenset[date]) -> date:
    """The day on which so many working days have passed, counted with a finger on the calendar."""
    while jumlah:
        mulai += SEHARI
        jumlah -= mulai.strftime("%a") not in ("Sat", "Sun") and mulai not in libur
    return mulai


@given(diterima=HARI, angka=ANGKA, libur=LIBUR)
def test_both_limits_are_the_figures_of_the_decree_counted_by_hand(diterima, angka, libur):
    hasil = tenggat(diterima, diterima, angka, libur)

    assert hasil.tenggat == diterima + angka[0] * SEHARI
    assert hasil.paling_akhir == max(hasil.tenggat, hari_kerja_ke(diterima, angka[1], libur))


@given(diterima=HARI, angka=ANGKA, libur=LIBUR)
def test_each_limit_has_its_last_day_and_the_day_after(diterima, angka, libur):
    batas = tenggat(diterima, diterima, angka, libur)

    def pada(hari: date) -> KeadaanKeberatan:
        return tenggat(diterima, hari, angka, libur).keadaan

    sesudah = KeadaanKeberatan.LEWAT if batas.paling_akhir == batas.tenggat else KeadaanKeberatan.DITERIMA_DENGAN_TANDA
    assert pada(diterima) is KeadaanKeberatan.TEPAT_WAKTU
    assert pada(batas.tenggat) is KeadaanKeberatan.TEPAT_WAKTU
    assert pada(batas.tenggat + SEHARI) is sesudah
    assert pada(batas.paling_akhir) is not KeadaanKeberatan.LEWAT
    assert pada(batas.paling_akhir + SEHARI) is KeadaanKeberatan.LEWAT


@given(diterima=HARI, angka=ANGKA, libur=LIBUR, hari=st.lists(st.integers(0, 120), min_size=2, max_size=2).map(sorted))
def test_waiting_longer_never_makes_an_objection_more_timely(diterima, angka, libur, hari):
    dini, lambat = (tenggat(diterima, diterima + n * SEHARI, angka, libur).keadaan for n in hari)

    assert URUT_KEADAAN.index(dini) <= URUT_KEADAAN.index(lambat)


@given(diterima=HARI, angka=ANGKA, libur=LIBUR, lebih=st.integers(0, 30))
def test_receiving_later_never_ends_the_time_earlier(diterima, angka, libur, lebih):
    nanti = diterima + lebih * SEHARI
    dulu, kemudian = (tenggat(hari, nanti, angka, libur) for hari in (diterima, nanti))

    assert (dulu.tenggat, dulu.paling_akhir) <= (kemudian.tenggat, kemudian.paling_akhir)
    assert dulu.paling_akhir <= kemudian.paling_akhir


@given(diterima=HARI, angka=ANGKA, libur=LIBUR, hari=st.dates(date(2024, 1, 1), date(2031, 12, 31)))
def test_one_holiday_more_never_takes_time_away(diterima, angka, libur, hari):
    tanpa, dengan = (tenggat(diterima, diterima, angka, hari_libur) for hari_libur in (libur, libur | {hari}))

    assert tanpa.tenggat == dengan.tenggat, "calendar days know no holidays"
    assert tanpa.paling_akhir <= dengan.paling_akhir


@given(diterima=HARI, dini=st.integers(1, 400))
def test_an_objection_older_than_the_result_is_refused_whatever_the_decree_says(diterima, dini):
    with pytest.raises(MasukanDitolak) as penolakan:
        tenggat(diterima, diterima - dini * SEHARI, (14, 14), frozenset())

    assert (penolakan.value.field, penolakan.value.kode, bool(penolakan.value.fix)) == ("diajukan", "urutan", True)


@pytest.mark.parametrize("lain", RATING_URUT)
def test_a_better_rating_never_gives_a_worse_predicate(lain):
    kolom = [URUTAN.index(predikat(r, lain).hasil) for r in RATING_URUT]
    baris = [URUTAN.index(predikat(lain, r).hasil) for r in RATING_URUT]

    assert (kolom, baris) == (sorted(kolom), sorted(baris))


@given(
    sel=st.lists(st.sampled_from(URUTAN), min_size=9, max_size=9),
    hasil_kerja=st.sampled_from(RATING_URUT),
    perilaku=st.sampled_from(RATING_URUT),
)
def test_the_predicate_is_the_cell_of_the_decree_and_of_nothing_else(sel, hasil_kerja, perilaku):
    tabel = {h: {p: sel[3 * i + j] for j, p in enumerate(RATING_URUT)} for i, h in enumerate(RATING_URUT)}
    keputusan = decide_predikat(
        hasil_kerja=hasil_kerja,
        perilaku=perilaku,
        matriks=Parameter("matriks_predikat", tabel, "Perwal 1/2030"),
    )

    assert keputusan.hasil == tabel[hasil_kerja][perilaku]
    assert "Perwal 1/2030" in {keputusan.dasar, *(a.dasar for a in keputusan.alasan)}
    for kalimat in keputusan.yang_mengubah:
        if "predikat" in kalimat.nilai:
            assert URUTAN.index(kalimat.nilai["predikat"].kode) < URUTAN.index(keputusan.hasil), "only what is better is offered"


def test_the_figures_of_today_are_those_of_the_regulation():
    assert PARAMETER["keberatan_kinerja"].nilai == {"hari_kalender": 14, "hari_kerja": 14}
