"""How allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akun.backends import find_pengguna
from akun.konteks import pengguna_of_nomor
from akun.models import Pengguna


class AkunAdapter(DefaultAccountAdapter):
    """Citizens may register; employees' accounts are opened by BKPSDM."""

    # One sentence for a wrong name and a wrong password: which of them it was is nobody's business.
    error_messages = DefaultAccountAdapter.error_messages | dict.fromkeys(
        ("email_password_mismatch", "username_password_mismatch", "invalid_login"),
        _("NIP, e-mail, atau kata sandinya belum cocok. Periksa sekali lagi, atau pakai salah satu cara lain di bawah."),
    )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One counter for an account, however its number is spaced and whichever of its names is typed."""
        masukan = str(credentials.get("email") or credentials.get("username") or "")
        pengguna = find_pengguna(masukan)
        return f"akun {pengguna.pk}" if pengguna else f"asing {masukan.strip().lower()}"

    def populate_username(self, request: HttpRequest, user: Pengguna) -> None:
        """The public code is random already: nothing to derive from a name."""

    def save_user(self, request: HttpRequest, user: Pengguna, form: Any, commit: bool = True) -> Pengguna:
        """Keep the name that was typed and the e-mail in lower case."""
        user.nama = form.cleaned_data.get("nama", "")
        super().save_user(request, user, form, commit=False)
        user.email = user.email.lower() if user.email else None
        if commit:
            user.save()
        return user


class SsoAdapter(DefaultSocialAccountAdapter):
    """The national ASN login: matched by NIP and issuer, never by e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account only because the other side knows them."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect a first sign-in to the account of whoever holds the NIP in the token."""
        if sociallogin.is_existing:
            return
        klaim = sociallogin.account.extra_data
        klaim = klaim.get("userinfo", klaim)
        nomor = str(klaim.get("nip") or klaim.get("preferred_username") or "")
        pk = pengguna_of_nomor(nomor) if nomor.isdecimal() and len(nomor) == 18 else None
        pengguna = Pengguna.objects.filter(pk=pk, is_active=True).first() if pk else None
        if pengguna:
            sociallogin.connect(request, pengguna)
