"""Pages about who gives trainings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.kewenangan import akses
from akun.models import Pengguna
from akun.peran import Peran
from akun.permintaan import konteks_of
from inti.forms import add_errors
from inti.versi import BerubahError
from kompetensi import selectors
from kompetensi.forms import PenyelenggaraForm
from kompetensi.models import Penyelenggara
from kompetensi.services import katalog as services
from kompetensi.views.belajar import tab


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.kelola")
def daftar(request: HttpRequest) -> HttpResponse:
    """All organisers, and a form for a new one."""
    return _simpan(request, PenyelenggaraForm(request.POST if request.method == "POST" else None), None)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.kelola")
def ubah(request: HttpRequest, kode: str) -> HttpResponse:
    """Change an organiser; certificates that were issued keep their words."""
    obj = get_object_or_404(selectors.list_penyelenggara(konteks_of(request)), kode=kode)
    form = PenyelenggaraForm(request.POST if request.method == "POST" else None, initial=_awal(obj), versi=obj.versi)
    return _simpan(request, form, obj)


def _awal(obj: Any) -> dict[str, Any]:
    """Initial values of the form for an organiser as it stands now."""
    return model_to_dict(obj, fields=list(PenyelenggaraForm.base_fields)) | {"email": obj.akun.email if obj.akun else ""}


def _simpan(request: HttpRequest, form: PenyelenggaraForm, obj: Penyelenggara | None) -> HttpResponse:
    konteks = konteks_of(request)
    if form.is_valid():
        isi, sunting = form.tanpa_versi(), form.suntingan()
        email = isi.pop("email").lower()
        akun = (
            Pengguna.objects.filter(
                email=email, penugasan_peran__peran=Peran.MITRA, penugasan_peran__masa__contains=konteks.per
            ).first()
            if email
            else None
        )
        if email and akun is None:
            form.add_error("email", _("Tidak ada akun mitra dengan e-mail ini. Beri akunnya peran mitra dulu."))
        else:
            try:
                services.save_penyelenggara(
                    konteks=konteks, penyelenggara=obj, akun=akun, sunting=sunting and sunting.bernama(email="akun"), **isi
                )
            except BerubahError as error:
                form.tolak(error, _awal(error.kini))
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, _("Penyelenggara tersimpan."))
                return redirect("kompetensi:penyelenggara")
    daftar = [] if obj else list(selectors.list_penyelenggara(konteks))
    return render(
        request,
        "kompetensi/penyelenggara.html",
        {"tab": tab(request, "kelola"), "form": form, "daftar": daftar, "obj": obj},
        status=form.status,
    )
