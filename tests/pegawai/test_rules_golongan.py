"""Ranks and their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegawai.rules.golongan import GOLONGAN, PNS, PPPK, normalisasi, turun


def test_there_are_17_ranks_of_each_kind():
    assert (len(PNS), len(PPPK), len(GOLONGAN)) == (17, 17, 34)
    assert (PNS[0].kode, PNS[-1].kode, PPPK[0].kode, PPPK[-1].kode) == ("I/a", "IV/e", "I", "XVII")


@pytest.mark.parametrize(
    ("kode", "pangkat"),
    [("I/a", "Juru Muda"), ("II/d", "Pengatur Tingkat I"), ("III/c", "Penata"), ("IV/a", "Pembina"), ("IV/e", "Pembina Utama")],
)
def test_each_pns_rank_has_its_name(kode, pangkat):
    assert GOLONGAN[kode].pangkat == pangkat


@pytest.mark.parametrize(
    ("teks", "kode"), [("III/a", "III/a"), (" iii / A ", "III/a"), ("IX", "IX"), ("ix", "IX"), ("III", "III")]
)
def test_spelling_is_forgiven(teks, kode):
    assert GOLONGAN[normalisasi(teks)].kode == kode


@pytest.mark.parametrize("teks", ["V/f", "", "III/e", "IV/f", "XVIII", "3/a", "III-a", "Penata"])
def test_nothing_else_is_read_as_a_rank(teks):
    assert normalisasi(teks) not in GOLONGAN


def test_ranks_of_two_kinds_are_never_compared():
    with pytest.raises(ValueError, match="never compared"):
        turun(GOLONGAN["III/a"], GOLONGAN["III"])


@given(awal=st.sampled_from(PNS), akhir=st.sampled_from(PNS))
def test_of_two_ranks_at_most_one_is_lower(awal, akhir):
    assert (turun(awal, akhir), turun(akhir, awal)).count(True) == (awal != akhir)


@given(teks=st.text())
def test_normalising_twice_is_the_same_as_once(teks):
    assert normalisasi(normalisasi(teks)) == normalisasi(teks)
