"""Nothing hides in a PDF: no file, no film, no script, whoever packed or named it how; what its maker restricted is said so."""

from __future__ import annotations

import io

import pikepdf
import pytest

from dokumen.errors import BerkasDitolakError
from dokumen.pdf_anak import nilai
from dokumen.pdf_tulisan import berawal_rujukan
from dokumen.periksa import periksa
from tests.berkas_uji import unggahan
from tests.pdf_uji import pdf, pdf_terbungkus

BERKAS = b"<</Type/Filespec/F(a.exe)/UF(a.exe)/EF<</F 6 0 R>>>>"
ISI = b"<</Length 2>>stream\nMZ\nendstream"


def disimpan(isi: bytes) -> bool:
    return periksa(unggahan("a.pdf", isi)).isi == isi


def ditolak(isi: bytes) -> BerkasDitolakError:
    with pytest.raises(BerkasDitolakError) as galat:
        periksa(unggahan("a.pdf", isi))
    return galat.value


def catatan(isi: bytes) -> bytes:
    """A mark on a page."""
    return b"/X<</Type/Annot/Rect[0 0 9 9]" + isi + b">>"


@pytest.mark.parametrize(
    "isi",
    [
        pdf(catatan(b"/Subtype/FileAttachment/FS 5 0 R"), BERKAS, ISI),
        pdf(b"/AF[5 0 R]", BERKAS, ISI),
        pdf(b"/X 5 0 R", b"<</F(a)/RF<</F[(a)6 0 R]>>>>", ISI),
        pdf(catatan(b"/Subtype/Movie/Movie<</F(http://penyerang.example/a.mov)>>")),
        pdf(catatan(b"/Subtype/Link/Movie 5 0 R"), b"<</F(http://penyerang.example/a.mov)>>"),
        pdf(catatan(b"/Subtype/Sound/Sound 5 0 R"), ISI),
        pdf(catatan(b"/Subtype 5 0 R"), b"/Scr#65en"),
        pdf(catatan(b"/A<</JS(app.alert)>>")),
        pdf(catatan(b"/A<</JS 5 0 R>>"), ISI),
    ],
    ids=["lampiran", "katalog", "terkait", "film", "film-rujukan", "suara", "layar", "skrip", "skrip-aliran"],
)
def test_a_file_a_film_or_a_script_inside_is_refused_whatever_its_kind_says(isi: bytes) -> None:
    assert "berkas lain di dalamnya" in str(ditolak(isi))


@pytest.mark.parametrize(
    "isi",
    [
        pdf(b"/AF[5 0 R]", b"<</Type/Filespec/F(sumber.xlsx)/AFRelationship/Source>>"),
        pdf(b"/Perms<</UR3<</Reference[<</TransformParams<</EF[/Create/Delete]/Form[/FillIn]>>>>]>>>>"),
        pdf(b"/StructTreeRoot 5 0 R", b"<</K[<</S/P>><</S/Figure>><</S/\xb1>>]/RoleMap<</JS/P/Movie/Figure>>>>"),
        pdf(catatan(b"/Subtype/Link/A<</S/URI/URI(https://sibolgakota.go.id)>>")),
        pdf(catatan(b"/Subtype/Widget/FT/Tx/T(nama)/BS<</S/S>>")),
    ],
    ids=["sumber", "hak", "struktur", "tautan", "isian"],
)
def test_structure_rights_links_and_forms_are_no_files(isi: bytes) -> None:
    assert disimpan(isi)


def oleh_rujukan(isi: bytes, kamus: bytes = b"/N 1/First 8 0 R") -> bytes:
    """Packed by an object that doesn't say so, and where the first begins by a reference alone."""
    return pdf_terbungkus(b"/X 5 0 R", isi, kamus=kamus)


@pytest.mark.parametrize(
    "kamus", [b"/N 1/First 8 0 R", b"/First 8 0 R/N 1/X(>>endobj)", b"/N 1/First%x\n8 0 R", b"/N 1/First +4", b"/N 1/F#69rst  8\n0  R/X<<>>"]
)  # fmt: skip
def test_what_is_packed_without_saying_where_it_begins_can_not_be_looked_into(kamus: bytes) -> None:
    assert "tidak dapat diperiksa" in str(ditolak(oleh_rujukan(b"<</A 1>>", kamus)))


@pytest.mark.parametrize("tindakan", [b"JavaScript", b"Launch", b"SubmitForm", b"GoToR", b"GoToE", b"Rendition", b"ImportData"])
def test_a_link_that_runs_something_is_seen_by_whoever_unpacks_it(tindakan: bytes) -> None:
    isi = b"<</Subtype/Link/A<</S/" + tindakan + b">>>>"

    assert nilai(pdf_terbungkus(b"/X 5 0 R", isi), frozenset()) == "berjalan"
    assert "tidak dapat diperiksa" in str(ditolak(oleh_rujukan(isi)))


@pytest.mark.parametrize("alamat", [b"javascript:app.alert(1)", b"JaVa\nScript:x", b"data:text/html,x"])
def test_a_link_to_what_is_no_page_is_refused(alamat: bytes) -> None:
    assert nilai(pdf(b"/X 5 0 R", b"<</Subtype/Link/A<</S/URI/URI(" + alamat + b")>>>>"), frozenset()) == "berjalan"
    assert nilai(pdf(b"/X 5 0 R", b"<</Subtype/Link/A<</S/URI/URI(https://sibolgakota.go.id/data:x)>>>>"), frozenset()) == "aman"


def test_a_link_into_an_article_of_another_file_leads_out_and_one_of_its_own_does_not() -> None:
    tautan = b"<</Subtype/Link/A<</S/Thread%b/D 0>>>>"

    assert nilai(pdf(b"/X 5 0 R", tautan % rb"/F(\\\\server\\share\\x.pdf)"), frozenset()) == "berjalan"
    assert disimpan(pdf(b"/X 5 0 R", tautan % b""))


def test_bookmarks_say_by_a_reference_which_is_the_first() -> None:
    judul = rb"<</Title(Bab 100% \(a stream (b (c))\) >>endobj)/Dest/Upstream/First 7 0 R/Last 7 0 R/Count 1>>"

    assert disimpan(pdf(b"/Outlines 5 0 R", b"<</Type/Outlines/First 6 0 R/Last 6 0 R>>", judul, b"<</Title(A)/Parent 6 0 R>>"))
    assert disimpan(pdf_terbungkus(b"/Outlines 5 0 R", b"<</Type/Outlines/First 6 0 R/Last 6 0 R>>", judul))


@pytest.mark.parametrize("sesudah", [b"(" * 10**6, b"()" * 10**6, b">> " * 10**6, b"/First 8 0 R " * 10**5, rb"(\a" * 10**6])
def test_each_byte_behind_a_first_is_looked_at_once(sesudah: bytes) -> None:
    assert berawal_rujukan(b"/First 8 0 R" + sesudah)


def terkunci(**sandi: str) -> bytes:
    keluar = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(b""))) as buku:
        buku.save(keluar, encryption=pikepdf.Encryption(**sandi))
    return keluar.getvalue()


def test_a_paper_that_its_maker_restricted_is_not_said_to_have_a_password() -> None:
    dibatasi = ditolak(terkunci(owner="rahasia", user=""))

    assert "dibatasi pembuatnya" in str(dibatasi)
    assert "kata sandi" not in str(dibatasi)
    assert "Cetak ke PDF" in dibatasi.fix
    assert "kata sandi" in str(ditolak(terkunci(owner="rahasia", user="rahasia")))


def test_a_lock_that_only_another_reader_sees_is_refused_too() -> None:
    assert "tidak dapat diperiksa" in str(ditolak(pdf(b"/Encrypt 5 0 R", b"<<>>")))
