"""Odd cells of a workbook: each is marked, so that it costs itself and not the list around it.

Used by the reading child alone; imports no Django, and openpyxl only inside the child's limits.
"""

from __future__ import annotations

import io
import re
import zipfile
from operator import itemgetter
from typing import IO, Any

KOLOM = itemgetter("column")
BAGIAN = re.compile(r"xl/(worksheets/[^/]*|sharedStrings)\.xml", re.IGNORECASE)
# What no XML may hold, written out or as a reference: control characters, and letters of which a half is lost. Other programs
# write them all the same.
KENDALI = rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#[xX]0*(?:[0-8bcefBCEF]?|1[0-9a-fA-F]);|&#0*(?:[0-8]?|1[124-9]|2[0-9]|3[01]);"
SEPARUH = (
    rb"\xed[\xa0-\xbf][\x80-\xbf]|&#[xX]0*(?:[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF]);"
    rb"|&#0*(?:5529[6-9]|55[3-9][0-9]{2}|56[0-9]{3}|57[0-2][0-9]{2}|573[0-3][0-9]|5734[0-3]|6553[45]);"
)
TERLARANG = re.compile(rb"(" + SEPARUH + rb")|" + KENDALI)
BYTE_KENDALI = bytes(b for b in range(32) if b not in b"\t\n\r")
BUKAN_UTF8 = re.compile(rb"^(?:\xff\xfe|\xfe\xff)|^<\?xml[^>]*encoding=[\"'](?!utf-?8)", re.IGNORECASE)


class TakTerbaca(str):  # a string with another name
    """What stands in a cell that can't be read as what it says it is."""


def buka_utuh(path: str) -> IO[bytes]:
    """Open a workbook; where letters that no XML may hold would make it unreadable, a copy with a sign in their place."""
    with zipfile.ZipFile(path) as arsip:
        if not any(_terlarang(arsip, nama) for nama in arsip.namelist() if BAGIAN.fullmatch(nama)):
            return open(path, "rb")
        salinan = io.BytesIO()
        with zipfile.ZipFile(salinan, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as baru:
            for nama in arsip.namelist():
                isi = arsip.read(nama)
                baru.writestr(nama, TERLARANG.sub(_ganti, isi) if BAGIAN.fullmatch(nama) else isi)
    salinan.seek(0)
    return salinan


def _ganti(cocok: re.Match[bytes]) -> bytes:
    """A space for what nobody sees; for a lost letter the sign of it, at which the parent refuses the cell."""
    return "\ufffd".encode() if cocok[1] else b" "


def _terlarang(arsip: zipfile.ZipFile, nama: str) -> bool:
    """Whether a part holds such letters; read piece by piece."""
    ekor = b""
    with arsip.open(nama) as bagian:
        while potong := bagian.read(1 << 20):
            if not ekor and BUKAN_UTF8.search(potong):
                return False
            if _mungkin(ekor + potong) and TERLARANG.search(ekor + potong):
                return True
            ekor = potong[-64:]
    return False


def _mungkin(potong: bytes) -> bool:
    """Whether it can hold such letters at all: told twenty times faster than by the pattern."""
    return b"&#" in potong or b"\xed" in potong or len(potong.translate(None, BYTE_KENDALI)) < len(potong)


def tandai_sel() -> None:
    """Let openpyxl mark a cell over which it stumbles, where it would give up the whole sheet. For this process."""
    from openpyxl.utils import coordinate_to_tuple  # noqa: PLC0415
    from openpyxl.worksheet import _read_only  # noqa: PLC0415
    from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser  # noqa: PLC0415

    class Pengurai(WorkSheetParser):
        """Reads every cell of a row: rightly, or marked."""

        def parse_row(self, row: Any) -> Any:
            sebelum = self.row_counter
            try:
                nomor, sel = super().parse_row(row)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001  # whatever is odd about one cell is no verdict on the others
                self.row_counter = sebelum
                vars(self)["parse_cell"] = self._sel_hati  # cell by cell: too slow for every row
                nomor, sel = super().parse_row(row)
                del vars(self)["parse_cell"]
            return nomor, sorted(sel, key=KOLOM)  # the library believes that the last one stands furthest right

        def _sel_hati(self, element: Any) -> Any:
            sebelum = self.col_counter
            try:
                return super().parse_cell(element)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001  # see parse_row
                self.col_counter = self._kolom(element, sebelum)
                isi = TakTerbaca((element.findtext(VALUE_TAG) or "?").strip() or "?")
                return {"row": self.row_counter, "column": self.col_counter, "value": isi, "data_type": "e", "style_id": 0}

        def _kolom(self, element: Any, sebelum: int) -> int:
            try:
                return int(coordinate_to_tuple(element.get("r") or "")[1])
            except (ValueError, TypeError, AttributeError):
                return sebelum + 1

    _read_only.WorkSheetParser = Pengurai  # type: ignore[attr-defined]  # where the library looks for it
