"""OAuth2 scopes: each is declared beside the action that it lets a machine do; a client has those it was granted."""

from __future__ import annotations

from typing import Any

from oauth2_provider.scopes import BaseScopes

from akun.kewenangan import AKSI
from akun.models import KlienApi


class CakupanTerdaftar(BaseScopes):
    """Which scopes exist, and which a client may ask for: none without a grant."""

    def get_all_scopes(self) -> dict[str, str]:
        return {a.cakupan: str(a.teks) for a in AKSI.values() if a.cakupan}

    def get_available_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        if application is None:
            return []
        klien = KlienApi.objects.filter(aplikasi=application, aktif=True).first()
        return list(klien.cakupan) if klien else []

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        return self.get_available_scopes(application, request)
