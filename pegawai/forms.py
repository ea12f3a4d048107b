"""Forms about employees: the shape of the input, no rule and no saving."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import Formulir, TanggalField
from pegawai.models import DataPribadi


class TujuanForm(Formulir):
    """Why somebody needs to see private data; the person concerned will read it."""

    tujuan = forms.CharField(
        label=_("Untuk apa data ini dibuka?"),
        min_length=5,
        max_length=200,
        help_text=_("Satu kalimat, misalnya 'Melengkapi berkas kenaikan pangkat'. Pegawai yang bersangkutan dapat membacanya."),
        error_messages={"min_length": _("Tulis sedikit lebih jelas, misalnya 'Melengkapi berkas kenaikan pangkat'.")},
    )


class DataPribadiForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Private data and the reason for changing them."""

    alasan = forms.CharField(
        label=_("Dasar perubahan"),
        min_length=5,
        max_length=200,
        help_text=_("Surat atau keadaan yang menjadi dasar, misalnya 'KTP baru diserahkan 24 November 2026'."),
        error_messages={"min_length": _("Sebutkan surat atau keadaannya, supaya orang lain mengerti sebabnya.")},
    )

    class Meta:
        model = DataPribadi
        fields = ["nik", "npwp", "bpjs", "alamat", "nomor_hp", "email", "email_dinas", "agama", "status_kawin"]

    def clean_nik(self) -> str | None:
        """16 digits, typed in any grouping, or nothing."""
        nik = "".join((self.cleaned_data.get("nik") or "").split())
        if nik and (len(nik) != 16 or not nik.isdecimal()):
            raise forms.ValidationError(_("NIK terdiri atas 16 angka; yang diisi %(n)s. Salin dari KTP.") % {"n": len(nik)})
        return nik or None

    def nilai(self) -> dict[str, Any]:
        """The fields to write, without the reason."""
        return {k: v for k, v in self.cleaned_data.items() if k != "alasan"}


class ImporForm(Formulir):
    """The list to import and the day for which it speaks."""

    berkas = forms.FileField(
        label=_("Daftar pegawai"),
        help_text=_("Berkas .xlsx atau .csv dari sistem nasional. Urutan kolom bebas; kolom yang tidak dikenal dilewati."),
        error_messages={
            "required": _("Pilih dulu berkasnya."),
            "empty": _("Berkas ini kosong. Unduh lagi dari sistem nasional, lalu pilih berkas itu."),
            "missing": _("Berkas belum terpilih. Pilih lagi dari perangkat Anda."),
            "invalid": _("Berkas belum terkirim. Coba pilih lagi."),
        },
    )
    per = TanggalField(
        label=_("Daftar ini per tanggal"),
        help_text=_("Unit baru tanpa TMT jabatan baru mulai berlaku pada tanggal ini."),
    )

    def __init__(self, *args: Any, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari = hari
        self.fields["per"].initial = hari
        self.fields["berkas"].widget.attrs["accept"] = ".xlsx,.csv,.txt"

    def clean_per(self) -> date:
        """A list speaks for a day that has come, or for one within the next weeks."""
        per: date = self.cleaned_data["per"]
        if not date(1990, 1, 1) <= per <= self.hari + timedelta(days=62):
            raise forms.ValidationError(_("Tanggal daftar paling lambat dua bulan dari sekarang. Tulis tanggal unduhnya."))
        return per
