"""Pages over all processes: what waits for me, and a case with its holder, its next step and its trail."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akun.kewenangan import masuk
from akun.permintaan import konteks_of
from alur import proses, selectors
from inti import halaman

UKURAN = 30


@require_safe
@masuk
def menunggu(request: HttpRequest) -> HttpResponse:
    """Everything that waits for whoever asks, the nearest day first, with age and due day."""
    konteks = konteks_of(request)
    rows = selectors.list_menunggu(konteks)
    lembar = halaman.buka(rows, ("batas", "pk"), request.GET.get("kursor", ""), UKURAN)
    butir = selectors.with_ringkas(lembar.baris, konteks.per)
    return render(request, "alur/menunggu.html", {"halaman": lembar, "butir": butir, "per": konteks.per})


@require_safe
@masuk
def perkara(request: HttpRequest, nama: str, kode: str) -> HttpResponse:
    """Where a case stands, who holds it since when, what comes next, and its trail; for whoever may see it."""
    konteks = konteks_of(request)
    try:
        jenis = proses.get(nama)
    except KeyError:
        raise Http404 from None
    objek = selectors.get_objek(konteks, jenis, kode)
    if objek is None:
        raise Http404
    isi = {
        "proses": jenis,
        "ringkas": jenis.ringkas([kode]).get(kode),
        "posisi": selectors.get_posisi(konteks, jenis, objek),
        "jejak": selectors.list_jejak(jenis, kode),
    }
    return render(request, "alur/perkara.html", isi)
