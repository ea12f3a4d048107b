"""Reading what people and machines send to a rule."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.aturan import Aturan
from aturan.daftar_aturan import baca_semua
from inti.keputusan import Istilah, Keputusan, MasukanDitolak
from inti.masukan import JenisMasukan, Masukan, baca
from inti.tanggal import baca_tanggal
from tests.penolakan import coba

TANGGAL = Masukan("lahir", JenisMasukan.TANGGAL, "Tanggal lahir")
WARNA = Masukan("warna", JenisMasukan.PILIHAN, "Warna", pilihan=(Istilah("biru", "Biru"), Istilah("hijau", "Hijau")))
ANGKA = Masukan("jumlah", JenisMasukan.BILANGAN, "Jumlah", terbesar=Decimal(100))
DAFTAR = Masukan("jp", JenisMasukan.DAFTAR_BILANGAN, "JP", wajib=False)
TEKS = Masukan("nip", JenisMasukan.TEKS, "NIP")
ATURAN = Aturan(
    nama="uji",
    judul="Uji",
    singkat="Uji",
    keterangan="",
    dasar="",
    masukan=(TANGGAL, WARNA),
    putusan=lambda nilai, /, *, lahir, warna, per: Keputusan(hasil=1, alasan=(), dasar=""),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda isi: st.lists(isi, max_size=3) | st.dictionaries(st.text(), isi, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "teks",
    ["1968-05-12", "12-05-1968", "12/5/1968", "12.5.1968", "12 5 1968", "12 Mei 1968", " 12  mei  1968 ", "12 MEI 1968"],
)
def test_a_day_may_be_written_in_any_usual_form(teks):
    assert baca_tanggal(teks) == date(1968, 5, 12)


@pytest.mark.parametrize(
    ("teks", "bulan"), [("1 Agt 2020", 8), ("1 Agustus 2020", 8), ("1 Nopember 2020", 11), ("1 Okt. 2020", 10)]
)
def test_months_may_be_shortened_or_spelt_the_old_way(teks, bulan):
    assert baca_tanggal(teks) == date(2020, bulan, 1)


@pytest.mark.parametrize("teks", ["30-02-1968", "1968-13-01", "12 Foo 1968", "besok", "", "1968", "٣-٣-٢٠٢٠"])
def test_what_is_no_day_is_none(teks):
    assert baca_tanggal(teks) is None


def test_an_unknown_field_is_refused_and_the_known_ones_are_named():
    with pytest.raises(MasukanDitolak, match=r"'umur' tidak dikenal.*lahir, warna, per") as penolakan:
        baca_semua(ATURAN, {"umur": 3})

    assert penolakan.value.field == "umur"


def test_a_missing_field_is_refused_by_its_label():
    with pytest.raises(MasukanDitolak, match="Warna belum diisi") as penolakan:
        baca_semua(ATURAN, {"lahir": "1968-05-12"})

    assert penolakan.value.field == "warna"


def test_every_rule_takes_the_day_whose_law_counts():
    assert baca_semua(ATURAN, {"lahir": "1968-05-12", "warna": "biru", "per": "1-7-2026"})["per"] == date(2026, 7, 1)


@pytest.mark.parametrize("mentah", [None, [], "teks", 3])
def test_what_is_no_object_is_refused(mentah):
    with pytest.raises(MasukanDitolak, match="satu objek JSON"):
        baca_semua(ATURAN, mentah)


@pytest.mark.parametrize(
    ("masukan", "mentah", "kata"),
    [
        (TANGGAL, "1968-02-30", "bukan tanggal yang ada di kalender"),
        (TANGGAL, 19680512, "bukan tanggal"),
        (TANGGAL, "0001-01-01", "tahun 1"),
        (WARNA, "merah", "Pilih salah satu: biru, hijau"),
        (WARNA, ["biru"], "tidak ada dalam daftar"),
        (ANGKA, "banyak", "bukan bilangan"),
        (ANGKA, True, "bukan bilangan"),
        (ANGKA, float("nan"), "bukan bilangan"),
        (ANGKA, 101, "antara 0 dan 100"),
        (TEKS, 199003152015042001, "di antara tanda kutip"),
        (TEKS, "9" * 1_000_000, "terlalu panjang"),
        (TEKS, "199\x00", "tidak terbaca"),
        (TEKS, "\ud800", "tidak terbaca"),
        (DAFTAR, {"a": 1}, "daftar bilangan"),
        (DAFTAR, "8; banyak", "bukan bilangan"),
    ],
)
def test_unreadable_input_says_what_is_accepted(masukan, mentah, kata):
    with pytest.raises(MasukanDitolak, match=kata) as penolakan:
        baca(masukan, mentah)

    assert penolakan.value.field == masukan.nama


@pytest.mark.parametrize(("mentah", "angka"), [("12,5", "12.5"), ("12.5", "12.5"), (12, "12"), (12.5, "12.5"), (" 7 ", "7")])
def test_numbers_may_have_a_decimal_comma(mentah, angka):
    assert baca(ANGKA, mentah) == Decimal(angka)


@pytest.mark.parametrize("mentah", ["8; 12; 4,5", "8 12 4,5", [8, "12", 4.5]])
def test_a_list_of_numbers_may_be_typed_or_sent(mentah):
    assert baca(DAFTAR, mentah) == (Decimal(8), Decimal(12), Decimal("4.5"))


@pytest.mark.parametrize("mentah", ["", "  ", None, []])
def test_an_optional_field_may_stay_empty(mentah):
    assert baca(DAFTAR, mentah) is None


@given(masukan=st.sampled_from([TANGGAL, WARNA, ANGKA, DAFTAR, TEKS]), mentah=JSON)
def test_whatever_is_sent_is_read_or_refused(masukan, mentah):
    _terbaca, penolakan = coba(lambda: baca(masukan, mentah))

    assert penolakan is None or (str(penolakan).encode() and penolakan.fix)


@given(mentah=st.dictionaries(st.text(), JSON, max_size=4))
def test_whatever_object_is_sent_is_refused_in_printable_words(mentah):
    with pytest.raises(MasukanDitolak) as penolakan:
        baca_semua(ATURAN, mentah)

    assert str(penolakan.value).encode()


def test_what_is_no_number_is_refused_by_name():
    with pytest.raises(MasukanDitolak) as penolakan:
        baca(ANGKA, "banyak")

    assert penolakan.value.kode == "bukan_bilangan"
