"""The order of the rank list."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegawai.rules.duk import DataDuk, kunci_duk

DASAR = DataDuk(
    urutan_golongan=13,
    tmt_golongan=date(2020, 4, 1),
    jabatan="administrator",
    tmt_jabatan=date(2021, 1, 1),
    mk_bulan=200,
    pendidikan="s1",
    tahun_lulus=2000,
    tanggal_lahir=date(1975, 1, 1),
    kunci=5,
    diklat=2,
    tahun_diklat=2015,
)


@pytest.mark.parametrize(
    "lebih_dulu",
    [
        {"urutan_golongan": 14, "tmt_golongan": date(2025, 1, 1)},
        {"tmt_golongan": date(2020, 3, 1), "jabatan": "pelaksana"},
        {"jabatan": "jpt", "tmt_jabatan": date(2025, 1, 1)},
        {"tmt_jabatan": date(2020, 12, 1), "mk_bulan": 1},
        {"mk_bulan": 201, "diklat": 0},
        {"diklat": 3, "pendidikan": "sma"},
        {"tahun_diklat": 2014, "pendidikan": "sma"},
        {"pendidikan": "s2", "tahun_lulus": 2025},
        {"tahun_lulus": 1999, "tanggal_lahir": date(1990, 1, 1)},
        {"tanggal_lahir": date(1974, 12, 31), "kunci": 9},
        {"kunci": 4},
    ],
)
def test_each_step_decides_when_all_before_it_are_equal(lebih_dulu):
    assert kunci_duk(replace(DASAR, **lebih_dulu)) < kunci_duk(DASAR)


def test_unknown_dates_stand_last():
    assert kunci_duk(DASAR) < kunci_duk(replace(DASAR, tmt_jabatan=None))


def test_equal_levels_of_managerial_and_functional_posts_stand_side_by_side():
    assert kunci_duk(replace(DASAR, jabatan="ahli_madya")) == kunci_duk(DASAR)


@given(daftar=st.permutations([replace(DASAR, kunci=n, mk_bulan=n % 3) for n in range(8)]))
def test_two_runs_give_one_list(daftar):
    assert [d.kunci for d in sorted(daftar, key=kunci_duk)] == [2, 5, 1, 4, 7, 0, 3, 6]
