"""Files as people and attackers send them; none of them may ever give a 500."""

from __future__ import annotations

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\nisi"
MB = 1024 * 1024


def png(lebar: int = 1, tinggi: int = 1, isi: bytes = b"x") -> bytes:
    """A PNG that claims this size, with hardly anything in it."""

    def bagian(nama: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + nama + data + struct.pack(">I", zlib.crc32(nama + data))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bagian(b"IHDR", kepala) + bagian(b"IDAT", zlib.compress(isi)) + bagian(b"IEND", b"")


def jpeg(*, buntut: bytes = b"") -> bytes:
    """A photo as a phone writes it: with the place where it was taken, and what hangs on behind its end."""

    def bagian(tanda: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, tanda, 2 + len(data)) + data

    exif, jfif = bagian(0xE1, b"Exif\x00\x00GPS 1.74,98.78"), bagian(0xE0, b"JFIF\x00\x01\x01")
    return b"\xff\xd8" + jfif + exif + bagian(0xDA, b"\x01\x01\x00") + b"gambar\xff\x00terus\xff\xd0" + b"\xff\xd9" + buntut


def unggahan(nama: str, isi: bytes, tipe: str = "application/octet-stream") -> SimpleUploadedFile:
    """An uploaded file under the name that was sent, which Django would shorten or refuse."""
    berkas = SimpleUploadedFile("a.bin", isi, tipe)
    berkas._name = nama  # type: ignore[attr-defined]  # past the tidying of UploadedFile
    return berkas


# what → (name, bytes)
DITOLAK: dict[str, tuple[str, bytes]] = {
    "program": ("foto.exe", b"MZ\x90\x00" + b"\x00" * 100),
    "program yang diganti namanya": ("foto.jpg", b"MZ\x90\x00" + b"\x00" * 100),
    "kosong": ("kosong.pdf", b""),
    "halaman web": ("laman.pdf", b"<html><script>alert(1)</script>"),
    "svg": ("gambar.svg", b"<svg onload='alert(1)'/>"),
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
    "pdf yang juga halaman": ("dua.pdf", PDF + b"<html><script>alert(1)</script>"),
    "gambar 100000 x 1": ("pita.png", png(100_000, 1)),
}
