"""The files themselves: opened again as a person's programs would."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import openpyxl
import pypdf
import pytest

from inti.errors import UseCaseError
from laporan.daftar_laporan import ANGKA, JUMLAH, TANGGAL, Kolom
from laporan.penulis import Kop, tulis_csv, tulis_pdf, tulis_xlsx
from laporan.penulis.pdf import TerlaluPanjangUntukDicetakError
from laporan.penulis.teks import aman

KOLOM = (
    Kolom("No.", 5, ANGKA),
    Kolom("Nama", 30),
    Kolom("NIP", 21, gabung=True),
    Kolom("TMT", 12, TANGGAL),
    Kolom("Lulus", 8, ANGKA),
    Kolom("Jumlah", 12, JUMLAH),
)
BARIS = [
    (1, "Masdelima Manalu, S.AP.", "19810411 200412 2 001", date(2024, 10, 1), 2003, 2944),
    (2, '=HYPERLINK("http://jahat")', "+62", None, None, -5),
]
JAHAT = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1"]


@pytest.fixture
def kop():
    saat = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
    return Kop(
        "Daftar nominatif", [("Keadaan per", "24 November 2026"), ("Unit kerja", "Semua")], "Yusnita & Co", saat, True, "abc123"
    )


@pytest.fixture
def pelari(tmp_path):
    """An engine that only keeps the folder and the stages."""
    (tmp_path / "kerja").mkdir()
    tahap: list[str] = []
    return SimpleNamespace(
        folder_kerja=lambda: tmp_path / "kerja",
        kemajuan=0,
        tahap=tahap,
        periksa=lambda: None,
        lapor=lambda n, j=None, tahap="", t=tahap: t.append(tahap),
    )


def tulis(penulis, tujuan, kop, pelari, baris=BARIS, **lain):
    penulis(kop=kop, kolom=KOLOM, baris=iter(baris), jumlah=len(baris), beku=2, pelari=pelari, tujuan=tujuan, **lain)
    return tujuan


@pytest.fixture
def lembar(tmp_path, kop, pelari):
    tulis(tulis_xlsx, tmp_path / "a.xlsx", kop, pelari)
    return openpyxl.load_workbook(tmp_path / "a.xlsx").active


def baris_kepala(lembar):
    return next(r for r in range(1, 20) if lembar.cell(r, 1).value == "No.")


def test_xlsx_has_a_title_block_and_a_frozen_head(lembar):
    kepala = baris_kepala(lembar)
    atas = [lembar.cell(r, 1).value for r in range(1, kepala)]

    assert atas[:5] == [
        "Pemerintah Kota Sibolga", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Daftar nominatif",
        "Keadaan per: 24 November 2026", "Unit kerja: Semua",
    ]  # fmt: skip
    assert "Dibuat oleh Yusnita & Co, 24 November 2026 pukul 10.42 WIB, nomor abc123. Data contoh" in atas[-2]
    assert lembar.freeze_panes == f"C{kepala + 1}"
    assert lembar.print_title_rows == f"${kepala}:${kepala}"


def test_xlsx_keeps_text_numbers_and_dates_what_they_are(lembar):
    r = baris_kepala(lembar) + 1

    assert [lembar.cell(r, k).value for k in range(1, 7)] == [
        1,
        "Masdelima Manalu, S.AP.",
        "19810411 200412 2 001",
        datetime.fromisoformat("2024-10-01"),
        2003,
        2944,
    ]
    assert lembar.cell(r, 4).number_format == "dd-mm-yyyy"
    assert lembar.cell(r, 3).data_type == "s"


def test_xlsx_never_makes_a_formula_or_a_link_of_what_people_typed(tmp_path, kop, pelari):
    tulis(tulis_xlsx, tmp_path / "j.xlsx", kop, pelari, [(n, t, "http://jahat", None, None, None) for n, t in enumerate(JAHAT)])
    lembar = openpyxl.load_workbook(tmp_path / "j.xlsx").active
    awal = baris_kepala(lembar) + 1

    assert {lembar.cell(awal + n, 2).data_type for n in range(len(JAHAT))} == {"s"}
    assert lembar.cell(awal, 2).value == "=1+1"
    assert lembar.cell(awal, 3).hyperlink is None


def test_xlsx_survives_characters_that_xml_does_not_know(tmp_path, kop, pelari):
    tulis(
        tulis_xlsx, tmp_path / "k.xlsx", kop, pelari, [(1, "A\x00B\x0bC\ud800\u202eD\U0001f600", "x" * 40_000, None, None, None)]
    )
    lembar = openpyxl.load_workbook(tmp_path / "k.xlsx").active
    r = baris_kepala(lembar) + 1

    assert lembar.cell(r, 2).value == "ABCD\U0001f600"
    assert len(lembar.cell(r, 3).value) == 32_767


def test_xlsx_that_was_cut_off_leaves_no_half_file_behind_a_finished_one(tmp_path, kop, pelari):
    def putus():
        yield BARIS[0]
        raise UseCaseError("Dihentikan.")

    with pytest.raises(UseCaseError):
        tulis_xlsx(kop=kop, kolom=KOLOM, baris=putus(), jumlah=2, beku=2, pelari=pelari, tujuan=tmp_path / "p.xlsx")

    assert (tmp_path / "p.xlsx").read_bytes() == b""


def test_csv_is_utf8_with_bom_and_iso_dates(tmp_path, kop, pelari):
    mentah = tulis(tulis_csv, tmp_path / "a.csv", kop, pelari).read_bytes()
    isi = list(csv.reader(io.StringIO(mentah.decode("utf-8-sig"))))

    assert mentah.startswith(b"\xef\xbb\xbf")
    assert isi[0] == ["No.", "Nama", "NIP", "TMT", "Lulus", "Jumlah"]
    assert isi[1] == ["1", "Masdelima Manalu, S.AP.", "19810411 200412 2 001", "2024-10-01", "2003", "2944"]
    assert isi[2] == ["2", '\'=HYPERLINK("http://jahat")', "'+62", "", "", "-5"]


@pytest.mark.parametrize("teks", JAHAT)
def test_csv_text_that_starts_a_formula_is_made_harmless(teks):
    assert aman(teks).startswith("'")


@pytest.mark.parametrize("teks", ["Br. Manalu", "S-1", "a=b", "'sudah", ""])
def test_csv_leaves_other_text_alone(teks):
    assert aman(teks) == teks


def test_pdf_repeats_its_head_and_numbers_its_pages(tmp_path, kop, pelari):
    banyak = [(n, f"Orang {n}", "19810411 200412 2 001", date(2024, 10, 1), 2003, 2944) for n in range(1, 121)]
    pdf = pypdf.PdfReader(tulis(tulis_pdf, tmp_path / "a.pdf", kop, pelari, banyak))
    teks = [h.extract_text() for h in pdf.pages]

    assert len(pdf.pages) > 2
    assert "PEMERINTAH KOTA SIBOLGA" in teks[0]
    for n, isi in enumerate(teks, 1):
        assert "NIP" in isi
        assert f"Halaman {n} dari {len(teks)}" in isi
        assert "Data contoh" in isi
    assert "2.944" in teks[0]
    assert "2003" in teks[0]
    assert "01-10-2024" in teks[0]
    assert (pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height) == pytest.approx((841.9, 595.3), abs=0.2)
    assert pdf.metadata.title == "Daftar nominatif"
    assert pdf.trailer["/Root"]["/Lang"] == "id"


def test_pdf_shows_typst_code_as_text(tmp_path, kop, pelari):
    jahat = '#read("/etc/passwd") $x$ *tebal* <label> @rujuk \\ #panic()'
    pdf = pypdf.PdfReader(tulis(tulis_pdf, tmp_path / "j.pdf", kop, pelari, [(1, jahat, "", None, None, None)]))

    polos = "".join(pdf.pages[0].extract_text().split())
    assert '#read("/etc/passwd")' in polos.replace("”", '"').replace("“", '"')
    assert "*tebal*" in polos
    assert "root:" not in polos


def test_pdf_without_rows_says_so(tmp_path, kop, pelari):
    pdf = pypdf.PdfReader(tulis(tulis_pdf, tmp_path / "k.pdf", kop, pelari, []))

    assert "Tidak ada pegawai" in pdf.pages[0].extract_text()


def test_a_print_that_is_signed_ends_in_a_place_for_it(tmp_path, kop, pelari):
    def teks(nama, kepala):
        halaman = pypdf.PdfReader(tulis(tulis_pdf, tmp_path / nama, kepala, pelari)).pages[-1]
        return " ".join(halaman.extract_text().split())

    berkas = teks("t.pdf", replace(kop, bertanda_tangan=True))

    assert f"Kepala {kop.instansi.nama}" in berkas
    assert "NIP ...." in berkas
    assert "Kepala" not in teks("u.pdf", kop)


def test_pdf_of_more_than_anybody_prints_says_what_to_do_instead(tmp_path, kop, pelari, monkeypatch):
    monkeypatch.setattr("laporan.penulis.pdf.BARIS_MAKS", 1)

    with pytest.raises(TerlaluPanjangUntukDicetakError, match="Pilih XLSX"):
        tulis(tulis_pdf, tmp_path / "x.pdf", kop, pelari)


def test_pdf_that_is_cancelled_ends_its_child(tmp_path, kop, pelari):
    pelari.periksa = lambda: (_ for _ in ()).throw(UseCaseError("Dihentikan."))

    with pytest.raises(UseCaseError):
        tulis(tulis_pdf, tmp_path / "b.pdf", kop, pelari)

    assert not (tmp_path / "b.pdf").exists()


def test_a_whole_number_is_shown_without_a_point_and_a_fraction_with_its_digits(tmp_path, kop, pelari):
    baris = [(1, "a", "b", None, None, 20), (2, "a", "b", None, None, 78.4)]

    tulis(tulis_xlsx, tmp_path / "a.xlsx", kop, pelari, baris)

    lembar = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    bentuk = [
        (s.value, s.number_format) for kolom in lembar.iter_cols(min_col=6, max_col=6) for s in kolom if s.value in (20, 78.4)
    ]
    assert bentuk == [(20, "#,##0"), (78.4, "#,##0.00")]
