"""The national ASN login (OIDC): a person is who issuer, subject and NIP say together; never an e-mail address.

A first sign-in is only a proposal: the person confirms the link on our page. The local second step is asked as always.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from akun.konteks import pengguna_of_nomor
from akun.models import Pengguna
from inti import instansi
from inti.errors import UseCaseError


class SsoDitolakError(UseCaseError):
    """The issuer knows the person, but nobody gets in here by that."""


class AsnDigital(OpenIDConnectProvider):  # type: ignore[misc]  # the library has no types
    """allauth's OIDC provider with a nonce, and a key that names the issuer."""

    package = "allauth.socialaccount.providers.openid_connect"  # where its addresses are

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **lain: Any
    ) -> HttpResponse:
        """Send to the issuer; what comes back must carry this nonce."""
        nonce = secrets.token_urlsafe(32)
        lain["auth_params"] = {**(lain.get("auth_params") or self.get_auth_params()), "nonce": nonce}
        jawab: HttpResponse = super().redirect(request, process, next_url, data, nonce=nonce, **lain)
        return jawab

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and subject of the ID token; raises OAuth2Error when they are missing or the user info is another's."""
        token, info = data.get("id_token") or {}, data.get("userinfo") or {}
        if not token.get("iss") or not token.get("sub"):
            raise OAuth2Error("the answer has no ID token with issuer and subject")
        if info and info.get("sub") != token["sub"]:
            raise OAuth2Error("user info and ID token are about different subjects")
        uid = f"{token['iss']}#{token['sub']}"
        if len(uid) > 191:  # what the column holds
            raise OAuth2Error("issuer and subject are too long")
        return uid

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Only what the match needs; no name, address or picture is kept."""
        token, info = data["id_token"], data.get("userinfo") or {}
        klaim = settings.SSO_KLAIM_NIP
        return {"nip": str(token.get(klaim) or info.get(klaim) or ""), "nonce": str(token.get("nonce") or "")}


def check_nonce(masuk: SocialLogin) -> bool:
    """Whether the answer belongs to the question that this browser asked."""
    diminta = str(masuk.state.get("nonce") or "")
    return bool(diminta) and constant_time_compare(diminta, masuk.account.extra_data.get("nonce", ""))


def get_pengguna(masuk: SocialLogin) -> Pengguna:
    """The account of whoever holds the NIP in the token. Raises SsoDitolakError. Two queries."""
    nomor = str(masuk.account.extra_data.get("nip", ""))
    pk = pengguna_of_nomor(nomor) if nomor.isascii() and nomor.isdecimal() and len(nomor) == 18 else None
    pengguna = Pengguna.objects.filter(pk=pk).first() if pk else None
    if pengguna is None:
        raise SsoDitolakError(
            _("Login ASN mengenali Anda, tetapi NIP dari sana belum punya akun di sini."),
            fix=_("Minta pengelola kepegawaian di unit Anda membuka akun, lalu coba lagi."),
        )
    if not pengguna.is_active:
        raise SsoDitolakError(
            _("Akun Anda di sini sedang ditutup."),
            fix=_("Hubungi %(badan)s bila menurut Anda ini keliru. Data Anda tetap tersimpan.") % instansi.kata(),
        )
    return pengguna


def check_orang(masuk: SocialLogin, pengguna: Pengguna) -> None:
    """Refuse when the NIP in the token belongs to another account than `pengguna`. Raises SsoDitolakError."""
    if get_pengguna(masuk).pk != pengguna.pk:
        raise SsoDitolakError(
            _("NIP dari login ASN bukan NIP pemilik akun ini."),
            fix=_("Keluar dari login ASN di peramban ini, lalu masuk dengan login ASN Anda sendiri."),
        )
