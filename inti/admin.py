"""The base of every admin page: rows from the permission table, changes through services, no deletion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, ForeignKey, Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.forms import TeksField
from inti.sunting import SuntingAdmin
from inti.versi import Berversi


def hanya_kunci(isian: Field[Any, Any], nilai: Iterable[Any]) -> list[Any]:
    """Those of `nilai` that could be a key in this column; nonsense is left out. No query."""
    bisa = []
    for satu in nilai:
        try:
            isian.to_python(satu)
        except ValidationError:
            continue
        bisa.append(satu)
    return bisa


class PilihDenganSaran(AutocompleteSelect):
    """The stock field with suggestions; a typed value that can't be a key shows nothing instead of failing."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        """Look up only what could be a key."""
        jauh = self.field.remote_field
        kunci = jauh.model._meta.get_field(jauh.field_name or jauh.model._meta.pk.name) if jauh else self.field
        return super().optgroups(name, hanya_kunci(kunci, (v for v in value if v)), attrs)


# How the links of a filter end: nothing that asks about a part of a value.
SARINGAN = frozenset({"", "exact", "id__exact", "pk__exact", "kode__exact", "isnull", "gte", "lt"})


class AdminLayanan(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Reads what the reader may see; writes only where `aksi_ubah` is named, and then through `simpan`.

    aksi_lihat, aksi_ubah   actions of akun.kewenangan; inti stands below it, so the site passes the table in
    alasan                  why rows change here, for the history; a subclass may take it from the row (`alasan_ubah`)
    """

    aksi_lihat = ""
    aksi_ubah = ""
    alasan: Any = _("meja kerja kepegawaian")
    kewenangan: Any = None  # set by sibolga_asn.admin, which stands above both
    form = SuntingAdmin
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    actions_on_bottom = False
    formfield_overrides: ClassVar[dict[Any, Any]] = {CharField: {"form_class": TeksField}}

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

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what the page offers as a filter.

        SECURITY: Django lets the address ask about every column of the table. The number of rows would answer for columns that
        nobody may read here: a password letter by letter, a date of birth, whose message a line is.
        """
        nama, *sisa = lookup.split(LOOKUP_SEP)
        ditawarkan = {getattr(f, "parameter_name", f) for f in self.list_filter}
        return nama in ditawarkan and LOOKUP_SEP.join(sisa) in SARINGAN

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

    def alasan_ubah(self, obj: Any) -> Any:
        """Why this row changes, as the history will say."""
        return self.alasan

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Rows that people edit send their version; others have an ordinary form."""
        if not issubclass(self.model, Berversi):
            kwargs.setdefault("form", ModelForm)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing comes out of the address: what stands in a new row was typed there."""
        return {}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The parts of the page, the hidden version with them, however the page says which fields it has."""
        bagian = list(super().get_fieldsets(request, obj))
        if not issubclass(self.model, Berversi) or "versi" in flatten_fieldsets(bagian):
            return bagian
        *awal, (judul, isi) = bagian
        return [*awal, (judul, {**isi, "fields": [*isi["fields"], "versi"]})]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save with the actor and the reason in the history; of a row that was there, only what was changed."""
        with audit.explain(actor=request.user, why=self.alasan_ubah(obj)):
            if change and isinstance(form, SuntingAdmin):
                obj.save(update_fields=form.tulis())
            else:
                super().save_model(request, obj, form, change)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Choose from what is there; anything else is refused at the field, in words."""
        kwargs.setdefault("error_messages", {"invalid_choice": _("Pilih dari daftar: ketik beberapa huruf, lalu pilih.")})
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PilihDenganSaran(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *lain: Any, **lagi: Any) -> HttpResponse | None:
        """Act on the rows that were ticked; a tick that is no row's is answered in words."""
        dipilih = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if len(hanya_kunci(self.opts.pk, dipilih)) < len(dipilih):
            self.message_user(request, _("Pilihan itu tidak ada di daftar. Centang lagi, lalu ulangi."), messages.WARNING)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset, *lain, **lagi)
