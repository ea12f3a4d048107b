"""Addresses, remembered: Django's reverse() tries patterns anew each time, and a list of 25 people asks 50 times; a page
draws forty icons, and each time the storage of static files would look for the same sheet."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import urls
from django.conf import settings
from django.core.files.storage import storages
from django.templatetags import static as bawaan

DIINGAT = 8192  # addresses; the least used go first


def tanda() -> tuple[Hashable, ...]:
    """What addresses depend on besides their name: where the site begins, its views, and the storage of its static files."""
    return *situs(), storages["staticfiles"]


def situs() -> tuple[Hashable, ...]:
    """Where the site begins, and its views."""
    return urls.get_script_prefix(), urls.get_urlconf() or settings.ROOT_URLCONF


def reverse(nama: str, /, *args: Hashable, **kwargs: Hashable) -> str:
    """The address of a view by its name, as django.urls.reverse. Raises NoReverseMatch."""
    kunci = tuple(sorted(kwargs.items()))
    return _cari(nama, args, kunci, situs())


@lru_cache(maxsize=DIINGAT, typed=True)
def _cari(nama: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...], _situs: Hashable) -> str:
    """`_situs` only tells apart what is remembered: Django reads it itself."""
    return urls.reverse(nama, args=args, kwargs=dict(kwargs))


def static(jalur: str) -> str:
    """The address of a static file, as Django's `{% static %}`."""
    return _berkas(jalur, storages["staticfiles"], urls.get_script_prefix())


@lru_cache(maxsize=DIINGAT)
def _berkas(jalur: str, gudang: Any, awalan: str) -> str:
    """`gudang` (the storage, told apart by identity) and `awalan` only tell apart what is remembered."""
    return bawaan.static(jalur)
