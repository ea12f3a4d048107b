"""Files as they are sent: photos come out upright, small and silent; what runs, swells or lies is refused in words."""

from __future__ import annotations

import io
import resource
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from dokumen import foto as foto_modul
from dokumen import pdf
from dokumen.errors import BerkasDitolakError
from dokumen.foto import SISI_MAKS, _periksa_ukuran
from dokumen.jenis import CETAKAN, FOTO_MAKS, JENIS, NASKAH_MAKS, SEMUA, terima
from dokumen.nama import nama_tampil
from dokumen.periksa import periksa
from tests.berkas_uji import PDF, docx, foto, png, unggahan, zip_

MASUKAN = Path(__file__).parent.parent / "data" / "masukan"


def gambar(nama: str, isi: bytes) -> Image.Image:
    return Image.open(io.BytesIO(periksa(unggahan(nama, isi)).isi))


def ditolak(nama: str, isi: bytes) -> str:
    with pytest.raises(BerkasDitolakError) as galat:
        periksa(unggahan(nama, isi))
    assert galat.value.fix
    return str(galat.value)


# --- photos ---


def test_a_photo_that_lies_on_its_side_stands_upright():
    hasil = gambar("20.jpg", (MASUKAN / "20-foto-tegak-orientasi6.jpg").read_bytes())

    assert hasil.size == (360, 640)
    assert hasil.getexif().get(0x0112) is None


def test_a_jfif_is_a_photo_like_any_other():
    assert gambar("21.jfif", (MASUKAN / "21-foto-tegak.jfif").read_bytes()).format == "JPEG"


@pytest.mark.parametrize("orientasi", range(1, 9))
def test_red_is_where_the_camera_meant_it(orientasi: int):
    hasil = gambar("a.jpg", foto(ukuran=(64, 32), orientasi=orientasi, quality=95)).convert("RGB")

    lebar, tinggi = hasil.size
    letak = {1: (lebar // 2, 4), 2: (lebar // 2, 4), 3: (lebar // 2, tinggi - 4), 4: (lebar // 2, tinggi - 4)}
    x, y = letak.get(orientasi, (4, tinggi // 2) if orientasi in (5, 8) else (lebar - 4, tinggi // 2))
    assert (lebar < tinggi) == (orientasi >= 5)
    assert hasil.getpixel((x, y))[0] > 200


@pytest.mark.parametrize(
    ("tanda", "jenis", "isi"), [(700, 2, b"abcd"), (40965, 1, b"\x06\0\0\0"), (40965, 9, b"\xff\xff\xff\xff")]
)
def test_a_photo_whose_notes_are_broken_stands_upright_too(tanda: int, jenis: int, isi: bytes):
    """Only the orientation is read: whatever else the camera, or somebody, wrote beside it is thrown away unread."""
    catatan = struct.pack("<4sIH", b"II*\x00", 8, 2) + struct.pack("<HHI4s", 0x0112, 3, 1, b"\x06\0\0\0")
    catatan += struct.pack("<HHI4sI", tanda, jenis, 1, isi, 0)
    keluar = io.BytesIO()
    Image.new("RGB", (64, 32)).save(keluar, "JPEG", exif=b"Exif\x00\x00" + catatan)

    assert gambar("a.jpg", keluar.getvalue()).size == (32, 64)


@pytest.mark.parametrize(("nama", "bentuk"), [("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.heic", "HEIF"), ("a.png", "PNG")])
@pytest.mark.parametrize("buntut", [b"", b"\xff\xd8\xff\xe1\x00\x0eExif\x00\x00GPS123<script>"])
def test_nothing_of_where_and_with_what_it_was_taken_stays(nama: str, bentuk: str, buntut: bytes):
    isi = periksa(unggahan(nama, foto(bentuk, buntut=buntut))).isi

    hasil = Image.open(io.BytesIO(isi))
    assert not any(kata in isi for kata in (b"GPS", b"Ponsel", b"Exif", b"<script"))
    assert not hasil.getexif()
    assert hasil.format == ("PNG" if bentuk == "PNG" else "JPEG")


def test_a_large_photo_of_a_phone_is_accepted_and_shrunk():
    besar = Image.effect_noise((4000, 3000), 90).convert("RGB")
    keluar = io.BytesIO()
    besar.save(keluar, "JPEG", quality=95)
    assert 9_000_000 < len(keluar.getvalue()) < FOTO_MAKS

    aman = periksa(unggahan("IMG.jpg", keluar.getvalue()))

    assert Image.open(io.BytesIO(aman.isi)).size == (SISI_MAKS, 1500)
    assert aman.ukuran < 3_000_000


def test_a_photo_of_thirty_thousand_squared_is_refused_before_it_is_unpacked():
    sebelum = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    pesan = ditolak("bom.png", png(30_000, 30_000, b"\x00" * 1000))

    assert "megapiksel" in pesan
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - sebelum < 50_000


def luas(bentuk: str, *, progressive: bool = False, **ukuran: int) -> Image.Image:
    """A photo of which only the head was read."""
    gambar = Image.new("RGB", (1, 1))
    gambar.format, gambar.info = bentuk, {"progressive": 1} if progressive else {}
    gambar._size = (ukuran["lebar"], ukuran["tinggi"])
    return gambar


@pytest.mark.parametrize(
    ("bentuk", "ukuran", "progressive"),
    [
        ("JPEG", (8_000, 6_000), False),  # 48 megapixels of a phone, unpacked at half its size
        ("HEIF", (5_712, 4_284), False),  # 24 megapixels of a phone
        ("PNG", (7_680, 4_320), False),  # a picture of a very large screen
        ("JPEG", (5_000, 4_900), True),
    ],
)
def test_what_phones_and_screens_make_is_within_the_memory_of_one_photo(bentuk: str, ukuran: tuple[int, int], progressive: bool):
    _periksa_ukuran(luas(bentuk, lebar=ukuran[0], tinggi=ukuran[1], progressive=progressive), "foto")


@pytest.mark.parametrize(
    ("bentuk", "ukuran", "progressive", "kata"),
    [
        ("HEIF", (8_064, 6_048), False, "25 megapiksel"),
        ("PNG", (8_000, 6_000), False, "37 megapiksel"),
        ("WEBP", (8_000, 6_000), False, "37 megapiksel"),
        ("JPEG", (8_000, 6_000), True, "25 megapiksel"),
        ("JPEG", (30_000, 30_000), False, "50 megapiksel"),
    ],
)
def test_what_would_take_more_is_refused_by_its_head_alone(bentuk: str, ukuran: tuple[int, int], progressive: bool, kata: str):
    with pytest.raises(BerkasDitolakError, match=kata) as galat:
        _periksa_ukuran(luas(bentuk, lebar=ukuran[0], tinggi=ukuran[1], progressive=progressive), "foto")

    assert (galat.value.field, "galeri ponsel" in galat.value.fix) == ("foto", True)


def test_a_progressive_photo_is_measured_as_one():
    keluar = io.BytesIO()
    Image.new("RGB", (6_000, 5_000)).save(keluar, "JPEG", progressive=True)

    assert "25 megapiksel" in ditolak("a.jpg", keluar.getvalue())


def test_photos_are_unpacked_one_at_a_time_in_a_process(monkeypatch: pytest.MonkeyPatch):
    dalam, paling, asli = [0], [0], foto_modul._gambar_ulang

    def hitung(gambar: Image.Image) -> tuple[bytes, str]:
        dalam[0] += 1
        paling[0] = max(paling[0], dalam[0])
        hasil = asli(gambar)
        dalam[0] -= 1
        return hasil

    monkeypatch.setattr(foto_modul, "_gambar_ulang", hitung)
    with ThreadPoolExecutor(4) as kolam:
        list(kolam.map(lambda n: periksa(unggahan(f"{n}.jpg", foto(ukuran=(600, 400)))), range(8)))

    assert paling == [1]


@pytest.mark.parametrize(
    "isi", [foto()[:200], png(100_000, 1), png(2, 2), b"\xff\xd8\xff\xe0", b"\xff\xd8\xff" + b"\x00" * 500], ids=range(5)
)
def test_a_broken_photo_says_so(isi: bytes):
    assert "rusak" in ditolak("a.jpg", isi)


def test_text_that_swells_inside_a_picture_does_not():
    bom = zlib.compress(b"a" * 80_000_000)
    bagian = struct.pack(">I", len(bom) + 6) + b"zTXtabcde\x00"[:10]
    isi = foto("PNG")
    isi = isi[:33] + bagian[:4] + b"zTXt" + b"abcd\x00\x00" + bom + b"\x00\x00\x00\x00" + isi[33:]

    with pytest.raises(BerkasDitolakError):
        periksa(unggahan("a.png", isi))


def test_the_same_photo_gives_the_same_file():
    assert periksa(unggahan("a.jpg", foto())).sidik == periksa(unggahan("b.jpg", foto())).sidik


def test_a_photo_under_another_photos_ending_is_what_it_is():
    assert gambar("IMG_0001.jpg", foto("HEIF")).format == "JPEG"


def test_a_see_through_drawing_keeps_its_see_through_places():
    keluar = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(keluar, "PNG")

    assert gambar("cap.png", keluar.getvalue()).mode == "RGBA"


# --- papers ---


def _pdf(**ubah: object) -> bytes:
    penulis = pypdf.PdfWriter()
    penulis.add_blank_page(100, 100)
    for apa, isi in ubah.items():
        getattr(penulis, apa)(*isi if isinstance(isi, tuple) else (isi,))
    keluar = io.BytesIO()
    penulis.write(keluar)
    return keluar.getvalue()


def test_an_ordinary_pdf_is_kept_as_it_is():
    assert periksa(unggahan("a.pdf", _pdf())).isi == _pdf()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF", "program"),
        (_pdf(add_attachment=("a.exe", b"MZ")), "program"),
        (b"%PDF-1.7\n1 0 obj<</S/Launch/F(cmd.exe)>>endobj\n%%EOF", "program"),
        (b"%PDF-1.7\n1 0 obj<</S/J#61vaScript/JS(x)>>endobj\n%%EOF", "program"),
        (b"%PDF-1.7\n1 0 obj<</Type/ObjStm/First 4/Filter/FlateDecode>>stream\n" + zlib.compress(b"5 0 <</S/JavaScript>>") + b"\nendstream\n%%EOF", "program"),
        (b"%PDF-1.7\n1 0 obj<</Type/ObjStm/First 4>>stream\n" + zlib.compress(b"\x00" * 60_000_000) + b"\nendstream\n%%EOF", "membengkak"),
        (b"%PDF-1.7\n1 0 obj<</Type/ObjStm/A(" + b"x" * 900 + b")/Filter/FlateDecode>>stream\n" + zlib.compress(b"<</S/JavaScript>>")
         + b"\nendstream\n%%EOF", "diperiksa"),
        (b"%PDF-1.7\n%stream\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%endstream\n%%EOF", "program"),
        (b"%PDF-1.7\n1 0 obj<</Type/#4fbjStm/Filter[/ASCIIHexDecode/FlateDecode]>>stream\n789c\nendstream\n%%EOF", "diperiksa"),
        (b"%PDF-1.7\n1 0 obj<</S/Rendition/JS(app.alert(1))>>endobj\n%%EOF", "program"),
        (b"%PDF-<html><script>alert(1)</script>%%EOF", "tidak utuh"),
        (_pdf(encrypt="rahasia"), "kata sandi"),
        (PDF + b"<html><script>alert(1)</script>", "tidak utuh"),
        (PDF + zip_({"a": "b"}), "tidak utuh"),
        (b"%PDF-1.7\nterpotong", "tidak utuh"),
        (b"<html>%PDF-1.7", "tidak cocok"),
    ],
    ids=["skrip", "lampiran", "program", "nama-bersandi", "terbungkus", "bom", "jauh", "komentar", "saringan-lain", "rendisi", "bukan-pdf", "terkunci", "laman", "arsip", "terpotong", "awal-lain"],
)  # fmt: skip
def test_a_pdf_that_runs_hides_or_swells_is_refused(isi: bytes, kata: str):
    assert kata in ditolak("a.pdf", isi)


def test_an_ordinary_document_is_kept_as_it_is():
    assert periksa(unggahan("a.docx", docx())).isi == docx()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (docx(**{"word/vbaProject.bin": b"x"}), "makro"),
        (docx(**{"word/embeddings/oleObject1.bin": b"x"}), "makro"),
        (docx(**{"word/media/a.bmp": b"\x00" * 60_000_000}), "membengkak"),
        (docx(**{f"word/{i}.xml": "" for i in range(3000)}), "membengkak"),
        (zip_({"META-INF/MANIFEST.MF": "x"}), "tidak cocok"),
        (docx() + b"<script>", "tidak cocok"),
        (docx()[:-40], "tidak cocok"),
        (b"PK\x03\x04 bukan arsip", "tidak cocok"),
    ],
    ids=["makro", "ole", "bom", "ribuan", "jar", "buntut", "terpotong", "palsu"],
)
def test_a_document_with_programs_or_a_false_ending_is_refused(isi: bytes, kata: str):
    assert kata in ditolak("a.docx", isi)


@pytest.mark.parametrize(
    "nama", ["gambar.svg", "makro.xlsm", "laman.html", "foto.gif", "arsip.zip", "tanpa", "", "/", "...", "\u202e"]
)
def test_kinds_that_are_not_kept_are_named_with_those_that_are(nama: str):
    assert "PDF" in ditolak(nama, b"<svg onload='alert(1)'/>")


def test_a_paper_has_a_smaller_limit_than_a_photo():
    assert "5 MB" in ditolak("a.pdf", b"%PDF-" + b"0" * NASKAH_MAKS)


def test_a_place_for_scans_takes_no_documents():
    with pytest.raises(BerkasDitolakError, match="25 MB"):
        periksa(unggahan("a.docx", docx()), golongan=CETAKAN)


@pytest.mark.parametrize(
    ("kirim", "tampil"),
    [
        ("surat\u202efdp.exe\u202c.pdf", "suratfdp.exe.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\budi\\surat.pdf", "surat.pdf"),
        ("surat\x00.pdf", "surat.pdf"),
        ("ß" * 150 + ".pdf", "ß" * 116 + ".pdf"),
        (None, ""),
    ],
)
def test_a_shown_name_is_short_and_never_turns_the_reading(kirim: str | None, tampil: str):
    assert nama_tampil(kirim) == tampil


def test_every_place_offers_kinds_of_the_one_list():
    assert set(terima(SEMUA).replace(".", "").split(", ")) == set(JENIS)


# --- bounded work ---


class Pembuka:
    """Unpacks, and counts the bytes that it is given."""

    diberi = 0

    def __init__(self) -> None:
        self.asli = ASLI()

    @property
    def eof(self) -> bool:
        return self.asli.eof

    def decompress(self, isi: bytes, paling_banyak: int) -> bytes:
        Pembuka.diberi += len(isi)
        return self.asli.decompress(isi, paling_banyak)


ASLI = zlib.decompressobj


BUNGKUS = b"1 0 obj<</Type/ObjStm/First 4>>stream\n" + zlib.compress(b"5 0 x")


@pytest.mark.parametrize("satu", [b"stream\n", b"/First 7 0 R>>endobj\n", BUNGKUS], ids=["aliran", "daftar", "bungkus"])
def test_what_is_packed_a_thousand_times_is_unpacked_in_small_pieces(satu: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf.zlib, "decompressobj", Pembuka)
    Pembuka.diberi = 0

    with pytest.raises(BerkasDitolakError, match="tidak utuh"):
        pdf.periksa_pdf(b"%PDF-1.4\n1 0 obj " + satu * 1_000 + b"\n%%EOF", bidang="berkas")

    assert Pembuka.diberi <= (1_000 + 1) * pdf.POTONGAN
