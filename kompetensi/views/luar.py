"""Pages of learning outside the catalogue."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import akses
from akun.models import KelompokData
from akun.pembacaan import buka_baris, buka_daftar
from akun.permintaan import konteks_of
from dokumen.sajian import sajikan
from inti import halaman
from inti.errors import UseCaseError
from inti.forms import add_errors
from kompetensi import selectors
from kompetensi.forms import BelajarLuarForm, PutusanForm
from kompetensi.models import BelajarLuar, StatusBelajarLuar
from kompetensi.services import luar as services
from kompetensi.views.belajar import tab

UKURAN = 20


@require_http_methods(["GET", "POST"])
@akses("kompetensi.luar_ajukan")
def ajukan(request: HttpRequest) -> HttpResponse:
    """Hand in evidence of learning."""
    isian = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BelajarLuarForm(*isian, konteks=konteks_of(request))
    if form.is_valid():
        try:
            services.create_belajar_luar(konteks=konteks_of(request), **form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Bukti terkirim. JP-nya terhitung setelah pengelola kepegawaian memeriksanya."))
            return redirect("kompetensi:belajar")
    if form.errors:
        form.tahan_berkas()
    return render(
        request, "kompetensi/luar_ajukan.html", {"tab": tab(request, "belajar"), "form": form}, status=422 if form.errors else 200
    )


def _belajar_luar(request: HttpRequest, kode: str) -> BelajarLuar:
    konteks = konteks_of(request)
    rows = selectors.list_belajar_luar(konteks).filter(kode=kode)
    return get_object_or_404(buka_baris(konteks, rows, KelompokData.KOMPETENSI, gettext_noop("Memeriksa bukti belajar")))


@require_safe
@akses("kompetensi.luar_lihat")
def bukti(request: HttpRequest, kode: str) -> HttpResponse:
    """The evidence itself, always as a download: what was uploaded is never shown as a page of ours."""
    return sajikan(request, _belajar_luar(request, kode).dokumen)


@require_safe
@akses("kompetensi.luar_periksa")
def periksa(request: HttpRequest) -> HttpResponse:
    """Evidence that waits, oldest first."""
    konteks = konteks_of(request)
    rows = BelajarLuar.objects.filter(status=StatusBelajarLuar.DIAJUKAN).select_related("jenis", "pegawai__unit")
    rows = kewenangan.scope(konteks, "kompetensi.luar_periksa", rows)
    lembar = halaman.buka(rows, ("pk",), request.GET.get("kursor", ""), UKURAN)
    tujuan = gettext_noop("Memeriksa bukti belajar")
    buka_daftar(konteks, lembar.baris, KelompokData.KOMPETENSI, tujuan, kode=lambda b: b.pegawai.kode)
    isi = {"tab": tab(request, "luar-periksa"), "lembar": lembar}
    return render(request, "kompetensi/luar_periksa.html", isi)


@require_http_methods(["GET", "POST"])
@akses("kompetensi.luar_periksa")
def putuskan(request: HttpRequest, kode: str) -> HttpResponse:
    """Accept at once, or ask for the reason of handing it back first."""
    konteks = konteks_of(request)
    obj = _belajar_luar(request, kode)
    kewenangan.require(konteks, "kompetensi.luar_periksa", obj)
    form = PutusanForm(request.POST if request.method == "POST" else None, initial={"putusan": "tolak"})
    if form.is_valid():
        terima = form.cleaned_data["putusan"] == "setuju"
        try:
            services.decide_belajar_luar(konteks=konteks, belajar=obj, terima=terima, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Diterima; JP-nya terhitung.") if terima else _("Dikembalikan dengan alasan Anda."))
            return redirect("kompetensi:luar-periksa")
    isi = {"tab": tab(request, "luar-periksa"), "obj": obj, "form": form}
    return render(request, "kompetensi/luar_tolak.html", isi, status=422 if form.errors else 200)
