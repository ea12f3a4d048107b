"""Phone numbers: one number is one value however it is spelled, and grouped for the eye. Imports no Django."""

from __future__ import annotations

import re

_TANDA = re.compile(r"[\s.()/-]+")
_NEGARA = re.compile(r"^(?:(?:\+|00)620*|62(?=8[0-9]{8}))")  # +62 812…, 0062 812…, +62 0812…, 62812…
_NOL_HILANG = re.compile(r"8[0-9]{8,12}")  # a spreadsheet that took it for a number dropped the zero
_PONSEL = re.compile(r"(08[0-9]{2})([0-9]{4})([0-9]{2,6})")


def rapikan(nomor: str) -> str:
    """Return '081299990001' for '0812-9999-0001', '+62 812 9999 0001' and '81299990001': as it is kept and compared.

    Doing it twice is the same as once.
    """
    polos = _NEGARA.sub("0", _TANDA.sub("", nomor))
    return f"0{polos}" if _NOL_HILANG.fullmatch(polos) else polos


def kelompokkan(nomor: str) -> str:
    """Return '0812 9999 0001' for a mobile number in any spelling; anything else is returned unchanged."""
    cocok = _PONSEL.fullmatch(rapikan(nomor))
    return " ".join(cocok.groups()) if cocok else nomor
