"""Pages of learning outside the catalogue: handing in evidence, where it stands, completing it, and looking at it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import akses
from akun.models import KelompokData
from akun.pembacaan import buka_baris, buka_daftar
from akun.permintaan import konteks_of
from alur.penolakan import Terpilih, perkara_di, tolak
from alur.selectors import get_posisi, kata_kini, list_jejak
from alur.services import LangkahTidakAdaError
from dokumen.sajian import sajikan
from inti import halaman
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import add_errors
from kompetensi import selectors
from kompetensi.forms import BelajarLuarForm, PerbaikiLuarForm, PutusanLuarForm, TarikForm
from kompetensi.kewajaran import GUGUR, list_janggal, list_kembar
from kompetensi.models import BelajarLuar, StatusBelajarLuar
from kompetensi.proses import BELAJAR_LUAR
from kompetensi.services import luar as services
from kompetensi.views.belajar import tab

UKURAN = 20
ISIAN = ("judul", "penyelenggara", "tanggal_selesai", "jp")
DARI = "dari"  # in the address of the form: the evidence whose words stand in it
KABAR = {
    "setuju": gettext_lazy("Diterima; JP-nya terhitung."),
    "kembalikan": gettext_lazy("Dikembalikan beserta catatan Anda; pengirimnya dapat memperbaikinya."),
    "tolak": gettext_lazy("Ditolak dengan alasan Anda."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.luar_ajukan")
def ajukan(request: HttpRequest) -> HttpResponse:
    """Hand in evidence of learning."""
    konteks = konteks_of(request)
    dari = selectors.get_contoh_luar(konteks, request.GET.get(DARI, ""))
    isian = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BelajarLuarForm(*isian, konteks=konteks, initial=_terulang(dari) if dari else None)
    if form.is_valid():
        try:
            baru = services.create_belajar_luar(konteks=konteks, **form.isi())
        except services.JanggalError as error:
            form.tanyakan(error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            if baru.status == StatusBelajarLuar.DIKEMBALIKAN:
                messages.warning(request, _("Bukti yang sama sudah ada dan perlu diperbaiki. Lanjutkan yang ini."))
                return redirect("kompetensi:luar", kode=baru.kode)
            messages.success(request, _("Bukti terkirim. JP-nya terhitung setelah pengelola kepegawaian memeriksanya."))
            return redirect("kompetensi:belajar")
    if form.errors:
        form.tahan_berkas()
    isi = {"tab": tab(request, "belajar"), "form": form, "dari": dari}
    return render(request, "kompetensi/luar_ajukan.html", isi, status=422 if form.errors else 200)


def _terulang(obj: BelajarLuar) -> dict[str, Any]:
    """What evidence of one's own says, as the form first shows it."""
    return {"jenis": obj.jenis_id, **{n: getattr(obj, n) for n in ISIAN}}


def _belajar_luar(request: HttpRequest, kode: str) -> BelajarLuar:
    konteks = konteks_of(request)
    rows = selectors.list_belajar_luar(konteks).filter(kode=kode)
    return get_object_or_404(buka_baris(konteks, rows, KelompokData.KOMPETENSI, gettext_noop("Memeriksa bukti belajar")))


@require_safe
@akses("kompetensi.luar_lihat")
@perkara_di(BELAJAR_LUAR)
def luar(request: HttpRequest, kode: str) -> HttpResponse:
    """One piece of evidence: what was typed, where it stands, the steps that the reader may take, its trail."""
    konteks = konteks_of(request)
    obj = _belajar_luar(request, kode)
    posisi = get_posisi(konteks, BELAJAR_LUAR, obj)
    dapat = {langkah.aksi for langkah in posisi.langkah}
    isi = {
        "tab": tab(request, "belajar" if obj.pegawai_id == konteks.pegawai_id else "luar-periksa"),
        "obj": obj,
        "sendiri": obj.pegawai_id == konteks.pegawai_id,
        "posisi": posisi,
        "jejak": list_jejak(BELAJAR_LUAR, obj.kode),
        "dapat": dapat,
        "lagi": _alamat_lagi(obj) if obj.pegawai_id == konteks.pegawai_id else "",
        "janggal": list_janggal(obj, list_kembar([obj])) if "terima" in dapat else [],
    }
    return render(request, "kompetensi/luar.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.luar_milik")
@perkara_di(
    BELAJAR_LUAR,
    judul=gettext_lazy("Nama kegiatan"),
    penyelenggara=gettext_lazy("Penyelenggara"),
    jenis=Terpilih(gettext_lazy("Jenis"), selectors.get_nama_jenis),
    tanggal_selesai=gettext_lazy("Tanggal selesai"),
    jp=gettext_lazy("Jam pelajaran (JP)"),
)
def perbaiki(request: HttpRequest, kode: str) -> HttpResponse:
    """Correct evidence that came back; what was typed stands there."""
    konteks, obj = konteks_of(request), _milik(request, kode)
    if request.method != "POST" and obj.status != StatusBelajarLuar.DIKEMBALIKAN:
        return redirect("kompetensi:luar", kode=kode)
    isian = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PerbaikiLuarForm(*isian, konteks=konteks, initial=_terulang(obj), versi=obj.versi)
    status = 422
    if form.is_valid():
        try:
            services.resubmit_belajar_luar(konteks=konteks, belajar=obj, **form.isi())
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except services.JanggalError as error:
            form.tanyakan(error)
        except services.SedangDiperiksaError as error:
            add_errors(form, error)
            status = 409
        except VersiBerbedaError:
            obj.refresh_from_db()  # what is compared with, and what the next press is made on
            form.sandingkan(_terulang(obj), obj.versi)
            status = 409
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Bukti sudah diajukan lagi."))
            return redirect("kompetensi:luar", kode=kode)
    if form.errors:
        form.tahan_berkas()
    isi = {"tab": tab(request, "belajar"), "form": form, "obj": obj}
    return render(request, "kompetensi/luar_ajukan.html", isi, status=status if form.errors else 200)


@require_POST
@akses("kompetensi.luar_milik")
@perkara_di(BELAJAR_LUAR, alasan=gettext_lazy("Alasan"))
def tarik(request: HttpRequest, kode: str) -> HttpResponse:
    """Take one's own evidence back before the decision."""
    obj, form = _milik(request, kode), TarikForm(request.POST)
    if "alasan" in form.errors:
        return tolak(request, UseCaseError(str(form.errors["alasan"][0])))
    isi = {"alasan": form.cleaned_data["alasan"], "versi": form.cleaned_data.get("versi")}
    try:
        services.withdraw_belajar_luar(konteks=konteks_of(request), belajar=obj, **isi)
    except LangkahTidakAdaError as error:
        return tolak(request, error)
    except UseCaseError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Bukti sudah ditarik. Anda boleh mengajukannya lagi kapan saja."))
    return redirect("kompetensi:luar", kode=kode)


def _alamat_lagi(obj: BelajarLuar) -> str:
    """Where the same can be handed in anew; '' where it is under way or counts already."""
    return f"{reverse('kompetensi:luar-ajukan')}?{DARI}={obj.kode}" if obj.status in GUGUR else ""


def _milik(request: HttpRequest, kode: str) -> BelajarLuar:
    rows = BelajarLuar.objects.select_related("jenis", "pegawai__unit")
    return get_object_or_404(kewenangan.scope(konteks_of(request), "kompetensi.luar_milik", rows), kode=kode)


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
    kembar = list_kembar(lembar.baris)
    isi = {"tab": tab(request, "luar-periksa"), "lembar": lembar, "baris": [(b, list_janggal(b, kembar)) for b in lembar.baris]}
    return render(request, "kompetensi/luar_periksa.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.luar_periksa")
@perkara_di(BELAJAR_LUAR, alasan=gettext_lazy("Alasan"))
def putuskan(request: HttpRequest, kode: str) -> HttpResponse:
    """Accept at once, or ask first for the reason of sending it back or refusing it."""
    konteks = konteks_of(request)
    obj = _belajar_luar(request, kode)
    kewenangan.require(konteks, "kompetensi.luar_periksa", obj)
    if request.method != "POST" and obj.status != StatusBelajarLuar.DIAJUKAN:
        messages.info(request, kata_kini(BELAJAR_LUAR, obj, konteks))
        return redirect("kompetensi:luar", kode=kode)
    form = PutusanLuarForm(request.POST if request.method == "POST" else None, initial={"versi": obj.versi})
    status = 200
    if form.is_valid():
        putusan = form.cleaned_data["putusan"]
        try:
            _lakukan(konteks, obj, putusan, {n: form.cleaned_data[n] for n in ("alasan", "versi")})
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except UseCaseError as error:
            if putusan == "setuju":  # nothing was typed, and the page of the evidence shows what has changed
                messages.warning(request, str(error))
                return redirect("kompetensi:luar", kode=kode)
            add_errors(form, error)
            form.pakai_versi(obj.versi)
            status = 409 if isinstance(error, VersiBerbedaError) else 422
        else:
            messages.success(request, str(KABAR[putusan]))
            return redirect("kompetensi:luar-periksa")
    isi = {"tab": tab(request, "luar-periksa"), "obj": obj, "form": form}
    return render(request, "kompetensi/luar_tolak.html", isi, status=status if status != 200 or not form.errors else 422)


def _lakukan(konteks: kewenangan.Konteks, obj: BelajarLuar, putusan: str, isi: dict[str, Any]) -> None:
    if putusan == "kembalikan":
        services.return_belajar_luar(konteks=konteks, belajar=obj, **isi)
    else:
        services.decide_belajar_luar(konteks=konteks, belajar=obj, terima=putusan == "setuju", **isi)
