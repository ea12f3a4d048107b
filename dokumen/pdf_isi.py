"""What qpdf reads in a PDF, asked of a child process that may use only so much memory and time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from enum import Enum

from django.conf import settings

MEMORI_MB, DETIK_CPU, DETIK_TUNGGU = 1_024, 10, 60


class Jawab(Enum):
    """The one word that is said of a PDF."""

    AMAN = "aman"
    BERJALAN = "berjalan"
    MEMBUKA = "membuka"
    TERKUNCI = "terkunci"
    DIBATASI = "dibatasi"
    RUSAK = "rusak"
    TAK_TERPERIKSA = "tak_terperiksa"


def tanya(isi: bytes, nomor: Collection[int]) -> Jawab:
    """What is to be said of it. `nomor` are the objects that its bytes name as a first action."""
    batas = (str(MEMORI_MB), str(DETIK_CPU))
    # SECURITY: the child gets no environment of ours, so a hostile file can't reach secrets or the database.
    try:
        anak = subprocess.run(
            [sys.executable, "-m", "dokumen.pdf_anak", *batas, *map(str, sorted(nomor))],
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            input=isi,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=DETIK_TUNGGU,
            check=False,
        )
        return Jawab(anak.stdout.decode("ascii", "replace"))
    except (subprocess.TimeoutExpired, ValueError):  # it was stopped at a limit, or said nothing
        return Jawab.TAK_TERPERIKSA
