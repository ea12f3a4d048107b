"""The unit that examines complaints about people: proposed, confirmed by a second officer, and who did so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from forum.forms.pengawas import SAHKAN, TARIK, PengawasForm, PutusanPengawasForm
from forum.kata_pengawas import kata_tanpa_pengesah
from forum.models import StatusUsulanPengawas, UnitPengawas, UsulanPengawas
from forum.selectors import pengawas as pilih
from forum.selectors.aspirasi import list_unit_tujuan
from forum.services import pengawas as services
from inti.cara import formulir_di
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.versi import BerubahError


@akses("suara.pengawas")
@require_http_methods(["GET", "HEAD", "POST"])
def pengawas(request: HttpRequest) -> HttpResponse:
    """Which unit it is and how it came to be; an administrator proposes another one here."""
    konteks = konteks_of(request)
    if request.method == "POST":
        kewenangan.require(konteks, "suara.atur")
    kini = pilih.get_unit_pengawas(konteks.per)
    form = _form(konteks, kini, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            usulan = services.propose_pengawas(konteks=konteks, sunting=form.suntingan(), **form.tanpa_versi())
        except BerubahError as error:
            form.tolak(error, _awal(error.kini, konteks))
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _kata_usulan(konteks, usulan))
            return redirect("forum:pengawas")
    return _halaman(request, kini, form, PutusanPengawasForm(), form.status)


@akses("suara.atur")
@require_POST
@formulir_di("forum:pengawas")
def putuskan(request: HttpRequest, kode: str) -> HttpResponse:
    """Confirm a proposal, refuse it, or take back one's own; a refused answer keeps its words."""
    usulan = get_object_or_404(UsulanPengawas, kode=kode)
    putusan = PutusanPengawasForm(request.POST)
    if putusan.is_valid():
        try:
            pesan = _putuskan(konteks_of(request), usulan, putusan.cleaned_data)
        except (UseCaseError, ValidationError) as error:
            add_errors(putusan, error)
        else:
            messages.success(request, pesan)
            return redirect("forum:pengawas")
    konteks = konteks_of(request)
    kini = pilih.get_unit_pengawas(konteks.per)
    return _halaman(request, kini, _form(konteks, kini), putusan, 422)


def _putuskan(konteks: Konteks, usulan: UsulanPengawas, isi: dict[str, Any]) -> str:
    """Do it; return what happened, in words."""
    if isi["langkah"] == SAHKAN:
        services.confirm_pengawas(konteks=konteks, usulan=usulan)
        return _("Disahkan: berlaku mulai hari ini. Unit lama, unit baru, dan pengawas kota sudah dikabari.")
    if isi["langkah"] == TARIK:
        services.cancel_pengawas(konteks=konteks, usulan=usulan)
        return _("Usulan ditarik kembali; tidak ada yang berubah.")
    services.refuse_pengawas(konteks=konteks, usulan=usulan, alasan=isi["alasan"])
    return _("Ditolak; pengusulnya dikabari dan dapat membaca alasan Anda.")


def _kata_usulan(konteks: Konteks, usulan: UsulanPengawas | None) -> str:
    if usulan is None:
        return _("Sudah begitu; tidak ada yang berubah.")
    if usulan.status == StatusUsulanPengawas.MENUNGGU:
        if kata := kata_tanpa_pengesah(konteks):
            return f"{_('Tersimpan.')} {kata}"
        return _("Terkirim. Berlaku setelah rekan sesama Admin kepegawaian mengesahkannya; mereka sudah dikabari.")
    return _("Unit pengawas ditetapkan mulai hari ini. Di riwayatnya tertulis bahwa tidak ada petugas kedua.")


def _form(konteks: Konteks, kini: UnitPengawas | None, data: Any = None) -> PengawasForm:
    # Version 0: nobody has said it yet, and who says it first isn't written over either.
    versi = kini.versi if kini else 0
    return PengawasForm(data, unit=list_unit_tujuan(), initial=_awal(kini, konteks), versi=versi)


def _awal(kini: UnitPengawas | None, konteks: Konteks) -> dict[str, Any]:
    """What the form shows of the unit that is set now."""
    return {"unit": kini.unit_id, "dasar": kini.dasar_mulai(konteks.per)} if kini else {}


def _halaman(
    request: HttpRequest, kini: UnitPengawas | None, form: PengawasForm, putusan: PutusanPengawasForm, status: int
) -> HttpResponse:
    konteks, menunggu = konteks_of(request), pilih.get_menunggu()
    boleh_atur = kewenangan.boleh(konteks, "suara.atur")
    milik = menunggu is not None and menunggu.pengusul_id == konteks.pengguna.pk
    halangan = services.find_halangan(konteks, menunggu) if menunggu and boleh_atur and not milik else None
    isi = {
        "kini": kini,
        "form": form,
        "putusan": putusan,
        "menunggu": menunggu,
        "milik": milik,
        "tanpa_pengesah": kata_tanpa_pengesah(konteks) if milik and boleh_atur else "",
        "halangan": halangan,
        "boleh_tolak": not isinstance(halangan, services.PengusulPengawasError),
        "boleh_atur": boleh_atur,
        "ketikan": [(putusan["alasan"].label, putusan.data.get("alasan", "")[:300])] if putusan.errors and not menunggu else [],
        "riwayat": pilih.list_riwayat(),
    }
    return render(request, "forum/pengawas.html", isi, status=status)
