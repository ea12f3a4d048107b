"""Pages of messages: the inbox, how one wants to be told, stopping mails, the demonstration's mails."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.faktor import CARA_TAMBAH_EMAIL
from akun.kewenangan import masuk, publik
from akun.permintaan import konteks_of
from inti import halaman
from inti.cara import formulir_di
from inti.errors import UseCaseError
from inti.forms import add_errors
from kabar import berhenti as tanda_berhenti
from kabar import dorong, selectors, services
from kabar import jenis as daftar_jenis
from kabar.forms import SetelanForm
from kabar.papan import baca_gerak, nyala_papan, susun_kotak, susun_papan
from kabar.services import SetelanBerubahError

UKURAN = 30
SURAT_BERLANGGANAN_MAKS = 4000  # bytes of what a browser tells about itself


@require_safe
@masuk
def kotak(request: HttpRequest) -> HttpResponse:
    """One's own messages, newest first. Three queries."""
    konteks = konteks_of(request)
    belum, kelompok = bool(request.GET.get("belum")), request.GET.get("kelompok", "")
    rows = selectors.list_kotak(konteks, belum=belum, kelompok=kelompok)
    lembar = halaman.buka(rows, ("-pk",), request.GET.get("kursor", ""), UKURAN)
    isi = {
        "halaman": lembar,
        "butir": susun_kotak(lembar.baris),
        "belum": belum,
        "kelompok": kelompok,
        "daftar_kelompok": daftar_jenis.list_kelompok(konteks),
        "jumlah": selectors.count_belum_dibaca(konteks),
        "sampai": selectors.get_terbaru(konteks),
    }
    return render(request, "kabar/kotak.html", isi)


@require_safe
@masuk
def buka(request: HttpRequest, kode: str) -> HttpResponse:
    """Open one message: it is read, and leads to what it is about. A message without a page of its own is shown here."""
    konteks = konteks_of(request)
    baris = get_object_or_404(selectors.list_kotak(konteks), kabar__kode=kode)
    if request.method == "GET":
        services.record_dibaca(konteks=konteks, penerimaan=baris)
    (butir,) = susun_kotak([baris])
    tujuan = butir.jenis.alamat(baris.kabar.subjek)
    return redirect(tujuan) if tujuan else render(request, "kabar/rinci.html", {"butir": butir})


@formulir_di("kabar:kotak")
@require_POST
@masuk
def tandai_semua(request: HttpRequest) -> HttpResponse:
    """Mark everything read that the page showed."""
    sampai = request.POST.get("sampai", "")
    jumlah = 0
    if sampai.isdecimal() and len(sampai) < 19:
        jumlah = services.record_dibaca_semua(konteks=konteks_of(request), sampai=int(sampai))
    kata = ngettext("%(n)s kabar ditandai sudah dibaca.", "%(n)s kabar ditandai sudah dibaca.", jumlah)
    messages.success(request, kata % {"n": jumlah})
    return redirect("kabar:kotak")


@require_http_methods(["GET", "HEAD", "POST"])
@masuk
def atur(request: HttpRequest) -> HttpResponse:
    """How one wants to be told: by mail at once or once a day, when not, and each kind by each channel."""
    konteks = konteks_of(request)
    setelan, pilihan = selectors.get_setelan(konteks), selectors.get_pilihan(konteks)
    papan = daftar_jenis.list_untuk(konteks)
    semula = nyala_papan(papan, pilihan)
    if request.method != "POST":
        return _atur(request, SetelanForm.dari(setelan), pilihan, semula)
    form = SetelanForm.dari(setelan, request.POST)
    terlihat = request.POST.getlist("semula") if "semula" in request.POST else semula
    gerak = baca_gerak(papan, request.POST.getlist("nyala"), terlihat)
    if form.is_valid():
        try:
            services.update_setelan(konteks=konteks, pilihan=gerak, sunting=form.suntingan(), **form.tanpa_versi())
        except SetelanBerubahError as error:
            form.tolak(error, SetelanForm.nilai(error.kini))
            terlihat = semula
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Setelan kabar tersimpan."))
            return redirect("kabar:atur")
    return _atur(request, form, pilihan | gerak, terlihat)


def _atur(request: HttpRequest, form: SetelanForm, pilihan: dict[tuple[str, str], bool], semula: list[str]) -> HttpResponse:
    konteks = konteks_of(request)
    isi = {
        "form": form,
        "papan": susun_papan(daftar_jenis.list_untuk(konteks), pilihan),
        "semula": semula,
        "kunci_dorong": dorong.kunci_umum(),
        "perangkat": selectors.count_perangkat(konteks),
        "tanpa_email": not konteks.pengguna.email,
        "cara_email": CARA_TAMBAH_EMAIL if konteks.punya_faktor else "",
    }
    return render(request, "kabar/atur.html", isi, status=form.status)


# --- devices ------------------------------------------------------------------------------------------


@formulir_di("kabar:atur")
@require_POST
@masuk
def langganan(request: HttpRequest) -> HttpResponse:
    """A browser says where to push, or that it wants no more (`hapus`). Answers in JSON to static/js/dorong.js."""
    try:
        isi: Any = json.loads(request.body[:SURAT_BERLANGGANAN_MAKS])
        alamat, kunci = str(isi["endpoint"]), isi.get("keys") or {}
        rahasia = [kata if kata.isascii() else "" for kata in (str(kunci.get("p256dh", "")), str(kunci.get("auth", "")))]
        hapus = bool(isi.get("hapus"))
        if not (alamat.isascii() and alamat.isprintable()):
            raise ValueError("not what a browser sends")  # answered below, as whatever else can't be read
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return JsonResponse({"pesan": _("Perangkat ini belum terdaftar. Muat ulang halaman, lalu coba lagi.")}, status=400)
    konteks = konteks_of(request)
    if hapus:
        services.delete_langganan(konteks=konteks, alamat=alamat)
        return HttpResponse(status=204)
    try:
        services.create_langganan(
            konteks=konteks,
            alamat=alamat,
            kunci=rahasia[0],
            rahasia=rahasia[1],
            bahasa=request.LANGUAGE_CODE,
        )
    except UseCaseError as error:
        return JsonResponse({"pesan": str(error)}, status=422)
    return HttpResponse(status=204)


# --- stopping mails --------------------------------------------------------------------------------------


# SECURITY: without a token of the form, because a mail program posts here by itself (RFC 8058); the signed address is the
# right to do this one thing. Looking at it does nothing: programs that check mails for dangers follow every link.
@publik
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def berhenti(request: HttpRequest, tanda: str) -> HttpResponse:
    """Stop mails by one click, without signing in. Twice is the same as once."""
    permintaan = tanda_berhenti.baca_tanda(tanda)
    if permintaan is None:
        raise Http404(_("Tautan ini tidak lengkap. Salin seluruhnya dari suratnya."))
    if request.method == "POST":
        services.end_surat(permintaan=permintaan)
    jenis = daftar_jenis.find(permintaan.jenis).judul if permintaan.jenis else ""
    isi = {"jenis": jenis, "alamat": bool(permintaan.sidik), "sudah": request.method == "POST"}
    return render(request, "kabar/berhenti.html", isi)


# --- the demonstration's mails ------------------------------------------------------------------------------


@require_safe
@publik
def surat_contoh(request: HttpRequest) -> HttpResponse:
    """The mails of the demonstration city. SECURITY: they hold links that reset passwords: nowhere but there."""
    if not selectors.is_ada_contoh():
        raise Http404(_("Halaman ini hanya ada di kota contoh."))
    lembar = halaman.buka(selectors.list_contoh(), ("-pk",), request.GET.get("kursor", ""), UKURAN)
    konteks = konteks_of(request)
    milik = konteks.pengguna.email if konteks.masuk else ""
    butir = [
        (surat, [_baris(baris, request.get_host(), surat.kepada == milik) for baris in surat.teks.splitlines()])
        for surat in lembar.baris
    ]
    return render(request, "kabar/surat_contoh.html", {"halaman": lembar, "butir": butir})


def _baris(teks: str, tuan: str, milik: bool) -> tuple[str, str]:
    """A line of a mail, and the address that it ends with where that leads to a page of this very site which the reader may
    open: any page in a mail of their own (`milik`), else what is open to everybody."""
    alamat = teks.rpartition(" ")[2]
    bisa = alamat.startswith(("/", "http")) and url_has_allowed_host_and_scheme(alamat, allowed_hosts={tuan})
    return teks, alamat if bisa and (milik or _untuk_semua(alamat)) else ""


def _untuk_semua(alamat: str) -> bool:
    try:
        cocok = resolve(urlsplit(alamat).path)
    except Resolver404:
        return False
    return kewenangan.aturan_view(cocok.func, cocok.view_name) == kewenangan.PUBLIK
