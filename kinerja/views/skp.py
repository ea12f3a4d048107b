"""The SKP as a page, and the steps of its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import akses
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di, tolak
from alur.selectors import Titik, get_posisi, list_jejak
from alur.services import LangkahTidakAdaError
from inti import waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import add_errors
from kinerja.batas import kata_batas
from kinerja.forms.rencana import DialogForm, KembalikanForm, PutusanForm
from kinerja.kelengkapan import SkpBelumLengkapError, list_kurang
from kinerja.models import SKP, Pendekatan, RencanaHasilKerja, StatusSKP
from kinerja.proses import SKP_TAHUNAN
from kinerja.selectors.penilai import get_penilai, get_penilai_skp, is_penilai, is_penulis_perilaku, kata_pembaca
from kinerja.selectors.sandaran import list_hasil_atasan
from kinerja.services import skp as layanan
from kinerja.views.saya import get_skp_terlihat
from pegawai.susunan import wakil_dari

LANGKAH = {StatusSKP.DRAF: 1, StatusSKP.DIKEMBALIKAN: 1, StatusSKP.DIAJUKAN: 3, StatusSKP.DISEPAKATI: 4}


@akses("skp.susun")
@require_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Begin the SKP of a year; pressing twice opens the same one."""
    tahun = request.POST.get("tahun", "")
    pendekatan = request.POST.get("pendekatan", Pendekatan.KUANTITATIF)
    try:
        skp = layanan.create_skp(
            konteks=konteks_of(request),
            tahun=int(tahun) if tahun.isdecimal() and len(tahun) == 4 else konteks_of(request).per.year,
            pendekatan=pendekatan if pendekatan in Pendekatan.values else Pendekatan.KUANTITATIF,
        )
    except UseCaseError as error:
        messages.warning(request, str(error))
        return redirect("kinerja:saya")
    return redirect("kinerja:skp", kode=skp.kode)


@akses("skp.susun")
@require_POST
def pendekatan(request: HttpRequest, kode: str) -> HttpResponse:
    """Begin anew with the other approach, while nothing is written."""
    obj = get_skp_terlihat(konteks_of(request), kode, gettext_noop("Mengganti cara mengukur SKP"))
    pilihan = request.POST.get("pendekatan", "")
    try:
        layanan.update_pendekatan(
            konteks=konteks_of(request), skp=obj, pendekatan=pilihan if pilihan in Pendekatan.values else obj.pendekatan
        )
    except UseCaseError as error:
        return halaman_skp(request, obj, status=422, galat=str(error))
    messages.success(request, _("Cara mengukur diganti."))
    return redirect("kinerja:skp", kode=kode)


@akses("skp.lihat")
@require_safe
@perkara_di(SKP_TAHUNAN)
def skp(request: HttpRequest, kode: str) -> HttpResponse:
    """The plan: its owner writes, the superior reads and decides, others only read."""
    return halaman_skp(request, get_skp_terlihat(konteks_of(request), kode, gettext_noop("Membaca SKP")))


def halaman_skp(request: HttpRequest, obj: SKP, *, status: int = 200, **lain: Any) -> HttpResponse:
    """Draw the SKP; also after a refusal, with what was typed."""
    konteks = konteks_of(request)
    milik_sendiri = obj.pegawai_id == konteks.pegawai_id
    wakil = wakil_dari(konteks, obj.pegawai)
    penilai = is_penilai(konteks, obj.pegawai, wakil=True)
    baris = list(obj.rencana.all())
    menyusun = milik_sendiri and obj.bisa_disusun
    posisi = get_posisi(konteks, SKP_TAHUNAN, obj)
    jejak = list_jejak(SKP_TAHUNAN, obj.kode)
    # A substitute decides; the talk about the lines stays with the superior.
    berbicara = (milik_sendiri or penilai and not wakil) and obj.status != StatusSKP.DISEPAKATI
    return render(
        request,
        "kinerja/skp.html",
        {
            "skp": obj,
            "baris": [(r, DialogForm(auto_id=f"dialog-{r.kode}-%s") if berbicara else None) for r in baris],
            "milik_sendiri": milik_sendiri,
            "baca_kemajuan": wakil is None or kewenangan.allows(konteks, "kemajuan.lihat", obj),
            "menyusun": menyusun,
            "kurang": list_kurang(obj, baris) if menyusun else [],
            "penilai": penilai,
            "wakil": wakil,
            "atas_nama": get_penilai(obj.pegawai) if wakil else None,
            "atur_perilaku": is_penulis_perilaku(konteks, obj),
            "penilai_skp": get_penilai_skp(obj),
            "pembaca": kata_pembaca(obj.pegawai, konteks.per) if menyusun else "",
            "langkah": LANGKAH[StatusSKP(obj.status)] + int(bool(baris) and menyusun),
            "hasil_atasan": _hasil_atasan(obj, baris) if menyusun else [],
            "perilaku": list(obj.perilaku.all()),
            "posisi": posisi,
            "bisa_tarik": any(langkah.aksi == "tarik" for langkah in posisi.langkah),
            "jejak": jejak,
            "dikembalikan": _dikembalikan(obj, jejak),
            "kata_batas": kata_batas(obj.tahun, waktu.hari(jejak[0].jejak.pada_at) if jejak else None),
            "putusan": PutusanForm(initial={"versi": obj.versi}, auto_id="putusan-%s"),
            "kembalikan": KembalikanForm(initial={"versi": obj.versi}, auto_id="kembali-%s") if penilai else None,
        }
        | lain,
        status=status,
    )


def _dikembalikan(obj: SKP, jejak: list[Titik]) -> Titik | None:
    """The last return with its note, which counts until the SKP is agreed: also while it is taken back or handed in again."""
    if obj.status == StatusSKP.DISEPAKATI:
        return None
    return next((t for t in reversed(jejak) if t.jejak.aksi == "kembalikan" and t.jejak.alasan), None)


def halaman_tertutup(request: HttpRequest, obj: SKP, judul: str) -> HttpResponse | None:
    """Before anything is typed: why one's own SKP can't be changed now, and the way to take it back; None while it can."""
    halangan = None if request.method == "POST" else layanan.cari_halangan(obj)
    if halangan is None:
        return None
    posisi = get_posisi(konteks_of(request), SKP_TAHUNAN, obj)
    isi = {
        "skp": obj,
        "judul": judul,
        "halangan": halangan,
        "bisa_tarik": any(langkah.aksi == "tarik" for langkah in posisi.langkah),
        "putusan": PutusanForm(initial={"versi": obj.versi}, auto_id="putusan-%s"),
    }
    return render(request, "kinerja/tertutup.html", isi)


@akses("skp.susun")
@require_POST
@perkara_di(SKP_TAHUNAN)
def ajukan(request: HttpRequest, kode: str) -> HttpResponse:
    """Hand it to the superior."""
    return _putuskan(request, kode, layanan.submit_skp, _("SKP sudah diajukan ke atasan."))


@akses("skp.susun")
@require_POST
@perkara_di(SKP_TAHUNAN)
def tarik(request: HttpRequest, kode: str) -> HttpResponse:
    """Take it back while the superior hasn't decided."""
    return _putuskan(request, kode, layanan.withdraw_skp, _("SKP ditarik kembali; isinya tetap ada dan bisa diubah lagi."))


@akses("skp.sepakati")
@require_POST
@perkara_di(SKP_TAHUNAN)
def sepakati(request: HttpRequest, kode: str) -> HttpResponse:
    """Agree to the version that was read."""
    return _putuskan(request, kode, layanan.approve_skp, _("SKP disepakati. Pemiliknya bisa mulai mencatat kemajuan."))


@akses("skp.sepakati")
@require_http_methods(["POST"])
@perkara_di(SKP_TAHUNAN, catatan=gettext_lazy("Apa yang perlu disesuaikan?"))
def kembalikan(request: HttpRequest, kode: str) -> HttpResponse:
    """Send it back with a note."""
    obj = get_skp_terlihat(konteks_of(request), kode, gettext_noop("Mengembalikan SKP"))
    form = KembalikanForm(request.POST, auto_id="kembali-%s")
    if form.is_valid():
        try:
            layanan.reject_skp(konteks=konteks_of(request), skp=obj, **form.cleaned_data)
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("SKP dikembalikan beserta catatan Anda."))
            # A substitute has no board of this team.
            return redirect("kinerja:tim" if is_penilai(konteks_of(request), obj.pegawai) else "alur:menunggu")
    return halaman_skp(request, obj, status=422, kembalikan=_dengan_versi(form, obj))


def _dengan_versi(form: KembalikanForm, obj: SKP) -> KembalikanForm:
    """The same form with the version that is now shown: what was typed stays, the next click counts."""
    form.data = {**form.data.dict(), "versi": str(obj.versi)}  # type: ignore[attr-defined]  # a QueryDict
    return form


def _putuskan(request: HttpRequest, kode: str, lakukan: Callable[..., SKP], pesan: str) -> HttpResponse:
    """Take one step of an SKP: `lakukan` is its use case, `pesan` what is said when it was taken."""
    obj = get_skp_terlihat(konteks_of(request), kode, gettext_noop("Memutuskan SKP"))
    form = PutusanForm(request.POST)
    try:
        lakukan(konteks=konteks_of(request), skp=obj, versi=form.cleaned_data["versi"] if form.is_valid() else 0)
    except LangkahTidakAdaError as error:
        return tolak(request, error)
    except VersiBerbedaError as error:
        return halaman_skp(request, obj, status=409, galat=str(error))
    except SkpBelumLengkapError:
        return halaman_skp(request, obj, status=422, ditolak=True)
    except UseCaseError as error:
        return halaman_skp(request, obj, status=422, galat=str(error))
    messages.success(request, pesan)
    return redirect("kinerja:skp", kode=kode)


def _hasil_atasan(obj: SKP, baris: list[RencanaHasilKerja]) -> list[tuple[RencanaHasilKerja, int]]:
    """Results of the superior, and how many lines of this SKP serve each. One query."""
    pakai = [r.intervensi_id for r in baris]
    return [(h, pakai.count(h.pk)) for h in list_hasil_atasan(obj.pegawai, obj.tahun)]
