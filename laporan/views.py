"""The report centre: what may be asked for, what is being made, what lies ready."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.kewenangan import akses
from akun.permintaan import konteks_of
from dokumen.sajian import lampiran
from inti import halaman
from inti.errors import UseCaseError
from inti.forms import add_errors
from laporan import berkas as simpanan
from laporan import daftar_laporan, lingkup, selectors, services
from laporan.daftar_laporan import Laporan
from laporan.forms import ParameterForm
from laporan.models import Pekerjaan

SEHALAMAN = 10
JENIS_ISI = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}


@akses("laporan.buka")
@require_http_methods(["GET", "HEAD", "POST"])
def pusat(request: HttpRequest) -> HttpResponse:
    """Catalogue, form, running and finished reports; a POST asks for one."""
    konteks = konteks_of(request)
    katalog = daftar_laporan.list_laporan(konteks)
    kode = request.POST.get("laporan") or request.GET.get("laporan", "")
    pilihan = daftar_laporan.get_laporan(konteks, kode) or next(iter(katalog), None)
    form = _form(request, pilihan) if pilihan else None
    if request.method == "POST" and pilihan and form and form.is_valid():
        try:
            services.create_laporan(konteks=konteks, laporan=pilihan, form=form)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("%(judul)s sedang dibuat. Boleh meninggalkan halaman ini.") % {"judul": pilihan.judul})
            return redirect("laporan:pusat")
    isi = selectors.konteks_daftar(konteks) | {"katalog": katalog, "pilihan": pilihan, "form": form} | _selesai(request)
    return render(request, "laporan/pusat.html", isi, status=422 if form and form.errors else 200)


def _form(request: HttpRequest, laporan: Laporan) -> ParameterForm:
    """Bound to what was sent, or filled with what the address says (a list that leads here)."""
    pilihan: dict[str, Any] = {"konteks": konteks_of(request), "laporan": laporan}
    if request.method == "POST":
        return laporan.isian(request.POST, **pilihan)
    return laporan.isian(initial=laporan.isian.awal(request.GET), **pilihan)


def _selesai(request: HttpRequest) -> dict[str, Any]:
    rows = selectors.list_laporan_saya(konteks_of(request)).exclude(status__in=selectors.HIDUP)
    lembar = halaman.buka(rows, ("-pk",), request.GET.get("kursor", ""), SEHALAMAN)
    return {"halaman": lembar, "selesai": [selectors.Baris.of(p) for p in lembar.baris]}


@akses("laporan.buka")
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The two lists alone, fetched again while something runs."""
    isi = selectors.konteks_daftar(konteks_of(request)) | _selesai(request)
    return render(request, "laporan/daftar.html", isi)


@akses("laporan.pekerjaan")
@require_safe
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """One report: how far it is, what it was asked with, what can be done now."""
    p = _milik(request, kode)
    ringkas = [*p.parameter.get("ringkas", []), *([[_("Bentuk"), p.format.upper()]] if p.format else [])]
    jalan = [(_("Pusat laporan"), reverse("laporan:pusat"))]
    return render(request, "laporan/rinci.html", {"baris": selectors.Baris.of(p), "p": p, "ringkas": ringkas, "jalan": jalan})


@akses("laporan.pekerjaan")
@require_safe
def berkas(request: HttpRequest, kode: str) -> HttpResponse:
    """The result, for who asked and nobody else, while they may read what it holds; each download is noted."""
    p = _milik(request, kode)
    if not p.bisa_diunduh:
        return _kembali(request, p, _("Berkas ini sudah tidak disimpan. Buat lagi dengan pilihan yang sama."))
    if not lingkup.is_tercakup(konteks_of(request), p.lingkup):
        raise PermissionDenied(
            _(
                "Berkas ini memuat data di luar kewenangan Anda yang sekarang. Buat laporan baru; isinya mengikuti peran Anda hari ini."
            )
        )
    tempat = simpanan.folder() / Path(p.berkas).name
    try:
        isi = tempat.open("rb")
    except FileNotFoundError:
        return _kembali(request, p, _("Berkas ini tidak ditemukan di penyimpanan. Buat laporan baru dengan pilihan yang sama."))
    if request.method == "GET":
        services.record_unduhan(konteks=konteks_of(request), pekerjaan=p)
    jawab = lampiran(isi, nama=p.nama_berkas, tipe=JENIS_ISI.get(p.format, "application/octet-stream"))
    jawab.headers["Cache-Control"] = "no-store, private"
    return jawab


@akses("laporan.pekerjaan")
@require_POST
def batal(request: HttpRequest, kode: str) -> HttpResponse:
    """Cancel one's own job."""
    p = _milik(request, kode)
    try:
        services.cancel_pekerjaan(konteks=konteks_of(request), pekerjaan=p)
    except UseCaseError as error:
        return _kembali(request, p, str(error))
    messages.info(request, _("%(judul)s dibatalkan.") % {"judul": p.judul})
    return redirect("laporan:pusat")


@akses("laporan.pekerjaan")
@require_POST
def ulang(request: HttpRequest, kode: str) -> HttpResponse:
    """Ask again for the same."""
    p = _milik(request, kode)
    try:
        services.retry_pekerjaan(konteks=konteks_of(request), pekerjaan=p)
    except UseCaseError as error:
        return _kembali(request, p, str(error))
    messages.success(request, _("%(judul)s sedang dibuat lagi.") % {"judul": p.judul})
    return redirect("laporan:pusat")


def _milik(request: HttpRequest, kode: str) -> Pekerjaan:
    return get_object_or_404(selectors.list_pekerjaan(konteks_of(request)), kode=kode)


def _kembali(request: HttpRequest, p: Pekerjaan, pesan: str) -> HttpResponse:
    messages.warning(request, pesan)
    return redirect("laporan:rinci", kode=p.kode)
