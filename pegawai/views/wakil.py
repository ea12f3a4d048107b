"""Handing routine decisions to a colleague: who stands in now and later, a new letter, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from inti.errors import UseCaseError
from inti.forms import add_errors
from pegawai import selectors, services, susunan
from pegawai.forms_wakil import CabutForm, WakilForm
from pegawai.models import Delegasi, Pegawai


@require_safe
@akses("delegasi.atur")
def saya(request: HttpRequest) -> HttpResponse:
    """One's own substitutes; accounts without a person go home."""
    kode = konteks_of(request).pegawai_kode
    return redirect("pegawai:wakil", kode=kode) if kode else redirect("beranda")


@require_http_methods(["GET", "POST"])
@akses("delegasi.atur")
def wakil(request: HttpRequest, kode: str) -> HttpResponse:
    """Who stands in for a person, and for whom that person stands in; with the form for a new letter."""
    konteks = konteks_of(request)
    pegawai = _pegawai(konteks, kode)
    form = WakilForm(request.POST if request.method == "POST" else None, konteks=konteks, pegawai=pegawai)
    if form.is_valid():
        try:
            baru = services.create_delegasi(konteks=konteks, dari=pegawai, isi=form.isi())
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            pesan = _("Tercatat. %(wakil)s mewakili %(nama)s sampai hari terakhir yang ditulis.")
            messages.success(request, pesan % {"wakil": baru.kepada.nama, "nama": pegawai.nama})
            return redirect("pegawai:wakil", kode=kode)
    isi = {
        "pegawai": pegawai,
        "sendiri": pegawai.pk == konteks.pegawai_id,
        "keluar": susunan.list_delegasi(dari=pegawai),
        "masuk": susunan.list_delegasi(kepada=pegawai),
        "form": form,
        "hari_ini": konteks.per,
    }
    return render(request, "pegawai/wakil.html", isi, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@akses("delegasi.atur")
def cabut(request: HttpRequest, kode: str, nomor: str) -> HttpResponse:
    """Take a mandate back, with the reason."""
    konteks = konteks_of(request)
    pegawai = _pegawai(konteks, kode)
    delegasi = get_object_or_404(Delegasi.objects.select_related("kepada"), dari=pegawai, kode=nomor)
    form = CabutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.cancel_delegasi(konteks=konteks, delegasi=delegasi, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Sudah dicabut. Keputusan kembali kepada pejabatnya sendiri."))
            return redirect("pegawai:wakil", kode=kode)
    isi = {"pegawai": pegawai, "delegasi": delegasi, "form": form}
    return render(request, "pegawai/wakil_cabut.html", isi, status=422 if form.errors else 200)


def _pegawai(konteks: Konteks, kode: str) -> Pegawai:
    pegawai = get_object_or_404(selectors.list_pegawai(konteks), kode=kode)
    if not kewenangan.allows(konteks, "delegasi.atur", pegawai):
        raise Http404
    return pegawai
