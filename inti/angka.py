"""Numbers as people write them, in both languages. Imports no Django; nobody else reads a number from text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from inti.teks import rapikan

DIGIT_MAKS = 30
PERSEN = "(%|persen|percent)"
DESIMAL_MAKS = 2  # of a number whose decimals nobody asked for


@dataclass(frozen=True)
class LebihDari:
    """A count that was cut for speed: there are more than `batas`. Shown as 99+, spoken as words; never taken for the number."""

    batas: int


class AngkaMeragukan(ValueError):  # noqa: N818  # a question, not a fault
    """Three digits behind one separator: thousands to one reader, a fraction to the next. Nobody guesses; it is asked.

    ribuan, desimal   the two readings
    """

    def __init__(self, ribuan: Decimal, desimal: Decimal) -> None:
        super().__init__(f"{ribuan} atau {desimal}")
        self.ribuan, self.desimal = ribuan, desimal


def is_persen(satuan: str) -> bool:
    """Whether a unit counts in hundredths: '%', 'persen', 'Persen pemohon'."""
    return re.match(rf"{PERSEN}(\s|$)", rapikan(satuan, bentuk="NFKC"), re.IGNORECASE) is not None


def baca_angka(teks: str, *, ribuan: str = "", persen: bool = False) -> Decimal | None:
    """Return the number that a text holds, None when it holds none.

    ribuan  the sign that groups thousands where this was typed: '.' on an Indonesian page, ',' on an English one,
            '' where nothing was agreed (machines)
    persen  what is counted is a percentage (is_persen), from 0 to 100: '95,5 %' says what is meant anyway

    '78,4' and '78.4' are 78.4 everywhere; '1.234,5' and '1,234.5' are 1234.5 everywhere.
    Raises AngkaMeragukan for '1.250' or '1,250' unless that sign groups thousands here.
    """
    polos = re.sub(r"\s", "", rapikan(teks, bentuk="NFKC")).replace("\u2212", "-")
    if persen:
        polos = re.sub(rf"{PERSEN}$", "", polos, flags=re.IGNORECASE)
    if len(polos) > DIGIT_MAKS or not re.fullmatch(r"[+-]?[.,]?[0-9][0-9.,]*", polos):
        return None
    tanda, badan = re.fullmatch(r"([+-]?)(.*)", polos).groups()  # type: ignore[union-attr]  # matches anything
    angka = _baca_badan(badan, ribuan)
    return None if angka is None else -angka if tanda == "-" else angka


def _baca_badan(badan: str, ribuan: str) -> Decimal | None:
    pemisah = [h for h in badan if h in ".,"]
    if not pemisah:
        return Decimal(badan)
    akhir = pemisah[-1]
    if len(set(pemisah)) == 2:
        kelompok = "," if akhir == "." else "."
        sah = re.fullmatch(rf"[0-9]{{1,3}}(\{kelompok}[0-9]{{3}})+\{akhir}[0-9]+", badan)
        return Decimal(badan.replace(kelompok, "").replace(akhir, ".")) if sah else None
    berkelompok = re.fullmatch(rf"[1-9][0-9]{{0,2}}(\{akhir}[0-9]{{3}})+", badan)
    utuh = Decimal(badan.replace(akhir, "")) if berkelompok else None
    if len(pemisah) > 1:
        return utuh
    pecahan = Decimal(badan.replace(akhir, ".")) if badan[-1] != akhir else None
    if utuh is None or akhir == ribuan:
        return pecahan if utuh is None else utuh
    assert pecahan is not None  # it ends in three digits
    raise AngkaMeragukan(utuh, pecahan)


def bulatkan(nilai: Decimal, desimal: int | None = None) -> Decimal:
    """Return `nilai` rounded as people round, half up; without `desimal` only the decimals that matter, at most two.

    Example: 67.59 with 1 → 67.6; 6.25 with 1 → 6.3; 12.50 → 12.5.
    """
    hasil = nilai.quantize(Decimal(1).scaleb(-(DESIMAL_MAKS if desimal is None else desimal)), ROUND_HALF_UP)
    if desimal is not None:
        return hasil
    polos = hasil.normalize()
    return polos.quantize(Decimal(1)) if polos.as_tuple().exponent > 0 else polos  # type: ignore[operator]  # finite


def bulatkan_persen(nilai: Decimal, desimal: int | None = None) -> Decimal:
    """Return a share from 0 to 100 rounded half up, never 100 while something is missing, nor 0 while something is there.

    Example: 99.96 with 1 → 99.9; 0.04 with 1 → 0.1; 84.698 with 1 → 84.7.
    """
    langkah = Decimal(1).scaleb(-(DESIMAL_MAKS if desimal is None else desimal))
    hasil = bulatkan(nilai, desimal)
    if nilai < 100 <= hasil:
        return 100 - langkah
    return langkah if hasil == 0 < nilai else hasil
