"""Age limits and the day of retirement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from inti.keputusan import Bulan, MasukanDitolak
from pegawai.rules import pensiun
from pegawai.rules.pensiun import Bup, compute_tmt_pensiun, daftar_bup, decide_pensiun, decide_pindah_jabatan

PER = date(2026, 11, 24)
BUP = daftar_bup(acuan(pensiun.PARAMETER, PER))


def hitung(lahir: date, jabatan: str, per: date = PER):
    return decide_pensiun(tanggal_lahir=lahir, jabatan=jabatan, bup=BUP[jabatan], per=per)


@pytest.mark.parametrize(
    ("lahir", "jabatan", "bup", "tmt"),
    [
        (date(1968, 5, 12), "administrator", 58, date(2026, 6, 1)),
        (date(1966, 12, 31), "jpt", 60, date(2027, 1, 1)),
        (date(1968, 5, 1), "pelaksana", 58, date(2026, 6, 1)),
        (date(1968, 8, 1), "pelaksana", 58, date(2026, 9, 1)),
        (date(1968, 2, 29), "pengawas", 58, date(2026, 3, 1)),
        (date(1968, 2, 29), "ahli_utama", 65, date(2033, 3, 1)),
        (date(1964, 2, 29), "ahli_utama", 65, date(2029, 3, 1)),
        (date(1966, 7, 15), "guru", 60, date(2026, 8, 1)),
        (date(1966, 12, 31), "guru", 60, date(2027, 1, 1)),
        (date(1961, 10, 20), "ahli_utama", 65, date(2026, 11, 1)),
        (date(1969, 4, 7), "ahli_muda", 58, date(2027, 5, 1)),
        (date(1968, 12, 31), "ahli_madya", 60, date(2029, 1, 1)),
        (date(1962, 10, 10), "peneliti_madya", 65, date(2027, 11, 1)),
    ],
)
def test_worked_examples(lahir, jabatan, bup, tmt):
    hasil = hitung(lahir, jabatan).hasil

    assert (hasil.bup, hasil.tmt) == (bup, tmt)


@given(lahir=st.dates(date(1950, 1, 1), date(2010, 12, 31)), bup=st.sampled_from([58, 60, 65, 70]))
def test_retirement_starts_on_the_first_of_a_month_after_the_birthday(lahir, bup):
    tmt = compute_tmt_pensiun(lahir, bup)

    assert tmt.day == 1
    assert (tmt.year, tmt.month) > (lahir.year + bup, lahir.month)
    assert (tmt.year * 12 + tmt.month) - ((lahir.year + bup) * 12 + lahir.month) == 1


def test_every_kind_of_post_has_an_age_limit_with_its_source():
    assert set(BUP) == set(pensiun.JABATAN)
    assert all(b.dasar for b in BUP.values())


def test_the_reasons_name_the_day_on_which_the_age_is_reached():
    genap = next(a for a in hitung(date(1968, 5, 1), "pelaksana").alasan if a.kode == "genap")

    assert "genap 58 tahun pada 1 Mei 2026" in str(genap)


def test_29_february_is_reached_in_a_month_when_the_year_has_no_such_day():
    genap = next(a for a in hitung(date(1968, 2, 29), "pengawas").alasan if a.kode == "genap")

    assert genap.nilai["genap"] == Bulan(2026, 2)


def test_a_birth_in_the_future_is_refused():
    with pytest.raises(MasukanDitolak, match="belum terjadi") as penolakan:
        hitung(date(2027, 1, 1), "jpt")

    assert penolakan.value.field == "tanggal_lahir"


def test_a_post_whose_limit_is_past_can_no_longer_be_taken_up():
    keputusan = decide_pindah_jabatan(tanggal_lahir=date(1967, 1, 10), bup_baru=Bup(58, "X"), tmt_jabatan=date(2026, 3, 1))

    assert keputusan.hasil is False
    assert "1 Februari 2025" in str(keputusan.alasan[0])


def test_a_post_whose_limit_lies_ahead_can_be_taken_up():
    assert decide_pindah_jabatan(tanggal_lahir=date(1970, 1, 10), bup_baru=Bup(58, "X"), tmt_jabatan=date(2026, 3, 1)).hasil


def test_before_the_law_on_researchers_their_limit_is_refused_with_the_reason():
    per = date(2018, 1, 1)
    with pytest.raises(MasukanDitolak, match="belum tercatat") as penolakan:
        pensiun.ATURAN_PENSIUN.dengan(acuan(pensiun.PARAMETER, per))(
            jabatan="peneliti_madya", tanggal_lahir=date(1962, 1, 1), per=per
        )

    assert (penolakan.value.field, penolakan.value.kode) == ("jabatan", "bup_hilang")
