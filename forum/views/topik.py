"""The forum: topics, what people say in them, and the answer of the office above it all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses, publik
from akun.permintaan import konteks_of
from forum import jaga, tautan
from forum.forms.meja import JawabanForm
from forum.forms.topik import KirimanForm, LaporForm, TopikForm
from forum.models import Kiriman, Topik
from forum.selectors import topik as pilih
from forum.services import topik as layanan
from forum.services.kiriman import report_kiriman
from inti import halaman
from inti.cara import formulir_di
from inti.errors import UseCaseError
from inti.forms import add_errors

UKURAN = 20


@publik
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All topics, the newest first. One query."""
    konteks = konteks_of(request)
    isi = {
        "halaman": halaman.buka(
            pilih.with_jawaban(pilih.list_topik(konteks)), ("-dibuka_at", "-pk"), request.GET.get("kursor", ""), UKURAN
        ),
        "boleh_buka": konteks.masuk and kewenangan.boleh(konteks, "topik.buka"),
        "per": konteks.per,
    }
    return render(request, "forum/topik_daftar.html", isi)


@publik
@require_http_methods(["GET", "HEAD", "POST"])
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """One topic: the official answer first, then what people say; by POST one's own words."""
    konteks = konteks_of(request)
    topik = get_object_or_404(pilih.with_jawaban(pilih.list_topik(konteks)), kode=kode)
    form = KirimanForm(request.POST if request.method == "POST" else None, initial={"lembar": jaga.buat_lembar()})
    status = 200
    if form.is_bound:
        if not konteks.masuk:
            return redirect(f"{reverse('account_login')}?next={request.path}")
        kewenangan.require(konteks, "topik.tulis")
        jawab = _kirim(request, konteks, topik, form)
        if jawab:
            return jawab
        status = 422
    return _halaman(request, konteks, topik, form, status)


def _kirim(request: HttpRequest, konteks: Konteks, topik: Topik, form: KirimanForm) -> HttpResponse | None:
    """The answer after a post was taken, or None with the refusal on the form."""
    if not form.is_valid():
        return None
    nilai = form.cleaned_data
    try:
        lembar = jaga.baca_lembar(nilai["lembar"], tercepat=0)
        jaga.batasi(request, jaga.KIRIMAN)
        kiriman = layanan.create_kiriman(
            konteks=konteks, topik=topik, lembar=lembar, isi=nilai["isi"], tampilkan_nama=nilai["tampilkan_nama"]
        )
    except UseCaseError as error:
        add_errors(form, error)
        return None
    messages.success(request, _("Terima kasih, tanggapan Anda sudah tampil."))
    return redirect(f"{reverse('forum:topik', kwargs={'kode': topik.kode})}#k-{kiriman.kode}")


def _halaman(
    request: HttpRequest, konteks: Konteks, topik: Topik, form: KirimanForm, status: int, lapor: dict[str, Any] | None = None
) -> HttpResponse:
    urut = "didukung" if request.GET.get("urut") == "didukung" else "terbaru"
    lembar = halaman.buka(pilih.list_kiriman(topik), pilih.URUT_KIRIMAN[urut], request.GET.get("kursor", ""), UKURAN)
    isi = {
        "topik": topik,
        "form": form,
        "lembar": jaga.buat_lembar(),
        "urut": urut,
        "halaman": lembar,
        "disetujui": pilih.list_disetujui(konteks, lembar.baris),
        "mendengar": layanan.is_mendengar(topik, konteks.per),
        "tersembunyi": pilih.count_tersembunyi(topik),
        "tautan": tautan.list_tautan(konteks, "topik", topik.kode),
        "boleh_tulis": konteks.masuk and kewenangan.boleh(konteks, "topik.tulis") and not konteks.hanya_membaca,
        "boleh_awasi": kewenangan.boleh(konteks, "kiriman.moderasi"),
        "izin": kewenangan.may(konteks, topik) if konteks.masuk else set(),
        "per": konteks.per,
        **(lapor or {}),
    }
    return render(request, "forum/topik.html", isi, status=status)


@akses("topik.buka")
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Ask the public something."""
    konteks = konteks_of(request)
    form = TopikForm(
        request.POST if request.method == "POST" else None,
        unit=pilih.list_unit_bertanya(konteks),
        boleh_tanpa_unit=kewenangan.boleh(konteks, "topik.moderasi"),
    )
    if form.is_bound and form.is_valid():
        try:
            topik = layanan.create_topik(konteks=konteks, **form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            return redirect("forum:topik", kode=topik.kode)
    return render(request, "forum/topik_baru.html", {"form": form}, status=422 if form.errors else 200)


@akses("topik.jawab")
@require_http_methods(["GET", "HEAD", "POST"])
def jawab(request: HttpRequest, kode: str) -> HttpResponse:
    """Answer in the name of the office."""
    konteks = konteks_of(request)
    topik = get_object_or_404(pilih.list_topik(konteks), kode=kode)
    kewenangan.require(konteks, "topik.jawab", topik)
    form = JawabanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            layanan.answer_topik(konteks=konteks, topik=topik, **form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Jawaban resmi tampil paling atas."))
            return redirect("forum:topik", kode=kode)
    return render(request, "forum/topik_jawab.html", {"form": form, "topik": topik}, status=422 if form.errors else 200)


@akses("topik.moderasi")
@require_POST
def tutup(request: HttpRequest, kode: str) -> HttpResponse:
    """Stop listening."""
    topik = get_object_or_404(pilih.list_topik(konteks_of(request)), kode=kode)
    layanan.end_topik(konteks=konteks_of(request), topik=topik)
    messages.success(request, _("Topik ditutup; semua tanggapan tetap dapat dibaca."))
    return redirect("forum:topik", kode=kode)


@formulir_di("forum:daftar-topik")
@akses("topik.tulis")
@require_POST
def setuju(request: HttpRequest, kode: str) -> HttpResponse:
    """Agree with a post, or take it back (`setuju=batal`): the button says which, so that pressing twice changes nothing."""
    setuju = request.POST.get("setuju") != "batal"
    if tertutup := _tertutup(request, kode, _("Tanggapan itu sudah tidak terbuka, jadi tidak dihitung lagi.")):
        return tertutup
    kiriman = layanan.agree_kiriman(konteks=konteks_of(request), kode=kode, setuju=setuju)
    return redirect(f"{reverse('forum:topik', kwargs={'kode': kiriman.topik.kode})}#k-{kiriman.kode}")


def _tertutup(request: HttpRequest, kode: str, kata: str) -> HttpResponse | None:
    """The way back to the topic of a post that a moderator has hidden since the page was opened; None while it stands open."""
    topik = pilih.list_topik(konteks_of(request)).filter(kiriman__kode=kode, kiriman__tersembunyi=True).first()
    if topik is None:
        return None
    messages.warning(request, kata)
    return redirect("forum:topik", kode=topik.kode)


def _belum_terlapor(request: HttpRequest, kode: str, form: LaporForm) -> HttpResponse:
    """The topic with the flag that was not sent, to be mended there."""
    konteks = konteks_of(request)
    kiriman = get_object_or_404(Kiriman, kode=kode, tersembunyi=False)
    topik = get_object_or_404(pilih.with_jawaban(pilih.list_topik(konteks)), pk=kiriman.topik_id)
    tulis = KirimanForm(initial={"lembar": jaga.buat_lembar()})
    return _halaman(request, konteks, topik, tulis, 422, {"lapor": form, "dilapor": kiriman})


@formulir_di("forum:daftar-topik")
@akses("topik.tulis")
@require_POST
def laporkan(request: HttpRequest, kode: str) -> HttpResponse:
    """Flag a post for the moderators."""
    form = LaporForm(request.POST)
    if tertutup := _tertutup(request, kode, _("Tanggapan itu sudah tidak terbuka, jadi tidak perlu dilaporkan lagi.")):
        return tertutup
    if not form.is_valid():
        return _belum_terlapor(request, kode, form)
    try:
        laporan = report_kiriman(konteks=konteks_of(request), kode=kode, alasan=form.cleaned_data["alasan"])
    except UseCaseError as error:
        form.add_error("alasan", str(error))
        return _belum_terlapor(request, kode, form)
    messages.success(request, _("Terima kasih. Pengawas forum memeriksanya."))
    return redirect("forum:topik", kode=laporan.kiriman.topik.kode)
