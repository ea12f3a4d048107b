"""The unit that examines complaints about people: the proposal, and what a second officer says to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.forms import Formulir, TeksField
from inti.sunting import FormulirSunting
from organisasi.models import UnitKerja

SAHKAN, TOLAK, TARIK = "sahkan", "tolak", "tarik"
ALASAN_MIN = 10


class PengawasForm(FormulirSunting):
    """The unit that shall examine complaints about people."""

    unit = forms.ModelChoiceField(UnitKerja.objects.none(), label=_("Unit pengawas"), empty_label=_("Pilih …"))
    dasar = TeksField(label=_("Dasar"), required=False, max_length=200)

    def __init__(self, *args: Any, unit: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]  # a ModelChoiceField


class PutusanPengawasForm(Formulir):
    """An answer to a proposal; a refusal gives its reason."""

    bersyarat = ("alasan",)

    langkah = forms.ChoiceField(choices=[(k, k) for k in (SAHKAN, TOLAK, TARIK)], widget=forms.HiddenInput)
    alasan = TeksField(
        label=_("Alasan"),
        help_text=_("Dibaca pengusulnya dan tetap tertulis di riwayat."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """A proposal is not refused without a word."""
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("langkah") == TOLAK and "alasan" not in self.errors and len(isi.get("alasan", "")) < ALASAN_MIN:
            raise ValidationError({"alasan": gettext("Tulis alasannya dalam satu kalimat, supaya pengusulnya mengerti.")})
        return isi
