"""Request id, language and the rule that personal pages are never stored."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from inti import waktu
from inti.cara import FORMULIR
from inti.catatan import permintaan_id
from inti.kode import buat_kode

GetResponse = Callable[[HttpRequest], HttpResponse]


class CatatMiddleware:
    """Give each request an id: it is in the log lines and on the error page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kode = buat_kode(8)
        request.kode_permintaan = kode  # type: ignore[attr-defined]  # read by the error page
        token = permintaan_id.set(kode)
        try:
            response = self.get_response(request)
        finally:
            permintaan_id.reset(token)
        response.headers["X-Permintaan"] = kode
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class AlamatMiddleware:
    """Whom the request asks, and who asks.

    A port that no machine has is refused (400) before any page reads it. Behind our proxy, the visitor's
    address is the one that the proxy wrote: limits count visitors, not the proxy.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _gerbang_ada(request.META.get("HTTP_HOST", "")):
            raise DisallowedHost(f"gerbang di luar jangkauan: {request.META['HTTP_HOST'][:100]!r}")
        if settings.DI_BELAKANG_PROKSI:
            terakhir = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            request.META["REMOTE_ADDR"] = terakhir or request.META.get("REMOTE_ADDR", "")
        return self.get_response(request)


def _gerbang_ada(tuan_rumah: str) -> bool:
    """Whether a Host header names a port that exists, or none at all."""
    try:
        return urlsplit(f"//{tuan_rumah}").port != 0
    except ValueError:
        return False


class TanpaNolMiddleware:
    """Take NUL out of query and cookies: nobody types one, and the database refuses text that holds it.

    An address that holds one is asked for with another sign that no address has: pages and API each say that it isn't there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for kepala, nol in (("QUERY_STRING", r"%00|\x00"), ("HTTP_COOKIE", r"\\000|\x00")):
            if isi := request.META.get(kepala):
                request.META[kepala] = re.sub(nol, "", isi)
        request.path_info = request.path_info.replace("\x00", "\ufffd")
        return self.get_response(request)


class FormulirTanpaNolMiddleware:
    """Take NUL out of what a form sends, too. It stands behind whoever decides how large a form may be."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object) -> None:
        """Clean the form before its view reads it."""
        if request.method != "POST" or request.content_type not in FORMULIR:
            return
        if not any("\x00" in isi for nama, semua in request.POST.lists() for isi in (nama, *semua)):
            return
        bersih = request.POST.copy()
        for nama, semua in request.POST.lists():
            del bersih[nama]
            bersih.setlist(nama.replace("\x00", ""), [isi.replace("\x00", "") for isi in semua])
        bersih._mutable = False
        request.POST = bersih  # type: ignore[assignment]  # immutable by now, as the stubs expect


class BahasaMiddleware:
    """Indonesian for everyone who has not chosen English, whatever the browser prefers; times by the city's clocks."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        pilihan = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        bahasa = pilihan if pilihan in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(bahasa)
        timezone.activate(waktu.zona())
        request.LANGUAGE_CODE = bahasa
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", bahasa)
        return response


DRAF = "_draf"  # the hidden field by which a form names its draft
DRAF_SELESAI = "draf_selesai"
NAMA_DRAF = re.compile(r"[A-Za-z0-9_-]{1,80}(\.[a-z0-9]{1,20})?")  # form and subject, then the tab it stood in


def nama_draf(request: HttpRequest) -> str:
    """The draft that a form names; '' for a form that keeps none."""
    nama = request.POST.get(DRAF, "") if request.method == "POST" else ""
    return nama if NAMA_DRAF.fullmatch(nama) else ""


class DrafMiddleware:
    """The one place where a draft ends: a form that named one reached its view, which answered by leading on.

    A refused form is drawn again (422) and a preview is shown (200): the draft stays. The browser reads the
    cookie and forgets what it kept (static/js/draf.js). It stands last, so that a request turned away on the
    road, to the sign-in page for example, ends nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        nama = getattr(request, "draf_sampai", "")
        if nama and 300 <= response.status_code < 400:
            aman = settings.SESSION_COOKIE_SECURE
            response.set_cookie(DRAF_SELESAI, nama, max_age=600, secure=aman, httponly=False, samesite="Lax")
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object) -> None:
        """Note which draft was sent, once nobody before has turned the request away."""
        if nama := nama_draf(request):
            request.draf_sampai = nama  # type: ignore[attr-defined]  # read above
