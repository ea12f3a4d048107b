"""Workbooks as real programs write them: what they mean is read, and what can't be told apart is asked."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from impor.pegawai.baca import BerkasTidakTerbacaError
from impor.pegawai.padanan import pisah_penugasan
from impor.pegawai.teks import buka_sandi
from tests.impor.buku import BIASA, baca, baris, putuskan
from tests.impor.test_berkas import SELUAS_LEMBAR, _buku

MASUKAN = Path(__file__).parent.parent / "data" / "masukan"


def isi(nama: str) -> dict[str, Any]:
    """The first row of a kept workbook, by column."""
    lembar = baca(MASUKAN / nama)
    return dict(zip(lembar.kepala.judul, lembar.baris[0][1], strict=False))


@pytest.mark.parametrize("nama", ["01-fill-kosong.xlsx", "02-strict.xlsx"])
def test_a_book_that_the_usual_library_can_not_open_is_read_all_the_same(nama: str):
    assert (isi(nama)["NAMA"], isi(nama)["TANGGAL LAHIR"]) == ("MASDELIMA UJIPUBLIK", "15-03-1990")


def test_days_of_a_1904_book_are_the_days_that_excel_shows():
    b = putuskan(isi("03b-1904-angka.xlsx"))

    assert (b.bersih["tmt_golongan"], b.bersih["tmt_jabatan"]) == (date(2023, 4, 1), date(2023, 4, 1))


def test_a_number_that_is_no_day_stays_in_a_1904_book():
    assert isi("03b-1904-angka.xlsx")["MK TAHUN"] == "8"


def test_a_real_date_of_a_1904_book_is_not_moved_twice(tmp_path: Path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True}) as buku:
        lembar = buku.add_worksheet()
        lembar.write_row(0, 0, list(BIASA))
        lembar.write_row(1, 0, [baris()[k] for k in BIASA])
        letak = list(BIASA).index("TMT JABATAN")
        lembar.write_datetime(1, letak, date(2023, 4, 1), buku.add_format({"num_format": "dd-mm-yyyy"}))

    assert baca(tmp_path / "a.xlsx").baris[0][1][letak] == {"t": "2023-04-01"}


@pytest.mark.parametrize(
    ("nama", "bidang", "hasil", "kolom"),
    [
        ("04-x000D.xlsx", "nama", "Masdelima Ujipublik", {"NAMA", "ALAMAT", "JABATAN NAMA"}),
        ("05-entitas.xlsx", "nama", "Sa'adah Ujipublik", {"NAMA", "TEMPAT LAHIR NAMA", "ALAMAT"}),
        ("05-entitas.xlsx", "alamat", "Jl. Toba & Samosir", {"NAMA", "TEMPAT LAHIR NAMA", "ALAMAT"}),
    ],
)
def test_what_another_program_left_encoded_is_read_as_meant_and_said(nama: str, bidang: str, hasil: str, kolom: set[str]):
    b = putuskan(isi(nama))

    assert b.bersih[bidang] == hasil
    assert {p["kolom"] for p in b.peringatan if "sandi" in p["pesan"]} == kolom


def test_what_was_encoded_twice_is_opened_to_its_end():
    assert buka_sandi("Sa&amp;#039;adah") == "Sa'adah"


def test_a_letter_that_only_looks_encoded_is_left_alone():
    assert buka_sandi("A & B; C&D _x0_ &salam;") == "A & B; C&D _x0_ &salam;"


def _berumus(tempat: Path, rumus: str, hasil: str | int | None) -> Path:
    with xlsxwriter.Workbook(str(tempat)) as buku:
        lembar = buku.add_worksheet()
        lembar.write_row(0, 0, list(BIASA))
        lembar.write_row(1, 0, [baris()[k] for k in BIASA])
        lembar.write_formula(1, list(BIASA).index("NIP BARU"), rumus, None, hasil)
    return tempat


def test_a_formula_counts_as_the_result_that_is_stored_with_it(tmp_path: Path):
    berkas = _berumus(tmp_path / "a.xlsx", '="19900315"&"2015042001"', "199003152015042001")

    b = putuskan(dict(zip(BIASA, baca(berkas).baris[0][1], strict=False)))

    assert (b.bersih["nomor"], b.semua_galat) == ("199003152015042001", [])


def test_a_formula_without_a_stored_result_is_refused_at_its_cell(tmp_path: Path):
    berkas = _tanpa_hasil(_berumus(tmp_path / "a.xlsx", "=VLOOKUP(A2,Lain!A:B,2,0)", "x"))

    b = putuskan(dict(zip(BIASA, baca(berkas).baris[0][1], strict=False)))

    assert [(g["kolom"], "rumus" in g["pesan"]) for g in b.semua_galat] == [("NIP BARU", True)]


def _tanpa_hasil(berkas: Path) -> Path:
    """The same book without the results, as a program writes it that doesn't calculate."""
    keluar = berkas.with_name("tanpa.xlsx")
    with zipfile.ZipFile(berkas) as lama, zipfile.ZipFile(keluar, "w") as baru:
        for nama in lama.namelist():
            baru.writestr(nama, lama.read(nama).replace(b"<v>x</v>", b""))
    return keluar


@pytest.mark.parametrize(("kolom", "bidang"), [("NAMA", "nama"), ("TEMPAT LAHIR NAMA", "tempat_lahir")])
@pytest.mark.parametrize("nama", ["Nan", "NAN", "Null", "None"])
def test_a_person_or_place_called_nan_or_null_is_accepted_and_pointed_out(kolom: str, bidang: str, nama: str):
    b = putuskan(baris(**{kolom: nama}))

    assert b.bersih[bidang].casefold() == nama.casefold()
    assert b.semua_galat == []
    assert [p["kolom"] for p in b.peringatan] == [kolom]


@pytest.mark.parametrize("nama", ["null", "NULL", "NaN", "nan", "none", "(null)", "-"])
def test_what_machines_write_for_nothing_is_no_name(nama: str):
    b = putuskan(baris(NAMA=nama))

    assert ["belum diisi" in g["pesan"] for g in b.semua_galat] == [True]
    assert "Null" in b.semua_galat[0]["saran"]


def test_people_called_nan_null_and_none_come_in():
    lembar = baca(MASUKAN / "06-nama-null.xlsx")

    nama = [putuskan(dict(zip(lembar.kepala.judul, sel, strict=False))).bersih.get("nama") for _nomor, sel in lembar.baris]

    assert nama[:3] == ["Nan", "Null", "None"]


def test_a_year_of_two_digits_is_proposed_not_taken():
    (galat,) = putuskan(baris(**{"TANGGAL LAHIR": "15-03-90"})).semua_galat

    assert galat["usul"] == "15-03-1990"


@pytest.mark.parametrize(
    ("jabatan", "hasil"),
    [
        ("Plt. Kepala Dinas Sosial", ("plt", "Kepala Dinas Sosial")),
        ("PLH KEPALA DINAS SOSIAL", ("plh", "KEPALA DINAS SOSIAL")),
        ("Pj. Sekretaris Daerah", ("pj", "Sekretaris Daerah")),
        ("Pelaksana Tugas Camat Sibolga Kota", ("plt", "Camat Sibolga Kota")),
        ("Pelaksana", ("definitif", "Pelaksana")),
        ("Penata Kelola Pemerintahan", ("definitif", "Penata Kelola Pemerintahan")),
        ("Plt.", ("definitif", "Plt.")),
    ],
)
def test_an_acting_post_is_told_from_a_definitive_one(jabatan: str, hasil: tuple[str, str]):
    assert pisah_penugasan(jabatan) == hasil


def test_a_sheet_that_would_fill_the_memory_of_the_other_library_ends_only_its_child(tmp_path: Path):
    berkas = tmp_path / "jarang.xlsx"
    gaya = '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fills><fill/></fills></styleSheet>'
    hubungan = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
    )
    berkas.write_bytes(_buku(SELUAS_LEMBAR, **{"xl/styles.xml": gaya, "xl/_rels/workbook.xml.rels": hubungan}))

    anak = subprocess.run(
        [sys.executable, "-c", f"import sys; from impor.pegawai import anak; anak.batasi(1024, 60); list(list(b) for _n, b in anak.baca_calamine({str(berkas)!r}))"],
        check=False,
        capture_output=True,
    )  # fmt: skip

    assert anak.returncode != 0
    with pytest.raises(BerkasTidakTerbacaError):
        baca(berkas)
