"""Result files: where they lie, how they are named, and what may be thrown away.

Under `MEDIA_ROOT/laporan` (on several machines: one shared folder) an attempt writes
`<kode>-<percobaan>.<akhiran>.sementara` and may use `<kode>-<percobaan>.kerja/`; publishing
renames the file to `<kode>-<percobaan>.<akhiran>`. Nothing there is ever served by name.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

SEMENTARA = ".sementara"
KERJA = ".kerja"
_POLA = re.compile(r"(?P<kode>[0-9a-z]{12,20})-(?P<percobaan>\d+)\.(?P<akhiran>[a-z0-9]{1,8})(?:\.sementara)?")
TENGGANG = 60.0  # seconds that anything fresh is left alone, whatever its row says


def folder() -> Path:
    """The folder of all results, readable for us alone."""
    tempat = Path(settings.MEDIA_ROOT) / "laporan"
    tempat.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempat


def nama(kode: str, percobaan: int, akhiran: str) -> str:
    """Name of the published file of one attempt."""
    return f"{kode}-{percobaan}.{akhiran}"


def terbitkan(sementara: Path) -> tuple[str, int]:
    """Give a finished temporary file its lasting name; return that name and the size in bytes.

    Twice is the same as once: the commit that followed the first time may have failed.
    """
    tetap = sementara.with_name(sementara.name.removesuffix(SEMENTARA))
    if sementara.exists():
        with sementara.open("rb") as berkas:
            os.fsync(berkas.fileno())
        sementara.chmod(0o600)
        sementara.replace(tetap)
    return tetap.name, tetap.stat().st_size


def buang(nama_berkas: str) -> None:
    """Delete a published file; one that is gone already is fine."""
    if _POLA.fullmatch(nama_berkas):
        (folder() / nama_berkas).unlink(missing_ok=True)


def buang_percobaan(kode: str, percobaan: int) -> None:
    """Delete what an attempt that ended left unpublished."""
    for sisa in folder().glob(f"{kode}-{percobaan}.*"):
        if sisa.name.endswith((SEMENTARA, KERJA)):
            hapus(sisa)


def iter_lama() -> Iterator[tuple[Path, str, int]]:
    """Yield `(path, kode, percobaan)` of everything older than the grace period."""
    batas = time.time() - TENGGANG
    for isi in folder().iterdir():
        cocok = _POLA.fullmatch(isi.name)
        try:
            if cocok and isi.stat().st_mtime < batas:
                yield isi, cocok["kode"], int(cocok["percobaan"])
        except FileNotFoundError:  # somebody else tidied up
            continue


def hapus(tempat: Path) -> None:
    """Delete a file or a working folder."""
    if tempat.is_dir():
        shutil.rmtree(tempat, ignore_errors=True)
    else:
        tempat.unlink(missing_ok=True)
