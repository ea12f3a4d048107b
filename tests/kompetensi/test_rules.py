"""The year's hours of learning."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from kompetensi.rules import decide_jp_tahunan

PARAMETER = acuan(["jp_tahunan", "jp_dibiayai"], date(2026, 11, 24))


def hitung(jenis: str, *jp: int):
    return decide_jp_tahunan(jenis=jenis, jp=map(Decimal, jp), target=PARAMETER["jp_tahunan"], dibiayai=PARAMETER["jp_dibiayai"])


@pytest.mark.parametrize(
    ("jp", "kurang", "tercapai"), [((8, 10), 2, False), ((8, 12), 0, True), ((), 20, False), ((40,), 0, True)]
)
def test_20_hours_are_the_floor_for_pns(jp, kurang, tercapai):
    hasil = hitung("pns", *jp).hasil

    assert (hasil.jp, hasil.target, hasil.kurang, hasil.tercapai) == (sum(jp), 20, kurang, tercapai)


def test_the_missing_hours_are_said_with_what_to_do():
    assert "Masih kurang 2 JP" in hitung("pns", 18).alasan[1].cara % {"kurang": 2}


def test_pppk_have_no_floor_and_a_ceiling_of_what_is_paid():
    keputusan = hitung("pppk", 24, 6)

    assert (keputusan.hasil.target, keputusan.hasil.tercapai) == (None, None)
    assert [a.kode for a in keputusan.peringatan] == ["dibiayai"]
    assert hitung("pppk", 24).peringatan == ()


@given(jp=st.lists(st.integers(0, 50)), tambah=st.integers(0, 50))
def test_more_learning_never_makes_it_worse(jp, tambah):
    assert hitung("pns", *jp, tambah).hasil.kurang <= hitung("pns", *jp).hasil.kurang
