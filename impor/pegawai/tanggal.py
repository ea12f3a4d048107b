"""Days as people and spreadsheets write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from impor.pegawai.baca import Sel
from impor.pegawai.kolom import Kolom
from impor.pegawai.teks import SelDitolak, contoh, tanpa_nol, teks, tolak_rumus
from inti.keputusan import BULAN, format_nilai
from inti.masukan import baca_tanggal

HARI_NOL = date(1899, 12, 30)
BULAN_INGGRIS = {"may": "mei", "aug": "agu", "oct": "okt", "dec": "des"} | {
    "january": "januari", "february": "februari", "march": "maret", "june": "juni", "july": "juli",
    "august": "agustus", "october": "oktober", "december": "desember",
}  # fmt: skip


def baca_tanggal_sel(sel: Sel, kolom: Kolom) -> date:
    """A day: a date of Excel, or text in one of the usual forms."""
    if isinstance(sel, Mapping) and "a" in sel:
        return _dari_nomor_excel(sel["a"])
    isi = teks(sel)
    tolak_rumus(isi)
    return _wajar(_tanggal(isi), isi)


def _dari_nomor_excel(angka: str) -> date:
    nomor = tanpa_nol(angka)
    if nomor.isascii() and nomor.isdigit() and 1 <= int(nomor) <= 73_000:
        return _wajar(HARI_NOL + timedelta(days=int(nomor)), angka)
    raise SelDitolak(
        _("%(isi)s adalah bilangan, bukan tanggal.") % {"isi": contoh(angka)}, _("Tulis hari-bulan-tahun, misalnya 17-08-1990.")
    )


def _wajar(hari: date, isi: str) -> date:
    if not 1900 <= hari.year <= 2199:
        raise SelDitolak(
            _("Tahun %(tahun)s tidak mungkin di sini.") % {"tahun": hari.year},
            _("Tulis tahun dengan empat angka, misalnya 17-08-1990."),
        )
    return hari


@lru_cache(maxsize=16384)
def _tanggal(isi: str) -> date:
    baku = re.sub(r"[T ]00?:00(:00(\.0+)?)?Z?$", "", isi).strip()
    baku = re.sub(r"^([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})$", r"\1-\2-\3", baku)
    baku = re.sub(r"^([0-9]{1,2})[- /]([A-Za-z]+)\.?[- /]([0-9]{4})$", lambda c: f"{c[1]} {_bulan(c[2])} {c[3]}", baku)
    if (hari := baca_tanggal(baku)) is not None:
        return hari
    raise _tanggal_ditolak(isi, baku)


def _bulan(kata: str) -> str:
    return BULAN_INGGRIS.get(kata.lower(), kata)


def _tanggal_ditolak(isi: str, baku: str) -> SelDitolak:
    saran = _("Tulis hari-bulan-tahun, misalnya 17-08-1990, lalu cocokkan dengan surat keputusannya.")
    cocok = re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", baku)
    if cocok is None and (urut := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", baku)) is not None:
        hari, bulan, tahun = int(urut[3]), int(urut[2]), int(urut[1])
    elif cocok is not None:
        hari, bulan, tahun = int(cocok[1]), int(cocok[2]), int(cocok[3])
    elif re.fullmatch(r"[0-9]{1,2}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{2}", baku):
        return SelDitolak(_("Tahun di '%(isi)s' hanya dua angka.") % {"isi": contoh(isi)}, saran)
    else:
        return SelDitolak(_("'%(isi)s' bukan tanggal.") % {"isi": contoh(isi)}, saran)
    return SelDitolak(_di_luar_kalender(hari, bulan, tahun), saran)


def _di_luar_kalender(hari: int, bulan: int, tahun: int) -> str:
    if not 1 <= bulan <= 12:
        return _("Bulan ke-%(bulan)s tidak ada. Tanggal ditulis hari, bulan, tahun.") % {"bulan": bulan}
    if not 1 <= tahun <= 9999:
        return _("Tahun %(tahun)s tidak ada.") % {"tahun": tahun}
    return _("%(hari)s %(bulan)s %(tahun)s tidak ada di kalender. %(bulan)s %(tahun)s berakhir tanggal %(akhir)s.") % {
        "hari": hari,
        "bulan": BULAN[bulan - 1],
        "tahun": tahun,
        "akhir": monthrange(tahun, bulan)[1],
    }


def tanggal_teks(hari: date) -> str:
    """'1 April 2023', for messages."""
    return format_nilai(hari)
