"""CSV for other systems: UTF-8 with BOM, comma, one header row, ISO dates. No cell can start a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laporan.penulis.kop import bersih

if TYPE_CHECKING:
    from laporan.daftar_laporan import Baris, Kolom

# SECURITY: spreadsheets run what begins with these, full-width forms included; an apostrophe in front makes it text.
PEMICU = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def tulis_csv(*, kolom: Sequence[Kolom], baris: Iterator[Baris], tujuan: Path, **_lain: Any) -> None:
    """Write header and rows to `tujuan`, each row as it comes."""
    with tujuan.open("w", encoding="utf-8-sig", newline="") as berkas:
        penulis = csv.writer(berkas)
        penulis.writerow([aman(str(k.judul)) for k in kolom])
        penulis.writerows([sel(nilai) for nilai in isi] for isi in baris)


def sel(nilai: Any) -> Any:
    """A value for a machine: dates as 2026-11-24, numbers as they are, text made harmless."""
    if nilai is None:
        return ""
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        return nilai
    return aman(str(nilai))


def aman(teks: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    teks = bersih(teks)
    # A blank in front doesn't hide a formula from every spreadsheet.
    return f"'{teks}" if teks.startswith(PEMICU) or teks.lstrip(" ").startswith(PEMICU) else teks
