"""The desk: moderators' queue, an office's own inputs, proposals, flags. What one may do comes from the permission table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from alur import services as alur
from alur.penolakan import perkara_di, tolak
from forum import tautan
from forum.forms.dasar import segarkan_versi
from forum.forms.meja import KabarForm, SasaranForm, TindakLanjutForm
from forum.models import Aspirasi, Hubungan, TindakLanjut
from forum.perjalanan import susun
from forum.proses import ASPIRASI
from forum.proses_tindak_lanjut import TINDAK_LANJUT
from forum.selectors import aspirasi as pilih
from forum.selectors.tindak_lanjut import list_sasaran, list_terbit, list_usulan
from forum.services.tindak_lanjut import add_kabar, create_tautan, create_tindak_lanjut, publish_tindak_lanjut
from forum.views.langkah import LEMBAR, PENGIRIM, Lembar, jalankan, list_lembar
from inti import halaman
from inti.cara import formulir_di
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import Formulir, add_errors
from inti.sunting import Penyunting
from inti.versi import BerubahError

UKURAN = 25
# Where people write on the sheets of the desk.
KETIKAN = {
    "isi": gettext_lazy("Isi"),
    "atas_nama": gettext_lazy("Ditandatangani sebagai"),
    "judul": gettext_lazy("Judul"),
    "alasan": gettext_lazy("Alasan"),
    "catatan": gettext_lazy("Pesan untuk pengirim"),
    "tujuan": gettext_lazy("Untuk apa?"),
}


def _antrean(konteks: Konteks, diminta: str) -> str:
    if diminta in pilih.ANTREAN:
        return diminta
    return "baru" if kewenangan.boleh(konteks, "aspirasi.moderasi") else "dinas"


_KATA = {
    "baru": gettext_lazy("Menunggu diperiksa"),
    "dinas": gettext_lazy("Di meja dinas"),
    "pengirim": gettext_lazy("Menunggu pengirim"),
    "selesai": gettext_lazy("Ditutup"),
}


@akses("suara.meja")
@require_safe
def antrean(request: HttpRequest) -> HttpResponse:
    """One queue, the nearest deadline first. Three queries."""
    konteks = konteks_of(request)
    kini = _antrean(konteks, request.GET.get("antrean", ""))
    jumlah = pilih.hitung_meja(konteks, konteks.per)
    tampil = [k for k in pilih.ANTREAN if k != "baru" or kewenangan.boleh(konteks, "aspirasi.asli") or jumlah["baru"]]
    urut = ("-status_at", "-pk") if kini in ("selesai", "pengirim") else ("tenggat_kini", "pk")
    rows = pilih.list_meja(konteks, kini)
    isi = {
        "halaman": halaman.buka(rows, urut, request.GET.get("kursor", ""), UKURAN),
        "tab": [(f"{_KATA[k]} {jumlah[k]}", f"?antrean={k}", k == kini) for k in tampil],
        "kini": kini,
        "lewat": jumlah["lewat"],
        "per": konteks.per,
        **_bilah(konteks),
    }
    return render(request, "forum/meja.html", isi)


def _bilah(konteks: Konteks) -> dict[str, bool]:
    return {
        "boleh_usulan": kewenangan.boleh(konteks, "tindak_lanjut.naskah"),
        "boleh_usul": kewenangan.boleh(konteks, "tindak_lanjut.usul"),
        "boleh_kiriman": kewenangan.boleh(konteks, "kiriman.moderasi"),
        "boleh_pengawas": kewenangan.boleh(konteks, "suara.pengawas"),
    }


def _aspirasi(konteks: Konteks, kode: str) -> Aspirasi:
    return get_object_or_404(pilih.with_perjalanan(pilih.list_meja(konteks)), kode=kode)


@akses("suara.meja")
@require_safe
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """One input with its trail and the steps that this person may take."""
    konteks = konteks_of(request)
    aspirasi = _aspirasi(konteks, kode)
    return _lembar(request, konteks, aspirasi)


def _lembar(
    request: HttpRequest,
    konteks: Konteks,
    aspirasi: Aspirasi,
    *,
    terisi: dict[str, Formulir] | None = None,
    status: int = 200,
    **lain: Any,
) -> HttpResponse:
    izin = kewenangan.may(konteks, aspirasi)
    langkah, halangan = list_lembar(konteks, aspirasi, izin, terisi or {})
    isi = {
        "aspirasi": aspirasi,
        "perjalanan": susun(aspirasi, konteks.per, petugas=True),
        "izin": izin,
        "langkah": langkah,
        "halangan": halangan,
        "lainnya": any(tampil.jenis != "utama" for tampil in langkah),
        "asli": list(aspirasi.moderasi.select_related("oleh").order_by("pk")) if "aspirasi.asli" in izin else [],
        "tautan": tautan.list_tautan(konteks, "aspirasi", aspirasi.kode),
        "per": konteks.per,
    }
    return render(request, "forum/meja_rinci.html", isi | lain, status=status)


@akses("suara.meja")
@require_POST
@perkara_di(ASPIRASI, **KETIKAN)
def langkah(request: HttpRequest, kode: str, langkah: str) -> HttpResponse:
    """Take one step; a refusal shows beside its field, with everything typed."""
    konteks = konteks_of(request)
    aspirasi, lembar = _aspirasi(konteks, kode), LEMBAR.get(langkah)
    if lembar is None:
        raise Http404
    lembar.require(konteks, aspirasi)
    form = lembar.form(aspirasi, konteks, request.POST)
    if form is None:
        raise Http404
    status = 422
    if form.is_valid():
        try:
            hasil = jalankan(lembar, konteks, aspirasi, form)
        except alur.LangkahTidakAdaError as error:
            return tolak(request, error)
        except VersiBerbedaError as error:
            aspirasi, status = _aspirasi(konteks, kode), 409
            _perbarui(form, lembar, aspirasi, error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            if langkah == PENGIRIM:
                return _lembar(request, konteks, aspirasi, pengirim=hasil, pengirim_dibuka=True)
            messages.success(request, lembar.selesai())
            masih = kewenangan.allows(konteks, "aspirasi.lihat", aspirasi)
            return redirect("forum:meja-rinci", kode=kode) if masih else redirect("forum:meja")
    return _lembar(request, konteks, aspirasi, terisi={langkah: form}, status=status)


def _perbarui(form: Formulir, lembar: Lembar, kini: Aspirasi, error: VersiBerbedaError) -> None:
    """Show a sheet that somebody was faster than against the input as it stands now, with everything typed."""
    if isinstance(error, BerubahError) and lembar.awal and isinstance(form, Penyunting):
        form.tolak(error, lembar.awal(error.kini))
        return
    segarkan_versi(form, kini.versi)
    add_errors(form, error)


@akses("tindak_lanjut.naskah")
@require_safe
def usulan(request: HttpRequest) -> HttpResponse:
    """Proposed follow-ups that wait to be published. Two queries."""
    konteks = konteks_of(request)
    isi = {
        "halaman": halaman.buka(list_usulan(konteks), ("diusulkan_at", "pk"), request.GET.get("kursor", ""), UKURAN),
        "boleh_terbit": kewenangan.boleh(konteks, "tindak_lanjut.terbit"),
        "boleh_usul": kewenangan.boleh(konteks, "tindak_lanjut.usul"),
    }
    return render(request, "forum/usulan.html", isi)


@formulir_di("forum:usulan")
@akses("tindak_lanjut.terbit")
@require_POST
def terbit(request: HttpRequest, kode: str) -> HttpResponse:
    """Publish a proposal."""
    konteks = konteks_of(request)
    baris = get_object_or_404(list_usulan(konteks) | list_terbit(konteks), kode=kode)
    try:
        publish_tindak_lanjut(konteks=konteks, tindak_lanjut=baris, versi=_versi(request))
    except UseCaseError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Terbit di halaman Yang berubah."))
    return redirect("forum:jejak", kode=kode)


def _versi(request: HttpRequest) -> int | None:
    """The version that the reader had before them, where the form says it."""
    try:
        return int(request.POST.get("versi", ""))
    except ValueError:
        return None


@akses("tindak_lanjut.usul")
@require_http_methods(["GET", "HEAD", "POST"])
def usul(request: HttpRequest) -> HttpResponse:
    """Propose a follow-up, from an input (`?suara=kode`) or without one."""
    konteks = konteks_of(request)
    asal = pilih.list_meja(konteks).filter(kode=request.GET.get("suara", "")).first()
    unit = pilih.list_unit_kelola(konteks)
    awal = {"unit": asal.unit_id, "judul": asal.judul, "ditanyakan": asal.judul} if asal else {}
    form = TindakLanjutForm(request.POST if request.method == "POST" else None, unit=unit, initial=awal)
    if form.is_bound and form.is_valid():
        try:
            baru = create_tindak_lanjut(konteks=konteks, aspirasi=[asal] if asal else [], **form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Usul tersimpan. Pengawas forum memeriksa lalu menerbitkannya."))
            return redirect("forum:jejak", kode=baru.kode)
    return render(request, "forum/usul.html", {"form": form, "asal": asal}, status=422 if form.errors else 200)


@akses("tindak_lanjut.kabar")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(TINDAK_LANJUT, isi=gettext_lazy("Kabar"))
def kabar(request: HttpRequest, kode: str) -> HttpResponse:
    """Report on a published follow-up."""
    konteks = konteks_of(request)
    baris = get_object_or_404(list_terbit(konteks), kode=kode)
    alur.require(konteks, TINDAK_LANJUT, baris, "kabarkan")
    data = request.POST if request.method == "POST" else None
    form = KabarForm(data, initial=_awal_kabar(baris, konteks), versi=baris.versi)
    if form.is_bound and form.is_valid():
        try:
            add_kabar(konteks=konteks, tindak_lanjut=baris, sunting=form.suntingan(), **form.tanpa_versi())
        except BerubahError as error:
            form.tolak(error, _awal_kabar(error.kini, konteks))
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Kabar terbit."))
            return redirect("forum:jejak", kode=kode)
    return render(request, "forum/kabar.html", {"form": form, "baris": baris}, status=form.status)


def _awal_kabar(baris: TindakLanjut, konteks: Konteks) -> dict[str, Any]:
    """What the form shows of a follow-up as it stands now."""
    return {"hasil": baris.hasil, "dijanjikan": baris.janji_berlaku(konteks.per)}


@akses("tindak_lanjut.kabar")
@require_http_methods(["GET", "HEAD", "POST"])
def sambung(request: HttpRequest, kode: str) -> HttpResponse:
    """Say which target of the office carries a follow-up: the chain from a voice to somebody's work."""
    konteks = konteks_of(request)
    baris = get_object_or_404(list_terbit(konteks), kode=kode)
    kewenangan.require(konteks, "tindak_lanjut.kabar", baris)
    form = SasaranForm(request.POST if request.method == "POST" else None, sasaran=list_sasaran(konteks, baris, konteks.per))
    if form.is_bound and form.is_valid():
        sasaran = form.cleaned_data["sasaran"]
        create_tautan(
            konteks=konteks, tindak_lanjut=baris, hubungan=Hubungan.DIKERJAKAN_LEWAT, jenis="sasaran_unit", kode=sasaran.kode
        )
        messages.success(request, _("Terhubung dengan sasaran unit."))
        return redirect("forum:jejak", kode=kode)
    return render(request, "forum/sambung.html", {"form": form, "baris": baris}, status=422 if form.errors else 200)
