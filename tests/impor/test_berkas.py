"""Files that are no employee list: each is refused in words that say what to do."""

from __future__ import annotations

import io
import signal
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from impor.pegawai.baca import BerkasTidakTerbacaError, buka
from tests.impor.buku import BIASA, baca, baris, tulis_csv, tulis_xlsx

KEPALA_XLSX = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _buku(lembar: str, **lain: str | bytes) -> bytes:
    """A bare workbook around one sheet."""
    jenis = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    isi = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{jenis}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{jenis}.worksheet+xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{KEPALA_XLSX}{lembar}</worksheet>",
    }
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, teks in (isi | lain).items():
            arsip.writestr(nama, teks)
    return keluar.getvalue()


def _zip(**isi: bytes) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, teks in isi.items():
            arsip.writestr(nama, teks)
    return keluar.getvalue()


def _teks_sel(ref: str, isi: str = "x") -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{isi}</t></is></c>'


SELUAS_LEMBAR = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{_teks_sel("A1")}</row><row r="1048576">{_teks_sel("XFD1048576")}</row></sheetData>'
SELEBAR_LEMBAR = f'<sheetData><row r="1">{_teks_sel("A1", "NAMA")}{_teks_sel("XFD1")}</row></sheetData>'
LAYANG = f'<sheetData><row r="1">{_teks_sel("A1", "NAMA")}{_teks_sel("B1", "NIP BARU")}</row><row r="999999999999">{_teks_sel("A999")}</row></sheetData>'
BOM_ENTITAS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
RUSAK: dict[str, tuple[Callable[[], bytes], str]] = {
    "kosong": (lambda: b"", "kosong"),
    "spasi": (lambda: b" \n\r\n\t", "kosong"),
    "gambar": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "bukan tabel"),
    "pdf": (lambda: b"%PDF-1.7\n", "PDF"),
    "biner": (lambda: bytes(range(256)) * 40, "bukan tabel"),
    "html": (lambda: b"<html><body><table><tr><td>NIP</td></tr></table>", "halaman web"),
    "xls_lama": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Excel lama"),
    "bersandi": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "kata sandi",
    ),
    "arsip_biasa": (lambda: _zip(**{"isi.xlsx": b"PK"}), "arsip"),
    "arsip_dalam_arsip": (lambda: _zip(**{"dalam.zip": _zip(x=b"0" * 1000)}), "arsip"),
    "ods": (lambda: _zip(mimetype=b"application/vnd.oasis", **{"content.xml": b"<x/>"}), "OpenDocument"),
    "makro": (lambda: _buku("<sheetData/>", **{"xl/vbaProject.bin": b"x"}), "makro"),
    "xlsb": (lambda: _zip(**{"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}), "biner"),
    "terpotong": (lambda: _buku("<sheetData/>")[:400], "rusak"),
    "xml_rusak": (lambda: _buku("<sheetData><row"), "rusak"),
    "bom_entitas": (lambda: _buku("", **{"xl/worksheets/sheet1.xml": BOM_ENTITAS}), "rusak"),
    "bom_zip": (lambda: _buku("<sheetData/>", **{"xl/sharedStrings.xml": b"0" * 60_000_000}), "membengkak"),
    "lembar_kosong": (lambda: _buku("<sheetData/>"), "kosong"),
    "seluas_lembar": (lambda: _buku(SELUAS_LEMBAR), "1.048.576"),
    "selebar_lembar": (lambda: _buku(SELEBAR_LEMBAR), "16.384 kolom"),
    "baris_mustahil": (lambda: _buku(LAYANG), "baris"),
    "penyandian": (lambda: b"NAMA;NIP BARU;PNS ID;UNOR ID\n\x81\x8d\x8f;1;2;3\n", "penyandian"),
    "bukan_daftar": (lambda: b"barang;harga\nsapu;10\n", "judul kolom"),
    "kutip_terbuka": (lambda: ('NAMA;NIP BARU;PNS ID\n"' + "x" * 300_000).encode(), "kutip"),
}


@pytest.mark.parametrize("nama", list(RUSAK))
def test_a_file_that_is_no_list_is_refused_with_a_cure(nama: str, tmp_path: Path):
    buat, petunjuk = RUSAK[nama]
    berkas = tmp_path / "daftar.xlsx"
    berkas.write_bytes(buat())

    with pytest.raises(BerkasTidakTerbacaError) as galat:
        baca(berkas)

    assert petunjuk in galat.value.message
    assert galat.value.fix


def test_a_sheet_of_one_kilobyte_that_spans_everything_is_small_on_disk():
    assert len(_buku(SELUAS_LEMBAR)) < 2500


def test_a_large_file_is_refused_before_it_is_opened(tmp_path: Path, settings):
    settings.IMPOR_UKURAN_MAKS = 25_000_000
    berkas = tmp_path / "besar.xlsx"
    with berkas.open("wb") as f:
        f.truncate(200_000_000)

    with pytest.raises(BerkasTidakTerbacaError, match="200 MB; paling besar 25 MB"):
        baca(berkas)


def test_a_list_that_needs_more_memory_than_allowed_ends_only_its_child(tmp_path: Path, settings):
    settings.IMPOR_MEMORI_MAKS = 20
    berkas = tulis_xlsx(tmp_path / "a.xlsx", [baris()])

    with pytest.raises(BerkasTidakTerbacaError, match="terlalu berat"):
        baca(berkas)


def test_missing_columns_are_named_with_what_looks_like_them(tmp_path: Path):
    berkas = tulis_xlsx(
        tmp_path / "a.xlsx", [baris()], [k for k in BIASA if k not in ("NIP BARU", "TMT JABATAN")] + ["NIP BARUU"]
    )

    with pytest.raises(BerkasTidakTerbacaError, match=r"NIP BARU \(mungkin kolom 'NIP BARUU'\), TMT JABATAN"):
        baca(berkas)


def test_a_column_that_stands_there_twice_is_refused(tmp_path: Path):
    with pytest.raises(BerkasTidakTerbacaError, match="NAMA"):
        baca(tulis_xlsx(tmp_path / "a.xlsx", [baris()], [*BIASA, "NAMA"]))


def test_a_header_without_rows_is_refused(tmp_path: Path):
    with pytest.raises(BerkasTidakTerbacaError, match="tidak ada data"):
        baca(tulis_xlsx(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize(("pemisah", "sandi"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "cp1252"), ("\t", "utf-16")])
def test_text_tables_are_read_in_the_usual_encodings(pemisah: str, sandi: str, tmp_path: Path):
    lembar = baca(tulis_csv(tmp_path / "a.csv", [baris(NAMA="RENÉ, D'ANGELO")], pemisah=pemisah, sandi=sandi))

    assert lembar.baris[0][0] == 2
    assert lembar.baris[0][1][2] == "RENÉ, D'ANGELO"


def test_columns_stand_in_any_order_and_unknown_ones_are_listed(tmp_path: Path):
    lembar = baca(tulis_xlsx(tmp_path / "a.xlsx", [baris()], ["CATATAN KAMI", *reversed(list(BIASA))]))

    assert lembar.kepala.asing == ("CATATAN KAMI",)
    assert lembar.kepala.hilang == ()


def test_rows_keep_their_excel_numbers_below_a_title_and_across_gaps(tmp_path: Path):
    berkas = tmp_path / "a.csv"
    tulis_csv(berkas, [baris(), baris()])
    isi = berkas.read_text().splitlines()
    berkas.write_text("\n".join(["DAFTAR PEGAWAI", "", isi[0], isi[1], "", "", isi[2]]))

    assert [n for n, _sel in baca(berkas).baris] == [4, 7]


def test_a_child_to_whom_nobody_listens_any_more_is_stopped(tmp_path: Path, monkeypatch):
    anak: list[subprocess.Popen[bytes]] = []
    buat = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *isi, **lain: anak.append(buat(*isi, **lain)) or anak[0])
    berkas = tulis_csv(tmp_path / "a.csv", [baris()] * 40_000)

    with buka(berkas) as lembar:
        nomor, _sel = next(lembar.baris)

    assert nomor == 2
    assert anak[0].returncode == -signal.SIGKILL
