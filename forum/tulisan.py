"""Words and texts of the citizens' room: filters of our templates."""

from __future__ import annotations

from django.utils.safestring import SafeString

from forum import kata, teks


def naskah(isi: str) -> SafeString:
    """A post's Markdown as harmless HTML."""
    return teks.tampilkan(isi)


def kata_status(status: str) -> kata.Kata:
    """Badge and sentences of a status."""
    return kata.STATUS[status]


def kata_hasil(hasil: str) -> kata.Kata:
    """Badge and sentence of a follow-up's result."""
    return kata.HASIL[hasil]


def hari_lewat(tenggat: object, per: object) -> int:
    """Days by which a deadline has passed on the day `per`; 0 for none."""
    return max(0, (per - tenggat).days) if tenggat else 0  # type: ignore[operator]  # dates


FILTER = (naskah, kata_status, kata_hasil, hari_lewat)
