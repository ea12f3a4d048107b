"""NIP and NI PPPK."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from inti.keputusan import MasukanDitolak
from pegawai.rules import nip
from pegawai.rules.nip import JenisKelamin, JenisNomor, normalisasi, urai_nomor
from tests.penolakan import coba

PER = date(2026, 11, 24)
SYARAT = nip.syarat_nomor(acuan(nip.PARAMETER, PER))


def urai(teks: str, per: date = PER):
    return urai_nomor(teks, per=per, syarat=SYARAT)


@pytest.mark.parametrize(
    ("nomor", "jenis", "lahir", "mulai", "kelamin", "seri"),
    [
        ("199003152015042001", "pns", date(1990, 3, 15), "2015-04", "wanita", "001"),
        ("19900315 201504 2 001", "pns", date(1990, 3, 15), "2015-04", "wanita", "001"),
        ("'199003152015042001", "pns", date(1990, 3, 15), "2015-04", "wanita", "001"),
        ("19900315.201504.2.001\u00a0", "pns", date(1990, 3, 15), "2015-04", "wanita", "001"),
        ("198512312010011005", "pns", date(1985, 12, 31), "2010-01", "pria", "005"),
        ("198503152010011007", "pns", date(1985, 3, 15), "2010-01", "pria", "007"),
        ("199009132025242014", "pppk", date(1990, 9, 13), "2025", "wanita", "014"),
        ("198401272021212002", "pppk", date(1984, 1, 27), "2021", "wanita", "002"),
        ("199001202022211005", "pppk", date(1990, 1, 20), "2022", "pria", "005"),
        ("199001202022222005", "pppk", date(1990, 1, 20), "2022", "wanita", "005"),
        ("199001202022992005", "pppk", date(1990, 1, 20), "2022", "wanita", "005"),
    ],
)
def test_worked_examples_are_taken_apart(nomor, jenis, lahir, mulai, kelamin, seri):
    hasil = urai(nomor).hasil

    assert (hasil.jenis, hasil.tanggal_lahir, hasil.mulai, hasil.jenis_kelamin, hasil.seri) == (
        jenis,
        lahir,
        mulai,
        kelamin,
        seri,
    )


@pytest.mark.parametrize(
    ("nomor", "kode", "kata"),
    [
        ("", "kosong", "belum diisi"),
        ("19900315201504200", "panjang", "yang diisi 17"),
        ("abc", "bukan_angka", "'a'"),
        ("19900315201504200O", "bukan_angka", "'O'"),
        ("1,99003E+17", "ilmiah", "Ubah kolomnya menjadi Teks"),
        ("٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠", "bukan_angka", "hanya berisi angka"),
        ("199002302015041001", "lahir", "tanggal 30 bulan 02 tahun 1990 tidak ada"),
        ("199913012015041001", "lahir", "bulan 13"),
        ("199002292015041001", "lahir", "tidak ada"),
        ("000003152015041001", "lahir", "tidak ada"),
        ("199003152015132001", "jenis", "bukan bulan"),
        ("199003152015002001", "jenis", "bukan bulan"),
        ("199003152015202001", "jenis", "bukan bulan"),
        ("199003152015043001", "kelamin", "Angka 15"),
        ("199003152015042000", "seri", "mulai dari 001"),
        ("200901152020042001", "usia", "usia 11 tahun"),
        ("199003151985042001", "usia", "sebelum orangnya lahir"),
        ("201003152015212001", "usia", "usia 5 tahun"),
        ("199003152099012001", "masa_depan", "Januari 2099"),
        ("199003152026122001", "masa_depan", "Desember 2026"),
        ("199003152027212001", "masa_depan", "pada 2027"),
    ],
)
def test_the_first_check_that_fails_is_the_message(nomor, kode, kata):
    with pytest.raises(MasukanDitolak, match=kata) as penolakan:
        urai(nomor)

    assert (penolakan.value.kode, penolakan.value.field) == (kode, "nip")
    assert penolakan.value.fix


def test_checks_come_in_the_order_of_the_law():
    with pytest.raises(MasukanDitolak) as penolakan:
        urai("199002302099133000")  # 30 February, no kind, sex 3, serial 000, future

    assert penolakan.value.kode == "lahir"


def test_the_day_asked_decides_what_lies_in_the_future():
    assert urai("199003152026122001", date(2026, 12, 1)).hasil.mulai == "2026-12"


def test_18_years_old_on_the_first_day_of_the_month_is_enough():
    assert urai("199704012015042001").hasil.jenis is JenisNomor.PNS
    with pytest.raises(MasukanDitolak, match="usia 17 tahun"):
        urai("199704022015042001")


def test_older_than_46_is_accepted_with_a_warning():
    assert [a.kode for a in urai("196003152008042001").peringatan] == ["usia_lazim"]
    assert urai("196204022008042001").peringatan == ()


def test_a_known_code_is_named_and_an_unknown_one_is_accepted_without_a_name():
    dikenal = next(a for a in urai("199009132025242014").alasan if a.kode == "jenis")
    asing = next(a for a in urai("199001202022222005").alasan if a.kode == "jenis")

    assert "PPPK paruh waktu" in str(dikenal)
    assert "Arti kodenya" not in str(asing)


def test_every_check_is_a_reason():
    assert [a.kode for a in urai("199003152015042001").alasan] == [
        "panjang", "lahir", "jenis", "kelamin", "seri", "masa_depan", "usia",
    ]  # fmt: skip


def test_the_month_of_appointment_is_a_date_for_pns_only():
    assert urai("199003152015042001").hasil.tmt_cpns == date(2015, 4, 1)
    assert urai("199009132025242014").hasil.tmt_cpns is None


def test_a_refusal_points_at_the_field_of_the_caller():
    with pytest.raises(MasukanDitolak) as penolakan:
        urai_nomor("1", per=PER, syarat=SYARAT, bidang="NIP BARU")

    assert penolakan.value.field == "NIP BARU"


@given(teks=st.text())
def test_normalising_twice_is_the_same_as_once(teks):
    assert normalisasi(normalisasi(teks)) == normalisasi(teks)


@given(teks=st.text() | st.from_regex(r"[0-9 .']{15,24}", fullmatch=True) | st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_any_text_is_taken_apart_or_refused(teks):
    keputusan, penolakan = coba(lambda: urai(teks))

    assert keputusan.hasil.nomor == normalisasi(teks) if keputusan else penolakan.message


@given(
    lahir=st.dates(date(1950, 1, 1), date(1990, 12, 31)),
    usia=st.integers(19, 40),
    bulan=st.integers(1, 12),
    kelamin=st.sampled_from([1, 2]),
    seri=st.integers(1, 999),
)
def test_a_number_made_of_facts_gives_the_facts_back(lahir, usia, bulan, kelamin, seri):
    mulai = min(lahir.year + usia, 2025)
    hasil = urai(f"{lahir:%Y%m%d}{mulai}{bulan:02d}{kelamin}{seri:03d}").hasil

    assert (hasil.tanggal_lahir, hasil.tmt_cpns) == (lahir, date(mulai, bulan, 1))
    assert hasil.jenis_kelamin is (JenisKelamin.PRIA if kelamin == 1 else JenisKelamin.WANITA)
