"""Office documents consist of known kinds of parts, and nothing is fetched or started when one is opened."""

from __future__ import annotations

import io
import zipfile

import pytest

from dokumen.errors import BerkasDitolakError
from dokumen.periksa import periksa
from tests.berkas_uji import docx, unggahan, zip_

IKATAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TABEL = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"


def rels(jenis: str, sasaran: str, cara: str = ' TargetMode="External"', sandi: str = "UTF-8") -> bytes:
    """A part that binds one thing to another, as office programs write it."""
    teks = f'<?xml version="1.0" encoding="{sandi}"?><r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">'
    teks += f'<r:Relationship Id="rId1" Type="{IKATAN}{jenis}" Target="{sasaran}"{cara}/></r:Relationships>'
    return teks.encode(sandi)


def tipe(isi: str) -> str:
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{isi}</Types>'


def xlsx(**lain: bytes | str) -> bytes:
    return zip_({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"} | lain)


def ditolak(nama: str, isi: bytes) -> str:
    with pytest.raises(BerkasDitolakError) as galat:
        periksa(unggahan(nama, isi))
    assert "PDF" in galat.value.fix
    return str(galat.value)


@pytest.mark.parametrize(
    ("jenis", "sasaran"),
    [
        ("attachedTemplate", "http://penyerang.example/a.dotm"),
        ("attachedTemplate", "&#104;ttps://penyerang.example/a.dotm"),
        ("attachedTemplate", "file://10.0.0.9/bagi/a.dotm"),
        ("attachedTemplate", r"\\10.0.0.9\bagi\a.dotm"),
        ("attachedTemplate", "%5C%5C10.0.0.9/bagi/a.dotm"),
        ("oleObject", "mhtml:http://penyerang.example/a.html!x-usc:http://penyerang.example/a.html"),
        ("oleObject", "file:///C:/a.exe"),
        ("frame", "http://penyerang.example/a.html"),
        ("image", "http://penyerang.example/a.png"),
        ("subDocument", "http://penyerang.example/a.docx"),
    ],
)
def test_what_fetches_something_when_it_is_opened_is_refused(jenis: str, sasaran: str) -> None:
    for sandi in ("UTF-8", "UTF-16"):
        isi = docx(**{"word/_rels/settings.xml.rels": rels(jenis, sasaran, sandi=sandi)})
        assert "tempat lain" in ditolak("a.docx", isi)
    assert "tempat lain" in ditolak("a.xlsx", xlsx(**{"xl/_rels/workbook.xml.rels": rels(jenis, sasaran)}))


@pytest.mark.parametrize(
    ("jenis", "sasaran"),
    [
        ("hyperlink", "https://sibolgakota.go.id"),
        ("hyperlink", "mailto:bkpsdm@sibolgakota.go.id"),
        ("attachedTemplate", "file:///C:\\Users\\Budi\\Templates\\kop.dotx"),
        ("externalLinkPath", "Rekap 2025.xlsx"),
        ("image", "file:///C:\\Foto\\kop.png"),
    ],
)
def test_what_a_reader_clicks_or_the_writer_s_own_disk_holds_is_kept(jenis: str, sasaran: str) -> None:
    isi = docx(**{"word/_rels/document.xml.rels": rels(jenis, sasaran)})

    assert periksa(unggahan("a.docx", isi)).isi == isi


@pytest.mark.parametrize(
    "nama",
    [
        "word/embeddings/x.docm", "word/embeddings/x.hta", "word/embeddings/x.docx", "word/embeddings/oleObject1.bin", "word/a.ps1",
        "word/a.lnk", "a.cmd", "a.msi", "a.iso", "a.hta", "word/media/a.exe", "word/media/a.html", "word/afchunk.mht", "word/tanpa",
        "word/vbaData.xml", "word/activeX/activeX1.xml", "../a.xml", "word/a.png.scr", "word/vbaproject.bin", TABEL,
    ],
)  # fmt: skip
def test_a_part_that_no_document_consists_of_is_refused(nama: str) -> None:
    assert "makro atau berkas lain" in ditolak("a.docx", docx(**{nama: b"x"}))


@pytest.mark.parametrize("jenis", ["vbaProject", "oleObject", "package", "control", "aFChunk"])
def test_a_program_or_another_document_under_the_name_of_a_picture_is_refused(jenis: str) -> None:
    isi = docx(**{"word/_rels/document.xml.rels": rels(jenis, "media/a.png", ""), "word/media/a.png": b"x"})

    assert "makro atau berkas lain" in ditolak("a.docx", isi)


@pytest.mark.parametrize(
    "isi",
    [
        '<Override PartName="/word/a.xml" ContentType="application/vnd.ms-office.vbaProject"/>',
        '<Default Extension="xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    ],
)
def test_a_part_that_is_said_to_be_a_program_is_refused(isi: str) -> None:
    assert "makro" in ditolak(
        "a.docx", zip_({"[Content_Types].xml": tipe(isi), "word/document.xml": "<w/>", "word/a.xml": "<w/>"})
    )


def test_a_workbook_that_asks_a_program_for_its_cells_is_refused() -> None:
    bagian = {
        "xl/_rels/workbook.xml.rels": rels("externalLink", "externalLinks/a.xml", ""),
        "xl/externalLinks/a.xml": "<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>",
    }
    assert "makro" in ditolak("a.xlsx", xlsx(**bagian))
    biasa = xlsx(**bagian | {"xl/externalLinks/a.xml": "<externalLink><externalBook/></externalLink>"})
    assert periksa(unggahan("a.xlsx", biasa)).isi == biasa


@pytest.mark.parametrize("isi", [b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", b"<a", b"", b"\x00\xff"])
def test_bindings_that_cannot_be_read_are_refused_in_words(isi: bytes) -> None:
    assert "tidak cocok" in ditolak("a.docx", docx(**{"word/_rels/document.xml.rels": isi}))


def test_a_part_packed_in_another_way_than_offices_do_it_is_refused_in_words() -> None:
    keluar = io.BytesIO(docx())
    with zipfile.ZipFile(keluar, "a") as arsip:
        arsip.writestr("word/_rels/document.xml.rels", "<a/>", zipfile.ZIP_LZMA)

    assert "tidak cocok" in ditolak("a.docx", keluar.getvalue())


def test_what_office_programs_write_is_kept() -> None:
    bagian = {
        "word/_rels/document.xml.rels": rels("image", "media/image1.png", ""), "word/media/image1.png": b"x", "word/media/a.EMF": b"x",
        "word/fonts/font1.odttf": b"x", "docProps/thumbnail.jpeg": b"x", "customXml/item1.xml": "<a/>", "_rels/.rels": "<a/>",
        "word/": b"", "[trash]/0000.dat": b"x",
    }  # fmt: skip
    ada = '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'  # of which there is none
    isi = docx(**bagian | {"[Content_Types].xml": tipe(ada)})

    assert periksa(unggahan("a.docx", isi)).isi == isi
    lembar = xlsx(**{"xl/printerSettings/printerSettings1.bin": b"x", "xl/drawings/vmlDrawing1.vml": "<xml/>"})
    assert periksa(unggahan("a.xlsx", lembar)).isi == lembar


def test_the_table_behind_a_chart_is_looked_at_as_a_document_of_its_own() -> None:
    bagan = {"word/charts/_rels/chart1.xml.rels": rels("package", "../embeddings/Microsoft_Excel_Worksheet.xlsx", "")}
    isi = docx(**bagan | {TABEL: xlsx()})

    assert periksa(unggahan("a.docx", isi)).isi == isi
    assert "makro" in ditolak("a.docx", docx(**bagan | {TABEL: xlsx(**{"xl/vbaProject.bin": b"x"})}))
    assert "makro" in ditolak("a.docx", docx(**bagan | {TABEL: xlsx(**{TABEL: b"x"})}))
