"""Pages for everybody: what changed, and the trail of one matter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import publik
from akun.permintaan import konteks_of
from alur.selectors import list_langkah
from forum import jaga, lacak, tautan
from forum.perjalanan import susun
from forum.proses_tindak_lanjut import TINDAK_LANJUT
from forum.selectors import tindak_lanjut as pilih
from forum.selectors.aspirasi import find_utama, list_publik, with_perjalanan
from forum.services.kirim import support_aspirasi
from inti import halaman
from inti.errors import UseCaseError

UKURAN = 15
KEADAAN = {
    "": gettext_lazy("Semua"),
    "berubah": gettext_lazy("Berubah"),
    "dikerjakan": gettext_lazy("Dikerjakan"),
    "lewat": gettext_lazy("Lewat janji"),
    "tidak_bisa": gettext_lazy("Tidak bisa"),
}


@publik
@require_safe
def berubah(request: HttpRequest) -> HttpResponse:
    """What changed, what not yet, what can't, and why. Five queries."""
    konteks = konteks_of(request)
    daftar_unit = list(pilih.list_unit_terbit())
    unit = next((u for u in daftar_unit if u.kode == request.GET.get("unit")), None)
    keadaan = request.GET.get("keadaan", "")
    semua = pilih.list_terbit(konteks)
    rows = pilih.with_kabar(pilih.saring(semua, keadaan=keadaan, unit=unit, per=konteks.per))
    jumlah = pilih.hitung(pilih.saring(semua, keadaan="", unit=unit, per=konteks.per), konteks.per)
    isi = {
        "halaman": halaman.buka(rows, ("-terbit_at", "-pk"), request.GET.get("kursor", ""), UKURAN),
        "cip": [(k, kata, jumlah[k or "semua"], k == keadaan) for k, kata in KEADAAN.items()],
        "daftar_unit": daftar_unit,
        "unit": unit,
        "per": konteks.per,
    }
    return render(request, "forum/berubah.html", isi)


@publik
@require_safe
def jejak(request: HttpRequest, kode: str) -> HttpResponse:
    """One published follow-up: from the voices to the result."""
    konteks = konteks_of(request)
    rows = pilih.list_usulan(konteks) | pilih.list_terbit(konteks)
    baris = get_object_or_404(pilih.with_kabar(rows), kode=kode)
    isi = {
        "baris": baris,
        "tautan": tautan.list_tautan(konteks, "tindak_lanjut", baris.kode),
        "kata_pengirim": pilih.hitung_kata_pengirim(baris),
        "lewat": baris.hari_lewat(konteks.per),
        "dapat": {langkah.aksi for langkah in list_langkah(konteks, TINDAK_LANJUT, baris)} if konteks.masuk else set(),
        "boleh_naskah": kewenangan.allows(konteks, "tindak_lanjut.naskah", baris),
    }
    return render(request, "forum/jejak.html", isi)


@publik
@require_safe
def jejak_suara(request: HttpRequest, kode: str) -> HttpResponse:
    """One public input: what was said, what was answered, what came of it. Without its sender."""
    konteks = konteks_of(request)
    aspirasi = with_perjalanan(list_publik()).filter(kode=kode).first()
    if aspirasi is None:
        return _ke_utama(request, kode)
    isi = {
        "aspirasi": aspirasi,
        "perjalanan": susun(aspirasi, konteks.per),
        "tautan": tautan.list_tautan(konteks, "aspirasi", aspirasi.kode),
        "boleh_meja": kewenangan.allows(konteks, "aspirasi.lihat", aspirasi),
    }
    return render(request, "forum/jejak_suara.html", isi)


def _ke_utama(request: HttpRequest, kode: str) -> HttpResponse:
    """From a link to an input that was merged to where its voices count now. Raises Http404 where there is no such input."""
    utama = find_utama(kode)
    if utama is None:
        raise Http404
    messages.info(
        request, _("Suara yang Anda buka digabung ke suara ini, tentang hal yang sama. Pendukungnya terhitung di sini.")
    )
    return redirect("forum:jejak-suara", kode=utama.kode)


@publik
@require_POST
def dukung(request: HttpRequest, kode: str) -> HttpResponse:
    """'Me too': one voice an account or session."""
    konteks = konteks_of(request)
    if not konteks.masuk and not request.session.session_key:
        request.session.create()
    siapa = f"akun {konteks.pengguna.pk}" if konteks.masuk else f"sesi {request.session.session_key}"
    try:
        jaga.batasi(request, jaga.SUARA)
        aspirasi = support_aspirasi(konteks=konteks, kode=kode, siapa=siapa, dipegang=lacak.dipegang(request.session))
    except UseCaseError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Suara Anda terhitung: %(n)s mendukung.") % {"n": aspirasi.jumlah_dukungan})  # type: ignore[attr-defined]  # by with_dukungan
    return redirect(reverse("forum:jejak-suara", kwargs={"kode": kode}))
