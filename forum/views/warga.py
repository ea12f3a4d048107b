"""Sending, checking, thanking, tracking: the pages of somebody without an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.kewenangan import publik
from akun.permintaan import konteks_of
from forum import jaga
from forum import lacak as kode_lacak
from forum.forms.warga import KataPengirimForm, LacakForm, SuaraForm
from forum.models import Aspirasi, Status
from forum.perjalanan import susun
from forum.proses import ASPIRASI
from forum.selectors.aspirasi import find_lacak, is_bernama, list_baca_pengirim, list_milik, list_mirip, with_perjalanan
from forum.services.kirim import create_aspirasi
from forum.services.pengirim import confirm_aspirasi, object_aspirasi
from inti.errors import UseCaseError
from inti.forms import add_errors

SAYA_MAKS = 50


@publik
@never_cache
@sensitive_post_parameters("isi", "nama", "kontak")
@require_http_methods(["GET", "HEAD", "POST"])
def kirim(request: HttpRequest) -> HttpResponse:
    """One form, then the answers once more with similar inputs, then it is sent. Nothing is kept in between."""
    if request.method != "POST":
        return _form(request, SuaraForm(initial={"lembar": jaga.buat_lembar()}), 200)
    form = SuaraForm(request.POST)
    if request.POST.get("aksi") == "ubah":
        return _form(request, SuaraForm(initial=form.awal), 200)
    if not form.is_valid():
        return _form(request, form, 422)
    if request.POST.get("aksi") != "kirim":
        return _periksa(request, form, 200)
    return _terima(request, form)


def _form(request: HttpRequest, form: SuaraForm, status: int) -> HttpResponse:
    return render(
        request, "forum/kirim.html", {"form": form, "lembar": form["lembar"].value() or jaga.buat_lembar()}, status=status
    )


def _periksa(request: HttpRequest, form: SuaraForm, status: int, lembar: str = "") -> HttpResponse:
    mirip = [] if form.cleaned_data.get("menyangkut_pegawai") else list_mirip(form.cleaned_data.get("judul", ""))
    isi = {"form": form, "mirip": mirip, "lembar": lembar or form["lembar"].value() or jaga.buat_lembar()}
    return render(request, "forum/periksa.html", isi, status=status)


def _terima(request: HttpRequest, form: SuaraForm) -> HttpResponse:
    try:
        lembar = jaga.baca_lembar(form.cleaned_data["lembar"])
        jaga.batasi(request, jaga.KIRIM)
        aspirasi, _kode = create_aspirasi(konteks=konteks_of(request), lembar=lembar, **form.nilai())
    except UseCaseError as error:
        add_errors(form, error)
        baru = jaga.buat_lembar() if isinstance(error, jaga.LembarUsangError) else ""
        return _periksa(request, form, 429 if isinstance(error, jaga.TerlaluSeringError) else 422, baru)
    kode_lacak.pegang(request.session, aspirasi.kode, lembar=lembar)
    return redirect("forum:terima-kasih")


@publik
@never_cache
@require_safe
def terima_kasih(request: HttpRequest) -> HttpResponse:
    """The tracking code, to copy, print or photograph. Only the session that sent it sees this page."""
    baru = kode_lacak.baru(request.session)
    if baru is None:
        return redirect("forum:lacak")
    aspirasi = get_object_or_404(Aspirasi, kode=baru["kode"])
    return render(request, "forum/terima_kasih.html", {"aspirasi": aspirasi, "kode": kode_lacak.tulis_kode(baru["lacak"])})


@publik
@never_cache
@sensitive_post_parameters("kode")
@require_http_methods(["GET", "HEAD", "POST"])
def lacak(request: HttpRequest) -> HttpResponse:
    """Show the code, by POST; the page it leads to belongs to this session. A wrong code gives 404 in words."""
    form = LacakForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            jaga.batasi(request, jaga.LACAK)
        except UseCaseError as error:
            add_errors(form, error)
            return render(request, "forum/lacak.html", {"form": form}, status=429)
        aspirasi = find_lacak(form.cleaned_data["kode"])
        if aspirasi:
            kode_lacak.pegang(request.session, aspirasi.kode)
            return redirect("forum:suara-saya", kode=aspirasi.kode)
        form.add_error(
            "kode",
            _("Kode ini belum kami kenal. Periksa lagi huruf dan angkanya; setiap kode terdiri atas SBG dan empat kelompok."),
        )
        status = 404
    return render(request, "forum/lacak.html", {"form": form, "dipegang": kode_lacak.dipegang(request.session)}, status=status)


@publik
@require_POST
def lupakan(request: HttpRequest) -> HttpResponse:
    """Forget on this device which inputs were opened."""
    kode_lacak.lepas(request.session)
    messages.success(request, _("Perangkat ini tidak lagi mengingat suara Anda. Simpan kode lacaknya untuk membukanya lagi."))
    return redirect("forum:lacak")


@publik
@never_cache
@require_safe
def daftar_saya(request: HttpRequest) -> HttpResponse:
    """The inputs that this session or account has sent. Two queries at most."""
    milik = list_milik(konteks_of(request), kode_lacak.dipegang(request.session)).order_by("-diterima_at", "-pk")[:SAYA_MAKS]
    return render(request, "forum/saya.html", {"daftar": milik})


@publik
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rinci_saya(request: HttpRequest, kode: str) -> HttpResponse:
    """What became of one's own input; by POST the sender confirms or objects."""
    konteks, dipegang = konteks_of(request), kode_lacak.dipegang(request.session)
    aspirasi = with_perjalanan(list_milik(konteks, dipegang)).filter(kode=kode).first()
    if aspirasi is None:
        # SECURITY: the same answer whether it exists or not.
        messages.info(request, _("Masukkan kode lacak Anda untuk membuka halaman itu."))
        return redirect("forum:lacak")
    form = KataPengirimForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        beres = request.POST.get("beres") == "ya"
        try:
            layanan = confirm_aspirasi if beres else object_aspirasi
            layanan(konteks=konteks, kode=kode, dipegang=dipegang, isi=form.cleaned_data["isi"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _TERIMA[beres])
            return redirect("forum:suara-saya", kode=kode)
    isi = {
        "aspirasi": aspirasi,
        "perjalanan": susun(aspirasi, konteks.per, pengirim=True),
        "form": form,
        "giliran": _giliran(aspirasi, konteks.per),
        "bernama": is_bernama(aspirasi),
        "dibaca": list_baca_pengirim(aspirasi)[:SAYA_MAKS],
        "per": konteks.per,
    }
    return render(request, "forum/suara_saya.html", isi, status=422 if form.errors else 200)


_TERIMA = {
    True: gettext_lazy("Terima kasih. Senang sudah beres."),
    False: gettext_lazy("Kami buka kembali. Dinas mempelajari keberatan Anda; tenggat barunya ada di bawah."),
}


def _giliran(aspirasi: Aspirasi, per: object) -> str:
    """What the sender may do now: 'jawab' (confirm or object), 'keberatan' (object only), or ''."""
    if ASPIRASI.cari_langkah("bereskan", aspirasi.status):
        return "jawab"
    batas = aspirasi.tenggat_keberatan
    terbuka = aspirasi.status in (Status.BUKAN_WEWENANG, Status.DIARSIPKAN) if batas is None else per <= batas  # type: ignore[operator]  # dates
    return "keberatan" if ASPIRASI.cari_langkah("belum_beres", aspirasi.status) and terbuka else ""


@publik
@never_cache
@require_safe
def mengapa(request: HttpRequest, kode: str) -> HttpResponse:
    """Why these deadlines: the stored decision with its reasons."""
    dipegang = kode_lacak.dipegang(request.session)
    aspirasi = list_milik(konteks_of(request), dipegang).filter(kode=kode).first()
    if aspirasi is None:
        raise Http404(_("Masukkan kode lacak Anda dulu."))
    return render(request, "forum/mengapa.html", {"aspirasi": aspirasi})
