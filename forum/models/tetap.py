"""Promises that the database itself keeps: rows written once, texts of a bearable length."""

import pgtrigger
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual


def sekali_tulis() -> list[pgtrigger.Trigger]:
    """Triggers with which the database refuses to change or remove a row, whoever asks."""
    return [pgtrigger.Protect(name="sekali_tulis", operation=pgtrigger.Update | pgtrigger.Delete)]


def panjang_antara(paling_sedikit: int, paling_banyak: int) -> Q:
    """The condition that `isi` has so many characters."""
    return Q(GreaterThanOrEqual(Length("isi"), paling_sedikit)) & Q(LessThanOrEqual(Length("isi"), paling_banyak))
