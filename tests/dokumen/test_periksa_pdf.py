"""A PDF only shows itself: a first page is fine, anything that runs, changes or opens something else by itself is refused."""

from __future__ import annotations

import zlib

import pytest

from dokumen.errors import BerkasDitolakError
from dokumen.periksa import periksa
from tests.berkas_uji import unggahan


def pdf(katalog: bytes, *lain: bytes) -> bytes:
    """A PDF whose catalogue says this, with more objects from number 5 on."""
    objek = b"".join(b"%d 0 obj %b endobj\n" % (5 + n, isi) for n, isi in enumerate(lain))
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog " + katalog + b">>endobj\n" + objek + b"%%EOF\n"


def terbungkus(*objek: bytes) -> bytes:
    """A stream in which these objects are packed, from number 5 on."""
    letak, kepala = 0, b""
    for n, isi in enumerate(objek):
        kepala += b"%d %d " % (5 + n, letak)
        letak += len(isi) + 1
    isi = zlib.compress(kepala + b" ".join(objek))
    kamus = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(objek), len(kepala), len(isi))
    return b"9 0 obj" + kamus + b"stream\n" + isi + b"\nendstream endobj\n"


def pdf_terbungkus(katalog: bytes, *objek: bytes) -> bytes:
    return pdf(katalog).replace(b"%%EOF", terbungkus(*objek) + b"%%EOF")


def ditolak(isi: bytes) -> str:
    with pytest.raises(BerkasDitolakError) as galat:
        periksa(unggahan("a.pdf", isi))
    assert galat.value.fix == "Simpan ulang sebagai PDF biasa (Cetak ke PDF), lalu unggah lagi."
    return str(galat.value)


JALAN = [
    b"/AcroForm<</XFA 7 0 R>>", b"/AcroForm<</XFA[(a)7 0 R]>>", b"/AcroForm<</#58FA 7 0 R>>", b"/AA<</O 7 0 R>>", b"/AA 7 0 R",
    b"/AA%x\n<</O 7 0 R>>", b"/X<</S/GoToR/F(b.pdf)>>", b"/X<</S/GoToE>>", b"/X<</S/Launch/F(a)>>", b"/X<</Subtype/RichMedia>>",
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
        pdf(b"/OpenAction 5 0 R", PINDAH) .replace(b"%%EOF", b"5 0 obj" + ALAMAT + b"endobj\n%%EOF"),
        pdf(b"/OpenAction%x\n" + ALAMAT),
        pdf(b"/OpenAction 77 0 R"),
        pdf(b"/OpenAction 5 0 R", b"6 0 R", ALAMAT),
        pdf(b"/OpenAction<</S/Named/N/Print>>"),
        pdf(b"".join(b"/OpenAction %d 0 R" % n for n in range(5, 500)), PINDAH),
    ],
    ids=["alamat", "bersandi", "rujukan", "terbungkus", "kedua", "sesudahnya", "perbaikan", "komentar", "tanpa", "rantai", "cetak", "banyak"],
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
