"""The form of a kind of data, and the officer's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.isian import TujuanField
from akun.pembacaan import is_jelas
from dokumen.forms import BerkasField, FormulirBerkas
from inti.forms import Formulir, TeksField
from inti.sunting import Penyunting
from layanan.perubahan_data.jenis import JenisPerubahan
from layanan.perubahan_data.selectors import TUJUAN
from layanan.perubahan_data.services import DOKUMEN


class UsulForm(Penyunting, FormulirBerkas):
    """What one's data should say, and the proof.

    versi   of the proposal that is completed, None for a new one
    """

    keterangan = TeksField(
        label=_("Keterangan"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bila ada yang perlu dijelaskan, misalnya sejak kapan."),
    )
    jawaban = TeksField(
        label=_("Jawaban untuk petugas"),
        required=False,
        max_length=300,
        help_text=_("Singkat saja, misalnya: foto aslinya memang seperti itu, kartunya saya bawa ke kantor."),
    )
    bersyarat = ("jawaban",)
    tanpa_baris = ("bukti", "jawaban")

    def __init__(
        self, *args: Any, macam: JenisPerubahan, ada_bukti: bool = False, versi: int | None = None, **kwargs: Any
    ) -> None:
        self.macam = macam
        super().__init__(*args, **kwargs)
        bidang: dict[str, forms.Field] = dict(macam.bidang())
        bidang["bukti"] = BerkasField(
            untuk=DOKUMEN, label=_("Bukti"), help_text=macam.bukti, required=macam.bukti_wajib and not ada_bukti
        )
        self.fields = bidang | self.fields  # the order in which they are filled in
        for satu in self.bidang_berkas().values():
            satu.konteks = self.konteks
        self.sunting(versi)

    @property
    def tanya_tetap(self) -> bool:
        """Whether sending has asked why nothing was changed."""
        return bool(self["jawaban"].errors or self["jawaban"].data)

    @property
    def bidang_tampil(self) -> list[forms.BoundField]:
        """The boxes to draw: the answer to that question first, and only once it was asked."""
        bidang = self.visible_fields()
        return [b for b in bidang if b.name == "jawaban" and self.tanya_tetap] + [b for b in bidang if b.name != "jawaban"]

    def nilai(self) -> dict[str, Any]:
        """The checked values of the kind's own fields."""
        return {nama: self.cleaned_data[nama] for nama in self.macam.bidang()}


class BukaForm(Formulir):
    """What for the values are opened; the person concerned will read it."""

    tujuan = TujuanField(
        label=_("Untuk apa isinya dibuka?"),
        help_text=_("Satu kalimat. Pengusulnya dapat membacanya."),
        error_messages={"min_length": _("Tulis sedikit lebih jelas, misalnya 'Memeriksa usul perbaikan data'.")},
    )

    def untuk_apa(self) -> str:
        """What was typed; our own proposal as it is kept, whatever language it was read in."""
        isi: str = self.cleaned_data["tujuan"]
        return TUJUAN if isi == gettext(TUJUAN) else isi


class TarikForm(Formulir):
    """Taking back what was read."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class PutusanForm(Formulir):
    """The decision, on what was read, and what it was opened for."""

    bersyarat = ("alasan",)

    versi = forms.IntegerField(widget=forms.HiddenInput)
    sidik = TeksField(required=False, max_length=16, widget=forms.HiddenInput)
    tujuan = TeksField(required=False, max_length=200, widget=forms.HiddenInput)
    alasan = TeksField(
        label=_("Catatan untuk pengusul"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila meminta dilengkapi atau menolak. Pengusul membacanya."),
    )

    def untuk_apa(self) -> str:
        """What the values on the page had been opened for; '' where they were not."""
        tujuan = str(self["tujuan"].value() or "").strip()
        return tujuan if is_jelas(tujuan) else ""
