"""A limit on how often one address may try something that could be guessed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

import redis
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = TypeVar("View", bound=Callable[..., HttpResponse])


def alamat(request: HttpRequest) -> str:
    """The visitor's address. A proxy in front must replace, not append, X-Forwarded-For (docs/produksi)."""
    return str(request.META.get("REMOTE_ADDR") or "tanpa-alamat")


def batasi(nama: str, *, per_jam: int) -> Callable[[View], View]:
    """Allow `per_jam` POSTs in vain an hour from one address; after that 429 with a plain sentence.

    What succeeds gives its try back: an office of a hundred behind one address opens its accounts on one morning.
    SECURITY: without the counter nothing that could be guessed is tried: it fails closed.
    """

    def hias(view: View) -> View:
        @wraps(view)
        def dalam(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            kunci = f"batas:{nama}:{alamat(request)}"
            if not _boleh(kunci, per_jam):
                jawab = render(request, "429.html", status=429)
                jawab.headers["Retry-After"] = "3600"
                return jawab
            jawab = view(request, *args, **kwargs)
            if jawab.status_code < 400:
                _kembalikan(kunci)
            return jawab

        return dalam  # type: ignore[return-value]

    return hias


def _boleh(kunci: str, per_jam: int) -> bool:
    try:
        cache.add(kunci, 0, timeout=3600)
        return int(cache.incr(kunci)) <= per_jam
    except ValueError:
        cache.set(kunci, 1, timeout=3600)
        return True
    except redis.RedisError:
        return False


def _kembalikan(kunci: str) -> None:
    """Give a try back; when that fails the person has one less, no more than that."""
    with suppress(ValueError, redis.RedisError):
        cache.decr(kunci)
