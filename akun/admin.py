"""Accounts and roles in HR's back office."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akun.models import CatatanAkses, KlienApi, Pengguna, PenugasanPeran
from inti import audit
from inti.admin import AdminLayanan


@admin.register(Pengguna)
class PenggunaAdmin(AdminLayanan):
    """Accounts: locked and unlocked here, never deleted; passwords are set by their owners alone."""

    aksi_lihat = "akun.lihat"
    aksi_ubah = "akun.kelola"
    list_display = ("nama", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("nama", "email")
    ordering = ("nama", "id")
    fields = ("kode", "nama", "email", "is_active", "last_login", "dibuat_at")
    readonly_fields = ("kode", "last_login", "dibuat_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts come from people's records or by registration, not from here."""
        return False

    def save_model(self, request: HttpRequest, obj: Pengguna, form: Any, change: bool) -> None:
        with audit.explain(actor=request.user, why=_("meja kerja: akun")):
            super().save_model(request, obj, form, change)


@admin.register(PenugasanPeran)
class PenugasanPeranAdmin(AdminLayanan):
    """Who holds which role, from when to when."""

    aksi_lihat = "akun.lihat"
    aksi_ubah = "akun.kelola"
    list_display = ("pengguna", "peran", "unit", "masa")
    list_filter = ("peran",)
    list_select_related = ("pengguna", "unit")
    search_fields = ("pengguna__nama",)
    autocomplete_fields = ("pengguna", "unit")
    ordering = ("-id",)

    def save_model(self, request: HttpRequest, obj: PenugasanPeran, form: Any, change: bool) -> None:
        with audit.explain(actor=request.user, why=obj.dasar or _("meja kerja: peran")):
            super().save_model(request, obj, form, change)


@admin.register(CatatanAkses)
class CatatanAksesAdmin(AdminLayanan):
    """Who read protected data: for the auditor."""

    aksi_lihat = "akses.lihat"
    list_display = ("dibaca_at", "pembaca", "pembaca_peran", "kelompok", "tujuan")
    list_filter = ("kelompok", "pembaca_peran")
    list_select_related = ("pembaca",)
    ordering = ("-id",)


@admin.register(KlienApi)
class KlienApiAdmin(AdminLayanan):
    """Machine clients: their scopes, and the switch."""

    aksi_lihat = "akun.lihat"
    aksi_ubah = "akun.kelola"
    list_display = ("penanggung_jawab", "aplikasi", "cakupan", "aktif")
    list_select_related = ("aplikasi",)
    fields = ("aplikasi", "cakupan", "penanggung_jawab", "aktif")
    readonly_fields = ("aplikasi",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A registration shows its secret once: made by `script/manage buat_klien_api`."""
        return False

    def save_model(self, request: HttpRequest, obj: KlienApi, form: Any, change: bool) -> None:
        with audit.explain(actor=request.user, why=_("meja kerja: klien API")):
            super().save_model(request, obj, form, change)
