"""PDFs as people have them are kept; what qpdf can't open in a fair share of memory and time is refused, and harms nobody."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
import typst
from PIL import Image

from dokumen import pdf_anak, pdf_isi
from dokumen.errors import BerkasDitolakError
from dokumen.periksa import periksa
from tests.berkas_uji import unggahan
from tests.pdf_uji import HALAMAN, pdf, pdf_terbungkus, tulis

ALAMAT = b"<</S/URI/URI(http://penyerang.example)>>"


def disimpan(isi: bytes) -> bool:
    return periksa(unggahan("a.pdf", isi)).isi == isi


def ditolak(isi: bytes) -> str:
    with pytest.raises(BerkasDitolakError) as galat:
        periksa(unggahan("a.pdf", isi))
    return str(galat.value)


def pindaian(**simpan: object) -> bytes:
    """Three sheets as a scanner sends them: one picture a page."""
    lembar = [Image.effect_noise((300, 400), 60) for _n in range(3)]
    keluar = io.BytesIO()
    lembar[0].save(keluar, "PDF", save_all=True, append_images=lembar[1:], **simpan)
    return keluar.getvalue()


def test_a_scan_and_a_report_of_our_own_are_kept(tmp_path: Path) -> None:
    (tmp_path / "daftar.typ").write_text('#set document(title: "Daftar")\n= Daftar\n#link("https://sibolgakota.go.id")[Sibolga]')

    assert disimpan(pindaian())
    assert disimpan(typst.compile(str(tmp_path / "daftar.typ"), ignore_system_fonts=True, pdf_standards=["ua-1"]))


def test_a_paper_with_packed_objects_and_one_that_was_signed_after_it_was_written_are_kept() -> None:
    keluar = io.BytesIO()
    with pikepdf.open(io.BytesIO(pindaian())) as buku:
        buku.Root.OpenAction = buku.make_indirect(pikepdf.Array([buku.pages[0].obj, pikepdf.Name.Fit]))
        buku.save(keluar, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    tanda = b"1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R/AcroForm<</SigFlags 3/Fields[6 0 R]>>>>endobj\n"
    lama = pdf(b"/OpenAction 5 0 R", b"[3 0 R/Fit]", b"<</FT/Sig/T(a)>>")
    tabel = b"xref\n1 1\n%010d 00000 n \ntrailer<</Root 1 0 R/Size 7/Prev %d>>\n" % (len(lama), lama.index(b"xref\n"))

    assert b"/ObjStm" in keluar.getvalue()
    assert disimpan(keluar.getvalue())
    assert disimpan(lama + tanda + tabel + b"startxref\n%d\n%%%%EOF\n" % (len(lama) + len(tanda)))


@pytest.mark.parametrize("ubah", [(b"startxref\n", b"startxref\n9"), (b"\n1 0 obj", b"\n\n\n1 0 obj")], ids=["awal", "tabel"])
def test_a_paper_whose_table_of_contents_is_off_is_kept_as_readers_mend_it(ubah: tuple[bytes, bytes]) -> None:
    assert disimpan(pdf(b"/OpenAction[3 0 R/Fit]").replace(*ubah))


def test_a_word_in_a_text_is_not_the_beginning_of_an_object() -> None:
    teks = b"<</Length 30>>stream\n(an obj (here), and an obj <b>)\nendstream"

    assert disimpan(pdf(b"/OpenAction 5 0 R", b"[3 0 R/Fit]", teks))


def test_a_paper_without_pages_or_without_its_end_is_no_paper() -> None:
    assert "tidak utuh" in ditolak(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n")
    assert "tidak utuh" in ditolak(pindaian()[:-40])


@pytest.mark.parametrize(
    ("katalog", "objek", "jawab"),
    [
        (b"/OpenAction 5 0 R", ALAMAT, "membuka"),
        (b"/OpenAction<</S/GoTo/D(>>)/Next 5 0 R>>", ALAMAT, "membuka"),
        (b"/OpenAction +5 0 R", ALAMAT, "membuka"),
        (b"/OpenAction 5%x\n0%x\nR", ALAMAT, "membuka"),
        (b"/OpenAction<</S/GoTo/D[3 0 R]/Next<</S/GoTo/D[3 0 R]>>>>", ALAMAT, "membuka"),
        (b"/OpenAction<</S/GoTo/D[3 0 R]>>", ALAMAT, "aman"),
        (b"/AA%x\n5 0 R", ALAMAT, "berjalan"),
        (b"", b"<</Type/Annot/Subtype/Link/A" + ALAMAT + b">>", "aman"),
        (b"", b"[[<</Subtype/Widget/AA<</E" + ALAMAT + b">>>>]]", "berjalan"),
        (b"/Names<</Embedded#46iles 5 0 R>>", b"<<>>", "berjalan"),
        (b"/RoleMap<</#b1#ea/P/\xb1/P>>", b"9", "aman"),
        (b"", b"<</Length 0/#46(a)>>stream\n\nendstream", "membuka"),
    ],
)
def test_what_stands_in_a_paper_is_judged_as_it_is_read_not_as_it_is_written(katalog: bytes, objek: bytes, jawab: str) -> None:
    assert pdf_anak.nilai(pdf(katalog, objek), frozenset()) == jawab
    assert pdf_anak.nilai(pdf_terbungkus(katalog, b"<<>>" if b"stream" in objek else objek), frozenset()) in (jawab, "aman")


def test_what_is_named_as_a_first_action_anywhere_leads_to_a_page_or_is_refused() -> None:
    assert pdf_anak.nilai(pdf(b"", ALAMAT, b"[3 0 R]"), frozenset({6})) == "aman"
    for nomor in (5, 77):
        assert pdf_anak.nilai(pdf(b"", ALAMAT, b"[3 0 R]"), frozenset({6, nomor})) == "membuka"


def test_what_needs_too_much_memory_or_time_ends_the_child_and_not_us(monkeypatch: pytest.MonkeyPatch) -> None:
    bom = zlib.compress(b"\x00" * 300_000_000)
    kepala = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    aliran = b"2 0 obj<</Type/XRef/W[1 2 1]/Size 3/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(bom) + bom
    tanpa_akhir = b"".join(b"%d 0 obj<</Length 5>>stream\n" % n for n in range(1, 100_000))
    monkeypatch.setattr(pdf_isi, "MEMORI_MB", 256)
    monkeypatch.setattr(pdf_isi, "DETIK_CPU", 1)

    assert "PDF" in ditolak(kepala + aliran + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(kepala))
    assert "tidak dapat diperiksa" in ditolak(b"%PDF-1.7\n" + tanpa_akhir + b"\n%%EOF")


def test_many_pages_with_many_links_are_looked_at_once() -> None:
    tautan = dict.fromkeys(
        range(5, 20000), b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://sibolgakota.go.id)>>>>"
    )

    assert disimpan(tulis({1: b"<</Type/Catalog/Pages 2 0 R>>"} | HALAMAN | tautan))
