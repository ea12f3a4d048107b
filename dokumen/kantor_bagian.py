"""The parts of an office document: which kinds it consists of, and which of them fetch something or run when it is opened."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

POTONGAN = 64 * 1024  # bytes that are read at a time
TEKS = " "  # no attribute is called so
# What Word, Excel, LibreOffice, WPS and Google write. Anything else in the archive is no part of a document.
TULISAN = {"xml", "rels", "vml", "psmdcp", "sigs"}
GAMBAR = {
    "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff", "emf", "wmf", "emz", "wmz", "wdp", "hdp", "jxr",
    "webp", "ico", "svg", "heic", "tmp",
}  # fmt: skip
HURUF = {"odttf", "fntdata", "ttf", "otf"}
_BIN = re.compile(r"(^|/)(printersettings|customproperty)/?[^/]*\.bin$|^\[trash\]/[^/]+\.dat$")
_BERJALAN = re.compile(r"(^|/)(activex|macrosheets|embeddings|vbaproject|vbadata)[^a-z]")
_TABEL = re.compile(r"word/embeddings/[^/]+\.xlsx")
_TIPE_BERJALAN = re.compile(
    r"macroenabled|vbaproject|vbadata|activex|oleobject|macrosheet|text/html|xhtml|rfc822|rtf|x-msdownload|x-msdos"
)
# Internal parts by which something else than the document comes along; a chart's own table is asked for by its kind alone.
_IKATAN_BERJALAN = {
    "vbaproject", "wordvbadata", "oleobject", "package", "control", "activexcontrolbinary", "afchunk", "xlmacrosheet",
    "xlintlmacrosheet", "attachedtoolbars", "subdocument", "frame",
}  # fmt: skip
# From outside only what a reader clicks, or what lies on the writer's own disk and is simply missing elsewhere.
_IKATAN_LUAR = {
    "attachedtemplate", "image", "externallinkpath", "externallinklongpath", "xlpathmissing", "mailmergesource",
    "mailmergeheadersource",
}  # fmt: skip
_SKEMA = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_CAKRAM = re.compile(r"(file:/{3})?[a-z]:[\\/]", re.IGNORECASE)
_JAUH = re.compile(r"[\\/]{2}")


class BukanBagianError(Exception):
    """A part that can't be read as what its name says, or that declares its own grammar."""


def boleh_bernama(nama: str, *, tabel: bool) -> bool:
    """Whether a part of this name belongs into a document; `tabel`: also that of a table behind a chart."""
    nama = nama.lower()
    if nama.endswith("/") or (tabel and is_tabel(nama)):
        return True
    if _BERJALAN.search(nama) or "\\" in nama or ".." in PurePosixPath(nama).parts:
        return False
    return PurePosixPath(nama).suffix[1:] in TULISAN | GAMBAR | HURUF or nama.endswith("/.rels") or bool(_BIN.search(nama))


def is_tabel(nama: str) -> bool:
    """Whether the part may be the table behind a chart: a document within the document, that has to be looked at as one."""
    return bool(_TABEL.fullmatch(nama.lower()))


def is_ikatan(nama: str) -> bool:
    """Whether the part says what belongs together: such a part alone can fetch something."""
    return nama.lower().endswith(".rels")


def bertipe_jalan(isi: bytes, nama: set[str]) -> bool:
    """Whether the list of kinds names one that runs, for a part that is there. Raises BukanBagianError."""
    akhiran = {PurePosixPath(n).suffix[1:].lower() for n in nama}
    for unsur, sifat in iter_unsur(isi):
        if unsur == "Default" and sifat.get("Extension", "").lower() not in akhiran:
            continue  # many programs name kinds of which there is none
        if _TIPE_BERJALAN.search(sifat.get("ContentType", "").lower()):
            return True
    return False


@dataclass(frozen=True)
class Ikatan:
    """What belongs to a part: of which kind, and where. `sasaran` of one within the archive is the name of its part, in small letters."""

    dari: str
    jenis: str
    sasaran: str
    luar: bool

    @property
    def mengambil(self) -> bool:
        """Whether something outside is fetched without anybody clicking it."""
        if not self.luar or self.jenis == "hyperlink":
            return False
        return not (self.jenis in _IKATAN_LUAR and not is_jauh(self.sasaran))

    @property
    def membawa(self) -> bool:
        """Whether a part within the archive is more than the document: a program, or another document."""
        return not self.luar and self.jenis in _IKATAN_BERJALAN and not self.tabel

    @property
    def tabel(self) -> bool:
        """Whether it leads from a chart to the table that it shows."""
        return self.jenis == "package" and "/charts/_rels/" in self.dari and is_tabel(self.sasaran)


def list_ikatan(isi: bytes, dari: str) -> list[Ikatan]:
    """What the part `dari` says of what belongs together. Raises BukanBagianError."""
    dari = dari.lower()
    hasil = []
    for unsur, sifat in iter_unsur(isi):
        if unsur == "Relationship":
            sasaran = unquote(sifat.get("Target", "")).strip()
            luar = sifat.get("TargetMode", "").lower() == "external" or _is_alamat(sasaran)
            jenis = sifat.get("Type", "").rstrip("/").rpartition("/")[2].lower()
            hasil.append(Ikatan(dari, jenis, sasaran if luar else _bagian(dari, sasaran), luar))
    return hasil


def memuat_dde(isi: bytes) -> bool:
    """Whether a link to another workbook asks a program for its cells instead. Raises BukanBagianError."""
    return any(unsur in ("ddeLink", "oleLink") for unsur, _sifat in iter_unsur(isi))


def is_jauh(sasaran: str) -> bool:
    """Whether it lies elsewhere than beside the document or on the writer's own disk."""
    return _is_alamat(sasaran) and not _CAKRAM.match(sasaran)


def _is_alamat(sasaran: str) -> bool:
    return bool(_SKEMA.match(sasaran) or _JAUH.match(sasaran))


def _bagian(dari: str, sasaran: str) -> str:
    """The name of a part as `dari` speaks of it: from the folder above its own, or from the top."""
    atas = posixpath.dirname(posixpath.dirname(dari))
    return posixpath.normpath(posixpath.join("/", atas, sasaran)).lstrip("/").lower()


def iter_unsur(
    isi: bytes | IO[bytes], *, hanya: frozenset[str] = frozenset(), berteks: frozenset[str] = frozenset()
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each element of a part by its name without namespace, with its attributes alike. Raises BukanBagianError.

    hanya    these elements alone
    berteks  those that come once they end, with what stands in them under TEKS
    """
    unsur: list[tuple[str, dict[str, str]]] = []
    dalam: list[tuple[str, dict[str, str]]] = []
    teks: list[str] = []

    def catat(nama: str, sifat: dict[str, str]) -> None:
        pendek = nama.rpartition(" ")[2]
        if hanya and pendek not in hanya:
            return
        (dalam if pendek in berteks else unsur).append((pendek, _sifat(sifat)))
        pembaca.CharacterDataHandler = teks.append if dalam else None

    def tutup(nama: str) -> None:
        if dalam and nama.rpartition(" ")[2] == dalam[-1][0]:
            pendek, sifat = dalam.pop()
            if not dalam:
                unsur.append((pendek, sifat | {TEKS: "".join(teks)}))
                teks.clear()
                pembaca.CharacterDataHandler = None

    def tolak(*_apa: object) -> None:
        raise BukanBagianError

    pembaca = expat.ParserCreate(namespace_separator=" ")
    pembaca.StartElementHandler = catat
    pembaca.EndElementHandler = tutup if berteks else None
    pembaca.StartDoctypeDeclHandler = tolak
    aliran = io.BytesIO(isi) if isinstance(isi, bytes) else isi
    try:
        while potongan := aliran.read(POTONGAN):
            pembaca.Parse(potongan, False)
            yield from unsur
            unsur.clear()
        pembaca.Parse(b"", True)
        yield from unsur
    except (expat.ExpatError, ValueError, LookupError) as error:
        yield from unsur  # some programs read a part up to where it breaks
        raise BukanBagianError from error


def _sifat(sifat: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without namespace; where one comes twice, that without one first and the others behind it."""
    hasil: dict[str, str] = {}
    for nama in sorted(sifat, key=lambda n: " " in n):
        pendek = nama.rpartition(" ")[2]
        while pendek in hasil:
            pendek += "'"
        hasil[pendek] = sifat[nama]
    return hasil
