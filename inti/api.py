"""The base of REST API v1: keyset pages, problem details (RFC 9457), ETags."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, set_rollback

from inti.errors import UseCaseError
from inti.halaman import Halaman

UKURAN_BAWAAN, UKURAN_MAKS = 50, 200
JUDUL = {
    400: gettext_lazy("Permintaan belum dapat dibaca"),
    401: gettext_lazy("Perlu token"),
    403: gettext_lazy("Di luar cakupan token ini"),
    404: gettext_lazy("Tidak ditemukan"),
    405: gettext_lazy("Cara ini tidak dilayani"),
    406: gettext_lazy("Bentuk ini tidak tersedia"),
    412: gettext_lazy("Data sudah berubah"),
    415: gettext_lazy("Bentuk kiriman tidak dikenal"),
    422: gettext_lazy("Masukan belum dapat diterima"),
    429: gettext_lazy("Terlalu sering"),
}


def problem(
    kode: int, rinci: str, *, galat: Iterable[Mapping[str, str]] = (), kepala: Mapping[str, str] | None = None, **lain: Any
) -> Response:
    """An error answer: type, title, status, detail, and each fault with its field."""
    isi: dict[str, Any] = {
        "type": "about:blank",
        "title": str(JUDUL.get(kode, _("Belum berhasil"))),
        "status": kode,
        "detail": rinci,
    }
    daftar = [dict(g) for g in galat]
    if daftar:
        isi["galat"] = daftar
    return Response(isi | lain, status=kode, headers=dict(kepala or {}), content_type="application/problem+json")


def problem_details(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Turn what a view raised into problem details; None lets a bug become a 500."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound(_("Data ini tidak ada, atau di luar cakupan token Anda."))
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied(str(exc) or _("Token ini tidak memuat cakupan yang diperlukan."))
    elif isinstance(exc, UseCaseError):
        set_rollback()
        return problem(422, str(exc), galat=[{"bidang": exc.field or "", "pesan": exc.message, "saran": exc.fix}])
    elif isinstance(exc, DataError):
        set_rollback()
        return problem(400, _("Salah satu nilai di luar batas yang dapat disimpan. Periksa angka dan tanggalnya."))
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    kepala = {}
    if cara_masuk := getattr(exc, "auth_header", None):
        kepala["WWW-Authenticate"] = str(cara_masuk)
    if tunggu := getattr(exc, "wait", None):
        kepala["Retry-After"] = str(int(tunggu))
    if isinstance(exc, serializers.ValidationError):
        galat = list(_galat(exc.detail))
        return problem(exc.status_code, galat[0]["pesan"] if galat else str(exc), galat=galat, kepala=kepala)
    return problem(exc.status_code, str(exc.detail), kepala=kepala)


def _galat(rinci: Any, bidang: str = "") -> Iterable[dict[str, str]]:
    """Flatten DRF's nested errors to {bidang, pesan}."""
    if isinstance(rinci, Mapping):
        for kunci, isi in rinci.items():
            nama = "" if kunci == "non_field_errors" else str(kunci)
            yield from _galat(isi, f"{bidang}.{nama}" if bidang and nama else bidang or nama)
    elif isinstance(rinci, list | tuple):
        for isi in rinci:
            yield from _galat(isi, bidang)
    else:
        yield {"bidang": bidang, "pesan": str(rinci)}


def baca_ukuran(request: Request) -> int:
    """Rows a page: `ukuran`, 1 to UKURAN_MAKS; anything else is refused with what is possible."""
    teks = request.query_params.get("ukuran", "")
    if not teks:
        return UKURAN_BAWAAN
    if not (teks.isascii() and teks.isdecimal()) or not 1 <= int(teks[:6]) <= UKURAN_MAKS:
        raise serializers.ValidationError({"ukuran": [_("Isi dengan angka 1 sampai %(maks)s.") % {"maks": UKURAN_MAKS}]})
    return int(teks)


def tolak_asing(request: Request, dikenal: Iterable[str] = ()) -> None:
    """Refuse a parameter that this address doesn't know, and name those it does: an answer to another question is no answer."""
    ada = sorted(dikenal)
    asing = sorted(set(request.query_params) - set(ada))
    if asing:
        kata = _("Parameter ini tidak dikenal. Yang ada: %(ada)s.") if ada else _("Alamat ini tidak memakai parameter.")
        raise serializers.ValidationError({nama[:60]: [kata % {"ada": ", ".join(ada)}] for nama in asing[:10]})


def jawab_halaman(request: Request, lembar: Halaman[Any], isi: list[Any]) -> Response:
    """A page of a list: rows and the addresses of its neighbours (null at the ends)."""

    def alamat(kursor: str) -> str | None:
        if not kursor:
            return None
        kueri = request.query_params.copy()
        kueri["kursor"] = kursor
        return iri_to_uri(f"{request.path}?{kueri.urlencode()}")

    return jawab(request, {"hasil": isi, "sebelum": alamat(lembar.sebelum), "sesudah": alamat(lembar.sesudah)})


def jawab(request: Request, isi: Any) -> Response:
    """An answer with an ETag over its content; 304 when the client has that very content."""
    badan = json.dumps(isi, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    etag = f'"{hashlib.blake2b(badan, digest_size=12).hexdigest()}"'
    dikenal = [e.strip().removeprefix("W/") for e in request.headers.get("If-None-Match", "").split(",")]
    if etag in dikenal or "*" in dikenal:
        kosong: HttpResponse = HttpResponseNotModified(headers={"ETag": etag})
        return kosong  # type: ignore[return-value]  # DRF lets a plain response through
    hasil = HttpResponse(badan, content_type="application/json", headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    patch_vary_headers(hasil, ["Authorization", "Accept"])
    return hasil  # type: ignore[return-value]


class TidakAda(APIView):
    """Every address below /api/ that is not there."""

    akses = "publik"
    authentication_classes = ()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer before anything else is asked."""
        raise exceptions.NotFound(_("Alamat ini tidak ada. Daftar alamat: /api/v1/skema/."))
