"""What a report is asked with. Each report may add fields to ParameterForm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Collate
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import waktu
from inti.forms import Formulir, Pilihan, TanggalField
from organisasi.models import UnitKerja

if TYPE_CHECKING:
    from laporan.daftar_laporan import Laporan

AWAL = date(1950, 1, 1)
KE_DEPAN = timedelta(days=366)
BENTUK = {
    "xlsx": (gettext_lazy("XLSX"), gettext_lazy("untuk diolah di lembar kerja")),
    "pdf": (gettext_lazy("PDF"), gettext_lazy("siap cetak A4")),
    "csv": (gettext_lazy("CSV"), gettext_lazy("untuk sistem lain")),
}


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in stubs only
    """A unit and all below it; deeper ones are set in."""

    def label_from_instance(self, obj: Model) -> str:
        """The name, set in by its depth."""
        return "\u2003" * max(0, getattr(obj, "kedalaman", 0)) + str(obj)


class ParameterForm(Formulir):
    """As of which day, for which units, in which form."""

    tandai_kosong = False  # an empty unit already says 'Semua unit kerja'

    per = TanggalField(
        label=gettext_lazy("Keadaan per"),
        help_text=gettext_lazy("Boleh tanggal yang sudah lewat: yang dipakai data pada hari itu."),
    )
    unit = UnitField(
        label=gettext_lazy("Unit kerja"),
        queryset=UnitKerja.objects.none(),
        to_field_name="kode",
        required=False,
        empty_label=gettext_lazy("Semua unit kerja"),
        error_messages={"invalid_choice": gettext_lazy("Unit ini di luar kewenangan Anda. Pilih dari daftar.")},
    )
    bentuk = forms.ChoiceField(label=gettext_lazy("Bentuk"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, konteks: Konteks, laporan: Laporan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["per", "unit", *(n for n in self.fields if n not in ("per", "unit", "bentuk")), "bentuk"])
        unit, semua = list_unit_laporan(konteks, laporan)
        bidang = self.fields["unit"]
        assert isinstance(bidang, UnitField)
        bidang.queryset = unit
        bidang.required = not semua
        if not semua:  # an office's officer reports on that office; the first choice is its root
            bidang.empty_label = None
        pilih = self.fields["bentuk"]
        assert isinstance(pilih, forms.ChoiceField)
        pilih.choices = [(b, Pilihan(*BENTUK[b])) for b in laporan.formats]
        self.initial.setdefault("per", waktu.today())
        self.initial.setdefault("bentuk", laporan.formats[0])

    @classmethod
    def awal(cls, isi: Mapping[str, str]) -> dict[str, Any]:
        """What an address fills in beforehand: values of fields by name, judged like anything typed."""
        return {nama: isi[nama] for nama in cls.base_fields if isi.get(nama)}

    def clean_unit(self) -> UnitKerja | None:
        """The unit; none where it is the city itself and all of it may be asked for: who has no post stands below no unit."""
        unit: UnitKerja | None = self.cleaned_data["unit"]
        if unit is None or self.fields["unit"].required or unit.induk_id is not None:
            return unit
        lain = UnitKerja.objects.filter(induk__isnull=True, aktif=True).exclude(pk=unit.pk)
        return unit if lain.exists() else None

    def clean_per(self) -> date:
        """A day on which histories can say something."""
        per: date = self.cleaned_data["per"]
        if not AWAL <= per <= waktu.today() + KE_DEPAN:
            raise ValidationError(_("Pilih tanggal antara 1 Januari 1950 dan setahun dari sekarang."))
        return per

    def simpan(self) -> dict[str, Any]:
        """The parameters as JSON: dates as ISO, rows by their public code; the form of the file stands apart."""
        isi: dict[str, Any] = {}
        for nama, nilai in self.cleaned_data.items():
            if nama != "bentuk" and nilai not in (None, "", False):
                isi[nama] = nilai.isoformat() if isinstance(nilai, date) else getattr(nilai, "kode", nilai)
        return isi

    def ringkas(self) -> list[list[str]]:
        """The parameters in words, for the page and the head of the report: `[[label, value], …]`."""
        isi = []
        for nama, bidang in self.fields.items():
            nilai = self.cleaned_data.get(nama)
            if nama == "bentuk" or (nama != "unit" and nilai in (None, "", False)):
                continue
            isi.append([str(bidang.label), self._kata(bidang, nilai)])
        return isi

    def _kata(self, bidang: forms.Field, nilai: Any) -> str:
        if isinstance(nilai, date):
            return formats.date_format(nilai, "j F Y")
        if isinstance(bidang, forms.BooleanField):
            return _("ya")
        if isinstance(bidang, forms.ModelChoiceField):
            return str(nilai) if nilai else str(bidang.empty_label)
        if isinstance(bidang, forms.ChoiceField):
            teks = dict(bidang.choices)  # type: ignore[arg-type]  # flat choices only
            return ", ".join(str(teks[n]) for n in (nilai if isinstance(nilai, list) else [nilai]))
        return str(nilai)


def list_unit_laporan(konteks: Konteks, laporan: Laporan) -> tuple[QuerySet[UnitKerja], bool]:
    """Units on offer, parents before children, and whether the whole city may be asked for. No query yet."""
    rows = UnitKerja.objects.filter(aktif=True).order_by(Collate("jalur", "C"))
    jalur = kewenangan.jalur_izin(konteks, laporan.aksi, laporan.kelompok)
    if jalur is None:
        return rows, True
    return rows.filter(reduce(or_, (Q(jalur__startswith=j) for j in jalur), Q(pk__in=[]))), False
