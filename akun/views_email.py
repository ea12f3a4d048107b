"""One's e-mail addresses: the library's page, and what it leaves open about addresses that nobody confirmed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from akun.models import Pengguna

TANYA = "hapus"  # in the address of the page: which address is about to be removed


class AlamatEmailView(EmailView):  # type: ignore[misc]  # the library has no types
    """What is offered for an address is what would be accepted: only a confirmed one speaks for the account."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The addresses with what may be done to each, and the one that is about to be removed, if it may be."""
        isi: dict[str, Any] = super().get_context_data(**kwargs)
        alamat = isi["emailaddresses"]
        bisa_hapus = {a.pk for a in alamat if get_adapter().can_delete_email(a)}
        tanya = self.request.GET.get(TANYA, "")
        isi["daftar"] = [(a, a.pk in bisa_hapus) for a in alamat]
        isi["ada_faktor"] = is_mfa_enabled(self.request.user)
        isi["akan_dihapus"] = next((a for a in alamat if a.pk in bisa_hapus and str(a.pk) == tanya), None)
        return isi

    def _action_primary(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """As the library, but never for an address that nobody confirmed: links to reset the password would go to a stranger."""
        alamat = self._get_email_address(request)
        if alamat is not None and not alamat.verified:
            get_adapter().add_message(request, messages.ERROR, "account/messages/unverified_primary_email.txt")
            return None
        jawab: HttpResponse | None = super()._action_primary(request, *args, **kwargs)
        return jawab

    @transaction.atomic
    def _action_remove(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """As the library; where the primary address goes, a confirmed one takes its place."""
        jawab: HttpResponse | None = super()._action_remove(request, *args, **kwargs)
        isi_utama(request.user)  # type: ignore[arg-type]  # the page is only for those who have signed in
        return jawab


def isi_utama(pengguna: Pengguna) -> None:
    """Make a confirmed address the primary one where there is none. One query where there is one."""
    alamat = EmailAddress.objects.filter(user=pengguna).order_by("-primary", "-verified", "pk").first()
    if alamat is not None and alamat.verified and not alamat.primary:
        alamat.set_as_primary()
