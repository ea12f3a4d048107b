"""The database refuses the impossible; this tells people what it said, in the words of the constraint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model


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
        nama = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        kendala = next((k for m in model for k in m._meta.constraints if k.name == nama), None)
        if kendala is None or kendala.violation_error_message == kendala.default_violation_error_message:
            raise
        raise ValidationError(kendala.get_violation_error_message(), code=nama) from error
