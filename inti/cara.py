"""How an address may be asked: what only takes a form says where that form is, and large forms say how large."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])
BACA = ("GET", "HEAD")
MESIN = ("/api/", "/sehat/")  # addresses of machines
KEMBALI = "kembali"  # in the address of a form that couldn't be taken because its sender had to sign in first
BORANG = "application/x-www-form-urlencoded"
FORMULIR = (BORANG, "multipart/form-data")


def formulir_di(nama: str) -> Callable[[View], View]:
    """Declare at which address the form stands that this view takes, where that isn't the nearest page above it."""

    def hias(view: View) -> View:
        view.formulir_di = nama  # type: ignore[attr-defined]  # read by CaraMiddleware
        return view

    return hias


def banyak_isian(maks: int) -> Callable[[View], View]:
    """Declare that a form of this view may have up to `maks` fields: a tick for each of many people."""

    def hias(view: View) -> View:
        view.isian_maks = maks  # type: ignore[attr-defined]  # read by BanyakIsianMiddleware
        return view

    return hias


class BanyakIsianMiddleware:
    """Read large forms where a view declares them; everywhere else DATA_UPLOAD_MAX_NUMBER_FIELDS holds.

    It stands before whatever reads the form first, which is the CSRF check.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Raise TooManyFieldsSent (400) beyond what the view takes."""
        maks = getattr(view, "isian_maks", 0)
        if not maks or request.method != "POST" or request.content_type != BORANG:
            return
        try:
            isi = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=maks)
        except ValueError as error:
            raise TooManyFieldsSent(f"lebih dari {maks} isian") from error
        formulir = QueryDict(mutable=True)
        for nama, nilai in isi:
            formulir.appendlist(nama, nilai)
        formulir._mutable = False
        request.POST = formulir  # type: ignore[assignment]  # immutable by now, as the stubs expect


class SandiFormulirMiddleware:
    """Forms are written in UTF-8, as every browser writes them. One that names another code is refused (400) before it is read.

    It stands before whatever reads the form first, which is the CSRF check.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Raise BadRequest for another code; other names of UTF-8 ('utf8') are the same."""
        sandi = (request.content_params or {}).get("charset", "")
        if not sandi or request.content_type not in FORMULIR:
            return
        request.encoding = "utf-8"  # for the page that says no, too
        if not _utf8(sandi):
            raise BadRequest("formulir tidak ditulis dalam UTF-8")


def _utf8(sandi: str) -> bool:
    try:
        return codecs.lookup(sandi.strip("'\" ")).name == "utf-8"
    except (LookupError, ValueError):
        return False


class CaraMiddleware:
    """No empty 405: a person reads that opening it sends nothing and goes on to the page with the form, a machine gets JSON."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        if request.path.startswith(MESIN):
            return _problem(response)
        formulir = request.method in BACA
        if formulir and KEMBALI in request.GET:
            return redirect(halaman_formulir(request))
        isi = {"formulir": formulir, "tujuan": halaman_formulir(request) if formulir else request.path}
        halaman = render(request, "405.html", isi, status=405)
        halaman.headers["Allow"] = response.headers["Allow"]
        return halaman


def halaman_asal(request: HttpRequest) -> str:
    """The page of ours from which a form was sent, with its parameters; where the browser names none, the way to it (KEMBALI)."""
    asal = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asal, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return f"{request.path}?{KEMBALI}=1"
    bagian = urlsplit(asal)
    return f"/{bagian.path.lstrip('/')}{'?' if bagian.query else ''}{bagian.query}"  # never //another.host


def _problem(response: HttpResponse) -> HttpResponse:
    """The same as problem details, for addresses of machines that are no view of the REST framework."""
    cara = response.headers["Allow"]
    isi = {
        "type": "about:blank",
        "title": _("Cara ini tidak dilayani"),
        "status": 405,
        "detail": _("Alamat ini melayani: %(cara)s.") % {"cara": cara},
    }
    return JsonResponse(isi, status=405, content_type="application/problem+json", headers={"Allow": cara})


def halaman_formulir(request: HttpRequest) -> str:
    """The address of the page that holds the form: declared by the view, or the nearest one above that exists."""
    cocok = request.resolver_match
    if cocok and (nama := getattr(cocok.func, "formulir_di", "")):
        return reverse(nama)
    bagian = request.path.strip("/").split("/")
    for n in range(len(bagian) - 1, 0, -1):
        alamat = f"/{'/'.join(bagian[:n])}/"
        try:
            resolve(alamat)
        except Resolver404:
            continue
        return alamat
    return "/"
