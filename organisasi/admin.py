"""Units, posts, decrees on appraisers: HR's back office."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from inti import audit, instansi
from inti.admin import AdminLayanan
from inti.errors import UseCaseError
from inti.sunting import SuntingAdmin
from organisasi import kait, services
from organisasi.models import Instansi, Jabatan, PejabatNonAsn, PenetapanPenilai, UnitKerja, VersiUnit


class VersiUnitInline(admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable at run time
    """The unit's names and places over time: read here, written by decrees."""

    model = VersiUnit
    fk_name = "unit"
    extra = 0
    can_delete = False
    fields = ("nama", "induk", "masa", "dasar", "diganti_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever may open the unit here


@admin.register(UnitKerja)
class UnitKerjaAdmin(AdminLayanan):
    aksi_lihat = "organisasi.lihat"
    list_display = ("nama", "induk", "aktif")
    list_filter = ("aktif",)
    list_select_related = ("induk",)
    search_fields = ("nama",)
    ordering = ("nama", "id")
    readonly_fields = ("kode", "id_asing", "nama", "induk", "jalur", "aktif")
    inlines = (VersiUnitInline,)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> tuple[QuerySet[Any], bool]:
        """Whose name is what was typed stands first: the office before its divisions, which bear its name, too."""
        rows, ganda = super().get_search_results(request, queryset, search_term)
        tepat = Case(When(nama__iexact=search_term.strip(), then=0), default=1)
        return rows.order_by(tepat, *self.ordering), ganda


class PenentuAtasanForm(SuntingAdmin):
    """A row that decides who is whose superior: tried out before it is saved, so that a refusal stands in the form."""

    konteks: Any  # who changes it; set by the page

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # of django.forms.models, not in the stubs
        if self.errors or not self.has_changed():
            return
        try:
            self._coba()
        except UseCaseError as error:
            self.add_error(None, str(error))

    def _coba(self) -> None:
        """Do it, look what becomes of the officer's own superior and team, and undo it."""
        calon = copy(self.instance)
        calon._state = copy(self.instance._state)
        with transaction.atomic(), audit.explain(actor=self.konteks.pengguna, why=_("meja kerja kepegawaian")):
            with kait.bukan_susunan_sendiri(self.konteks, terjangkau=True):
                calon.save()
                kait.follow_atasan()
            transaction.set_rollback(True)


class PenentuAtasanAdmin(AdminLayanan):
    """Rows that decide who is whose superior: whoever changes one sees the superiors follow at once."""

    form = PenentuAtasanForm

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which knows who changes the row."""
        kelas = super().get_form(request, obj, change=change, **kwargs)
        return type(kelas.__name__, (kelas,), {"konteks": request.konteks})  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, then let superiors follow in the same transaction."""
        super().save_model(request, obj, form, change)
        with audit.explain(actor=request.user, why=self.alasan_ubah(obj)):
            kait.follow_atasan()


@admin.register(Jabatan)
class JabatanAdmin(PenentuAtasanAdmin):
    aksi_lihat = "jabatan.lihat"
    aksi_ubah = "organisasi.kelola"
    list_display = ("nama", "unit", "jenis", "jenjang", "memimpin", "usul_memimpin")
    list_filter = ("usul_memimpin", "memimpin", "jenis", "jenjang")
    list_select_related = ("unit",)
    search_fields = ("nama",)
    ordering = ("nama", "id")
    autocomplete_fields = ("unit",)
    actions = ("sahkan_pemimpin",)

    @admin.action(description=_("Sahkan sebagai pemimpin unit"), permissions=["change"])
    def sahkan_pemimpin(self, request: HttpRequest, queryset: QuerySet[Jabatan]) -> None:
        """Confirm what the import proposed."""
        try:
            jumlah = services.confirm_memimpin(konteks=request.konteks, jabatan=queryset)  # type: ignore[attr-defined]
        except (ValidationError, UseCaseError) as error:
            kata = error.messages if isinstance(error, ValidationError) else [str(error)]
            self.message_user(request, " ".join(kata), messages.ERROR)
            return
        self.message_user(request, _("%(n)s jabatan disahkan. Atasan pegawai sudah mengikuti.") % {"n": jumlah})


class PejabatNonAsnForm(PenentuAtasanForm):
    """An official who is no employee; another account is asked for by whoever looks after accounts."""

    def clean(self) -> Any:
        """The account at its field: with it one appraises the heads."""
        isi = super().clean()
        akun, masa = self.cleaned_data.get("akun"), self.cleaned_data.get("masa")
        if akun and masa and {"akun", "masa"} & set(self.changed_data):
            try:
                kait.check_akun_pejabat(self.konteks, akun, masa)
            except UseCaseError as error:
                self.add_error("akun", str(error))
        return isi


@admin.register(PejabatNonAsn)
class PejabatNonAsnAdmin(PenentuAtasanAdmin):
    form = PejabatNonAsnForm
    aksi_lihat = "organisasi.kelola"
    aksi_ubah = "organisasi.kelola"
    list_display = ("nama", "sebutan", "masa")
    search_fields = ("nama", "sebutan")
    ordering = ("nama", "id")
    autocomplete_fields = ("akun",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and tell the owners of the account until now and from now on."""
        super().save_model(request, obj, form, change)
        if "akun" in form.changed_data:
            kait.announce_akun_pejabat(obj.sebutan, form.initial.get("akun"), obj.akun_id)


@admin.register(PenetapanPenilai)
class PenetapanPenilaiAdmin(PenentuAtasanAdmin):
    aksi_lihat = "organisasi.kelola"
    aksi_ubah = "organisasi.kelola"
    ordering = ("-id",)
    list_display = ("dasar", "unit", "jabatan", "penilai_jabatan", "penilai_pejabat", "masa")
    list_select_related = ("unit", "jabatan", "penilai_jabatan", "penilai_pejabat")
    search_fields = ("dasar",)
    autocomplete_fields = ("unit", "jabatan", "penilai_jabatan", "penilai_pejabat")


@admin.register(Instansi)
class InstansiAdmin(AdminLayanan):
    """Whose system this is: a new name or address is a new row, so that what was printed before keeps its head."""

    aksi_lihat = "organisasi.kelola"
    aksi_ubah = "organisasi.kelola"
    list_display = ("nama", "kota", "mulai", "dasar")
    ordering = ("-mulai",)
    fieldsets = (
        (None, {"fields": ("mulai", "dasar", "pemerintah", "kota", "tempat", "zona")}),
        (_("Kantor kepegawaian"), {"fields": ("nama", "singkatan", "alamat", "telepon", "email", "kop")}),
        (_("Nama sistem dan surel"), {"fields": ("nama_situs", "nama_warga", "situs", "pengirim")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The day from which a row holds is chosen once."""
        return ("mulai",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; every page of this process says it at once, those of the others within half a minute."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(instansi.lupakan)
