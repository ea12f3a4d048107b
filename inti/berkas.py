"""Files that people send: no trace is left when the use case fails, and a missing one is said in words."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)

NAMA_MAKS = 120
Tulis = Callable[[FieldFile, "File[Any]"], None]


def nama_tampil(mentah: str | None) -> str:
    """The sent name of a file as it may be shown: its last part, without signs that nobody sees or that turn the reading."""
    nama = (mentah or "").replace("\\", "/").rpartition("/")[2]
    terlihat = "".join(" " if c.isspace() else c for c in nama if c.isspace() or not unicodedata.category(c).startswith("C"))
    return " ".join(terlihat.split())[-NAMA_MAKS:]


def akhiran(nama: str) -> str:
    """The ending of a file's name in small letters, '' without one."""
    return nama.rpartition(".")[2].lower() if "." in nama else ""


@contextmanager
def tanpa_sisa() -> Iterator[Tulis]:
    """Hand out a function that writes a field's file; all of them are removed again when the block fails.

    The database forgets what a failed transaction wrote, the disk doesn't: open this block around the transaction.
    """
    tertulis: list[FieldFile] = []

    def tulis(berkas: FieldFile, isi: File[Any]) -> None:
        berkas.save(str(isi.name), isi, save=False)
        tertulis.append(berkas)

    try:
        yield tulis
    except BaseException:
        for berkas in tertulis:
            berkas.storage.delete(str(berkas.name))
        raise


def unduh(request: HttpRequest, berkas: FieldFile, *, nama: str, tipe: str) -> HttpResponse:
    """Hand out a stored file as a download; where the disk has lost it, a 404 page says whom to tell, and it is logged."""
    try:
        isi = berkas.open("rb")
    except OSError:
        log.exception("berkas %s tidak dapat dibaca dari penyimpanan", berkas.name)
        return render(request, "inti/berkas_hilang.html", status=404)
    return lampiran(isi, nama=nama, tipe=tipe)


def lampiran(isi: IO[bytes], *, nama: str, tipe: str) -> HttpResponse:
    """An open file as a download.

    SECURITY: always under our own type, never shown inside our origin; should a browser show it all the same, nothing runs.
    """
    jawab = FileResponse(isi, as_attachment=True, filename=nama, content_type=tipe)
    jawab.headers["X-Content-Type-Options"] = "nosniff"
    jawab.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return cast(HttpResponse, jawab)  # a FileResponse streams; to a view it is a response like any other
