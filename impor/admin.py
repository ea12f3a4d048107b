"""Imports in HR's back office: looked at; made, applied and undone in the wizard."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from impor.models import Impor
from inti.admin import AdminLayanan


@admin.register(Impor)
class ImporAdmin(AdminLayanan):
    """Batches that were imported; they are made, applied and undone in the wizard."""

    aksi_lihat = "pegawai.impor"
    list_display = ("nama_berkas", "per", "status", "pembuat", "dibuat_at")
    list_filter = ("status",)
    list_select_related = ("pembuat",)
    ordering = ("-id",)
    exclude = ("berkas",)  # downloaded from its page, where the reader of files leaves a receipt

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The wizard is the one way in."""
        return HttpResponseRedirect(reverse("impor:daftar"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._boleh(request, "pegawai.impor")
