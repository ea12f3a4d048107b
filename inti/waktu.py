"""The only module that reads the clock (a linter forbids it elsewhere)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONA = ZoneInfo("Asia/Jakarta")  # the city's time; Indonesia keeps no summer time


def now() -> datetime:
    """The present instant, aware."""
    return timezone.now()


def today() -> date:
    """Today's date in the city's time zone (Asia/Jakarta)."""
    return timezone.localdate()


def hari(pada: datetime) -> date:
    """The day of an instant in the city's time zone."""
    return timezone.localtime(pada).date()
