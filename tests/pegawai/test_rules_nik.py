"""NIK."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.keputusan import MasukanDitolak
from pegawai.rules.nik import urai_nik
from pegawai.rules.nip import JenisKelamin
from tests.penolakan import coba

PER = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("nik", "wilayah", "lahir", "kelamin", "seri"),
    [
        ("1273015503900002", "12.73.01", date(1990, 3, 15), "wanita", "0002"),
        ("1273042912850001", "12.73.04", date(1985, 12, 29), "pria", "0001"),
        ("1273015503900001", "12.73.01", date(1990, 3, 15), "wanita", "0001"),
        ("1273 0155 0390 0001", "12.73.01", date(1990, 3, 15), "wanita", "0001"),
    ],
)
def test_worked_examples_are_taken_apart(nik, wilayah, lahir, kelamin, seri):
    keputusan = urai_nik(nik, per=PER)

    hasil = keputusan.hasil
    assert (hasil.wilayah, hasil.tanggal_lahir, hasil.jenis_kelamin, hasil.seri) == (wilayah, lahir, kelamin, seri)
    assert keputusan.peringatan == ()


@pytest.mark.parametrize(
    ("nik", "kode"),
    [("", "kosong"), ("127301550390002", "panjang"), ("1,27301E+15", "ilmiah"), ("127301550390000A", "bukan_angka")],
)
def test_only_length_and_digits_refuse(nik, kode):
    with pytest.raises(MasukanDitolak) as penolakan:
        urai_nik(nik, per=PER)

    assert (penolakan.value.kode, penolakan.value.field) == (kode, "nik")


@pytest.mark.parametrize(
    ("nik", "kode"),
    [
        ("1273013502900002", {"lahir", "kelamin"}),
        ("1273013002900002", {"lahir"}),
        ("1273011503900000", {"seri"}),
    ],
)
def test_what_cannot_be_is_a_warning(nik, kode):
    assert {a.kode for a in urai_nik(nik, per=PER).peringatan} == kode


def test_a_difference_from_the_record_is_a_warning():
    keputusan = urai_nik("1273015503900002", per=PER, tanggal_lahir=date(1990, 3, 16), jenis_kelamin=JenisKelamin.PRIA)

    assert {a.kode for a in keputusan.peringatan} == {"lahir_beda", "kelamin_beda"}


def test_the_century_is_the_one_of_the_record_or_the_latest_that_is_past():
    assert urai_nik("1273011503100001", per=PER).hasil.tanggal_lahir == date(2010, 3, 15)
    assert urai_nik("1273011503100001", per=PER, tanggal_lahir=date(1910, 3, 15)).hasil.tanggal_lahir == date(1910, 3, 15)
    assert urai_nik("1273011503300001", per=PER).hasil.tanggal_lahir == date(1930, 3, 15)


@given(teks=st.text() | st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_any_text_is_taken_apart_or_refused(teks):
    keputusan, penolakan = coba(lambda: urai_nik(teks, per=PER))

    assert len(keputusan.hasil.nomor) == 16 if keputusan else penolakan.message
