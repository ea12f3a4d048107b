"""What stands in the tables, to compare before and after: a refusal leaves nothing, a second time changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps

Potret = dict[str, frozenset[str]]


def potret(*aplikasi: str) -> Potret:
    """Every row of every table of these apps as text, links between tables and histories included."""
    model = [m for nama in aplikasi for m in apps.get_app_config(nama).get_models(include_auto_created=True)]
    return {m._meta.label: frozenset(map(repr, m._base_manager.values_list())) for m in model}


@contextmanager
def tidak_berubah(*aplikasi: str) -> Iterator[None]:
    """Whatever happens inside leaves every table of these apps as it was."""
    sebelum = potret(*aplikasi)
    yield
    sesudah = potret(*aplikasi)
    assert {label: beda for label, rows in sesudah.items() if (beda := rows ^ sebelum[label])} == {}
