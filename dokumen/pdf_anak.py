"""The child process that opens a PDF nobody trusts: `python -m dokumen.pdf_anak MEMORY_MB CPU_SECONDS [NUMBER …] < FILE`.

It limits itself first, knows no settings and no secrets, and answers with one word, a key of pdf_isi.Jawab. A file that makes it
swell or never end ends this process and nothing else. The numbers are those of objects that the bytes name as a first action.
"""

from __future__ import annotations

import io
import logging
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf

# What runs by itself wherever it stands; the byte search knows the same names, but not who writes them in another way.
_BERJALAN = frozenset({"/AA", "/XFA", "/JavaScript", "/EmbeddedFiles"})
# Files, scripts and films by the key that holds them. A list of rights says /EF, too, and so may a style: those hold names.
_PEMUAT = frozenset({"/EF", "/RF", "/JS", "/Movie"})
# What a step or a mark on a page does. A link to an address does nothing until somebody clicks it; /S names a paragraph, too.
_JENIS = ("/S", "/Subtype")
_TINDAKAN = frozenset(
    {
        *(b"/Launch", b"/JavaScript", b"/SubmitForm", b"/ImportData", b"/GoToR", b"/GoToE", b"/Rendition"),
        *(b"/RichMedia", b"/Movie", b"/Sound", b"/Screen", b"/3D", b"/FileAttachment"),
    }
)
_LUAR = frozenset({"/F", "/Ref"})  # a stream, or a drawing, that another file holds
_BUKA = "/OpenAction"
# Addresses that are no page: a click would run them. Links to a file of the writer's own machine come from word processors.
_ALAMAT_ASING = (b"javascript:", b"vbscript:", b"data:")


def nilai(isi: bytes, nomor: frozenset[int]) -> str:
    """What is to be said of a PDF, in one word."""
    try:
        with pikepdf.open(io.BytesIO(isi), suppress_warnings=True, inherit_page_attributes=False) as pdf:
            return "dibatasi" if pdf.is_encrypted else _nilai(pdf, nomor)
    except pikepdf.PasswordError:
        return "terkunci"
    except pikepdf.PdfError:
        return "rusak"


def _nilai(pdf: pikepdf.Pdf, nomor: frozenset[int]) -> str:
    """Every object is looked at, whether a page leads to it or not: each once, and what stands in it."""
    belum = set(nomor)
    for objek in pdf.objects:
        if not isinstance(objek, pikepdf.Object):
            continue
        if objek.objgen[0] in nomor:
            belum.discard(objek.objgen[0])
            if not _ke_halaman(objek):
                return "membuka"
        for kunci, kamus in _iter_kamus(objek):
            if kunci & _BERJALAN or _memuat(kunci, kamus):
                return "berjalan"
            if _BUKA in kunci and not _ke_halaman(kamus[_BUKA]):
                return "membuka"
        if isinstance(objek, pikepdf.Stream) and _LUAR & set(objek.stream_dict.keys()):
            return "membuka"
    return "membuka" if belum else "aman"


def _memuat(kunci: set[str], kamus: Any) -> bool:
    """Whether this holds a file, a script or a film, or starts one. /AF only names files: what it leads to says /EF itself."""
    if any(isinstance(kamus[k], pikepdf.Dictionary | pikepdf.Stream | pikepdf.String) for k in kunci & _PEMUAT):
        return True
    if {"/S", "/F"} <= kunci and kamus["/S"] == pikepdf.Name.Thread:  # an article of another file; those of its own stay
        return True
    alamat = kamus["/URI"] if "/URI" in kunci else None
    if isinstance(alamat, pikepdf.String) and bytes(b for b in bytes(alamat) if b > 0x20).lower().startswith(_ALAMAT_ASING):
        return True
    jenis = (kamus[k] for k in _JENIS if k in kunci)
    return any(isinstance(j, pikepdf.Name) and bytes(j) in _TINDAKAN for j in jenis)  # bytes: no text has to be made of it


def _iter_kamus(objek: pikepdf.Object) -> Iterator[tuple[set[str], Any]]:
    """The dictionaries that stand in an object, itself among them. What it only points at is another object's matter."""
    dalam: list[Any] = [objek.stream_dict if isinstance(objek, pikepdf.Stream) else objek]
    while dalam:
        satu = dalam.pop()
        if isinstance(satu, pikepdf.Dictionary):
            isi = dict(satu.items())
            yield set(isi), satu
            anak: Any = isi.values()
        else:
            anak = satu if isinstance(satu, pikepdf.Array) else ()
        dalam += [a for a in anak if isinstance(a, pikepdf.Object) and not a.is_indirect]


def _ke_halaman(tindakan: Any) -> bool:
    """Whether this leads to a place in the file and no further: what follows a step to a page is written by no program."""
    if isinstance(tindakan, pikepdf.Array):
        return True
    return isinstance(tindakan, pikepdf.Dictionary) and tindakan.get("/S") == pikepdf.Name.GoTo and "/Next" not in tindakan


def batasi(memori_mb: int, detik: int) -> None:
    """Limit this process before it touches the file."""
    bita = memori_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (bita, bita))
    resource.setrlimit(resource.RLIMIT_CPU, (detik, detik + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def utama(memori_mb: str, detik: str, *nomor: str) -> int:
    """Judge what comes on stdin."""
    batasi(int(memori_mb), int(detik))
    logging.disable()
    try:
        jawab = nilai(sys.stdin.buffer.read(), frozenset(map(int, nomor)))
    except Exception:  # noqa: BLE001  # whatever a hostile file provokes is one verdict: nobody can say what is in it
        jawab = "tak_terperiksa"
    sys.stdout.write(jawab)
    return 0


if __name__ == "__main__":
    sys.exit(utama(*sys.argv[1:]))
