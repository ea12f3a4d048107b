"""The kinds of file that can be kept: one list for every place that takes files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

MB = 1024 * 1024
# What a phone takes; it is shrunk before it is kept. Papers are kept as they are, so they have to be small.
FOTO_MAKS, NASKAH_MAKS = 25 * MB, 5 * MB


class Golongan(StrEnum):
    """How a file is checked."""

    FOTO = "foto"
    PDF = "pdf"
    KANTOR = "kantor"


@dataclass(frozen=True)
class JenisBerkas:
    """A kind of file. `kepala`: beginnings that tell it; `letak`: where they stand."""

    golongan: Golongan
    tipe: str
    kepala: tuple[bytes, ...]
    letak: int = 0

    @property
    def batas(self) -> int:
        """The most bytes that may be sent."""
        return FOTO_MAKS if self.golongan is Golongan.FOTO else NASKAH_MAKS

    def cocok(self, awal: bytes) -> bool:
        """Whether a file that begins so is of this kind."""
        return awal[self.letak :].startswith(self.kepala)


_JPEG = JenisBerkas(Golongan.FOTO, "image/jpeg", (b"\xff\xd8\xff",))
_HEIF = JenisBerkas(
    Golongan.FOTO, "image/heif", tuple(b"ftyp" + m for m in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")), 4
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
JENIS: dict[str, JenisBerkas] = {
    "pdf": JenisBerkas(Golongan.PDF, "application/pdf", (b"%PDF-",)),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "jfif": _JPEG,
    "png": JenisBerkas(Golongan.FOTO, "image/png", (b"\x89PNG\r\n\x1a\n",)),
    "webp": JenisBerkas(Golongan.FOTO, "image/webp", (b"WEBP",), 8),
    "heic": _HEIF,
    "heif": _HEIF,
    "docx": JenisBerkas(Golongan.KANTOR, _OFFICE + "wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": JenisBerkas(Golongan.KANTOR, _OFFICE + "spreadsheetml.sheet", (b"PK\x03\x04",)),
}
SEMUA = frozenset(Golongan)
CETAKAN = frozenset({Golongan.FOTO, Golongan.PDF})  # what shows a paper: a scan or a photo
SEBUTAN = {
    SEMUA: _("PDF, foto (JPG, PNG, HEIC, WebP), DOCX, atau XLSX; foto paling besar 25 MB, yang lain 5 MB."),
    CETAKAN: _("PDF paling besar 5 MB, atau foto (JPG, PNG, HEIC, WebP) paling besar 25 MB."),
}


def akhiran_of(golongan: Iterable[Golongan]) -> list[str]:
    """Endings of these kinds."""
    boleh = set(golongan)
    return [a for a, j in JENIS.items() if j.golongan in boleh]


def terima(golongan: Iterable[Golongan]) -> str:
    """The same as the browser's file dialog asks for it."""
    return ", ".join(f".{a}" for a in akhiran_of(golongan))
