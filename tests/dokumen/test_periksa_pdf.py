"""A PDF only shows itself: a first page is fine, anything that runs, changes or opens something else by itself is refused."""

from __future__ import annotations

import zlib

import pytest

from dokumen.errors import BerkasDitolakError
from dokumen.periksa import periksa
from tests.berkas_uji import unggahan, zip_
from tests.pdf_uji import pdf, pdf_terbungkus


def ditolak(isi: bytes) -> str:
    with pytest.raises(BerkasDitolakError) as galat:
        periksa(unggahan("a.pdf", isi))
    assert galat.value.fix == "Simpan ulang sebagai PDF biasa (Cetak ke PDF), lalu unggah lagi."
    return str(galat.value)


JALAN = [
    b"/AcroForm<</XFA 7 0 R>>", b"/AcroForm<</XFA[(a)7 0 R]>>", b"/AcroForm<</#58FA 7 0 R>>", b"/AA<</O 7 0 R>>", b"/AA 7 0 R",
    b"/AA%x\n<</O 7 0 R>>", b"/AA +7 0 R", b"/Names<</JavaScript 7 0 R>>", b"/X<</S/GoToR/F(b.pdf)>>", b"/X<</S/GoToE>>", b"/X<</S/Launch/F(a)>>", b"/X<</Subtype/RichMedia>>",
    b"/OpenAction<</S/JavaScript/JS(x)>>", b"/Names<</EmbeddedFiles 7 0 R>>", b"/X<</Type/EmbeddedFile>>",
]  # fmt: skip
ALAMAT = b"<</Type/Action/S/URI/URI(http://penyerang.example)>>"
PINDAH = b"<</S /GoTo /D [3 0 R /Fit]>>"


@pytest.mark.parametrize("katalog", JALAN)
def test_what_runs_or_changes_what_is_read_is_refused_packed_or_not(katalog: bytes) -> None:
    assert "program" in ditolak(pdf(katalog))
    assert "program" in ditolak(pdf_terbungkus(b"", b"<<" + katalog + b">>"))


@pytest.mark.parametrize(
    "isi",
    [
        pdf(b"/OpenAction" + ALAMAT),
        pdf(b"/Open#41ction" + ALAMAT.replace(b"/S", b"/#53")),
        pdf(b"/OpenAction 5 0 R", ALAMAT),
        pdf_terbungkus(b"/OpenAction 5 0 R", ALAMAT),
        pdf_terbungkus(b"/OpenAction 6 0 R", b"[3 0 R /Fit]", ALAMAT),
        pdf(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next" + ALAMAT + b">>"),
        pdf(b"/OpenAction 5 0 R", PINDAH, buntut=b"5 0 obj" + ALAMAT + b"endobj\n"),
        pdf(b"/OpenAction%x\n" + ALAMAT),
        pdf(b"/OpenAction 77 0 R"),
        pdf(b"/OpenAction 5 0 R", b"6 0 R", ALAMAT),
        pdf(b"/OpenAction<</S/Named/N/Print>>"),
        pdf(b"/OpenAction 5%x\n0 R", ALAMAT),
        pdf(b"/OpenAction 5 0%x\nR", ALAMAT),
        pdf(b"/OpenAction +5 0 R", ALAMAT),
        pdf(b"/OpenAction/X 5 0 R", ALAMAT),
        pdf(b"/OpenAction<</S/GoTo/D(>>)/Next 5 0 R>>", ALAMAT),
        pdf(b"/OpenAction 6 0 R", ALAMAT, b"<</S/GoTo/D(>>)/Next 5 0 R>>"),
        pdf(b"/OpenAction 5 0 R", PINDAH, buntut=b"5%\n0 obj" + ALAMAT + b"endobj\n"),
        pdf(b"/OpenAction 5 0 R", PINDAH, buntut=b"5 0%\nobj" + ALAMAT + b"endobj\n"),
        pdf(b"/OpenAction 5 0 R", PINDAH, buntut=b"5.0 0 obj" + ALAMAT + b"endobj\n"),
        pdf(b"/OpenAction 5 0 R", PINDAH, buntut=b"5%9\n0 obj" + ALAMAT + b"endobj\n"),
        pdf(b"/X 5 0 R", b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/GoTo/D[3 0 R]/Next 6 0 R>>>>", ALAMAT),
        pdf(b"/X<</Length 0/F(http://penyerang.example)>>", b"<</Length 0/F(http://penyerang.example/a)>>stream\n\nendstream"),
        pdf(b"", b"<</Subtype/Image/Length 0/F<</FS/URL/F(http://penyerang.example/a)>>>>stream\n\nendstream"),
        pdf(b"", b"<</Subtype/Form/Ref<</F(a.pdf)/Page 0>>/Length 0>>stream\n\nendstream"),
        pdf(b"".join(b"/OpenAction %d 0 R" % n for n in range(5, 500)), PINDAH),
    ],
    ids=["alamat", "bersandi", "rujukan", "terbungkus", "kedua", "sesudahnya", "perbaikan", "komentar", "tanpa", "rantai", "cetak",
        "komentar-dalam", "komentar-akhir", "tanda", "nama", "kurung-teks", "kurung-teks-rujukan", "kepala-komentar",
        "kepala-komentar-akhir", "kepala-pecahan", "kepala-angka-komentar", "katalog-lain", "aliran-luar", "aliran-alamat",
        "gambar-luar", "banyak"],
)  # fmt: skip
def test_what_opens_something_else_by_itself_is_refused(isi: bytes) -> None:
    assert "dengan sendirinya" in ditolak(isi)


@pytest.mark.parametrize(
    "isi",
    [
        pdf(b"/OpenAction[3 0 R/Fit]"),
        pdf(b"/OpenAction [ 3 0 R /XYZ null null 0 ]"),
        pdf(b"/OpenAction" + PINDAH),
        pdf(b"/OpenAction 5 0 R", PINDAH),
        pdf(b"/OpenAction 5 0 R", b"[3 0 R /FitH null]"),
        pdf_terbungkus(b"/OpenAction 6 0 R", b"<</A 1>>", PINDAH),
        pdf_terbungkus(b"/OpenAction 5 0 R", b"[3 0 R /Fit]", ALAMAT),
        pdf(b"/Annots[<</Subtype/Link/A" + ALAMAT + b">>]"),
        pdf(b"/AcroForm<</Fields[6 0 R]/NeedAppearances true>>"),
        pdf(b"/Font<</AAB 5 0 R/AA1 5 0 R>>"),
        pdf(b"", b"<</Length 9>>stream\n\x01/AA\x02/XFA\nendstream"),
    ],
    ids=["larik", "xyz", "goto", "rujukan", "rujukan-larik", "terbungkus", "larik-terbungkus", "tautan", "isian", "nama", "foto"],
)
def test_a_first_page_links_and_forms_are_what_scanners_and_offices_write(isi: bytes) -> None:
    assert periksa(unggahan("a.pdf", isi)).isi == isi


SKRIP = b"<</S/JavaScript/JS(app.alert)>>"
TENANG = zlib.compress(b"5 0 <</A 1>>")


@pytest.mark.parametrize(
    "sela",
    [
        b"/X(stream\nzz)",
        b"%stream\nzz\n",
        b"/X(>>stream\n" + TENANG + b")",
        b"%>>stream\n" + TENANG + b"\n",
        b"/X<</Y 1>>stream\n" + TENANG,
        b"/X(" + b"x" * 200_000 + b")",
        b"/First 5",
        b"/F 7 0 R",
        b"/DecodeParms 7 0 R",
        b"/DecodeParms<</Predictor 12/Columns 4>>",
    ],
    ids=["teks", "komentar", "teks-terbaca", "komentar-terbaca", "kamus", "jauh", "dua-awal", "luar", "rujukan", "ramalan"],
)
def test_packed_objects_are_refused_where_readers_could_take_another_stream(sela: bytes) -> None:
    isi = pdf_terbungkus(b"/OpenAction 5 0 R", SKRIP)

    assert "diperiksa" in ditolak(isi.replace(b"/Filter", sela + b"/Filter"))


def test_objects_that_are_packed_twice_or_said_to_be_elsewhere_are_refused() -> None:
    isi = pdf_terbungkus(b"/OpenAction 5 0 R", SKRIP)
    dua_kali = zlib.compress(zlib.compress(b"5 0 " + SKRIP))

    assert "diperiksa" in ditolak(pdf(b"", b"<</Type/ObjStm/First 4/Filter[/FlateDecode/FlateDecode]>>stream\n" + dua_kali))
    assert "diperiksa" in ditolak(isi.replace(b"/First 4", b"/First 7 0 R"))
    assert "diperiksa" in ditolak(isi.replace(b">>stream\n", b">>stream\r").replace(b"endstream\n", b"endstream\r"))


def test_objects_are_packed_under_any_kind_that_a_reader_may_overlook() -> None:
    isi = pdf_terbungkus(b"/OpenAction 5 0 R", SKRIP)

    assert "program" in ditolak(isi.replace(b"/Type/ObjStm", b""))
    assert "program" in ditolak(isi.replace(b"/Type/ObjStm", b"/Type 7 0 R").replace(b"/First", b"/Fir#73t"))


@pytest.mark.parametrize("tulis", [b"\n/Type /ObjStm\n/N 1\n/First 4\n", b" /First 4 /N 1 /Type /ObjStm /DL 9 "])
def test_packed_objects_as_other_programs_write_them_are_read(tulis: bytes) -> None:
    isi = pdf_terbungkus(b"/Outlines<</First 7 0 R/Last 8 0 R>>", b"<</A 1>>", kamus=tulis, akhir=b">>\r\nstream\r\n")

    assert periksa(unggahan("a.pdf", isi)).isi == isi


def test_nothing_stands_between_the_end_of_a_pdf_and_its_end_mark() -> None:
    biasa = pdf(b"").replace(b"%%EOF", b"startxref\n9\n%%EOF")
    arsip = zip_({"a.html": "<script>"}, komentar=b"\nstartxref\n9\n%%EOF\n")

    for buntut in (b"", b"\n\n", b"%%EOF\r\n", b"\x00" * 500):
        assert periksa(unggahan("a.pdf", biasa + buntut)).isi == biasa + buntut
    for buntut in (arsip, b"<html>\n%%EOF\n", b"startxref\n9\n<html>%%EOF"):
        assert "tidak utuh" in ditolak(biasa + buntut)
    assert "tidak utuh" in ditolak(biasa + zip_({"a.html": "x"}, komentar=b"x" * 60_000 + b"\n%%EOF"))
