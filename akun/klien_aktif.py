"""A machine client that is switched off is none that the address of tokens knows."""

from __future__ import annotations

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from akun.models import KlienApi


class PengesahKlien(OAuth2Validator):  # type: ignore[misc]  # the library has no types
    """The toolkit's, with our switch."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the secret is right and the client is on; the answer to both is the same 'invalid_client'."""
        kenal = super().authenticate_client(request, *args, **kwargs)
        return bool(kenal) and KlienApi.objects.filter(aplikasi=request.client, aktif=True).exists()
