"""Quarters in HR's back office: opened by the clock, closed by a person."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.permintaan import konteks_of
from inti.admin import AdminLayanan
from kinerja.models import PeriodeKinerja
from kinerja.services.periode import end_periode


@admin.register(PeriodeKinerja)
class PeriodeKinerjaAdmin(AdminLayanan):
    """The list of quarters; a closed one takes no more judgements, except through an objection."""

    aksi_lihat = "kinerja.kelola_periode"
    list_display = ("kode", "tahun", "triwulan", "terkunci_at")
    list_filter = ("tahun",)
    ordering = ("-tahun", "-triwulan")
    actions = ("tutup",)

    @admin.action(description=gettext_lazy("Tutup periode ini untuk penilaian"))
    def tutup(self, request: HttpRequest, queryset: QuerySet[PeriodeKinerja]) -> None:
        """Close the quarters that were ticked and are over; others are told apart in words."""
        konteks = konteks_of(request)
        lewat = queryset.filter(masa__endswith__lte=konteks.per)
        if belum := queryset.exclude(pk__in=lewat).count():
            self.message_user(request, _("%(n)s periode belum berakhir, jadi tetap terbuka.") % {"n": belum}, messages.WARNING)
        for periode in lewat:
            end_periode(konteks=konteks, periode=periode)
        self.message_user(request, _("%(n)s periode ditutup.") % {"n": lewat.count()})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Closing is for those who may do it."""
        semua = super().get_actions(request)
        return semua if self._boleh(request, "kinerja.kelola_periode") else {}
