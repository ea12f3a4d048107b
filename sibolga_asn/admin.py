"""HR's back office: the stock admin, opened by the same permission table as every page."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kait import list_sebutan
from akun.models import Pengguna
from akun.permintaan import konteks_of
from inti import instansi
from inti.admin import AdminLayanan


class SaranView(AutocompleteJsonView):
    """Suggestions of a search field; accounts with number, post and unit, for namesakes are many."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The stock answer, with who is behind each account."""
        jawab: HttpResponse = super().get(request, *args, **kwargs)
        if self.model_admin.model is not Pengguna:
            return jawab
        isi = json.loads(jawab.content)
        sebutan = list_sebutan(int(baris["id"]) for baris in isi["results"])
        for baris in isi["results"]:
            if kata := str(sebutan.get(int(baris["id"])) or ""):
                baris["text"] = f"{baris['text']} ({kata})"
        return JsonResponse(isi)


class SibolgaAdminSite(admin.AdminSite):
    """Sign-in goes through the product's own page, with its second factor and limits."""

    site_header = _("Meja kerja kepegawaian")
    site_title = instansi.malas("%(situs)s")
    index_title = _("Data dan acuan")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take only pages that ask the permission table; what libraries offer of themselves stays closed."""
        if admin_class is not None and issubclass(admin_class, AdminLayanan):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Without the way from a row's kind and number to its page: it would ask tables that are no page's."""
        return [u for u in super().get_urls() if getattr(u, "name", "") != "view_on_site"]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Suggestions as above."""
        jawab = SaranView.as_view(admin_site=self)(request)
        assert isinstance(jawab, HttpResponse)  # no view of ours streams suggestions
        return jawab

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever may 'admin.buka'; the technician's account too."""
        if not request.user.is_authenticated or not request.user.is_active:
            return False
        return request.user.is_superuser or kewenangan.boleh(konteks_of(request), "admin.buka")

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send to the product's sign-in page and back."""
        return redirect_to_login(request.GET.get("next") or resolve_url("admin:index"), resolve_url("account_login"))


# inti stands below akun and can't import it; here both are known.
AdminLayanan.kewenangan = kewenangan
