"""Half-open periods of days: the column of every history, and how people read one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import formats
from django.utils.translation import gettext as _

SATU_HARI = timedelta(days=1)


def sebut(masa: Any) -> str:
    """A period in words, its last day included: 'sejak 1 Maret 2018', '1 Januari 2024 sampai 31 Maret 2025'; '' for all time."""
    awal, akhir = masa.lower, masa.upper - SATU_HARI if masa.upper else None
    isi = {"a": _tanggal(awal), "b": _tanggal(akhir)}
    if awal and akhir:
        return _("%(a)s sampai %(b)s") % isi
    if awal:
        return _("sejak %(a)s") % isi
    return _("sampai %(b)s") % isi if akhir else ""


def _tanggal(hari: date | None) -> str:
    return str(formats.date_format(hari, "j F Y")) if hari else ""


class Masa(DateRange):  # type: ignore[misc]  # psycopg has no types for it
    """A period that reads as words wherever somebody shows it: admin, messages, choices."""

    def __str__(self) -> str:
        return "–" if self.isempty else sebut(self)


class MasaField(DateRangeField):
    """A column of days, half-open. What comes out of it is a `Masa`; migrations know it as the stock field."""

    def from_db_value(self, nilai: Any, expression: Any, connection: Any) -> Masa | None:
        """The period as read."""
        return None if nilai is None else Masa(nilai.lower, nilai.upper, nilai._bounds or "[)", empty=nilai.isempty)

    def deconstruct(self) -> Any:
        """The stock field: the difference is not in the database."""
        nama, _jalan, args, kwargs = super().deconstruct()
        asal = f"{DateRangeField.__module__}.{DateRangeField.__qualname__}"
        return nama, asal, args, kwargs
