"""What views ask of a request."""

from __future__ import annotations

from django.http import HttpRequest

from akun.kewenangan import Konteks


def konteks_of(request: HttpRequest) -> Konteks:
    """Who asks, with which rights; built once a request (akun.middleware)."""
    konteks: Konteks = request.konteks  # type: ignore[attr-defined]  # set by KonteksMiddleware
    return konteks
