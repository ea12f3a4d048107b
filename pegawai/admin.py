"""Employees in HR's back office: search, filters, histories, actions. Private data stays on its own page."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from akun.models import KelompokData
from akun.pembacaan import buka_daftar
from akun.permintaan import konteks_of
from inti import audit
from inti.admin import AdminLayanan
from inti.errors import UseCaseError
from inti.masa import sebut
from inti.nomor import kelompokkan
from inti.tulisan import tanggal
from laporan.penulis.teks import aman
from pegawai import atasan, selectors, services
from pegawai.models import Golongan, NomorPegawai, Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatPendidikan, RiwayatStatus
from pegawai.services.akun import AkunDibuka


def _masa_kerja(obj: Pegawai | RiwayatGolongan, per: date | None) -> str:
    """Years and months of service with the day up to which they were counted."""
    return _("%(t)s tahun %(b)s bulan per %(per)s") % {"t": obj.mk_tahun, "b": obj.mk_bulan, "per": tanggal(per)}


def _lembar_kode(dibuka: list[AkunDibuka]) -> HttpResponse:
    """Codes to hand over: two people of one name are told apart by number and unit; numbers are grouped, so they stay text."""
    jawab = HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="kode-aktivasi.csv"'},
    )
    tulis = csv.writer(jawab, delimiter=";")
    tulis.writerow([_("NIP"), _("Nama"), _("Unit kerja"), _("Kode")])
    tulis.writerows(
        [aman(t) for t in (kelompokkan(o.nomor), o.nama_lengkap, o.unit.nama if o.unit else "", a.kode)]
        for a, o in ((a, a.pegawai) for a in dibuka)
    )
    return jawab


class DenganTahunLulus:
    """A page that shows the year of an education."""

    @admin.display(description=gettext_lazy("tahun lulus"), empty_value="–")
    def lulus(self, obj: Pegawai | RiwayatPendidikan) -> str | None:
        """A year, which is no amount."""
        return str(obj.tahun_lulus) if obj.tahun_lulus else None


class RiwayatInline(admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable at run time
    """A history, read-only: it is superseded by decrees, not edited."""

    extra = 0
    can_delete = False
    fields: ClassVar[Any] = ()

    rujukan: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows with what they point at."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.rujukan) if self.rujukan else rows

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return tuple(self.fields)

    @admin.display(description=gettext_lazy("masa"), empty_value="–")
    def lamanya(self, obj: Any) -> str | None:
        """The period of the row."""
        return sebut(obj.masa) or None

    @admin.display(description=gettext_lazy("masa kerja"))
    def masa_kerja(self, obj: RiwayatGolongan) -> str:
        """Years and months of service with the day up to which they were counted."""
        return _masa_kerja(obj, obj.mk_per or obj.masa.lower)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever may open the person's page here


class NomorInline(RiwayatInline):
    model = NomorPegawai
    fields = ("nomor", "jenis", "lamanya")


class StatusInline(RiwayatInline):
    model = RiwayatStatus
    fields = ("jenis", "kedudukan", "lamanya", "nomor_sk", "diganti_at")


class GolonganInline(RiwayatInline):
    model = RiwayatGolongan
    rujukan = ("golongan",)
    fields = ("golongan", "lamanya", "masa_kerja", "nomor_sk", "diganti_at")


class JabatanInline(RiwayatInline):
    model = RiwayatJabatan
    rujukan = ("jabatan",)
    fields = ("jabatan", "penugasan", "lamanya", "tmt_jabatan", "nomor_sk", "diganti_at")


class PendidikanInline(DenganTahunLulus, RiwayatInline):
    model = RiwayatPendidikan
    fields = ("tingkat", "nama", "lulus", "diganti_at")


@admin.register(Pegawai)
class PegawaiAdmin(DenganTahunLulus, AdminLayanan):
    """The list behind the list: every column, filters by kind and standing, actions on many people."""

    aksi_lihat = "pegawai.lihat"
    list_display = ("nama_lengkap", "jenis", "kedudukan", "kode_golongan", "jabatan_dan_unit", "tmt_pensiun")
    list_filter = ("jenis", "kedudukan", "golongan")
    search_fields = ("nama_urut",)
    search_help_text = gettext_lazy("Nama. Untuk NIP pakai kotak cari di halaman Pegawai: nomor tidak boleh masuk ke alamat.")
    ordering = ("nama_urut", "id")
    inlines = (NomorInline, StatusInline, GolonganInline, JabatanInline, PendidikanInline)
    readonly_fields = ("masa_kerja", "lulus")
    fieldsets = (
        (
            gettext_lazy("Keadaan sekarang"),
            {
                "fields": (
                    "nomor",
                    "jenis",
                    "kedudukan",
                    "jabatan",
                    "unit",
                    "tmt_jabatan",
                    "golongan",
                    "tmt_golongan",
                    "masa_kerja",
                    "atasan",
                    "atasan_pejabat",
                    "tmt_pensiun",
                )  # fmt: skip
            },
        ),
        (
            gettext_lazy("Orangnya"),
            {
                "fields": (
                    "nama",
                    "gelar_depan",
                    "gelar_belakang",
                    "tempat_lahir",
                    "tanggal_lahir",
                    "jenis_kelamin",
                    "pendidikan",
                    "pendidikan_nama",
                    "lulus",
                    "tmt_cpns",
                    "id_asing",
                )  # fmt: skip
            },
        ),
    )
    actions = ("buka_akun", "segarkan")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pegawai]:
        """Rows with everything that a page names of them, in one query."""
        rows: QuerySet[Pegawai] = super().get_queryset(request)
        return rows.select_related("unit", "jabatan", "golongan", "atasan", "atasan_pejabat")

    @admin.display(description=gettext_lazy("Golongan"), ordering="golongan__urutan", empty_value="–")
    def kode_golongan(self, obj: Pegawai) -> str | None:
        """The rank in short: its name would push the rest off the screen."""
        return obj.golongan_id

    @admin.display(description=gettext_lazy("Jabatan dan unit"), ordering="jabatan__nama", empty_value="–")
    def jabatan_dan_unit(self, obj: Pegawai) -> str:
        """Post and unit in one column; many titles name their unit already."""
        jabatan, unit = obj.jabatan.nama if obj.jabatan else "", obj.unit.nama if obj.unit else ""
        return jabatan if unit in jabatan else ", ".join(x for x in (jabatan, unit) if x)

    @admin.display(description=gettext_lazy("masa kerja golongan"), empty_value="–")
    def masa_kerja(self, obj: Pegawai) -> str | None:
        """Years and months as they were counted last, with that day; the profile brings them to today."""
        return _masa_kerja(obj, obj.mk_per) if obj.mk_per else None

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Facts change through decrees on the person's page."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Pegawai | None:
        """The person; opened here it leaves the same receipt as the profile does."""
        orang: Pegawai | None = super().get_object(request, object_id, from_field)
        if orang is not None:
            tujuan = gettext_noop("Membuka di meja kerja")
            buka_daftar(konteks_of(request), [orang], KelompokData.KEPEGAWAIAN, tujuan, kode=lambda p: p.kode)
        return orang

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Pegawai], search_term: str
    ) -> tuple[QuerySet[Pegawai], bool]:
        """Names only: a long number in an address would be kept by browsers and proxies."""
        if selectors.rahasia(search_term):
            messages.warning(request, _("Nomor panjang tidak dicari di sini. Pakai kotak cari di halaman Pegawai."))
            return queryset.none(), False
        rows, _urut = selectors.cari(queryset, search_term)
        return rows, False

    @admin.action(description=gettext_lazy("Buka akun dan cetak kode aktivasi"))
    def buka_akun(self, request: HttpRequest, queryset: QuerySet[Pegawai]) -> HttpResponse | None:
        """Make the missing accounts and hand the codes to the officer, once, as a file."""
        try:
            baru = services.buka_akun(konteks=konteks_of(request), pegawai=queryset)
        except UseCaseError as error:
            self.message_user(request, str(error), messages.WARNING)
            return None
        if not baru:
            self.message_user(request, _("Semua orang yang dipilih sudah memakai akunnya."))
            return None
        return _lembar_kode(baru)

    @admin.action(description=gettext_lazy("Hitung ulang keadaan sekarang dari riwayat"))
    def segarkan(self, request: HttpRequest, queryset: QuerySet[Pegawai]) -> None:
        """Rebuild the projection of these people."""
        with audit.explain(actor=request.user, why=gettext_noop("hitung ulang dari meja kerja")):
            jumlah = atasan.ikuti(queryset.values_list("pk", flat=True))
        self.message_user(request, _("%(n)s baris berubah.") % {"n": jumlah})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Actions that write are for those who may write."""
        semua = super().get_actions(request)
        return semua if self._boleh(request, "pegawai.buka_akun") else {}


@admin.register(Golongan)
class GolonganAdmin(AdminLayanan):
    """Ranks, as decrees name them."""

    aksi_lihat = "pegawai.lihat"
    list_display = ("kode", "jenis", "urutan", "pangkat", "dasar")
    list_filter = ("jenis",)
    ordering = ("jenis", "urutan")
