"""Shape of what people send in the import wizard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from inti.forms import Formulir, TanggalField, TeksField


class ImporForm(Formulir):
    """The list to import and the day for which it speaks."""

    berkas = forms.FileField(
        label=_("Daftar pegawai"),
        help_text=format_lazy(
            "{} {}",
            _("Berkas .xlsx atau .csv dari sistem nasional. Urutan kolom bebas; kolom yang tidak dikenal dilewati."),
            format_lazy(_("Paling besar {mb} MB."), mb=settings.IMPOR_UKURAN_MAKS // 1_000_000),
        ),
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


class LangkahForm(Formulir):
    """A step with the list as a whole, on the version that was read."""

    bersyarat = ("alasan",)

    versi = forms.IntegerField(widget=forms.HiddenInput)
    alasan = TeksField(
        label=_("Catatan"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila mengembalikan. Yang menyiapkan membacanya."),
    )
