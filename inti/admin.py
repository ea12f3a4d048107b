"""The base of every admin page: rows from the permission table, changes through services, no deletion."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest


class AdminLayanan(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Reads what the reader may see; writes only where `aksi_ubah` is named, and then through `simpan`.

    aksi_lihat, aksi_ubah   actions of akun.kewenangan; inti stands below it, so the site passes the table in
    """

    aksi_lihat = ""
    aksi_ubah = ""
    kewenangan: Any = None  # set by sibolga_asn.admin, which stands above both
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions_on_bottom = False

    def _boleh(self, request: HttpRequest, aksi: str) -> bool:
        return bool(aksi) and (request.user.is_superuser or self.kewenangan.boleh(request.konteks, aksi))  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows that this reader may see, by the same table as every page."""
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        aksi = self.kewenangan.AKSI.get(self.aksi_lihat)
        if aksi is None or aksi.model != self.model._meta.label:
            return rows if self._boleh(request, self.aksi_lihat) else rows.none()
        terlihat: QuerySet[Any] = self.kewenangan.scope(request.konteks, self.aksi_lihat, rows)  # type: ignore[attr-defined]
        return terlihat

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the section is shown."""
        return self._boleh(request, self.aksi_lihat)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows may be read."""
        return self._boleh(request, self.aksi_lihat)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether rows may be added."""
        return self._boleh(request, self.aksi_ubah)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows may be changed."""
        return self._boleh(request, self.aksi_ubah)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never: what happened is ended or superseded, not removed."""
        return False
