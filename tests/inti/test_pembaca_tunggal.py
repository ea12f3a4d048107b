"""One reader each for text, numbers and days: what it reads, what it asks, and that nobody else reads."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from inti import waktu
from inti.angka import AngkaMeragukan, baca_angka
from inti.forms import AngkaField, BulatField, TanggalField, TeksField
from inti.masukan import JenisMasukan, Masukan, MasukanDitolak, baca
from inti.tanggal import JENDELA_AKHIR, baca_tanggal, tanpa_tahun
from inti.teks import rapikan, rapikan_baris

AKAR = Path(__file__).parent.parent.parent
CERITA = (AKAR / "tests" / "data" / "masukan" / "24-cerita-1000-huruf.txt").read_bytes().decode()
PEMBACA = {"inti/teks.py", "inti/angka.py", "inti/tanggal.py", "inti/forms.py"}
# What only these files may do; a file beside the pattern may do it too, for the reason given.
TERLARANG: dict[str, dict[str, str]] = {
    r"unicodedata\.normalize\(": {},
    r"strptime\(|dateutil|dateparser": {},
    r"parse_date\(": {"impor/pegawai/tampil.py": "a date that we wrote ourselves", "inti/tulisan.py": "the same"},
    r"forms\.(CharField|DecimalField|FloatField|DateField)\(": {"pegawai/views/aktivasi.py": "a password is kept as typed"},
    r"sanitize_separators|localize_input": {},
}


def _program() -> list[tuple[str, str]]:
    folder = [p.parent.name for p in AKAR.glob("*/__init__.py") if p.parent.name not in ("tests", "bench", "demo")]
    berkas = [p for f in folder for p in (AKAR / f).rglob("*.py") if "migrations" not in p.parts]
    return [(str(p.relative_to(AKAR)), p.read_text()) for p in berkas]


@pytest.mark.parametrize("pola", TERLARANG)
def test_nobody_else_reads_text_numbers_or_days(pola: str):
    pelanggar = {nama for nama, isi in _program() if re.search(pola, isi)} - PEMBACA - set(TERLARANG[pola])

    assert pelanggar == set()


# --- numbers ---


@pytest.mark.parametrize("bahasa", ["id", "en"])
@pytest.mark.parametrize(
    ("isi", "hasil"),
    [
        ("78,4", "78.4"),
        ("78.4", "78.4"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("0,125", "0.125"),
        ("12.345.678", "12345678"),
    ],
)
def test_a_number_means_the_same_on_pages_of_both_languages(bahasa: str, isi: str, hasil: str):
    with translation.override(bahasa):
        assert AngkaField().clean(isi) == Decimal(hasil)


@pytest.mark.parametrize(("bahasa", "isi", "hasil"), [("id", "1.250", "1250"), ("en", "1,250", "1250")])
def test_groups_as_the_page_itself_writes_them_are_understood(bahasa: str, isi: str, hasil: str):
    with translation.override(bahasa):
        assert AngkaField().clean(isi) == Decimal(hasil)


@pytest.mark.parametrize(("bahasa", "isi", "utuh", "pecahan"), [("id", "1,250", "1250", "1,25"), ("en", "1.250", "1250", "1.25")])
def test_what_can_be_read_in_two_ways_is_asked_with_both_readings(bahasa: str, isi: str, utuh: str, pecahan: str):
    with translation.override(bahasa), pytest.raises(ValidationError) as galat:
        AngkaField().clean(isi)

    assert galat.value.code == "meragukan"
    assert {utuh, pecahan} <= set(galat.value.params.values())


@pytest.mark.parametrize("isi", ["78,125", "1,250"])
def test_each_reading_that_is_offered_is_then_understood(isi: str):
    with translation.override("id"):
        with pytest.raises(ValidationError) as galat:
            AngkaField().clean(isi)
        jawab = {AngkaField().clean(galat.value.params[k]) for k in ("utuh", "desimal")}

    assert len(jawab) == 2


@pytest.mark.parametrize("isi", ["95,5 %", "95.5%", "95,5 persen", "95,5\u00a0％", "95,5"])
@pytest.mark.parametrize("satuan", ["persen", "%", "Persen pemohon"])
def test_the_sign_of_a_percentage_may_stand_behind_it(isi: str, satuan: str):
    with translation.override("id"):
        assert AngkaField(satuan=satuan).clean(isi) == Decimal("95.5")


@pytest.mark.parametrize(
    ("isi", "satuan"), [("95 %", "berkas"), ("95 %", ""), ("95 %", "persentil"), ("%", "%"), ("95 % %", "%")]
)
def test_a_percent_sign_says_nothing_of_what_is_counted_otherwise(isi: str, satuan: str):
    with pytest.raises(ValidationError, match="Isi dengan angka"):
        AngkaField(satuan=satuan).clean(isi)


@pytest.mark.parametrize("isi", ["5.000", "5000", " 5 000 "])
def test_five_thousand_seats_never_become_five(isi: str):
    with translation.override("id"):
        assert BulatField().clean(isi) == 5000


@pytest.mark.parametrize("isi", ["4,5", "empat", "1e3"])
def test_what_is_no_whole_number_is_refused(isi: str):
    with pytest.raises(ValidationError):
        BulatField().clean(isi)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_written_plainly_is_read_back(angka: Decimal):
    assert baca_angka(str(angka)) == angka
    assert baca_angka(str(angka).replace(".", ",")) == angka


@given(st.text(max_size=40), st.sampled_from(["", ".", ","]))
def test_any_text_is_a_number_none_or_a_question(isi: str, ribuan: str):
    try:
        angka = baca_angka(isi, ribuan=ribuan)
    except AngkaMeragukan as tanya:
        angka = tanya.ribuan - tanya.desimal * 1000

    assert angka is None or angka.is_finite()


def test_the_calculator_asks_where_no_language_was_agreed():
    with pytest.raises(MasukanDitolak) as galat:
        baca(Masukan("jp", JenisMasukan.BILANGAN, "JP"), "1.250")

    assert galat.value.kode == "meragukan"


def test_a_number_of_a_machine_has_its_point_where_it_says():
    assert baca(Masukan("jp", JenisMasukan.BILANGAN, "JP"), 1.125) == Decimal("1.125")


# --- days ---


@pytest.mark.parametrize(
    "isi",
    ["27/11/26", "27-11-2026", "271126", "27112026", "27 nov 2026", "27.11.2026", "27 November 2026", "2026-11-27", "27-Nov-26", "Jumat, 27 November 2026", "November 27, 2026"],
)  # fmt: skip
def test_a_day_is_understood_in_every_usual_spelling(isi: str):
    assert TanggalField().clean(isi) == date(2026, 11, 27)


@pytest.mark.parametrize("isi", ["31-2-2026", "32/1/26", "nanti", "13/13/2026", "20261127", "31112026", "123456", "311126"])
def test_what_is_no_day_is_said_with_an_example(isi: str):
    with pytest.raises(ValidationError, match="17-8-1990"):
        TanggalField().clean(isi)


@pytest.mark.parametrize(
    ("isi", "hari"),
    [("hari ini", 28), ("Kemarin", 27), (" besok ", 29), ("lusa", 30), ("Today", 28), ("yesterday", 27), ("tomorrow", 29)],
)
def test_a_day_may_be_named_by_its_distance_from_the_day_of_reference(isi: str, hari: int) -> None:
    assert baca_tanggal(isi, date(2026, 11, 28)) == date(2026, 11, hari)
    assert baca_tanggal(isi) is None


def test_a_field_counts_from_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: date(2026, 11, 28))

    assert TanggalField().clean("kemarin") == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("isi", "contoh"),
    [
        ("8 November", "8 November 2026"),
        ("8 nop", "8 November 2026"),
        ("8-11", "8 November 2026"),
        ("Minggu, 8 November", "8 November 2026"),
        ("November 8", "8 November 2026"),
        ("29/2", "29 Februari 2024"),
    ],
)
def test_a_missing_year_is_said_with_the_very_day(monkeypatch: pytest.MonkeyPatch, isi: str, contoh: str) -> None:
    monkeypatch.setattr(waktu, "today", lambda: date(2026, 11, 28))

    with pytest.raises(ValidationError, match=f"Tahunnya belum ditulis, misalnya {contoh}"):
        TanggalField().clean(isi)


@pytest.mark.parametrize(
    ("isi", "kata"), [("31-11-2026", "tidak ada di kalender"), ("31 November", "belum terbaca"), ("kapan saja", "belum terbaca")]
)
def test_only_what_is_written_like_a_day_can_be_missing_in_the_calendar(isi: str, kata: str) -> None:
    with pytest.raises(ValidationError, match=kata):
        TanggalField().clean(isi)


@given(st.text(max_size=20), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_text_says_a_day_without_its_year_or_none(isi: str, hari: date) -> None:
    assert (baca_tanggal(isi, hari) is None) or tanpa_tahun(isi, hari) is None


@given(st.integers(0, 99))
def test_two_digits_mean_a_year_of_the_declared_window(tahun: int):
    hari = baca_tanggal(f"1-1-{tahun:02d}")

    assert hari is not None
    assert JENDELA_AKHIR - 100 < hari.year <= JENDELA_AKHIR
    assert hari.year % 100 == tahun


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(isi: str):
    assert baca_tanggal(isi) is None or baca_tanggal(isi) == baca_tanggal(rapikan_baris(isi))


# --- text ---


def test_a_story_of_a_thousand_letters_counts_a_thousand_whatever_the_line_ends():
    bidang = TeksField(max_length=1000, widget=forms.Textarea)

    for putus in ("\n", "\r\n", "\r"):
        assert len(bidang.clean(CERITA.replace("\n", putus))) == 1000


def test_what_is_too_long_is_said_with_its_length() -> None:
    bidang = TeksField(max_length=5)

    with pytest.raises(forms.ValidationError, match="Paling banyak 5 huruf; tulisan ini 7"):
        bidang.clean("tujuh.!")


@pytest.mark.parametrize(
    ("mentah", "hasil"),
    [
        ("  a\u200bb\ufeff ", "ab"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a\x00b\x07", "ab"),
        ("keluarga 👨\u200d👩\u200d👧", "keluarga 👨\u200d👩\u200d👧"),
    ],
)
def test_text_comes_in_one_form(mentah: str, hasil: str):
    assert rapikan(mentah) == hasil


def test_a_field_of_one_line_stays_one_line():
    assert TeksField().clean(" Jalan \r\n  Toba ") == "Jalan Toba"


def test_text_that_nobody_can_see_counts_as_left_empty():
    with pytest.raises(ValidationError):
        TeksField().clean("\u200b\u2060 ")


@given(st.text(max_size=80), st.sampled_from(["NFC", "NFKC"]))
def test_tidying_twice_is_the_same_as_once(isi: str, bentuk):
    sekali = rapikan(isi, bentuk=bentuk)

    assert rapikan(sekali, bentuk=bentuk) == sekali
    assert not {"\x00", "\r", "\u202e"} & set(sekali)
