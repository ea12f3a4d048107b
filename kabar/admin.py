"""Deliveries in HR's back office: how they stand, and once more for those that were given up. No address, no text."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akun.permintaan import konteks_of
from inti.admin import AdminLayanan
from kabar import jenis as daftar_jenis
from kabar import services
from kabar.models import Antaran


@admin.register(Antaran)
class AntaranAdmin(AdminLayanan):
    """SECURITY: neither recipients nor subjects are shown: a citizen who wanted to stay unnamed must not appear here."""

    aksi_lihat = "kabar.lihat"
    aksi_ubah = "kabar.antar"
    list_display = ("dibuat_at", "tentang", "saluran", "status", "sebab", "percobaan", "coba_at", "selesai_at")
    list_filter = ("status", "sebab", "saluran")
    list_select_related = ("kabar",)
    ordering = ("-id",)
    fields = ("dibuat_at", "tentang", "saluran", "status", "sebab", "percobaan", "ragu", "coba_at", "mulai_at", "selesai_at")
    readonly_fields = fields
    actions = ("kirim_lagi",)

    @admin.display(description=_("kabar"))
    def tentang(self, obj: Antaran) -> str:
        """What kind of message it is."""
        return str(daftar_jenis.find(obj.kabar.jenis).judul) if obj.kabar else str(_("Surat dari halaman akun"))

    @admin.action(description=_("Kirim lagi yang tidak terkirim"), permissions=["change"])
    def kirim_lagi(self, request: HttpRequest, queryset: QuerySet[Antaran]) -> None:
        """Give them another round of tries."""
        jumlah = services.retry_antaran(konteks=konteks_of(request), rows=queryset)
        self.message_user(request, _("%(jumlah)s kabar dikirim lagi.") % {"jumlah": jumlah}, messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are made by events alone."""
        return False
