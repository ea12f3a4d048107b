"""Lines of the SKP: write one, take it out, talk about it; expected behaviour."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from akun.kewenangan import akses
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di, tolak
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.versi import BerubahError
from kinerja.forms.rencana import KETIKAN_RENCANA, DialogForm, PerilakuForm, RencanaForm, awal_rencana
from kinerja.models import SKP, NilaiBerakhlak, RencanaHasilKerja
from kinerja.proses import SKP_TAHUNAN
from kinerja.selectors.penilai import is_penulis_perilaku
from kinerja.selectors.sandaran import list_hasil_atasan, list_sasaran_untuk
from kinerja.selectors.skp import list_skp
from kinerja.services import rencana as layanan
from kinerja.services.rencana import HasilDikeluarkanError
from kinerja.services.skp import cari_halangan
from kinerja.views.saya import get_skp_terlihat
from kinerja.views.skp import halaman_skp, halaman_tertutup


def _milik_sendiri(request: HttpRequest, kode: str) -> SKP:
    """One's own SKP, or 404: nobody writes in somebody else's."""
    return get_object_or_404(list_skp(konteks_of(request)).filter(pegawai_id=konteks_of(request).pegawai_id or 0), kode=kode)


def _cari_rencana(skp: SKP, kode: str) -> RencanaHasilKerja | None:
    """A line of the SKP; None for one that was taken out."""
    rows = RencanaHasilKerja.objects.select_related("skp", "intervensi", "sasaran").prefetch_related("indikator")
    return rows.filter(skp=skp, kode=kode).first()


def _form(request: HttpRequest, skp: SKP, awal: dict[str, object], versi: int | None = None) -> RencanaForm:
    return RencanaForm(
        request.POST if request.method == "POST" else None,
        skp=skp,
        hasil_atasan=list_hasil_atasan(skp.pegawai, skp.tahun),
        sasaran=list_sasaran_untuk(skp.unit, skp.tahun),
        initial=awal,
        versi=versi,
    )


def _kunci_draf(skp: SKP, kode_hasil: str = "", versi: object = None) -> str:
    """The browser's name for what is being typed. It holds the version: an old draft never covers a newer line."""
    return f"hasil-{kode_hasil}-{versi}" if kode_hasil else f"hasil-{skp.kode}"


def skp_url(skp: SKP) -> str:
    """Address of the SKP's page."""
    return str(redirect("kinerja:skp", kode=skp.kode).url)


@akses("skp.susun")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(**KETIKAN_RENCANA)
def baru(request: HttpRequest, kode: str) -> HttpResponse:
    """Add a result; `?bantu=` chooses the superior's result that it serves."""
    skp = _milik_sendiri(request, kode)
    if tutup := halaman_tertutup(request, skp, _("Hasil kerja baru")):
        return tutup
    bantu = request.GET.get("bantu")
    form = _form(request, skp, {"sandaran": f"h-{bantu}"} if bantu else {})
    if form.is_valid():
        try:
            layanan.create_rencana(konteks=konteks_of(request), skp=skp, isian=form.isian(), kunci=form.cleaned_data["kunci"])
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Hasil kerja disimpan."))
            return redirect(skp_url(skp))
    return _halaman(request, skp, form, None, _kunci_draf(skp))


@akses("skp.susun")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(**KETIKAN_RENCANA)
def ubah(request: HttpRequest, kode: str, kode_hasil: str) -> HttpResponse:
    """Change a result; if somebody else did so meanwhile, both are shown and nothing typed is lost."""
    skp = _milik_sendiri(request, kode)
    rencana = _cari_rencana(skp, kode_hasil)
    if rencana is None:
        return _tawarkan_baru(request, skp, kode_hasil)
    if tutup := halaman_tertutup(request, skp, _("Ubah hasil kerja")):
        return tutup
    form = _form(request, skp, awal_rencana(rencana), rencana.versi)
    if form.is_valid():
        versi = form.cleaned_data["versi"] or 0
        try:
            layanan.save_rencana(konteks=konteks_of(request), rencana=rencana, versi=versi, isian=form.isian())
        except BerubahError as error:
            form.tolak(error, awal_rencana(error.kini))
        except HasilDikeluarkanError:
            return _tawarkan_baru(request, skp, kode_hasil)
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Hasil kerja disimpan."))
            return redirect(skp_url(skp))
    return _halaman(request, skp, form, rencana, _kunci_draf(skp, kode_hasil, form["versi"].value()))


def _tawarkan_baru(request: HttpRequest, skp: SKP, kode_hasil: str) -> HttpResponse:
    """What was typed on a result that was taken out meanwhile, ready to be saved as a new one. 409; to look at: 404."""
    if request.method != "POST":
        raise Http404
    form, halangan = _form(request, skp, {}), cari_halangan(skp)
    fix = _("Yang Anda tulis masih ada di bawah. Simpan bila ingin memasukkannya lagi sebagai hasil kerja baru.")
    form.add_error(None, f"{HasilDikeluarkanError().message} {halangan or fix}")
    # The draft that this tab keeps already: one of another new result must not be put over it.
    return _halaman(request, skp, form, None, _kunci_draf(skp, kode_hasil, form.data.get("versi")), status=409)


def _halaman(
    request: HttpRequest, skp: SKP, form: RencanaForm, rencana: RencanaHasilKerja | None, kunci_draf: str, status: int = 0
) -> HttpResponse:
    """Draw the form; after a conflict beside what stands there now, and ready to be saved over it knowingly."""
    isi = {"skp": skp, "form": form, "rencana": rencana, "ada_sandaran": bool(form.sandaran), "kunci_draf": kunci_draf}
    return render(request, "kinerja/rencana.html", isi, status=status or form.status)


@akses("skp.susun")
@require_POST
def hapus(request: HttpRequest, kode: str, kode_hasil: str) -> HttpResponse:
    """Take a result out of the draft."""
    skp = _milik_sendiri(request, kode)
    rencana = _cari_rencana(skp, kode_hasil)
    if rencana is None:  # a second click, or one in another tab
        messages.info(request, _("Hasil kerja ini memang sudah dikeluarkan dari SKP."))
        return redirect("kinerja:skp", kode=kode)
    try:
        layanan.delete_rencana(konteks=konteks_of(request), rencana=rencana)
    except UseCaseError as error:
        messages.warning(request, str(error))
        return redirect("kinerja:rencana", kode=kode, kode_hasil=kode_hasil)
    messages.success(request, _("Hasil kerja dikeluarkan dari SKP."))
    return redirect("kinerja:skp", kode=kode)


@akses("skp.lihat")
@require_POST
@perkara_di(SKP_TAHUNAN, isi=gettext_lazy("Pesan Anda"))
def bicara(request: HttpRequest, kode: str, kode_hasil: str) -> HttpResponse:
    """Say something about one line."""
    skp = get_skp_terlihat(konteks_of(request), kode, gettext_noop("Membicarakan SKP"))
    rencana = _cari_rencana(skp, kode_hasil)
    if rencana is None:
        return tolak(request, HasilDikeluarkanError())
    form = DialogForm(request.POST, auto_id=f"dialog-{rencana.kode}-%s")
    if form.is_valid():
        try:
            layanan.create_dialog(konteks=konteks_of(request), rencana=rencana, **form.cleaned_data)
        except HasilDikeluarkanError as error:
            return tolak(request, error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            return redirect(f"{skp_url(skp)}#hasil-{rencana.kode}")
    baris = [(r, form if r.pk == rencana.pk else DialogForm(auto_id=f"dialog-{r.kode}-%s")) for r in skp.rencana.all()]
    return halaman_skp(request, skp, status=422, baris=baris)


@akses("skp.lihat")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(SKP_TAHUNAN, **{nilai.value: nilai.label for nilai in NilaiBerakhlak})
def perilaku(request: HttpRequest, kode: str) -> HttpResponse:
    """Special expectations on behaviour: the owner of a draft, or the superior who reviews."""
    skp = get_skp_terlihat(konteks_of(request), kode, gettext_noop("Membaca ekspektasi perilaku"))
    milik_sendiri = skp.pegawai_id == konteks_of(request).pegawai_id
    if milik_sendiri and (tutup := halaman_tertutup(request, skp, _("Ekspektasi khusus pimpinan"))):
        return tutup
    awal = {p.nilai: p.ekspektasi for p in skp.perilaku.all()}
    form = PerilakuForm(request.POST if request.method == "POST" else None, initial=awal, versi=skp.versi)
    if form.is_valid():
        try:
            layanan.save_perilaku(konteks=konteks_of(request), skp=skp, ekspektasi=form.tanpa_versi(), sunting=form.suntingan())
        except BerubahError as error:
            form.tolak(error, dict(skp.perilaku.order_by("pk").values_list("nilai", "ekspektasi")))
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Ekspektasi perilaku disimpan."))
            return redirect(skp_url(skp))
    isi = {"skp": skp, "form": form, "menulis": form.is_bound or is_penulis_perilaku(konteks_of(request), skp)}
    return render(request, "kinerja/perilaku.html", isi, status=form.status)
