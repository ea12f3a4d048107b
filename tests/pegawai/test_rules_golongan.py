"""Ranks and their order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.keputusan import MasukanDitolak
from pegawai.rules.golongan import GOLONGAN, PNS, PPPK, normalisasi, periksa_tmt, periksa_urutan, turun, urai_golongan
from tests.penolakan import coba


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
    ("teks", "jenis", "kode"),
    [
        ("III/a", "pns", "III/a"),
        (" iii / A ", "pns", "III/a"),
        ("IX", "pppk", "IX"),
        ("ix", "pppk", "IX"),
        ("III", "pppk", "III"),
    ],
)
def test_spelling_is_forgiven(teks, jenis, kode):
    assert urai_golongan(teks, jenis=jenis).kode == kode


@pytest.mark.parametrize("teks", ["V/f", "", "III/e", "IV/f", "XVIII", "3/a", "III-a", "Penata"])
def test_an_unknown_rank_is_refused_and_the_known_ones_are_named(teks):
    with pytest.raises(MasukanDitolak, match="I/a sampai I/d") as penolakan:
        urai_golongan(teks, jenis="pns", bidang="GOL AKHIR NAMA")

    assert (penolakan.value.field, penolakan.value.kode) == ("GOL AKHIR NAMA", "asing")


@pytest.mark.parametrize(("teks", "jenis"), [("III/a", "pppk"), ("IX", "pns"), ("III", "pns")])
def test_a_rank_of_the_other_kind_is_refused(teks, jenis):
    with pytest.raises(MasukanDitolak, match="sedangkan orang ini") as penolakan:
        urai_golongan(teks, jenis=jenis)

    assert penolakan.value.kode == "jenis"


def test_the_present_rank_below_the_first_one_is_refused():
    with pytest.raises(MasukanDitolak, match="I/a lebih rendah daripada golongan awal III/a"):
        periksa_urutan(GOLONGAN["III/a"], GOLONGAN["I/a"])

    periksa_urutan(GOLONGAN["III/a"], GOLONGAN["III/a"])


def test_a_rank_before_the_first_appointment_is_refused():
    with pytest.raises(MasukanDitolak, match="mendahului pengangkatan pertama") as penolakan:
        periksa_tmt(date(2003, 1, 1), date(2004, 1, 1))
    assert penolakan.value.kode == "mendahului"

    periksa_tmt(date(2004, 1, 1), date(2004, 1, 1))


def test_ranks_of_two_kinds_are_never_compared():
    with pytest.raises(ValueError, match="never compared"):
        turun(GOLONGAN["III/a"], GOLONGAN["III"])


@given(awal=st.sampled_from(PNS), akhir=st.sampled_from(PNS))
def test_of_two_ranks_at_most_one_is_lower(awal, akhir):
    assert (turun(awal, akhir), turun(akhir, awal)).count(True) == (awal != akhir)


@given(teks=st.text())
def test_normalising_twice_is_the_same_as_once(teks):
    assert normalisasi(normalisasi(teks)) == normalisasi(teks)


@given(teks=st.text(), jenis=st.sampled_from(["pns", "pppk"]))
def test_any_text_is_a_rank_or_refused(teks, jenis):
    golongan, penolakan = coba(lambda: urai_golongan(teks, jenis=jenis))

    assert golongan.jenis == jenis if golongan else penolakan.fix
