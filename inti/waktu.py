"""The only module that reads the clock (a linter forbids it elsewhere)."""

from collections.abc import Callable
from datetime import date, datetime, time, tzinfo

from django.utils import timezone

_zona: list[Callable[[], tzinfo]] = [timezone.get_default_timezone]


def pakai_zona(fungsi: Callable[[], tzinfo]) -> None:
    """Say who knows the city's time zone (inti.instansi); until then it is that of the settings."""
    _zona[:] = [fungsi]


def zona() -> tzinfo:
    """The city's time zone; Indonesia keeps no summer time."""
    return _zona[0]()


def now() -> datetime:
    """The present instant, aware."""
    return timezone.now()


def today() -> date:
    """Today's date in the city's time zone."""
    return lokal(now()).date()


def lokal(pada: datetime) -> datetime:
    """An instant as the city's clocks show it."""
    return pada.astimezone(zona())


def awal(hari: date) -> datetime:
    """The first instant of a day in the city's time zone."""
    return datetime.combine(hari, time.min, zona())


def hari(pada: datetime) -> date:
    """The day of an instant in the city's time zone."""
    return lokal(pada).date()
