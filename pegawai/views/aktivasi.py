"""One-time codes: an employee's way in, at first and after a forgotten password, and the officer's page that makes one."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from akun.forms import PETUNJUK_SANDI
from akun.kewenangan import akses, publik
from akun.models import Pengguna
from akun.pembatas import batasi
from akun.permintaan import konteks_of
from inti import instansi
from inti.errors import UseCaseError
from inti.forms import Formulir, TeksField, add_errors
from pegawai import selectors, services


class AktivasiForm(Formulir):
    """What the paper from the personnel office says, and a password of one's own."""

    nomor = TeksField(
        label=gettext_lazy("NIP atau NI PPPK"), max_length=30, help_text=gettext_lazy("18 angka, boleh dengan spasi.")
    )
    kode = TeksField(
        label=gettext_lazy("Kode sekali pakai"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=instansi.malas(
            gettext_lazy("Dari %(badan)s, misalnya k7mp-3xw9-q2ra. Huruf besar, spasi, dan tanda hubung tidak berpengaruh.")
        ),
    )
    sandi = forms.CharField(
        label=gettext_lazy("Kata sandi baru"),
        strip=False,  # a space at its end belongs to it: the page on which one signs in takes none away
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PETUNJUK_SANDI,
    )

    def clean_nomor(self) -> str:
        """Digits only."""
        angka = selectors.angka_saja(self.cleaned_data["nomor"])
        if len(angka) != 18:
            raise ValidationError(
                _("NIP terdiri atas 18 angka; yang diisi %(n)s. Salin dari surat %(badan)s.")
                % {**instansi.kata(), "n": len(angka)}
            )
        return angka


class KodeMasukForm(Formulir):
    """Why somebody gets a new code."""

    alasan = TeksField(
        label=gettext_lazy("Alasan"),
        min_length=10,
        max_length=160,
        help_text=gettext_lazy("Misalnya: lupa kata sandi, datang sendiri membawa kartu pegawai."),
        error_messages={"min_length": gettext_lazy("Tulis sedikit lebih jelas: mengapa, dan bagaimana Anda tahu ini orangnya.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@publik
@sensitive_post_parameters("sandi", "kode", "nomor")
@batasi("aktivasi", per_jam=20)
def aktivasi(request: HttpRequest) -> HttpResponse:
    """Choose a password with a one-time code, and go on as after any sign-in: the second step is asked where there is one."""
    form = AktivasiForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pengguna = services.aktifkan_akun(**form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
            _periksa_sandi(form)
        except ValidationError as error:
            form.add_error("sandi", error)
        else:
            return _masuk(request, pengguna)
    return render(request, "pegawai/aktivasi.html", {"form": form}, status=422 if form.errors else 200)


def _periksa_sandi(form: AktivasiForm) -> None:
    """Say beside a refused code what the password lacks, too: nobody should come back for the second half."""
    try:
        validate_password(form.cleaned_data["sandi"])
    except ValidationError as error:
        form.add_error("sandi", error)


def _masuk(request: HttpRequest, pengguna: Pengguna) -> HttpResponse:
    """Sign in the library's way: second step, fresh session and signals as after its own forms.

    The code was handed over in person, so no e-mail has to be confirmed first.
    """
    if request.user.is_authenticated:  # a colleague's session on a shared computer
        get_adapter(request).logout(request)
    record_authentication(request, pengguna, method="password_reset")
    messages.success(
        request,
        _("Kata sandi baru Anda tersimpan. Mengubahnya nanti, e-mail, dan langkah kedua: 'Akun dan keamanan' di menu nama Anda."),
    )
    jawab: HttpResponse = perform_login(
        request, pengguna, email_verification=EmailVerificationMethod.NONE, redirect_url=reverse("beranda")
    )
    return jawab


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.buka_akun")
def kode_masuk(request: HttpRequest, kode: str) -> HttpResponse:
    """Make a one-time code for somebody who forgot the password; it is shown once, on the answer to the form."""
    konteks = konteks_of(request)
    pegawai = get_object_or_404(selectors.list_pegawai(konteks).select_related("akun"), kode=kode)
    form = KodeMasukForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            baru = services.create_kode_masuk(konteks=konteks, pegawai=pegawai, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            return render(request, "pegawai/kode_masuk_jadi.html", {"pegawai": pegawai, "kode": baru.kode})
    return render(request, "pegawai/kode_masuk.html", {"pegawai": pegawai, "form": form}, status=422 if form.errors else 200)
