"""What a device keeps for the time without a line: one page, and the worker that shows it (templates/pekerja.js)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inti.alamat import reverse, static
from inti.jinja import bahasa_kini

BERKAS = ("gaya/token.css", "gaya/dasar.css", "gaya/komponen.css", "gaya/merek.svg", "js/utama.js", "js/draf.js")


@require_safe
def luring(request: HttpRequest) -> HttpResponse:
    """The page of a lost line, in every language: it is kept before anybody knows who will read it."""
    kini = bahasa_kini()
    lain = [(kode, _kata(kode)) for kode, _nama in settings.LANGUAGES if kode != kini]
    return render(request, "luring.html", {"kata": _kata(kini), "lain": lain})


def _kata(bahasa: str) -> dict[str, str]:
    with translation.override(bahasa):
        return {
            "judul": _("Koneksi terputus"),
            "apa": _("Perangkat ini sedang tidak terhubung"),
            "simpanan": _("Isian yang belum terkirim dan tersimpan di perangkat ini:"),
            "lalu": _("Saat sinyal kembali, muat ulang halaman ini: isiannya kembali ke tempatnya, lalu kirim."),
            "muat": _("Muat ulang"),
        }


@require_safe
def pekerja(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address that never changes: browsers ask for it again by themselves.

    The addresses of what it keeps stand in it; they change with every release, and the browser then keeps the new ones.
    """
    simpanan = [reverse("luring"), *map(static, BERKAS)]
    jawab = render(request, "pekerja.js", {"simpanan": simpanan}, content_type="text/javascript; charset=utf-8")
    jawab.headers["Cache-Control"] = "no-cache"
    return jawab
