"""Counts that follow from rows: taken where they are read, never kept by adding to a column."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce


def jumlah(rows: QuerySet[Any], beda: str | Combinable = "pk") -> Coalesce:
    """How many of `rows` belong to the row outside (by an OuterRef), to annotate it with; `beda`: what is counted once."""
    satu = rows.order_by().annotate(satu=Value(1)).values("satu")
    return Coalesce(Subquery(satu.annotate(n=Count(beda, distinct=True)).values("n"), output_field=IntegerField()), 0)
