"""Files that people send as evidence: what is accepted, and what is taken out of them."""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from inti.berkas import akhiran, nama_tampil
from inti.errors import UseCaseError
from inti.kode import buat_kode

UKURAN_MAKS = 5 * 1024 * 1024
# Extension → content type and how such a file begins.
JENIS = {
    "pdf": ("application/pdf", b"%PDF-"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
}
# An office document is a zip that holds these; any other zip is not one.
BAGIAN = {"docx": (b"[Content_Types].xml", b"word/"), "xlsx": (b"[Content_Types].xml", b"xl/")}
TANDA_JPEG = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a mark inside the picture's data; FF 00 and restarts are data
TERIMA = ", ".join(f".{j}" for j in JENIS)


def tipe_isi(akhiran_: str) -> str:
    """The content type under which a stored file of this ending is handed out."""
    return JENIS[akhiran_][0] if akhiran_ in JENIS else "application/octet-stream"


class BerkasDitolakError(UseCaseError):
    """The file is too large, or not of a kind that can be kept."""


@dataclass(frozen=True)
class BerkasAman:
    """A file that may be kept, under a name of ours."""

    isi: ContentFile[bytes]
    tipe: str
    ukuran: int
    sidik: str
    nama_asli: str


def periksa(berkas: UploadedFile[Any], *, bidang: str = "berkas") -> BerkasAman:
    """Return the file as it may be kept; photos lose where and with what they were taken.

    bidang   the field of the form at which a refusal stands

    Raises BerkasDitolakError. The name of the sender is only shown, never used as a path.
    """
    nama = nama_tampil(berkas.name)
    jenis = akhiran(nama)
    if jenis not in JENIS:
        raise BerkasDitolakError(
            _("Jenis berkas ini belum bisa disimpan."), fix=_("Pakai PDF, foto JPG atau PNG, DOCX, atau XLSX."), field=bidang
        )
    if (berkas.size or 0) > UKURAN_MAKS:
        raise BerkasDitolakError(
            _("Berkas ini lebih dari 5 MB."),
            fix=_("Perkecil dulu, atau simpan di tempat lain lalu tempel tautannya."),
            field=bidang,
        )
    tipe, awalan = JENIS[jenis]
    isi = berkas.read()
    if not isi.startswith(awalan) or any(bagian not in isi for bagian in BAGIAN.get(jenis, ())):
        raise BerkasDitolakError(
            _("Isi berkas tidak cocok dengan akhiran .%(akhiran)s.") % {"akhiran": jenis},
            fix=_("Buka berkas itu, simpan lagi sebagai PDF atau foto, lalu pilih yang baru."),
            field=bidang,
        )
    polos = _tanpa_keterangan(isi, tipe)
    if polos is None:
        raise BerkasDitolakError(
            _("Foto ini rusak."), fix=_("Ambil fotonya sekali lagi, atau simpan ulang dari galeri."), field=bidang
        )
    return BerkasAman(ContentFile(polos, f"{buat_kode()}.{jenis}"), tipe, len(polos), hashlib.sha256(polos).hexdigest(), nama)


def _tanpa_keterangan(isi: bytes, tipe: str) -> bytes | None:
    """A picture without its metadata (place, camera, preview), None when it is broken; other files as they are."""
    if tipe == "image/jpeg":
        return _jpeg_polos(isi)
    return _png_polos(isi) if tipe == "image/png" else isi


def _jpeg_polos(isi: bytes) -> bytes | None:
    """The picture alone: what phones hang on behind its end (a second picture with its own place) goes too."""
    hasil, i = bytearray(isi[:2]), 2
    while i + 2 <= len(isi) and isi[i] == 0xFF:
        tanda = isi[i + 1]
        if tanda == 0xD9:
            return bytes(hasil) + isi[i : i + 2]
        if tanda == 0xFF:  # filling
            i += 1
            continue
        if i + 4 > len(isi):
            break
        panjang = 2 + struct.unpack(">H", isi[i + 2 : i + 4])[0]
        if not (0xE1 <= tanda <= 0xEF and tanda != 0xEE) and tanda != 0xFE:  # APP0 and Adobe's APP14 decide colours
            hasil += isi[i : i + panjang]
        i += panjang
        if tanda == 0xDA:  # the picture itself follows, up to the next mark
            akhir = berikut.start() if (berikut := TANDA_JPEG.search(isi, i)) else len(isi)
            hasil += isi[i:akhir]
            if akhir == len(isi):  # cut short, yet it can be seen
                return bytes(hasil)
            i = akhir
    return None


def _png_polos(isi: bytes) -> bytes | None:
    hasil, i = bytearray(isi[:8]), 8
    while i + 12 <= len(isi):
        panjang, nama = struct.unpack(">I", isi[i : i + 4])[0], isi[i + 4 : i + 8]
        if nama not in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"):
            hasil += isi[i : i + 12 + panjang]
        i += 12 + panjang
        if nama == b"IEND":
            return bytes(hasil)
    return None
