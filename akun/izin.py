"""Permission of the REST API: the same table as the pages, asked with the token's scopes."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from akun import kewenangan
from akun.konteks import klien


def konteks_of(request: Request) -> kewenangan.Konteks:
    """The Konteks of an API request, kept on the request."""
    ada = getattr(request, "_konteks_api", None)
    if ada is None:
        token: Any = request.auth
        cakupan = (getattr(token, "scope", None) or "").split()
        ada = klien(cakupan, klien_id=getattr(token, "klien_id", None))
        if token is None:
            ada = kewenangan.Konteks(pengguna=request.user, per=ada.per)
        request._konteks_api = ada  # type: ignore[attr-defined]
    return ada


class Kewenangan(BasePermission):
    """Deny unless the view declares `akses`, and the token's scopes (or everybody) may do it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        aturan = getattr(view, "akses", None)
        if aturan == kewenangan.PUBLIK:
            return True
        return aturan is not None and kewenangan.boleh(konteks_of(request), aturan)
