"""Files as people and attackers send them; none of them may ever give a 500."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dokumen.periksa import BerkasAman, periksa
from tests.pdf_uji import LAIN_PDF as LAIN_PDF
from tests.pdf_uji import PDF as PDF

pillow_heif.register_heif_opener()

MB = 1024 * 1024


def png(lebar: int = 1, tinggi: int = 1, isi: bytes = b"x") -> bytes:
    """A PNG that claims this size, with hardly anything in it."""

    def bagian(nama: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + nama + data + struct.pack(">I", zlib.crc32(nama + data))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bagian(b"IHDR", kepala) + bagian(b"IDAT", zlib.compress(isi)) + bagian(b"IEND", b"")


def foto(
    bentuk: str = "JPEG", ukuran: tuple[int, int] = (64, 48), *, orientasi: int = 1, buntut: bytes = b"", **simpan: Any
) -> bytes:
    """A photo as a phone writes it, red above and blue below: with place, device and whatever hangs on behind its end."""
    gambar = Image.new("RGB", ukuran, "blue")
    gambar.paste("red", (0, 0, ukuran[0], ukuran[1] // 2))
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = orientasi, "Ponsel Uji"
    exif.get_ifd(0x8825).update({1: "N", 2: (1.0, 44.0, 24.0), 3: "E", 4: (98.0, 46.0, 48.0)})
    keluar = io.BytesIO()
    gambar.save(keluar, bentuk, exif=exif.tobytes(), **simpan)
    return keluar.getvalue() + buntut


def jpeg(*, buntut: bytes = b"") -> bytes:
    """An ordinary photo."""
    return foto(buntut=buntut)


def zip_(isi: dict[str, bytes | str], komentar: bytes = b"") -> bytes:
    """An archive of these parts."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, data in isi.items():
            arsip.writestr(nama, data)
        arsip.comment = komentar
    return keluar.getvalue()


def docx(**lain: bytes | str) -> bytes:
    """A document of an office program, with more parts in it."""
    return zip_({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"} | lain)


def unggahan(nama: str, isi: bytes, tipe: str = "application/octet-stream") -> SimpleUploadedFile:
    """An uploaded file under the name that was sent, which Django would shorten or refuse."""
    berkas = SimpleUploadedFile("a.bin", isi, tipe)
    berkas._name = nama  # type: ignore[attr-defined]  # past the tidying of UploadedFile
    return berkas


def aman(isi: bytes = PDF, nama: str = "surat.pdf") -> BerkasAman:
    """A file that passed the check."""
    return periksa(unggahan(nama, isi))


# what → (name, bytes)
DITOLAK: dict[str, tuple[str, bytes]] = {
    "program": ("foto.exe", b"MZ\x90\x00" + b"\x00" * 100),
    "program yang diganti namanya": ("foto.jpg", b"MZ\x90\x00" + b"\x00" * 100),
    "kosong": ("kosong.pdf", b""),
    "halaman web": ("laman.pdf", b"<html><script>alert(1)</script>"),
    "svg": ("gambar.svg", b"<svg onload='alert(1)'/>"),
    "pdf yang juga halaman": ("dua.pdf", PDF + b"<html><script>alert(1)</script>"),
    "gambar palsu 100000 x 1": ("pita.png", png(100_000, 1)),
    "21 MB": ("besar.pdf", b"%PDF-1.7" + b"0" * (21 * MB)),
}
ANEH_TAPI_SAH: dict[str, tuple[str, bytes]] = {
    "nama sepanjang yang bisa": ("surat " * 41 + ".pdf", PDF),
    "nama terbalik": ("surat\u202efdp.exe\u202c.pdf", PDF),
    "nama emoji": ("😀.pdf", PDF),
    "nama tanpa huruf": ("....pdf", PDF),
    "nama dengan jalur": ("../../../etc/passwd.pdf", PDF),
    "nama jalur Windows": ("C:\\Users\\budi\\surat.pdf", PDF),
    "nama dengan NUL": ("surat\x00.pdf", PDF),
    "nama 300 bita": ("ß" * 150 + ".pdf", PDF),
    "foto jfif": ("foto.jfif", foto()),
    "foto webp": ("foto.webp", foto("WEBP")),
    "foto heic": ("IMG_0001.HEIC", foto("HEIF")),
}
