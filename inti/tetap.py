"""Components that are drawn once: what they draw follows from their parameters, the reader's language and the city alone.

A component file says so by `{% set tetap = true %}`. It is drawn without the request, so that nothing of whoever asks can
enter what others are shown: a component that asks for the request all the same is refused at its first use.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any

from django.utils.translation import get_language
from markupsafe import Markup

from inti import alamat, instansi

DIINGAT = 4096  # pieces of a process; the least used go first


def ingat(makro: Callable[..., Markup], tanpa_permintaan: Callable[..., Markup]) -> Callable[..., Markup]:
    """The component, drawn once for the same parameters, which must be hashable.

    tanpa_permintaan   (macro, *args, **kwargs): draws it without a request
    """

    @lru_cache(maxsize=DIINGAT)
    def gambar_sekali(_tanda: Hashable, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Markup:
        return tanpa_permintaan(makro, *args, **dict(kwargs))

    @wraps(makro, assigned=("name",), updated=())
    def gambar(*args: Hashable, **kwargs: Hashable) -> Markup:
        jenis = (*map(type, args), *map(type, kwargs.values()))  # 1 and True are equal, but not drawn alike
        return gambar_sekali((get_language(), alamat.tanda(), instansi.kini(), jenis), args, tuple(kwargs.items()))

    return gambar
