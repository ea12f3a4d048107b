"""Text as people type and paste it, brought into one form. Imports no Django; nobody else normalises text.

What is kept, compared and counted is what comes out of here: a line break is one
letter, whichever machine sent it, and what nobody can see is not there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Bentuk = Literal["NFC", "NFKC"]
_PUTUS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PENYAMBUNG = "\u200c\u200d"  # part of an emoji or of a script that joins its letters; nothing between Latin ones
_LATIN_AKHIR = 0x2FF
_TERSEMBUNYI = frozenset({"Cc", "Cf", "Cs"})
_DUA_TITIK = re.compile(r"(?<=\w)\.\.(?=\s|$)")


def rapikan(teks: str, *, bentuk: Bentuk = "NFC") -> str:
    """Return text in one form: '\\n' line ends, nothing invisible, at most one empty line between, nothing around it.

    bentuk  NFKC also brings full-width digits, ligatures and hard spaces to their plain forms: for lists and numbers

    Doing it twice is the same as once.
    """
    if teks.isascii() and teks.isprintable():
        return teks.strip()
    teks = unicodedata.normalize(bentuk, tanpa_tersembunyi(_PUTUS.sub("\n", teks)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(baris.rstrip() for baris in teks.split("\n"))).strip()


def rapikan_baris(teks: str, *, bentuk: Bentuk = "NFC") -> str:
    """Return the same on one line, with single spaces."""
    return " ".join(rapikan(teks, bentuk=bentuk).split())


def satu_titik(kalimat: str) -> str:
    """Return sentences whose last word may be a name with a title: 'Selamat datang, Yohana, S.AP..' ends in one full stop."""
    return _DUA_TITIK.sub(".", kalimat)


def nama_bergelar(depan: str, nama: str, belakang: str) -> str:
    """Return a name with its titles: 'Dr. Masdelima Manalu, S.AP.'."""
    return (f"{depan} " if depan else "") + nama + (f", {belakang}" if belakang else "")


def awal_kecil(kalimat: str) -> str:
    """Return words to stand inside a sentence: the first letter small, unless its word is an abbreviation.

    'Diterima, JP-nya terhitung' → 'diterima, JP-nya terhitung'; 'SKP disepakati' and 'JP-nya terhitung' stay.
    """
    return kalimat if kalimat[1:2].isupper() else kalimat[:1].lower() + kalimat[1:]


def tanpa_tersembunyi(teks: str) -> str:
    """Return the text without control characters, zero widths and signs that turn the reading; tabs and line ends stay."""
    return "".join(huruf for i, huruf in enumerate(teks) if huruf in "\n\t" or not _tersembunyi(teks, i))


def _tersembunyi(teks: str, i: int) -> bool:
    huruf = teks[i]
    if unicodedata.category(huruf) not in _TERSEMBUNYI:
        return False
    if huruf not in _PENYAMBUNG or not 0 < i < len(teks) - 1:
        return True
    return ord(teks[i - 1]) <= _LATIN_AKHIR or ord(teks[i + 1]) <= _LATIN_AKHIR or teks[i - 1] in _PENYAMBUNG
