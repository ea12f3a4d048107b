"""Pages of certificates: to look at, to print, to revoke, and for everybody to check."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import akses, publik
from akun.models import KelompokData
from akun.pembacaan import buka_baris
from akun.permintaan import konteks_of
from inti import waktu
from inti.errors import UseCaseError
from inti.forms import add_errors
from kompetensi import cetak, selectors
from kompetensi.forms import CabutForm
from kompetensi.models import Sertifikat
from kompetensi.services import sertifikat as services
from kompetensi.views.belajar import tab


def _sertifikat(request: HttpRequest, kode: str) -> Sertifikat:
    konteks = konteks_of(request)
    rows = selectors.list_sertifikat(konteks).filter(kode=kode)
    return get_object_or_404(buka_baris(konteks, rows, KelompokData.KOMPETENSI, gettext_noop("Membuka sertifikat")))


@require_safe
@akses("kompetensi.sertifikat_lihat")
def sertifikat(request: HttpRequest, kode: str) -> HttpResponse:
    """A certificate as it is printed, with its QR code."""
    return _tampilkan(request, _sertifikat(request, kode), CabutForm())


@require_safe
@akses("kompetensi.sertifikat_lihat")
def pdf(request: HttpRequest, kode: str) -> HttpResponse:
    """The certificate on paper."""
    obj = _sertifikat(request, kode)
    jawab = HttpResponse(cetak.cetak_pdf(obj, cetak.alamat_publik(request, obj)), content_type="application/pdf")
    jawab.headers["Content-Disposition"] = f'attachment; filename="Sertifikat {obj.nomor}.pdf"'
    return jawab


@require_http_methods(["POST"])
@akses("kompetensi.sertifikat_cabut")
def cabut(request: HttpRequest, kode: str) -> HttpResponse:
    """Revoke a certificate, with or without a new one."""
    obj = _sertifikat(request, kode)
    form = CabutForm(request.POST)
    if form.is_valid():
        try:
            baru = services.revoke_sertifikat(konteks=konteks_of(request), sertifikat=obj, **form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            teks = (
                _("Sertifikat dicabut dan penggantinya terbit.")
                if baru
                else _("Sertifikat dicabut; JP-nya tidak lagi terhitung.")
            )
            messages.success(request, teks)
            return redirect("kompetensi:sertifikat", kode=(baru or obj).kode)
    return _tampilkan(request, obj, form)


def _tampilkan(request: HttpRequest, obj: Sertifikat, form: CabutForm) -> HttpResponse:
    konteks = konteks_of(request)
    bisa_cabut = obj.dicabut_at is None and kewenangan.boleh(konteks, "kompetensi.sertifikat_cabut")
    orang_lain = bisa_cabut and kewenangan.allows(konteks, "kompetensi.sertifikat_cabut", obj)
    alamat = cetak.alamat_publik(request, obj)
    isi = {
        "tab": tab(request, ""),
        "s": obj,
        "masa": cetak.masa(obj),
        "alamat": alamat,
        "qr": cetak.qr_data_uri(alamat),
        "bisa_cabut": orang_lain,
        "petugas_lain": bisa_cabut and not orang_lain,
        "form": form,
    }
    return render(request, "kompetensi/sertifikat.html", isi, status=422 if form.errors else 200)


@require_safe
@publik
def periksa(request: HttpRequest) -> HttpResponse:
    """Where anybody types the code of a certificate. The code is no secret of a person, so it may stand in the address."""
    diketik = request.GET.get("kode", "").strip()[:200]
    if kode := selectors.bersihkan_kode(diketik):
        return redirect(reverse("kompetensi:periksa-kode", kwargs={"kode": kode}))
    return _umum(request, "kompetensi/periksa.html", {"diketik": diketik}, status=422 if diketik else 200)


@require_safe
@publik
def periksa_kode(request: HttpRequest, kode: str) -> HttpResponse:
    """Genuine, revoked, or unknown: for a stranger with the paper in hand, in three seconds.

    It shows what the paper shows and nothing else of the person. Codes hold 60 random
    bits, so a limit on tries protects the server's load only: that is the proxy's (docs).
    """
    hasil = selectors.check_sertifikat(kode)
    isi = {
        "hasil": hasil.hasil,
        "s": hasil.sertifikat,
        "masa": cetak.masa(hasil.sertifikat) if hasil.sertifikat else "",
        "kini": waktu.now(),
    }
    return _umum(request, "kompetensi/periksa_hasil.html", isi, status=404 if hasil.hasil == "tidak_ada" else 200)


def _umum(request: HttpRequest, templat: str, isi: Mapping[str, object], status: int) -> HttpResponse:
    jawab = render(request, templat, dict(isi), status=status)
    jawab.headers["Cache-Control"] = "no-store"  # 'revoked' must be seen at once
    jawab.headers["X-Robots-Tag"] = "noindex"  # names stay out of search engines
    return jawab
