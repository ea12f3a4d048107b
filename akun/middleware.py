"""Konteks once a request, and deny by default for every view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from akun import kewenangan, sesi
from akun.faktor import is_selama_belum
from akun.konteks import build_sesi
from inti.cara import halaman_asal
from inti.draf import is_tombol
from inti.middleware import nama_draf

GetResponse = Callable[[HttpRequest], HttpResponse]


class PenggunaMiddleware(AuthenticationMiddleware):
    """`request.user` by Django's own checks; the account's row comes with the session's."""

    def process_request(self, request: HttpRequest) -> None:
        """Costs nothing until somebody looks."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _pengguna(request))  # type: ignore[assignment]


def _pengguna(request: HttpRequest) -> Any:
    with sesi.dibaca(request.session):
        return get_user(request)


def _konteks(request: HttpRequest) -> kewenangan.Konteks:
    pengguna = request.user
    # Who asks decides first whether the session is read at all.
    return build_sesi(pengguna, request.session.hak if pengguna.is_authenticated else None)  # type: ignore[attr-defined]


class KonteksMiddleware:
    """`request.konteks`: who asks and with which roles. Costs nothing until somebody looks."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.konteks = SimpleLazyObject(lambda: _konteks(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        # SECURITY: a page made for somebody who signed in is never kept by a browser or proxy.
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store, private"
        return response


class KewenanganMiddleware:
    """A view without a declared rule answers 403 to everybody: forgetting is safe."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """Let pass, ask to sign in, or refuse."""
        cocok = request.resolver_match
        aturan = kewenangan.aturan_view(view, cocok.view_name if cocok else "")
        if aturan == kewenangan.PUBLIK:
            return None
        if aturan is None:
            raise PermissionDenied(_("Alamat ini belum dibuka untuk siapa pun."))
        if getattr(view, "cls", None) is not None:
            return None  # an API view: akun.izin.Kewenangan asks the same table with the token's scopes
        if not request.user.is_authenticated:
            return _ke_halaman_masuk(request)
        if request.konteks.perlu_faktor:  # type: ignore[attr-defined]
            return None if cocok and is_selama_belum(cocok.view_name) else _ke_langkah_kedua(request)
        if aturan != kewenangan.MASUK:
            kewenangan.require(request.konteks, aturan)  # type: ignore[attr-defined]
        return None


def _ke_halaman_masuk(request: HttpRequest) -> HttpResponse:
    """Lead to signing in and from there back to the page, or to the form that could not be sent; `putus` says why one is there."""
    if request.method == "POST":
        tujuan = halaman_asal(request)
        putus = "draf" if nama_draf(request) else "tombol" if is_tombol([*request.POST, *request.FILES]) else "kirim"
    else:
        tujuan, putus = request.get_full_path(), "buka" if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    masuk = resolve_url("account_login")
    return redirect_to_login(tujuan, f"{masuk}?putus={putus}" if putus else masuk)


def _ke_langkah_kedua(request: HttpRequest) -> HttpResponse:
    """Lead to the page that explains; a part of a page that asked leads the whole page there."""
    tujuan = resolve_url("akun:langkah-kedua")
    return HttpResponseClientRedirect(tujuan) if getattr(request, "htmx", False) else redirect(tujuan)
