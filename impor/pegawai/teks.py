"""Cells as plain text, whatever kind of cell and however dirty; and the refusal of a cell."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from impor.pegawai.baca import Sel
from inti.teks import rapikan_baris

KOSONG = frozenset({"", "null", "(null)", "nan", "none", "-", "--", "–", "—", "n/a", "tidak ada data"})
NAMA_ORANG = frozenset({"null", "nan", "none"})  # machines write them for nothing, people are called so
SANDI = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6}|amp|quot|apos|lt|gt|nbsp);|_x[0-9A-Fa-f]{4}_")
GALAT_EXCEL = re.compile(
    r"#(REF!|VALUE!|N/A|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA)|#{4,}"
)
HURUF_HILANG = "\ufffd"
PETIK = "'’‘`´"


class SelDitolak(Exception):  # noqa: N818  # a verdict on one cell
    """A cell that can't be taken over: what is the case, what to do, and a value to propose where there is one."""

    def __init__(self, pesan: str, saran: str, usul: str = "") -> None:
        super().__init__(pesan)
        self.pesan, self.saran, self.usul = pesan, saran, usul


def teks(sel: Sel, *, nama: bool = False) -> str:
    """Return a cell as plain text: usual digits and spaces, nothing invisible, '' for what means nothing.

    nama  the cell names a person or a place: 'Nan' and 'None' in capitals as a name has them are kept
    """
    if sel is None:
        return ""
    if isinstance(sel, str):
        isi = _teks(sel)
        return "" if isi.lower() in KOSONG and not (nama and mungkin_nama(isi)) else isi
    return sel.get("t") or sel.get("a") or sel.get("r") or ""


def tolak_tak_terbaca(sel: Sel) -> None:
    """Refuse a cell that is neither text, number nor date, and text of which a letter is lost."""
    if isinstance(sel, Mapping) and "r" in sel:
        raise SelDitolak(
            _("Sel ini tidak terbaca sebagai teks, angka, atau tanggal; yang tertulis di berkasnya '%(isi)s'.")
            % {"isi": contoh(sel)},
            _("Ketik ulang isinya, atau salin lalu Tempel Khusus sebagai Nilai."),
        )
    if isinstance(sel, str) and HURUF_HILANG in sel:
        raise SelDitolak(
            _("Ada huruf yang rusak di sel ini: '%(isi)s'.") % {"isi": contoh(sel)},
            _("Ketik ulang isinya di sini, atau simpan ulang berkasnya sebagai .xlsx."),
        )


def mungkin_nama(isi: str) -> bool:
    """Whether a word that machines write for 'nothing' is written as a name: Nan, NAN, Null, None. NULL and NaN are not."""
    return isi.lower() in NAMA_ORANG and (isi.istitle() or isi in ("NAN", "NONE"))


@lru_cache(maxsize=65536)
def _teks(mentah: str) -> str:
    isi = rapikan_baris(buka_sandi(mentah), bentuk="NFKC")
    # The apostrophe that forces text in a spreadsheet is not part of the value.
    isi = isi.lstrip(f"{PETIK} ")
    if (cocok := re.fullmatch(r'="([^"]*)"', isi)) is not None:
        return _teks(cocok[1])  # ="0812…" is how spreadsheets keep digits as text
    return isi


def buka_sandi(mentah: str) -> str:
    """Return text with what another program left encoded read as meant: 'Sa&#039;adah', 'Jl. A_x000D_'. Once is enough."""
    isi, sebelum = mentah, ""
    while isi != sebelum and SANDI.search(isi):
        sebelum, isi = isi, SANDI.sub(_arti, isi)
    return isi


def _arti(cocok: re.Match[str]) -> str:
    tanda = cocok[0]
    return chr(int(tanda[2:6], 16)) if tanda.startswith("_x") else html.unescape(tanda)


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
