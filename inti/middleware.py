"""Request id, language and the rule that personal pages are never stored."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

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


class BahasaMiddleware:
    """Indonesian for everyone who has not chosen English, whatever the browser prefers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        pilihan = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        bahasa = pilihan if pilihan in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(bahasa)
        request.LANGUAGE_CODE = bahasa
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", bahasa)
        return response
