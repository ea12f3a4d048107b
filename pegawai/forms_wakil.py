"""Forms for mandates: who stands in, from when to when, by which letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks
from inti.forms import Formulir, TanggalField, TeksField, akhir_tahun
from organisasi.models import PejabatNonAsn
from pegawai import selectors, susunan
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi

# True of a slip of the pen and of somebody out of reach alike: it does not say who exists.
_TAK_TERJANGKAU = _(
    "NIP ini tidak ditemukan di jangkauan Anda: pegawai aktif sekantor dan yang Anda pimpin. "
    "Periksa angkanya; bila orangnya di kantor lain, minta pengelola kepegawaian mencatatkan."
)


class WakilForm(Formulir):
    """What the letter says. Those at hand are on offer (susunan.list_rekan); anybody else is named by number."""

    bersyarat = ("kepada", "nomor")

    kepada = forms.ChoiceField(
        label=_("Siapa yang mewakili"),
        required=False,
        help_text=_("Daftar ini memuat rekan satu unit, lalu para pimpinan sekantor. Tidak ada di daftar? Isi NIP-nya di bawah."),
    )
    nomor = TeksField(
        label=_("Atau NIP wakil lain"),
        required=False,
        max_length=30,
        help_text=_("18 angka, boleh dengan spasi. Isi salah satu saja."),
    )
    mulai = TanggalField(label=_("Hari pertama"), paling_akhir=akhir_tahun(1))
    akhir = TanggalField(label=_("Hari terakhir"), paling_akhir=akhir_tahun(2))
    surat = TeksField(label=_("Nomor surat"), max_length=100, help_text=_("Surat perintah atau nota dinas yang menugaskan."))
    tanggal_surat = TanggalField(label=_("Tanggal surat"), paling_akhir=akhir_tahun(1))
    alasan = TeksField(label=_("Alasan"), max_length=300, help_text=_("Misalnya: cuti tahunan, dinas luar, sakit."))

    def __init__(self, *args: Any, konteks: Konteks, dari: Pegawai | PejabatNonAsn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.konteks, self.dari = konteks, dari
        self.rekan = {p.kode: p for p in susunan.list_rekan(dari)}
        pilihan = [(p.kode, f"{p.nama_lengkap}, {p.jabatan.nama}" if p.jabatan else p.nama_lengkap) for p in self.rekan.values()]
        self.fields["kepada"].choices = [("", gettext("Pilih rekan")), *pilihan]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Exactly one substitute: visible to whoever records it, or a colleague of whoever is stood in for."""
        isi = super().clean() or {}
        if bool(isi.get("kepada")) == bool(isi.get("nomor")):
            raise ValidationError({"kepada": _("Pilih satu orang: dari daftar, atau dengan NIP.")})
        if isi.get("kepada"):
            isi["wakil"] = self.rekan[isi["kepada"]]
        else:
            angka = "".join(isi["nomor"].split())
            terlihat = selectors.list_pegawai(self.konteks).filter(nomor=angka)
            isi["wakil"] = terlihat.first() or susunan.find_rekan(self.dari, angka)
            if isi["wakil"] is None:
                raise ValidationError({"nomor": _TAK_TERJANGKAU})
        return isi

    def add_error(self, field: str | None, error: Any) -> None:
        """What is said of the substitute stands where they were named: on the list, or by number."""
        super().add_error("nomor" if field == "kepada" and self.cleaned_data.get("nomor") else field, error)

    def isi(self) -> IsiDelegasi:
        """The checked letter."""
        c = self.cleaned_data
        return IsiDelegasi(c["wakil"], c["mulai"], c["akhir"], c["surat"].strip(), c["tanggal_surat"], c["alasan"].strip())


class CabutForm(Formulir):
    """Why a mandate ends early."""

    alasan = TeksField(
        label=_("Alasan pencabutan"), min_length=3, max_length=300, help_text=_("Misalnya: sudah kembali bertugas.")
    )
