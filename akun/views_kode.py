"""Recovery codes on paper and in a file: whose they are, where they open a door, and since when."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from django.http import HttpResponse
from django.utils.text import slugify
from django.views.generic.base import ContextMixin

from akun import kait
from inti import waktu


class Bernama(ContextMixin):
    """Adds whose codes these are: name, number where there is one, and the day. One query."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As the library's, with `pemilik`, `nomor` and `hari`."""
        isi = super().get_context_data(**kwargs)
        pemilik = self.request.user  # type: ignore[attr-defined]  # a view
        sebutan = kait.list_sebutan([pemilik.pk]).get(pemilik.pk)
        return isi | {"pemilik": pemilik, "nomor": sebutan.nomor if sebutan else "", "hari": waktu.today()}


class LihatKodeView(Bernama, ViewRecoveryCodesView):  # type: ignore[misc]  # the library has no types
    """The codes on the screen and on paper."""


class UnduhKodeView(Bernama, DownloadRecoveryCodesView):  # type: ignore[misc]
    """The codes as a file that says in its name whose they are."""

    def render_to_response(self, context: dict[str, Any], **lain: Any) -> HttpResponse:
        """As the library's, under a name that any computer takes."""
        jawab: HttpResponse = super().render_to_response(context, **lain)
        nama = "-".join(filter(None, ("kode-pemulihan", slugify(context["pemilik"].nama)[:60])))
        jawab.headers["Content-Disposition"] = f'attachment; filename="{nama}.txt"'
        return jawab
