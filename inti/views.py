"""Pages and answers that belong to no subject: health, language, a failed form check."""

from __future__ import annotations

import shutil
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inti import peristiwa, sehat
from inti.cara import halaman_asal
from inti.draf import is_tombol
from inti.middleware import nama_draf

RUANG_MIN = 200 * 1024 * 1024  # bytes of free disk below which this machine should take no work


@require_safe
@never_cache
def sehat_hidup(request: HttpRequest) -> JsonResponse:
    """The process answers. Costs no query."""
    return JsonResponse({"hidup": True})


@require_safe
@never_cache
def sehat_siap(request: HttpRequest) -> JsonResponse:
    """Whether this machine can work: database, migrations, queue, disk. 503 when it can't. `?rinci` adds what each app says."""
    bagian = {"basis_data": _basis_data(), "antrean": _antrean(), "ruang": shutil.disk_usage(settings.BASE_DIR).free > RUANG_MIN}
    siap = all(bagian.values())
    isi: dict[str, Any] = {"siap": siap, "bagian": bagian}
    if "rinci" in request.GET and bagian["basis_data"]:
        isi["rinci"] = sehat.rinci()
    jawab = JsonResponse(isi, status=200 if siap else 503)
    if not siap:
        jawab.headers["Retry-After"] = "10"
    return jawab


def _basis_data() -> bool:
    try:
        pelaksana = MigrationExecutor(connection)
        return not pelaksana.migration_plan(pelaksana.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _antrean() -> bool:
    try:
        return bool(peristiwa.klien().ping())
    except redis.RedisError:
        return False


@require_POST
def bahasa(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language in a cookie and go back to where the choice was made."""
    kembali = request.POST.get("kembali") or "/"
    aman = url_has_allowed_host_and_scheme(kembali, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    if not (aman and kembali.startswith("/")):  # the name of a place is no place
        kembali = "/"
    jawab = HttpResponseRedirect(kembali)
    pilihan = request.POST.get("bahasa", "")
    if pilihan in dict(settings.LANGUAGES):
        jawab.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            pilihan,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return jawab


def galat_500(request: HttpRequest) -> HttpResponse:
    """Something broke on our side: drawn without request, context or database, with the number that is in the log."""
    isi = {"kode": getattr(request, "kode_permintaan", "")}
    return HttpResponse(render_to_string("500.html", isi), status=500)


def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection ran out: say so, and whether what was typed in it is still there."""
    isi = {
        "disimpan": bool(nama_draf(request)),
        "tombol": is_tombol([*request.POST, *request.FILES]),
        "formulir": halaman_asal(request),
    }
    return render(request, "403_csrf.html", isi, status=403)
