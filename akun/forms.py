"""Forms of sign-in and registration."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


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


class DaftarForm(SignupForm):
    """Registration of a citizen or partner."""

    nama = forms.CharField(label=_("Nama"), max_length=200, help_text=_("Nama yang ingin Anda pakai di sini."))
    field_order = ["nama", "email", "password1", "password2"]


class TambahKunciForm(AddWebAuthnForm):
    """A new device key; the library gives its name field no words of its own."""

    name = forms.CharField(label=_("Nama"), required=False)


class UbahKunciForm(EditWebAuthnForm):
    """Another name for a device key."""

    name = forms.CharField(label=_("Nama"), max_length=100)
