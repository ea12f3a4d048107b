"""Until when an SKP is agreed: the one place for the day and its words."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

LAMA_MENILAI = timedelta(days=20)  # for superiors, after the last day of a quarter


def get_batas(tahun: int, *mulai: date | None) -> date:
    """The day from which an SKP of a year is late: 31 January, or the day on which somebody could begin, where that is later.

    mulai   start of duty, account or SKP; None where unknown
    """
    return max([date(tahun, 1, 31), *(m for m in mulai if m)])


def kata_batas(tahun: int, *mulai: date | None) -> str:
    """The deadline in words; kindly where it had passed before anybody could begin. `mulai` as in get_batas."""
    biasa = get_batas(tahun)
    isi = {"hari": date_format(biasa, "j F Y")}
    if get_batas(tahun, *mulai) > biasa:
        return _("Batas umumnya %(hari)s; sepakati secepatnya.") % isi
    return _("Batas sepakat %(hari)s.") % isi
