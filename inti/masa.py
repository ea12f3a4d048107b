"""Half-open periods of days: the column of every history, and how people read one and type one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.forms import DateRangeField as IsianRentang
from django.contrib.postgres.forms import RangeWidget
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import formats
from django.utils.translation import gettext as _

from inti.forms import TanggalField

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


class MasaInput(RangeWidget):
    """Two days with their names: the first, and the last one that counts."""

    template_name = "django/forms/widgets/masa.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(forms.DateInput, attrs)

    def decompress(self, value: Any) -> tuple[date | None, date | None]:
        """The two days of a period."""
        return _dua_hari(value) if value else (None, None)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what each of the two is called."""
        isi: dict[str, Any] = super().get_context(name, value, attrs)
        for bagian, nama in zip(isi["widget"]["subwidgets"], (_("Mulai"), _("Hari terakhir (boleh kosong)")), strict=True):
            bagian["nama"] = nama
            bagian["attrs"].pop("aria-label", None)
        return isi


class MasaIsian(IsianRentang):
    """A period as people type it: both days count. In the column the end is the day after."""

    base_field = TanggalField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": MasaInput} | kwargs)
        self.error_messages["bound_ordering"] = _("Hari terakhirnya mendahului hari mulainya. Periksa kedua tanggalnya.")

    def prepare_value(self, value: Any) -> Any:
        """The two days as they are shown."""
        return list(_dua_hari(value)) if isinstance(value, DateRange) else super().prepare_value(value)

    def compress(self, values: Any) -> Masa | None:
        """The period of two days. Raises ValidationError for a last day before the first."""
        masa = super().compress(values)
        return None if masa is None else Masa(masa.lower, masa.upper + SATU_HARI if masa.upper else None)


def _dua_hari(masa: Any) -> tuple[date | None, date | None]:
    return masa.lower, masa.upper - SATU_HARI if masa.upper else None


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

    def formfield(self, **kwargs: Any) -> Any:
        """Two named days, the last one included."""
        return super().formfield(**{"form_class": MasaIsian} | kwargs)
