"""The home page: of the city's people, and of everybody who works for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akun.kewenangan import publik
from akun.permintaan import konteks_of
from forum import beranda as suara_warga
from inti import beranda as kartu_beranda
from inti import tugas, waktu


@require_safe
@publik
def beranda(request: HttpRequest) -> HttpResponse:
    """One thing to do next. Visitors and citizens see what speaking changed; staff see their tasks."""
    konteks = konteks_of(request)
    if konteks.perlu_faktor:
        return redirect("akun:langkah-kedua")
    if not konteks.staf:
        return render(request, "forum/beranda_warga.html", suara_warga.isi(request))
    semua = tugas.daftar(konteks)
    sendiri = [t for t in semua if not t.tahu]  # what only waits for others is nothing to do now
    data = {
        "sapaan": _sapaan(),
        "panggilan": konteks.pengguna.get_short_name(),
        "hari_ini": konteks.per,
        "utama": sendiri[0] if sendiri else None,
        "berikut": sendiri[1:9],
        "sisa": len(sendiri[9:]),
        "di_orang_lain": [t for t in semua if t.tahu][:8],
        "kartu": kartu_beranda.daftar(konteks),
    }
    return render(request, "beranda.html", data)


def _sapaan() -> str:
    jam = waktu.now().astimezone(waktu.zona()).hour
    if jam < 11:
        return _("Selamat pagi")
    if jam < 15:
        return _("Selamat siang")
    return _("Selamat sore") if jam < 18 else _("Selamat malam")
