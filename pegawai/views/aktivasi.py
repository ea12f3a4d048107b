"""First sign-in of an employee: number, one-time code, own password."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from akun.kewenangan import publik
from akun.pembatas import batasi
from inti.errors import UseCaseError
from inti.forms import Formulir, add_errors
from pegawai import selectors, services


class AktivasiForm(Formulir):
    """What the paper from BKPSDM says, and a password of one's own."""

    nomor = forms.CharField(
        label=gettext_lazy("NIP atau NI PPPK"), max_length=30, help_text=gettext_lazy("18 angka, boleh dengan spasi.")
    )
    kode = forms.CharField(
        label=gettext_lazy("Kode aktivasi"), max_length=20, help_text=gettext_lazy("Dari surat BKPSDM, misalnya k7mp-3xw9-q2ra.")
    )
    sandi = forms.CharField(
        label=gettext_lazy("Kata sandi baru"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Paling sedikit 12 huruf. Tiga kata yang hanya Anda mengerti sudah kuat dan mudah diingat."),
    )

    def clean_nomor(self) -> str:
        """Digits only."""
        angka = selectors.angka_saja(self.cleaned_data["nomor"])
        if len(angka) != 18:
            raise ValidationError(_("NIP terdiri atas 18 angka; yang diisi %(n)s. Salin dari surat BKPSDM.") % {"n": len(angka)})
        return angka


@require_http_methods(["GET", "POST"])
@publik
@sensitive_post_parameters("sandi", "kode", "nomor")
@batasi("aktivasi", per_jam=20)
def aktivasi(request: HttpRequest) -> HttpResponse:
    """Open one's account and go in."""
    form = AktivasiForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pengguna = services.aktifkan_akun(**form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        except ValidationError as error:
            form.add_error("sandi", error)
        else:
            login(request, pengguna, backend="akun.backends.NomorAtauEmailBackend")
            messages.success(request, _("Akun Anda sudah terbuka. Selamat datang."))
            return redirect("beranda")
    return render(request, "pegawai/aktivasi.html", {"form": form}, status=422 if form.errors else 200)
