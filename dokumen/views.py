"""The address of a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from akun.kewenangan import masuk
from dokumen.models import Dokumen
from dokumen.sajian import sajikan


@masuk
@require_http_methods(["GET", "HEAD", "POST"])
def buka(request: HttpRequest, kode: str) -> HttpResponse:
    """Any file by its code: the right is asked of the app that owns it, now. By POST where it is said what for."""
    return sajikan(request, get_object_or_404(Dokumen, kode=kode))
