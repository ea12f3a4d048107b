"""A rule's refusal that no form was there to take is answered in its own words, never as a fault of the program."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inti.keputusan import MasukanDitolak
from inti.penjelasan import kalimat

GetResponse = Callable[[HttpRequest], HttpResponse]


class PenolakanMiddleware:
    """A page about a day or a fact on which the law says nothing tells that, and since when it does. The API has its own words."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 422 with message and advice."""
        if not isinstance(exception, MasukanDitolak):
            return None
        isi = {"pesan": kalimat(exception.pesan), "saran": kalimat(exception.saran)}
        return render(request, "aturan/ditolak.html", isi, status=422)
