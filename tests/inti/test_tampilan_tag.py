"""Words and numbers as Indonesians write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from inti import grafik
from inti import tulisan as tag


@pytest.fixture(autouse=True)
def bahasa() -> Any:
    with translation.override("id"):
        yield


def test_a_date_is_day_month_year_in_words() -> None:
    assert tag.tanggal(date(2026, 11, 24)) == "24 November 2026"
    assert tag.tanggal_pendek(date(2026, 8, 4)).startswith("4 A")
    assert tag.tanggal("2026-05-01") == "1 Mei 2026"
    assert tag.tanggal(None) == "–"


def test_a_date_follows_the_chosen_language() -> None:
    with translation.override("en"):
        assert tag.tanggal(date(2026, 5, 1)) == "1 May 2026"


def test_an_instant_is_shown_in_the_citys_time() -> None:
    saat = datetime(2026, 11, 24, 20, 42, tzinfo=UTC)

    assert tag.tanggal(saat) == "25 November 2026"
    assert tag.jam(saat) == "03.42"
    assert tag.waktu(saat) == "25 November 2026, 03.42"


@pytest.mark.parametrize(
    ("nilai", "desimal", "tertulis"),
    [
        (2944, None, "2.944"),
        (78.4, None, "78,4"),
        (86, 1, "86,0"),
        (Decimal("1250.50"), None, "1.250,5"),
        (0, None, "0"),
        (100, None, "100"),
        (None, None, "–"),
    ],
)
def test_a_number_has_a_decimal_comma_and_points_between_thousands(nilai: Any, desimal: int | None, tertulis: str) -> None:
    assert tag.angka(nilai, desimal) == tertulis


def test_a_percentage_keeps_its_sign_on_the_line() -> None:
    assert tag.persen(78.4) == "78,4\u00a0%"


def test_a_number_for_an_attribute_is_never_localised() -> None:
    assert tag.mentah(1234.5) == "1234.5"


def test_a_nip_is_grouped_and_anything_else_left_alone() -> None:
    assert tag.nip("198104112002012003") == "19810411 200201 2 003"
    assert tag.nip("1981") == "1981"
    assert tag.nip(None) == ""


@pytest.mark.parametrize(
    ("nama", "inisial"),
    [
        ("Masdelima Manalu", "MM"),
        ("dr. Masdelima br. Manalu, S.Kom.", "MM"),
        ("Rosmaida", "R"),
        ("", ""),
        ("M. Yusuf", "MY"),
        ("Perkumpulan (contoh)", "P"),
        ("Komite Sekolah (contoh", "KS"),
        ("(contoh)", ""),
        ("«Ampera» & Co", "AC"),
        ("– Uji", "U"),
    ],
)
def test_initials_leave_titles_out(nama: str, inisial: str) -> None:
    assert tag.nama_inisial(nama) == inisial


def tulis(templat: str, alamat: str = "/") -> str:
    return str(engines["jinja2"].from_string(templat).render({}, RequestFactory().get(alamat))).strip()


def test_a_link_keeps_the_other_parameters() -> None:
    assert tulis("{{ url_ganti(urut='nama', kursor=none) }}", "/p/?q=mana&kursor=abc") == "?q=mana&amp;urut=nama"
    assert tulis("{{ url_ganti(q=none) }}", "/p/?q=mana") == "/p/"


def test_an_icon_is_hidden_from_readers() -> None:
    assert 'aria-hidden="true"' in tulis("{{ gambar('rumah') }}")
    assert ".svg#rumah" in tulis("{{ gambar('rumah') }}")


def test_shares_of_a_stacked_bar_add_up_and_skip_nothing() -> None:
    ruas = grafik.susun([22, 66, 0, 12], ["a", "b", "c", "d"])

    assert [r.nama for r in ruas] == ["a", "b", "d"]
    assert [r.pola for r in ruas] == [1, 2, 4]
    assert sum(int(r.persen) for r in ruas) == 100


def test_a_line_chart_stays_inside_its_grid() -> None:
    g = grafik.garis([66, 78.4], [70, 80], ["Jan", "Feb"])

    assert all(8 <= float(t.y) <= 88 for t in g.titik)
    assert g.kisi[0][0] == "65"
    assert g.kisi[-1][0] == "80"


@pytest.mark.parametrize("deret", [[5], [5, 5, 5], [0, 0], [-3, 4]])
def test_a_line_chart_bears_flat_and_single_series(deret: list[float]) -> None:
    assert grafik.garis(deret, [], ["x"] * len(deret)).capaian.startswith("M")
