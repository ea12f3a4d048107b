"""What people type about a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import Formulir, TeksField


class AmbilAlihForm(Formulir):
    """Why a case is taken over from a superior."""

    bersyarat = ("alasan",)

    alasan = TeksField(
        label=_("Mengapa diambil alih"),
        required=False,  # the step itself asks for it, in its own words
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Atasan dan pemiliknya membaca ini, misalnya: kepala bidang sedang dirawat sampai 12 Desember."),
    )


class KembalikanForm(Formulir):
    """Why a case that was taken over goes back to its superior."""

    bersyarat = ("alasan",)

    alasan = TeksField(
        label=_("Mengapa dikembalikan"),
        required=False,  # as above
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Atasan dan pemiliknya membaca ini, misalnya: kepala bidang sudah bertugas lagi."),
    )
