"""Roles that wait for a second officer, with the two answers; and those just given, which can still be cancelled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from akun import kait, services
from akun.kewenangan import Konteks, akses
from akun.models import PenugasanPeran
from akun.pemegang import list_petugas
from akun.permintaan import konteks_of
from akun.rekan import ada_rekan, sampai_sendiri
from akun.riwayat_peran import buka_riwayat, pernah_ada
from akun.tugas import list_baru, list_menunggu
from inti import halaman
from inti.cara import formulir_di
from inti.errors import UseCaseError
from inti.forms import Formulir, TeksField, add_errors
from inti.tulisan import tanggal

UKURAN = 30
SAHKAN, TOLAK, BATALKAN = "sahkan", "tolak", "batalkan"


class LangkahPeranForm(Formulir):
    """An answer about a role, as it was read; a refusal and a cancellation give their reason."""

    bersyarat = ("alasan",)

    versi = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)
    langkah = forms.ChoiceField(choices=[(k, k) for k in (SAHKAN, TOLAK, BATALKAN)], widget=forms.HiddenInput)
    alasan = TeksField(label=gettext_lazy("Alasan"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))

    def clean(self) -> dict[str, object]:
        """A role is not refused or cancelled without a word."""
        isi = super().clean() or {}
        if isi.get("langkah") in (TOLAK, BATALKAN) and not isi.get("alasan") and "alasan" not in self.errors:
            raise ValidationError({"alasan": _("Tulis alasannya, supaya yang bersangkutan tahu apa yang perlu diperbaiki.")})
        return isi


@require_safe
@akses("akun.kelola")
def menunggu(request: HttpRequest) -> HttpResponse:
    """The roles that wait, the oldest first; then those just given."""
    return _halaman(request)


@require_safe
@akses("akun.lihat")
def riwayat(request: HttpRequest) -> HttpResponse:
    """What became of every role, for administrators and auditors."""
    lembar = buka_riwayat(request.GET.get("kursor", ""))
    return render(request, "akun/peran_riwayat.html", {"halaman": lembar})


@require_POST
@akses("akun.kelola")
@formulir_di("akun:peran-menunggu")
def putuskan(request: HttpRequest, nomor: int) -> HttpResponse:
    """Confirm a role, refuse it, take back what one gave, or cancel one just given; a refused answer keeps its words."""
    tugas = PenugasanPeran.objects.select_related("pengguna").filter(pk=nomor).first()
    if tugas is None and not pernah_ada(nomor):
        raise Http404
    if tugas is None:  # taken back or refused meanwhile: the row is gone, what was typed here is not
        return _halaman(request, pergi=request.POST.get("alasan", "")[:300])
    form = LangkahPeranForm(request.POST, auto_id=f"peran-{nomor}-%s")
    if form.is_valid():
        try:
            pesan = _putuskan(request, tugas, form.cleaned_data)
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, pesan)
            return redirect("akun:peran-menunggu")
    return _halaman(request, nomor, form)


def _putuskan(request: HttpRequest, tugas: PenugasanPeran, isi: dict[str, object]) -> str:
    """Do it; return what happened, in words."""
    konteks = konteks_of(request)
    kata = {"peran": tugas.get_peran_display(), "siapa": tugas.pengguna.nama}
    if isi["langkah"] == SAHKAN:
        services.confirm_peran(konteks=konteks, tugas=tugas, versi=int(str(isi["versi"])))
        return _("Disahkan: %(siapa)s memegang peran %(peran)s dalam masanya, dan sudah dikabari.") % kata
    if isi["langkah"] == BATALKAN:
        services.cancel_peran(konteks=konteks, tugas=tugas, versi=int(str(isi["versi"])), alasan=str(isi["alasan"]))
        return _kata_batal(konteks, tugas, kata)
    services.refuse_peran(konteks=konteks, tugas=tugas, versi=int(str(isi["versi"])), alasan=str(isi["alasan"]))
    if tugas.diberikan_oleh_id == konteks.pengguna.pk:
        return _("Ditarik kembali: %(siapa)s tidak menerima peran %(peran)s.") % kata
    return _("Ditolak: %(siapa)s tidak menerima peran %(peran)s. Pemberinya dikabari beserta alasan Anda.") % kata


def _kata_batal(konteks: Konteks, tugas: PenugasanPeran, kata: dict[str, str]) -> str:
    """What a cancellation did; and, to whoever is the only administrator now, that this makes nobody decide alone."""
    pesan = _("Dibatalkan: %(siapa)s tidak lagi memegang peran %(peran)s, dan sudah dikabari.") % kata
    if sampai := sampai_sendiri(konteks, tugas):
        sisa = _(
            "Kini tinggal Anda Admin kepegawaian. Peran yang membuka data orang lain tetap menunggu petugas kedua sampai %(hari)s; "
            "yang diberikan sesudah itu langsung berlaku."
        )
        return f"{pesan} {sisa % {'hari': tanggal(sampai)}}"
    return pesan


def _halaman(
    request: HttpRequest, nomor: int = 0, ditolak: LangkahPeranForm | None = None, pergi: str | None = None
) -> HttpResponse:
    konteks = konteks_of(request)
    lembar = halaman.buka(list_menunggu().order_by(), ("pk",), request.GET.get("kursor", ""), UKURAN)
    baru = list(list_baru(konteks.per)[:UKURAN])
    sebutan = kait.list_sebutan(p.pengguna_id for p in (*lembar.baris, *baru))
    berwenang = list_petugas("akun.kelola", konteks.per)

    def kartu(p: PenugasanPeran) -> dict[str, Any]:
        return {
            "peran": p,
            "siapa": str(sebutan.get(p.pengguna_id) or "") or p.pengguna.email or "",
            "sendiri": konteks.pengguna.pk == p.pengguna_id,
            "milik": konteks.pengguna.pk in (p.diberikan_oleh_id, p.pengguna_id),
            "lepas": p.diberikan_oleh_id is not None and p.diberikan_oleh_id not in berwenang,
            "form": ditolak if ditolak and p.pk == nomor else LangkahPeranForm(auto_id=f"peran-{p.pk}-%s"),
        }

    isi = {
        "baris": [kartu(p) for p in lembar.baris],
        "baru": [kartu(p) for p in baru],
        "halaman": lembar,
        "sendirian": bool(lembar.baris) and not ada_rekan(konteks),
        "ditolak": ditolak,
        "pergi": pergi,
    }
    status = 422 if ditolak else 200 if pergi is None else 409
    return render(request, "akun/peran_menunggu.html", isi, status=status)
