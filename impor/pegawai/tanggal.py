"""Days as people and spreadsheets write them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from impor.pegawai.baca import Sel
from impor.pegawai.kolom import Kolom
from impor.pegawai.teks import SelDitolak, contoh, tanpa_nol, teks, tolak_rumus
from inti.keputusan import BULAN, format_nilai
from inti.tanggal import TAHUN_AKHIR, TAHUN_AWAL, baca_tanggal, urai_tanggal

HARI_NOL = date(1899, 12, 30)


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
    if not TAHUN_AWAL <= hari.year <= TAHUN_AKHIR:
        raise SelDitolak(
            _("Tahun %(tahun)s tidak mungkin di sini.") % {"tahun": hari.year},
            _("Tulis tahun dengan empat angka, misalnya 17-08-1990."),
        )
    return hari


@lru_cache(maxsize=16384)
def _tanggal(isi: str) -> date:
    """The day; a list is long and nobody looks at each cell, so a year of two digits is proposed, never taken."""
    bagian, hari = urai_tanggal(isi), baca_tanggal(isi)
    if bagian is not None and hari is not None and not bagian.singkat:
        return hari
    saran = _("Tulis hari-bulan-tahun, misalnya 17-08-1990, lalu cocokkan dengan surat keputusannya.")
    if bagian is None:
        raise SelDitolak(_("'%(isi)s' bukan tanggal.") % {"isi": contoh(isi)}, saran)
    if hari is None:
        raise SelDitolak(_di_luar_kalender(bagian.hari, bagian.bulan, bagian.tahun), saran)
    raise SelDitolak(_("Tahun di '%(isi)s' hanya dua angka.") % {"isi": contoh(isi)}, saran, f"{hari:%d-%m-%Y}")


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
