"""Pages of 'Data saya salah': what can be corrected, the form, the case with before → after beside its proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di, tolak
from alur.selectors import Titik, get_posisi, list_jejak
from alur.services import LangkahTidakAdaError
from inti import halaman
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import add_errors
from layanan.perubahan_data import jenis, selectors, services
from layanan.perubahan_data.forms import BukaForm, PutusanForm, TarikForm, UsulForm
from layanan.perubahan_data.jenis import JenisPerubahan
from layanan.perubahan_data.models import GAGAL, TERBUKA, StatusUsul, UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from pegawai.models import Pegawai

PUTUSAN: dict[str, tuple[Callable[..., UsulPerubahan], Any]] = {
    "terima": (services.approve_usul, gettext_lazy("Usul diterima dan datanya sudah diperbaiki.")),
    "kembalikan": (services.return_usul, gettext_lazy("Usul dikembalikan beserta catatan Anda.")),
    "tolak": (services.reject_usul, gettext_lazy("Usul ditolak; alasannya terbaca oleh pengusul.")),
}
DIJAWAB = (StatusUsul.DIKEMBALIKAN, StatusUsul.DITOLAK)  # by an officer, with a reason
SENDIRI = {"ajukan_lagi", "tarik"}  # steps of the owner, each with a page of its own
DARI = "dari"  # in the address of the form: the proposal whose values stand in it


@require_safe
@akses("perubahan.ajukan")
def perubahan(request: HttpRequest) -> HttpResponse:
    """What can be corrected here, and one's own proposals."""
    konteks = konteks_of(request)
    milik = list(selectors.list_usul(konteks).filter(pegawai=konteks.pegawai_id)[:30])
    berjalan = {u.jenis: u for u in milik if u.status in TERBUKA}
    isi = {
        "pilihan": [(j, berjalan.get(j.kode)) for j in jenis.DAFTAR.values()],
        "milik": [(u, jenis.get(u.jenis), PERUBAHAN_DATA.get_keadaan(u.status)) for u in milik],
    }
    return render(request, "layanan/perubahan.html", isi)


@require_safe
@akses("perubahan.periksa")
def daftar(request: HttpRequest) -> HttpResponse:
    """All proposals that an officer may decide about, newest first."""
    rows = selectors.list_usul(konteks_of(request))
    lembar = halaman.buka(rows, ("-pk",), request.GET.get("kursor", ""), 30)
    baris = [(u, jenis.get(u.jenis), PERUBAHAN_DATA.get_keadaan(u.status)) for u in lembar.baris]
    return render(request, "layanan/perubahan_daftar.html", {"halaman": lembar, "baris": baris})


@require_http_methods(["GET", "HEAD", "POST"])
@akses("perubahan.ajukan")
def baru(request: HttpRequest, macam: str) -> HttpResponse:
    """Propose a correction of one kind; while one is under way, that one is shown instead of the form."""
    konteks, dipilih = konteks_of(request), _macam(macam)
    pegawai = get_object_or_404(Pegawai, pk=konteks.pegawai_id or 0)
    dari = selectors.get_contoh(konteks, dipilih, request.GET.get(DARI, ""))
    awal = _terbaca(dipilih, selectors.baca_kini(pegawai, dipilih)) if dari is None else _terulang(dipilih, dari)
    ada_bukti = bool(dari and dari.bukti_id)
    kiriman = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UsulForm(*kiriman, konteks=konteks, macam=dipilih, initial=awal, ada_bukti=ada_bukti)
    if form.is_valid():
        try:
            lampiran = {**_lampiran(form), "contoh": dari.kode if dari else ""}
            usul = services.create_usul(konteks=konteks, macam=dipilih, nilai=form.nilai(), **lampiran)
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Usul perbaikan terkirim. Keadaannya dapat Anda lihat di halaman ini."))
            return redirect("layanan:perubahan-rinci", kode=usul.kode)
    return _isian(request, dipilih, form, None, berjalan=selectors.get_berjalan(konteks, dipilih), dari=dari)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("perubahan.milik")
@perkara_di(
    PERUBAHAN_DATA,
    **jenis.KETIKAN,
    **jenis.DIPILIH,
    keterangan=gettext_lazy("Keterangan"),
    jawaban=gettext_lazy("Jawaban untuk petugas"),
)
def lengkapi(request: HttpRequest, kode: str) -> HttpResponse:
    """Complete a returned proposal: what was typed before stands there."""
    konteks = konteks_of(request)
    usul = get_object_or_404(kewenangan.scope(konteks, "perubahan.milik", UsulPerubahan.objects.all()), kode=kode)
    if request.method != "POST" and usul.status != StatusUsul.DIKEMBALIKAN:
        return redirect("layanan:perubahan-rinci", kode=kode)
    macam = _macam(usul.jenis)
    awal = _terulang(macam, usul)
    kiriman = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UsulForm(*kiriman, konteks=konteks, macam=macam, initial=awal, ada_bukti=usul.bukti_id is not None, versi=usul.versi)
    if form.is_valid():
        try:
            bersih = form.cleaned_data
            lampiran = {**_lampiran(form), "jawaban": bersih["jawaban"], "versi": bersih["versi"] or 0}
            services.resubmit_usul(konteks=konteks, usul=usul, nilai=form.nilai(), **lampiran)
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except services.SedangDiperiksaError as error:
            add_errors(form, error)
        except VersiBerbedaError:
            usul.refresh_from_db()  # what is compared with, and what the next press is made on
            form.sandingkan(_terulang(macam, usul), usul.versi)
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Usul sudah diajukan lagi."))
            return redirect("layanan:perubahan-rinci", kode=kode)
    return _isian(request, macam, form, usul)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("perubahan.milik")
@perkara_di(PERUBAHAN_DATA)
def tarik(request: HttpRequest, kode: str) -> HttpResponse:
    """Take one's own proposal back; asked once, for it ends there."""
    konteks = konteks_of(request)
    usul = get_object_or_404(kewenangan.scope(konteks, "perubahan.milik", selectors.list_usul(konteks)), kode=kode)
    if request.method != "POST" and usul.status not in TERBUKA:
        return redirect("layanan:perubahan-rinci", kode=kode)
    form = TarikForm(request.POST if request.method == "POST" else None, initial={"versi": usul.versi})
    if form.is_valid():
        try:
            services.withdraw_usul(konteks=konteks, usul=usul, versi=form.cleaned_data["versi"])
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except UseCaseError as error:
            add_errors(form, error)
            form.data = {"versi": str(usul.versi)}  # what was just read is what is asked about
        else:
            messages.success(request, _("Usul sudah ditarik."))
            return redirect("layanan:perubahan-rinci", kode=kode)
    isi = {"usul": usul, "macam": jenis.get(usul.jenis), "form": form}
    return render(request, "layanan/perubahan_tarik.html", isi, status=422 if form.errors else 200)


def _terulang(macam: JenisPerubahan, usul: UsulPerubahan) -> dict[str, Any]:
    """What one's own proposal says, as the form first shows it."""
    return {**_terbaca(macam, usul.usulan), "keterangan": usul.keterangan}


def _terbaca(macam: JenisPerubahan, isi: Mapping[str, str]) -> dict[str, str]:
    """Values as the form first shows them."""
    return {nama: macam.tampil(nilai) for nama, nilai in isi.items()}


def _lampiran(form: UsulForm) -> dict[str, Any]:
    return {"keterangan": form.cleaned_data["keterangan"], "bukti": form.cleaned_data["bukti"]}


def _isian(
    request: HttpRequest,
    macam: JenisPerubahan,
    form: UsulForm,
    usul: UsulPerubahan | None,
    berjalan: UsulPerubahan | None = None,
    dari: UsulPerubahan | None = None,
) -> HttpResponse:
    if form.errors:
        form.tahan_berkas()
    catatan = _catatan(usul, list_jejak(PERUBAHAN_DATA, usul.kode)) if usul else None
    isi = {"macam": macam, "form": form, "usul": usul, "catatan": catatan, "berjalan": berjalan, "dari": dari}
    return render(request, "layanan/perubahan_isian.html", isi, status=form.status)


def _macam(kode: str) -> JenisPerubahan:
    dipilih = jenis.get(kode)
    if dipilih is None:
        raise Http404
    return dipilih


@require_http_methods(["GET", "HEAD", "POST"])
@akses("perubahan.lihat")
@perkara_di(PERUBAHAN_DATA, alasan=gettext_lazy("Catatan untuk pengusul"))
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """The case: before → after beside the proof, where it stands, and the steps that the reader may take.

    Somebody else's values stay masked until it is said what for (`aksi` 'buka'), and nobody decides before that.
    """
    konteks = konteks_of(request)
    usul = _usul(konteks, kode)
    aksi = request.POST.get("aksi", "")
    if request.method != "POST" or aksi == "buka":
        return _tampilkan(request, konteks, usul)
    form = PutusanForm(request.POST)
    status = 422
    if aksi in PUTUSAN:
        if form.is_valid():
            try:
                return _putuskan(request, konteks, usul, aksi, form)
            except LangkahTidakAdaError as error:
                return tolak(request, error)
            except VersiBerbedaError as error:
                form.add_error(None, str(error))
                status = 409
            except (UseCaseError, ValidationError) as error:
                add_errors(form, error)
        usul = _usul(konteks, kode)
        return _halaman_rinci(request, konteks, usul, form, status, tujuan=form.untuk_apa())
    return _tampilkan(request, konteks, usul)


def _tampilkan(request: HttpRequest, konteks: Konteks, usul: UsulPerubahan) -> HttpResponse:
    """The page as it is opened: one's own values at once, others' once it is said what for."""
    if usul.pegawai_id == konteks.pegawai_id:
        return _halaman_rinci(request, konteks, usul, PutusanForm(), 200)
    buka = BukaForm(request.POST if request.method == "POST" else None, initial={"tujuan": _(selectors.TUJUAN)})
    tujuan = buka.untuk_apa() if buka.is_valid() else ""
    return _halaman_rinci(request, konteks, usul, PutusanForm(), 422 if buka.errors else 200, buka, tujuan=tujuan)


def _putuskan(request: HttpRequest, konteks: Konteks, usul: UsulPerubahan, aksi: str, form: PutusanForm) -> HttpResponse:
    lakukan, pesan = PUTUSAN[aksi]
    isi = {"versi": form.cleaned_data["versi"], "alasan": form.cleaned_data["alasan"]}
    if aksi == "terima":
        isi["sidik"] = form.cleaned_data["sidik"]
    lakukan(konteks=konteks, usul=usul, **isi)
    messages.success(request, str(pesan))
    return redirect("layanan:perubahan-rinci", kode=usul.kode)


def _halaman_rinci(
    request: HttpRequest,
    konteks: Konteks,
    usul: UsulPerubahan,
    form: PutusanForm,
    status: int,
    buka: BukaForm | None = None,
    *,
    tujuan: str = "",
) -> HttpResponse:
    """Draw the case; `tujuan`: what somebody else opens its values for, which goes along with every further click."""
    milik = usul.pegawai_id == konteks.pegawai_id
    isi = selectors.buka_isi(konteks, usul, tujuan) if milik or tujuan else None
    posisi = get_posisi(konteks, PERUBAHAN_DATA, usul)
    if isi:  # what is shown now is what the next click decides on
        segar = {"versi": usul.versi, "sidik": isi.sidik, "tujuan": tujuan}
        form.initial = {**form.initial, **segar}
        if form.is_bound:
            form.data = {**form.data.dict(), **{k: str(v) for k, v in segar.items()}}  # type: ignore[attr-defined]  # a QueryDict
    jejak = list_jejak(PERUBAHAN_DATA, usul.kode)
    data = {
        "usul": usul,
        "macam": jenis.get(usul.jenis),
        "catatan": _catatan(usul, jejak) if milik else None,
        "isi": isi,
        "tertutup": [] if isi else selectors.list_label(usul),
        "buka": buka or BukaForm(initial={"tujuan": _(selectors.TUJUAN)}),
        "tujuan": "" if milik else tujuan,
        "posisi": posisi,
        "jejak": jejak,
        "form": form,
        "milik": milik,
        "sendiri": SENDIRI,
        "lagi": _alamat_lagi(usul) if milik else "",
        "dapat": {langkah.aksi for langkah in posisi.langkah} if isi or not jenis.get(usul.jenis) else set(),
    }
    return render(request, "layanan/perubahan_rinci.html", data, status=status)


def _catatan(usul: UsulPerubahan, jejak: Sequence[Titik]) -> Titik | None:
    """The step by which an officer sent a proposal back or refused it, where it stands so now; its reason is what the owner needs."""
    return next((t for t in reversed(jejak) if usul.status in DIJAWAB and t.jejak.ke == usul.status), None)


def _alamat_lagi(usul: UsulPerubahan) -> str:
    """Where the same can be proposed anew; '' where it is still under way, was accepted, or is of a kind no longer offered."""
    if usul.status not in GAGAL or jenis.get(usul.jenis) is None:
        return ""
    return f"{reverse('layanan:perubahan-baru', args=[usul.jenis])}?{DARI}={usul.kode}"


def _usul(konteks: Konteks, kode: str) -> UsulPerubahan:
    return get_object_or_404(selectors.list_usul(konteks), kode=kode)
