"""The database refuses the impossible; this tells people what it said, in the words of the constraint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

# Days that plans and promises of this city can lie on; what was typed far outside of it is a slip of the finger.
TANGGAL_AWAL, TANGGAL_AKHIR = date(2000, 1, 1), date(2099, 12, 31)
Baris = TypeVar("Baris")


def tanggal_wajar(*kolom: str, awal: date = TANGGAL_AWAL, akhir: date = TANGGAL_AKHIR) -> Q:
    """The condition that these date columns lie between two days, both included; empty ones may stay empty."""
    syarat = Q()
    for nama in kolom:
        syarat &= Q(**{f"{nama}__gte": awal, f"{nama}__lte": akhir})
    return syarat


def dilanggar(error: IntegrityError) -> str:
    """Name of the constraint that a write has broken, '' where the database doesn't say."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


@contextmanager
def terucap(*model: type[Model]) -> Iterator[None]:
    """Turn a violated constraint of these models into a ValidationError with its own message.

    One savepoint instead of a query for each constraint before the write, and right
    also when two people write at once. A constraint without words is a bug: it rises.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        nama = dilanggar(error)
        kendala = next((k for m in model for k in m._meta.constraints if k.name == nama), None)
        if kendala is None or kendala.violation_error_message == kendala.default_violation_error_message:
            raise
        raise ValidationError(kendala.get_violation_error_message(), code=nama) from error


def sekali(cari: Callable[[], Baris | None], buat: Callable[[], Baris]) -> Baris:
    """Make a row once: who comes second, also at the same instant, gets what the first has made.

    cari  finds what a unique column of the row leads to, or None
    buat  makes it, in one transaction of its own

    Raises what the database says where it refused for another reason.
    """
    try:
        with transaction.atomic():
            return buat()
    except IntegrityError:
        ada = cari()
        if ada is None:
            raise
        return ada
