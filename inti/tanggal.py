"""Days as people write them. Imports no Django; nobody else reads a date from text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from inti.keputusan import BULAN
from inti.teks import rapikan_baris

TAHUN_AWAL, TAHUN_AKHIR = 1900, 2199
# Two digits mean a year of this window: '49' is 2049, '50' is 1950. Nobody in service was born before it.
JENDELA_AKHIR = 2049
_EJAAN_LAIN = {
    "agt": "agu", "ags": "agu", "sept": "sep", "nop": "nov", "nopember": "nov", "pebruari": "feb", "peb": "feb",
    "may": "mei", "aug": "agu", "oct": "okt", "dec": "des", "january": "jan", "february": "feb", "march": "mar",
    "june": "jun", "july": "jul", "august": "agu", "october": "okt", "december": "des",
}  # fmt: skip
_BULAN = {n.lower(): i for i, n in enumerate(BULAN, 1)} | {n[:3].lower(): i for i, n in enumerate(BULAN, 1)}
_HARI = re.compile(
    r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? ", re.IGNORECASE
)
_JAM = re.compile(r"[T ]00?:00(:00(\.0+)?)?Z?$")
_TAHUN_DEPAN = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_ANGKA = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_KATA = re.compile(r"([0-9]{1,2})[-/. ]?([A-Za-z]{3,9})[-/., ]{0,2}([0-9]{4}|[0-9]{2})")
_RAPAT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_TANPA_TAHUN = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})|([0-9]{1,2})[-/. ]?([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.? ([0-9]{1,2})")
_SEBUTAN = {
    "hari ini": 0, "kemarin": -1, "kemarin dulu": -2, "besok": 1, "lusa": 2, "today": 0, "yesterday": -1, "tomorrow": 1,
}  # fmt: skip
_KATA_INGGRIS = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})")


class Bagian(NamedTuple):
    """Day, month and year as they were written; they need not exist. `singkat`: the year has two digits."""

    hari: int
    bulan: int
    tahun: int
    singkat: bool


def urai_tanggal(teks: str) -> Bagian | None:
    """Return the parts of a written day, None when it isn't written like one. The day comes before the month."""
    baku = _baku(teks)
    if cocok := _TAHUN_DEPAN.fullmatch(baku):
        return Bagian(int(cocok[3]), int(cocok[2]), int(cocok[1]), False)
    if cocok := _ANGKA.fullmatch(baku):
        return _bagian(cocok[1], int(cocok[2]), cocok[3])
    if cocok := _RAPAT.fullmatch(baku):
        return _rapat(_bagian(cocok[1], int(cocok[2]), cocok[3]))
    if cocok := _KATA.fullmatch(baku):
        bulan = _nomor_bulan(cocok[2])
        return _bagian(cocok[1], bulan, cocok[3]) if bulan else None
    if (cocok := _KATA_INGGRIS.fullmatch(baku)) and (bulan := _nomor_bulan(cocok[1])):
        return _bagian(cocok[2], bulan, cocok[3])
    return None


def baca_tanggal(teks: str, hari_ini: date | None = None) -> date | None:
    """Return the day written as 2026-06-01, 01-06-2026, 1/6/26, 010626, 1 Juni 2026 or 1 jun 26; None when there is no such day.

    A year of two digits lies in the window that ends with JENDELA_AKHIR.

    hari_ini   the day from which 'hari ini', 'kemarin' and 'besok' are counted; without it these say nothing
    """
    jarak = _SEBUTAN.get(_baku(teks).lower()) if hari_ini else None
    if hari_ini is not None and jarak is not None:
        return hari_ini + timedelta(days=jarak)
    bagian = urai_tanggal(teks)
    if bagian is None:
        return None
    try:
        return date(bagian.tahun, bagian.bulan, bagian.hari)
    except ValueError:
        return None


def tanpa_tahun(teks: str, hari_ini: date) -> date | None:
    """The day that somebody wrote without its year, '8 November' or '8-11', in the last year that had it; None for all else."""
    cocok = _TANPA_TAHUN.fullmatch(_baku(teks))
    if cocok is None:
        return None
    hari = int(cocok[1] or cocok[3] or cocok[6])
    bulan = int(cocok[2]) if cocok[2] else _nomor_bulan(cocok[4] or cocok[5])
    for tahun in range(hari_ini.year, hari_ini.year - 8, -1):  # 29 February is there once in eight years at least
        try:
            return date(tahun, bulan, hari)
        except ValueError:
            continue
    return None


def _baku(teks: str) -> str:
    """The text in one spelling, without the name of the day and a midnight behind it."""
    return _JAM.sub("", _HARI.sub("", rapikan_baris(teks, bentuk="NFKC")))


def _rapat(bagian: Bagian) -> Bagian | None:
    """A day of digits alone, as long as it looks like one: many other numbers have six or eight of them."""
    return bagian if 1 <= bagian.bulan <= 12 and TAHUN_AWAL <= bagian.tahun <= TAHUN_AKHIR else None


def _bagian(hari: str, bulan: int, tahun: str) -> Bagian:
    if len(tahun) == 4:
        return Bagian(int(hari), bulan, int(tahun), False)
    abad = JENDELA_AKHIR - JENDELA_AKHIR % 100
    penuh = abad + int(tahun)
    return Bagian(int(hari), bulan, penuh if penuh <= JENDELA_AKHIR else penuh - 100, True)


def _nomor_bulan(kata: str) -> int:
    kata = _EJAAN_LAIN.get(kata.lower(), kata.lower())
    return _BULAN.get(kata, 0)
