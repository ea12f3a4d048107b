"""Cells as plain text, whatever kind of cell and however dirty; and the refusal of a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from impor.pegawai.baca import Sel

KOSONG = frozenset({"", "null", "(null)", "nan", "none", "-", "--", "–", "—", "n/a", "tidak ada data"})
GALAT_EXCEL = re.compile(r"#(REF!|VALUE!|N/A|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{4,}")
PUTUS_BARIS = "\t\n\r\x0b\x0c\x85\u2028\u2029"
PETIK = "'’‘`´"


class SelDitolak(Exception):  # noqa: N818  # a verdict on one cell
    """A cell that can't be taken over: what is the case, what to do, and a value to propose where there is one."""

    def __init__(self, pesan: str, saran: str, usul: str = "") -> None:
        super().__init__(pesan)
        self.pesan, self.saran, self.usul = pesan, saran, usul


def teks(sel: Sel) -> str:
    """Return a cell as plain text: usual digits and spaces, nothing invisible, '' for what means nothing."""
    if sel is None:
        return ""
    if isinstance(sel, str):
        return _teks(sel)
    return sel.get("t") or sel.get("a") or ""


@lru_cache(maxsize=65536)
def _teks(mentah: str) -> str:
    isi = mentah
    if not (isi.isascii() and isi.isprintable()):
        isi = unicodedata.normalize("NFKC", isi)
        isi = "".join(" " if h in PUTUS_BARIS else h for h in isi if not _tak_terlihat(h))
    isi = " ".join(isi.split())
    # The apostrophe that forces text in a spreadsheet is not part of the value.
    isi = isi.lstrip(f"{PETIK} ")
    if (cocok := re.fullmatch(r'="([^"]*)"', isi)) is not None:
        return _teks(cocok[1])  # ="0812…" is how spreadsheets keep digits as text
    return "" if isi.lower() in KOSONG else isi


def _tak_terlihat(huruf: str) -> bool:
    jenis = unicodedata.category(huruf)
    return jenis in ("Cf", "Cs", "Cn") or (jenis == "Cc" and huruf not in PUTUS_BARIS)


def bilangan(sel: Sel) -> bool:
    """Whether the spreadsheet keeps this cell as a number."""
    return isinstance(sel, Mapping) and "a" in sel


def contoh(sel: Sel) -> str:
    """Return the cell as it can be shown: what was typed, short and printable."""
    mentah = sel if isinstance(sel, str) else teks(sel)
    bersih = "".join(h if h.isprintable() else " " for h in mentah)
    return bersih if len(bersih) <= 120 else bersih[:119] + "…"


def tanpa_nol(isi: str) -> str:
    """Return '2003' for '2003.0': a whole number that went through a decimal column."""
    return re.sub(r"^([+-]?[0-9]+)[.,]0+$", r"\1", isi)


def tolak_rumus(isi: str) -> None:
    """Refuse a formula, and what a formula that failed left behind."""
    if isi.startswith("="):
        raise SelDitolak(_("Sel ini berisi rumus, bukan isinya."), _("Salin sel itu, lalu Tempel Khusus sebagai Nilai."))
    if GALAT_EXCEL.fullmatch(isi):
        raise SelDitolak(
            _("Rumus di sel ini gagal: yang terbaca %(isi)s.") % {"isi": isi},
            _("Perbaiki rumusnya, lalu Tempel Khusus sebagai Nilai."),
        )


def batasi(isi: str, batas: int) -> str:
    """Return the text, or refuse one that is longer than its column."""
    if batas and len(isi) > batas:
        raise SelDitolak(
            _("Isi sel ini %(panjang)s huruf; paling banyak %(batas)s.") % {"panjang": len(isi), "batas": batas},
            _("Ringkas isinya. Bila ada isi sel lain yang ikut tertempel, hapus kelebihannya."),
        )
    return isi
