"""Handing routine decisions to a colleague: who stands in now and later, a new letter, taking it back.

The same pages serve an employee and an official who is no employee, the Wali Kota for one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from alur.alih import list_tertahan
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.tulisan import tanggal
from organisasi.models import PejabatNonAsn
from pegawai import selectors, services, susunan
from pegawai.forms_wakil import CabutForm, WakilForm
from pegawai.models import Delegasi, Pegawai

ATUR_PEJABAT = "delegasi.atur_pejabat"


@dataclass(frozen=True)
class Asal:
    """Whose decisions are handed over, and where the pages about it are."""

    orang: Pegawai | PejabatNonAsn
    nama: str
    sendiri: bool

    @property
    def alamat(self) -> str:
        """The list of their substitutes."""
        if isinstance(self.orang, Pegawai):
            return reverse("pegawai:wakil", args=[self.orang.kode])
        return reverse("pegawai:wakil-pejabat", args=[self.orang.kode])

    def cabut(self, kode: str) -> str:
        """Where one of them is taken back."""
        if isinstance(self.orang, Pegawai):
            return reverse("pegawai:wakil-cabut", args=[self.orang.kode, kode])
        return reverse("pegawai:wakil-pejabat-cabut", args=[self.orang.kode, kode])

    @property
    def profil(self) -> str:
        """Their page; '' for somebody who has none."""
        return reverse("pegawai:profil", args=[self.orang.kode]) if isinstance(self.orang, Pegawai) else ""


@require_safe
@akses("delegasi.atur")
def saya(request: HttpRequest) -> HttpResponse:
    """One's own substitutes; accounts without a person go home."""
    kode = konteks_of(request).pegawai_kode
    return redirect("pegawai:wakil", kode=kode) if kode else redirect("beranda")


@require_safe
@akses(ATUR_PEJABAT)
def pejabat_saya(request: HttpRequest) -> HttpResponse:
    """The substitutes of the first official within reach: oneself, or for an officer the head of the city; home where there is none."""
    satu = susunan.list_pejabat(konteks_of(request), ATUR_PEJABAT).first()
    return redirect("pegawai:wakil-pejabat", pejabat=satu.kode) if satu else redirect("beranda")


@require_http_methods(["GET", "HEAD", "POST"])
@akses("delegasi.atur")
def wakil(request: HttpRequest, kode: str) -> HttpResponse:
    """Who stands in for a person, and for whom that person stands in; with the form for a new letter."""
    return _wakil(request, _pegawai(konteks_of(request), kode))


@require_http_methods(["GET", "HEAD", "POST"])
@akses(ATUR_PEJABAT)
def pejabat(request: HttpRequest, pejabat: str) -> HttpResponse:
    """The same for an official who is no employee."""
    return _wakil(request, _pejabat(konteks_of(request), pejabat))


@require_http_methods(["GET", "HEAD", "POST"])
@akses("delegasi.atur")
def cabut(request: HttpRequest, kode: str, nomor: str) -> HttpResponse:
    """Take a mandate back, with the reason."""
    return _cabut(request, _pegawai(konteks_of(request), kode), nomor)


@require_http_methods(["GET", "HEAD", "POST"])
@akses(ATUR_PEJABAT)
def cabut_pejabat(request: HttpRequest, pejabat: str, kode: str) -> HttpResponse:
    """The same for an official who is no employee."""
    return _cabut(request, _pejabat(konteks_of(request), pejabat), kode)


def _pegawai(konteks: Konteks, kode: str) -> Asal:
    orang = get_object_or_404(selectors.list_pegawai(konteks), kode=kode)
    if not kewenangan.allows(konteks, "delegasi.atur", orang):
        raise Http404
    return Asal(orang, orang.nama_lengkap, orang.pk == konteks.pegawai_id)


def _pejabat(konteks: Konteks, kode: str) -> Asal:
    orang = get_object_or_404(susunan.list_pejabat(konteks, ATUR_PEJABAT), kode=kode)
    return Asal(orang, f"{orang.nama}, {orang.sebutan}", orang.akun_id == konteks.pengguna.pk)


def _wakil(request: HttpRequest, asal: Asal) -> HttpResponse:
    konteks = konteks_of(request)
    form = WakilForm(request.POST if request.method == "POST" else None, konteks=konteks, dari=asal.orang)
    if form.is_valid():
        try:
            baru = services.create_delegasi(konteks=konteks, dari=asal.orang, isi=form.isi())
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            pesan = _("Tercatat. %(wakil)s mewakili %(nama)s dari %(mulai)s sampai %(akhir)s.")
            hari = {"mulai": tanggal(baru.masa.lower), "akhir": tanggal(baru.akhir)}
            messages.success(request, pesan % ({"wakil": baru.kepada.nama, "nama": asal.orang.nama} | hari))
            _ingatkan(request, asal, baru)
            return redirect(asal.alamat)
    orang = asal.orang
    keluar = susunan.list_delegasi(dari=orang)
    isi = {
        "asal": asal,
        "keluar": keluar,
        "masuk": susunan.list_delegasi(kepada=orang) if isinstance(orang, Pegawai) else [],
        "pejabat": [p for p in susunan.list_pejabat(konteks, ATUR_PEJABAT) if p != orang],
        "putusan": susunan.list_putusan_saya(konteks) if asal.sendiri else [],
        "diwakili": susunan.list_putusan_wakil(keluar) if asal.sendiri and keluar else [],
        "form": form,
        "hari_ini": konteks.per,
        "berantai": services.list_berantai([d for d in keluar if not d.dicabut_at and d.akhir >= konteks.per]),
        "tertahan": not asal.sendiri and list_tertahan(konteks).exists(),
    }
    return render(request, "pegawai/wakil.html", isi, status=422 if form.errors else 200)


def _ingatkan(request: HttpRequest, asal: Asal, baru: Delegasi) -> None:
    """What whoever recorded a letter should know beyond it: what stays, and whom no message reaches."""
    nama = {"wakil": baru.kepada.nama, "nama": asal.orang.nama}
    if baru.kepada_bawahan and asal.sendiri:
        messages.info(request, _("Perkara %(wakil)s sendiri tidak ikut dititipkan: itu tetap menunggu Anda.") % nama)
    elif baru.kepada_bawahan:
        messages.info(request, _("Perkara %(wakil)s sendiri tidak ikut dititipkan: itu tetap menunggu %(nama)s.") % nama)
    for kata in services.list_berantai([baru]):
        messages.warning(request, kata)
    if not services.pernah_masuk(baru.kepada):
        messages.warning(request, _("%(wakil)s belum pernah masuk ke aplikasi ini; kabari langsung.") % nama)


def _cabut(request: HttpRequest, asal: Asal, kode: str) -> HttpResponse:
    dari = "dari" if isinstance(asal.orang, Pegawai) else "dari_pejabat"
    delegasi = get_object_or_404(Delegasi.objects.select_related("kepada"), **{dari: asal.orang}, kode=kode)
    dini = delegasi.masa.lower > konteks_of(request).per
    form = CabutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.cancel_delegasi(konteks=konteks_of(request), delegasi=delegasi, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            tetap = _("Sudah dicabut sebelum mulai. Keputusan tetap pada pejabatnya sendiri.")
            messages.success(request, tetap if dini else _("Sudah dicabut. Keputusan kembali kepada pejabatnya sendiri."))
            return redirect(asal.alamat)
    isi = {"asal": asal, "delegasi": delegasi, "dini": dini, "form": form}
    return render(request, "pegawai/wakil_cabut.html", isi, status=422 if form.errors else 200)
