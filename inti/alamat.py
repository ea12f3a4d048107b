"""Addresses of pages, remembered: Django's reverse() tries patterns anew each time, and a list of 25 people asks 50 times."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import urls
from django.conf import settings

DIINGAT = 8192  # addresses; the least used go first


def reverse(nama: str, /, *args: Hashable, **kwargs: Hashable) -> str:
    """The address of a view by its name, as django.urls.reverse. Raises NoReverseMatch."""
    kunci = tuple(sorted(kwargs.items()))
    return _cari(nama, args, kunci, urls.get_script_prefix(), urls.get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=DIINGAT, typed=True)
def _cari(nama: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...], awalan: str, urlconf: Any) -> str:
    """`awalan` and `urlconf` only tell apart what is remembered: Django reads them itself."""
    return urls.reverse(nama, args=args, kwargs=dict(kwargs))
