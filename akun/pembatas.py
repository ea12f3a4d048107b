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
                return _terlalu_sering(request, 3600)
            jawab = view(request, *args, **kwargs)
            if jawab.status_code < 400:
                _kembalikan(kunci)
            return jawab

        return dalam  # type: ignore[return-value]

    return hias


def tunggu_semenit(request: HttpRequest) -> HttpResponse:
    """What allauth answers where its limits are reached: those that end in this page all look back one minute."""
    return _terlalu_sering(request, 60)


def _terlalu_sering(request: HttpRequest, detik: int) -> HttpResponse:
    """The page that says how long to wait, to the browser as well."""
    jawab = render(request, "429.html", {"sebentar": detik <= 60}, status=429)
    jawab.headers["Retry-After"] = str(detik)
    return jawab


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
