"""The words of choices, kept per language: Django's get_x_display() copies and translates all of them for each row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import Choices
from django.utils.translation import get_language


def kata(pilihan: type[Choices], nilai: object) -> str:
    """The word for a stored value in the reader's language; what is not among the choices stays as it is, nothing is ''."""
    return "" if nilai is None else kamus(pilihan).get(nilai, str(nilai))


def kamus(pilihan: type[Choices]) -> Mapping[object, str]:
    """Every value with its word, in the reader's language; not to be changed."""
    return _kamus(pilihan, get_language())


@lru_cache(maxsize=256)
def _kamus(pilihan: type[Choices], bahasa: str | None) -> dict[object, str]:
    """`bahasa` is the one that is active: it only tells apart what is remembered."""
    return {nilai: str(teks) for nilai, teks in pilihan.choices}
