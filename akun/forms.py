"""Forms of sign-in and registration."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.forms import AddEmailForm, ChangePasswordForm, LoginForm, ResetPasswordKeyForm, SetPasswordForm, SignupForm
from allauth.account.forms import ReauthenticateForm as SandiLagiForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from akun import services
from akun.faktor import CARA_TAMBAH_EMAIL
from inti.forms import TeksField


class MasukForm(LoginForm):
    """'NIP atau e-mail' and a password; a number may be typed in groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("NIP atau e-mail")
        self.fields["login"].help_text = _("NIP boleh ditulis dengan spasi, misalnya 19810411 200412 2 001.")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)


PETUNJUK_SANDI = _("Paling sedikit 12 huruf. Empat kata yang hanya Anda mengerti sudah kuat dan mudah diingat.")


class SandiBaru(forms.BaseForm):
    """A form for a new password: one plain hint instead of the library's list, and no label twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("oldpassword", "password1", "password2"):
            if nama in self.fields:
                self.fields[nama].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = PETUNJUK_SANDI


class UbahSandiForm(SandiBaru, ChangePasswordForm):
    """Another password for one's own account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Kata sandi sekarang")
        self.fields["oldpassword"].help_text = ""


class BuatSandiForm(SandiBaru, SetPasswordForm):
    """A first password for an account that had none."""


class SandiDariTautanForm(SandiBaru, ResetPasswordKeyForm):
    """A new password by a link from a mail."""


class TambahEmailForm(AddEmailForm):
    """Another address for one's own account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Alamat e-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)
        if self.user is not None and is_mfa_enabled(self.user):
            self.fields["email"].help_text = CARA_TAMBAH_EMAIL


class DaftarForm(SandiBaru, SignupForm):
    """Registration of a citizen or partner."""

    nama = TeksField(label=_("Nama"), max_length=200, help_text=_("Nama yang ingin Anda pakai di sini."))
    field_order = ["nama", "email", "password1", "password2"]


class PastikanSandiForm(SandiLagiForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""


def _isian_kode(petunjuk: Any) -> TeksField:
    """The field for a code: digits on a phone's keyboard, filled in by the browser where it can."""
    atribut = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return TeksField(label=_("Kode"), max_length=20, widget=forms.TextInput(attrs=atribut), help_text=petunjuk)


PETUNJUK_KODE = _("Enam angka yang sedang tampil di aplikasi autentikator, atau satu kode pemulihan.")


class LangkahKeduaForm(AuthenticateForm):
    """The second step of signing in."""

    code = _isian_kode(PETUNJUK_KODE)

    def save(self) -> None:
        """Note that it was given; whose codes are used up by somebody else should hear of it."""
        super().save()
        services.announce_kode_pemulihan(self.authenticator)


class PastikanKodeForm(ReauthenticateForm):
    """The same, asked again before something that matters."""

    code = _isian_kode(PETUNJUK_KODE)

    def save(self) -> None:
        """As above."""
        super().save()
        services.announce_kode_pemulihan(self.authenticator)


class PasangAplikasiForm(ActivateTOTPForm):
    """The first code proves that the app has the key."""

    code = _isian_kode(_("Enam angka; berganti tiap 30 detik, jadi tulis yang sedang tampil."))


class PembacaJawaban(json.JSONDecoder):
    """JSON in which a number or a nesting that is too long to be read is bad input, not a bug."""

    def decode(self, s: str, *args: Any) -> Any:
        """Read it. Raises json.JSONDecodeError."""
        try:
            return super().decode(s, *args)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("no answer of a device", s, 0) from error


class JawabanKunci(forms.BaseForm):
    """A form that carries what a device answered, in a field that nobody sees."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].decoder = PembacaJawaban  # type: ignore[attr-defined]  # a JSONField


class JawabanMasuk(JawabanKunci):
    """One by which somebody signs in: what can't be the answer of a device is refused in words before the library looks at it."""

    def clean_credential(self) -> Any:
        """The key that answered."""
        periksa_jawaban(AuthenticationResponse, self.cleaned_data["credential"])
        return super().clean_credential()  # type: ignore[misc]  # the library's form


def periksa_jawaban(jenis: Any, isi: Any) -> None:
    """Raise ValidationError for what is no answer of this kind. The library reads only part of it carefully."""
    try:
        jenis.from_dict(isi)
    except (KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class KunciKeduaForm(JawabanMasuk, AuthenticateWebAuthnForm):
    """A device key as the second step of signing in."""


class MasukKunciForm(JawabanMasuk, LoginWebAuthnForm):
    """Signing in with a device key."""


class PastikanKunciForm(JawabanMasuk, ReauthenticateWebAuthnForm):
    """The same, asked again before something that matters."""


class TambahKunciForm(JawabanKunci, AddWebAuthnForm):
    """A new device key; by default one that opens the account by itself."""

    name = TeksField(
        label=_("Nama kunci"), required=False, max_length=100, help_text=_("Misalnya 'Ponsel saya' atau 'Komputer kantor'.")
    )
    passwordless = forms.BooleanField(
        label=_("Cukup kunci ini, tanpa kata sandi"),
        required=False,
        initial=True,
        help_text=_("Perangkat memeriksa sidik jari, wajah, atau PIN Anda. Tanpa centang, kata sandi tetap diminta lebih dulu."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = _("Tekan 'Tambahkan kunci', lalu ikuti petunjuk perangkat Anda.")

    def clean_credential(self) -> Any:
        """What the device answered; anything else is refused in words."""
        isi = self.cleaned_data["credential"]
        periksa_jawaban(RegistrationResponse, isi)
        return isi


class UbahKunciForm(EditWebAuthnForm):
    """Another name for a device key."""

    name = TeksField(label=_("Nama kunci"), max_length=100)
