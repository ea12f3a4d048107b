"""Accounts and roles in HR's back office."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import petugas, rekan, services
from akun.antre import lock_akun
from akun.kewenangan import Konteks
from akun.models import CatatanAkses, KlienApi, Pengguna, PenugasanPeran
from akun.peran import DUA_PETUGAS
from akun.permintaan import konteks_of
from inti import audit, waktu
from inti.admin import AdminLayanan
from inti.errors import UseCaseError
from inti.sunting import SuntingAdmin


class PenggunaForm(SuntingAdmin):
    """An account; another address is asked for with the second officer in mind."""

    konteks: Konteks  # who edits; set by the page

    def clean_nama(self) -> str:
        """The name, refused at its field where it stands in receipts that others rely on."""
        nama: str = self.cleaned_data["nama"]
        if nama != self.instance.nama:
            try:
                petugas.check_nama(self.konteks, self.instance)
            except UseCaseError as error:
                raise ValidationError(str(error)) from error
        return nama

    def clean_email(self) -> str | None:
        """The address in lower case, refused at its field where the same hands would hold both steps of signing in."""
        email: str = (self.cleaned_data.get("email") or "").lower()
        if email != (self.instance.email or ""):
            try:
                petugas.check_petugas_email(self.konteks, self.instance)
            except UseCaseError as error:
                raise ValidationError(str(error)) from error
        return email or None


@admin.register(Pengguna)
class PenggunaAdmin(AdminLayanan):
    """Accounts: locked and unlocked here, never deleted; passwords are set by their owners alone."""

    aksi_lihat = "akun.lihat"
    aksi_ubah = "akun.kelola"
    alasan = _("meja kerja: akun")
    list_display = ("nama", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("nama", "email")
    ordering = ("nama", "id")
    fields = ("kode", "nama", "email", "is_active", "last_login", "dibuat_at")
    readonly_fields = ("kode", "last_login", "dibuat_at")
    actions = ("lepas_langkah_kedua",)
    form = PenggunaForm

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form knows who edits."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.konteks = konteks_of(request)
        return form

    def save_model(self, request: HttpRequest, obj: Pengguna, form: Any, change: bool) -> None:
        """Save, and tell whom it concerns: of another address, by the old one and the new one; of an account closed or opened."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            services.record_ganti_email(konteks=konteks_of(request), pengguna=obj, lama=form.initial.get("email") or "")
        if "is_active" in form.changed_data:
            services.announce_tutup(konteks_of(request), obj)

    @admin.action(description=_("Lepas langkah kedua (ponsel hilang, orangnya hadir)"), permissions=["change"])
    def lepas_langkah_kedua(self, request: HttpRequest, queryset: QuerySet[Pengguna]) -> None:
        """For whoever lost phone and codes: they sign in with the password and set up a new one. Leaves a trace."""
        for pengguna in queryset:
            try:
                services.delete_faktor(konteks=konteks_of(request), pengguna=pengguna)
            except UseCaseError as error:
                self.message_user(request, str(error), messages.WARNING)
                continue
            self.log_change(request, pengguna, gettext("Langkah kedua dilepas."))
            self.message_user(request, gettext("Langkah kedua %(nama)s dilepas.") % {"nama": pengguna.nama})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts come from people's records or by registration, not from here."""
        return False


class PenugasanPeranForm(SuntingAdmin):
    """A role of an account; the account is locked before the rules about its other roles are asked."""

    konteks: Konteks  # who grants it; set by the page

    def _get_validation_exclusions(self) -> set[str]:
        """What can't be changed here counts in what must hold between the roles of an account."""
        tetap: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # of django.forms.models, not in the stubs
        return tetap - ({"pengguna", "peran", "unit"} - set(self.errors))

    def clean(self) -> dict[str, Any]:
        """Two officers at once: the second waits here, and reads the refusal instead of meeting it in the database."""
        bersih = super().clean()
        pengguna = self.cleaned_data.get("pengguna") or (self.instance.pengguna if self.instance.pk else None)
        if pengguna is None:
            return bersih
        lock_akun(pengguna)
        if pengguna == self.konteks.pengguna:
            self.add_error(
                None if self.instance.pk else "pengguna",
                _("Tidak ada yang memberi peran kepada dirinya sendiri. Minta sesama Admin kepegawaian."),
            )
        elif self.diperluas and not self.instance.menunggu and self.instance.peran in DUA_PETUGAS:
            self.add_error(
                "masa", _("Peran ini tidak diperpanjang di sini: catat penugasan baru, lalu petugas lain mengesahkannya.")
            )
        elif not self.instance.pk or self.diperluas:
            try:
                petugas.check_petugas_peran(self.konteks, pengguna, self.cleaned_data.get("peran") or self.instance.peran)
            except UseCaseError as error:
                self.add_error("masa" if self.instance.pk else "pengguna", str(error))
        self._check_masa_lalu()
        masa = self.cleaned_data.get("masa")
        if not self.instance.pk and masa and masa.upper and masa.upper <= self.konteks.per:
            self.add_error("masa", _("Masa ini sudah lewat seluruhnya: peran tidak diberikan untuk hari yang sudah berlalu."))
        return bersih

    def _check_masa_lalu(self) -> None:
        """Days on which a role counted stay days on which it counted."""
        lama, baru = self.initial.get("masa"), self.cleaned_data.get("masa")
        if lama and not baru and not self.instance.menunggu and lama.lower >= self.konteks.per:
            self.add_error(
                "masa",
                _(
                    "Peran yang mulai hari ini atau nanti dibatalkan di halaman 'Peran menunggu pengesahan', bagian 'Baru diberikan'."
                ),
            )
        if not lama or not baru or self.instance.menunggu:
            return
        if lama.lower <= self.konteks.per and baru.lower > lama.lower:
            self.add_error(
                "masa", _("Peran ini sudah berjalan: hari mulainya tidak maju lagi. Akhiri saja dengan hari terakhirnya.")
            )
        if baru.upper and baru.upper != lama.upper and baru.upper < self.konteks.per:
            self.add_error("masa", _("Hari terakhirnya paling awal kemarin: sebelum itu peran ini sudah dipakai."))

    @property
    def diperluas(self) -> bool:
        """Whether a role would count on days on which it did not: that is giving it."""
        lama, baru = self.initial.get("masa"), self.cleaned_data.get("masa")
        return bool(lama and baru and (baru.lower < lama.lower or (lama.upper and (not baru.upper or baru.upper > lama.upper))))


@admin.register(PenugasanPeran)
class PenugasanPeranAdmin(AdminLayanan):
    """Who holds which role, from when to when. Whose it is, which one and where never change: end it, and give another."""

    TETAP = ("diberikan_oleh", "diberikan_at", "menunggu", "disahkan_oleh", "disahkan_at")

    aksi_lihat = "akun.lihat"
    aksi_ubah = "akun.kelola"
    form = PenugasanPeranForm
    list_display = ("pengguna", "peran", "unit", "masa", "menunggu")
    list_filter = ("peran", "menunggu")
    list_select_related = ("pengguna", "unit")
    search_fields = ("pengguna__nama",)
    autocomplete_fields = ("pengguna", "unit")
    ordering = ("-id",)
    fields = ("pengguna", "peran", "unit", "masa", "dasar", *TETAP)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Of a new one nobody has said yet who gave it."""
        return self.fields if obj else self.fields[: -len(self.TETAP)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What is granted stays as it was granted."""
        return ("pengguna", "peran", "unit", *self.TETAP) if obj else self.TETAP

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which knows who grants the role."""
        kelas = super().get_form(request, obj, change=change, **kwargs)
        return type(kelas.__name__, (kelas,), {"konteks": konteks_of(request)})

    def alasan_ubah(self, obj: PenugasanPeran) -> Any:
        return obj.dasar or _("meja kerja: peran")

    def save_model(self, request: HttpRequest, obj: PenugasanPeran, form: Any, change: bool) -> None:
        """Save, and tell the owner of the account, or those who confirm it. Whoever changes what waits has given it."""
        konteks = konteks_of(request)
        if not change:
            obj.diberikan_oleh = konteks.pengguna
            obj.menunggu = petugas.perlu_pengesahan(konteks, obj.pengguna, obj.peran)
        super().save_model(request, obj, form, change)
        if change and (form.diperluas or obj.menunggu):
            obj.diberikan_oleh, obj.diberikan_at = konteks.pengguna, waktu.now()
            with audit.explain(actor=request.user, why=self.alasan_ubah(obj)):
                obj.save(update_fields=["diberikan_oleh", "diberikan_at"])
        services.announce_peran(konteks, obj, form.initial.get("masa") if change else None)
        if obj.menunggu:
            pengesah = rekan.kata_pengesah(konteks, obj.pengguna)
            self.message_user(request, f"{gettext('Peran ini belum berlaku.')} {pengesah}", messages.WARNING)


@admin.register(CatatanAkses)
class CatatanAksesAdmin(AdminLayanan):
    """Who read protected data: for the auditor."""

    aksi_lihat = "akses.lihat"
    list_display = ("dibaca_at", "nama_pembaca", "pembaca_peran", "kelompok", "tujuan")
    list_filter = ("kelompok", "pembaca_peran")
    list_select_related = ("pembaca", "klien")
    ordering = ("-id",)


class KlienApiForm(SuntingAdmin):
    """A machine client; its scopes are those that actions declare."""

    def clean_cakupan(self) -> list[str]:
        """Known scopes, each once. Raises ValidationError."""
        try:
            return services.sort_cakupan(self.cleaned_data["cakupan"])
        except UseCaseError as error:
            raise ValidationError(str(error)) from error


@admin.register(KlienApi)
class KlienApiAdmin(AdminLayanan):
    """Machine clients: their scopes, and the switch."""

    aksi_lihat = "akun.lihat"
    aksi_ubah = "akun.kelola"
    alasan = _("meja kerja: klien API")
    form = KlienApiForm
    list_display = ("penanggung_jawab", "aplikasi", "cakupan", "aktif")
    list_select_related = ("aplikasi",)
    fields = ("aplikasi", "cakupan", "penanggung_jawab", "aktif")
    readonly_fields = ("aplikasi",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A registration shows its secret once: made by `script/manage buat_klien_api`."""
        return False
