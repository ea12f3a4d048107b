"""Promises that the database itself keeps: texts of a bearable length."""

from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual


def panjang_antara(paling_sedikit: int, paling_banyak: int) -> Q:
    """The condition that `isi` has so many characters."""
    return Q(GreaterThanOrEqual(Length("isi"), paling_sedikit)) & Q(LessThanOrEqual(Length("isi"), paling_banyak))
