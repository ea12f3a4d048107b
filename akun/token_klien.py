"""Bearer tokens of machine clients: who asks, and for what, in one small query a request."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from drf_spectacular.contrib.django_oauth_toolkit import DjangoOAuthToolkitScheme
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.request import Request

# A token counts while it lasts, its client is not switched off, and for scopes that the client still has.
SQL = """
SELECT t.scope, t.resource, k.cakupan, k.id
FROM oauth2_provider_accesstoken t JOIN akun_klienapi k ON k.aplikasi_id = t.application_id AND k.aktif
WHERE t.token_checksum = %s AND t.expires > now()
"""
TIDAK_SAH = {"error": "invalid_token", "error_description": "The access token is invalid."}


@dataclass(frozen=True)
class Token:
    """What an API view knows of the token: `request.auth`."""

    scope: str
    klien_id: int  # who reads, for the receipts


class TokenKlien(OAuth2Authentication):
    """OAuth2 client credentials, looked up by the token's fingerprint.

    The toolkit's own way loads token, application and user whole; this is most of what a small answer costs.
    """

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Token] | None:
        """Nobody signed in, and the token; None without a token that counts."""
        jenis, _spasi, isi = request.headers.get("Authorization", "").partition(" ")
        if jenis.lower() != "bearer" or not isi.strip():
            return None
        baris = _cari(isi.strip())
        # A token bound to a resource (RFC 8707) is left to the toolkit, which knows what it is bound to.
        if baris is None or (_terikat(baris[1]) and super().authenticate(request) is None):
            request.oauth2_error = TIDAK_SAH  # type: ignore[attr-defined]  # read by authenticate_header
            return None
        return AnonymousUser(), Token(" ".join(c for c in baris[0].split() if c in baris[2]), baris[3])


def _cari(isi: str) -> tuple[str, Any, list[str], int] | None:
    sidik = hashlib.sha256(isi.encode("utf-8", "surrogateescape")).hexdigest()
    with connection.cursor() as kursor:
        kursor.execute(SQL, [sidik])
        baris: tuple[str, Any, list[str], int] | None = kursor.fetchone()
    return baris


def _terikat(sumber: Any) -> bool:
    return bool(json.loads(sumber) if isinstance(sumber, str) and sumber else sumber)


class SkemaToken(DjangoOAuthToolkitScheme):  # type: ignore[no-untyped-call]  # the library has no types
    """How the OpenAPI document describes it: as the toolkit's."""

    target_class = "akun.token_klien.TokenKlien"
