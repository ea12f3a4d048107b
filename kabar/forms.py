"""The form of how one wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from inti.forms import Pilihan
from inti.sunting import FormulirSunting
from kabar.models import CaraSurat, Setelan

JAM = [(jam, f"{jam:02d}.00") for jam in range(24)]
CARA = {
    CaraSurat.LANGSUNG: _("Setiap kabar satu e-mail, di luar jam tenang."),
    CaraSurat.HARIAN: _("Semua kabar hari itu dalam satu e-mail; yang mendesak tetap langsung."),
    CaraSurat.TIDAK: _("Yang wajib tetap sampai, karena ada tenggat atau menyangkut keamanan akun Anda."),
}


class JamField(forms.TimeField):
    """A time of day as 22:00 or 22.00."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        salah = {"invalid": _("Tulis jam seperti 22:00.")}
        super().__init__(
            required=False, widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], error_messages=salah, **kwargs
        )


class JamPilihan(forms.TypedChoiceField):
    """An hour of the day from a list, a number wherever it is read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=JAM, coerce=int, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number; what is none stays as it is and is no choice."""
        teks = super().to_python(value)
        return int(teks) if teks.isdecimal() and len(teks) < 3 else teks


class SetelanForm(FormulirSunting):
    """Everything but the switches, which are a table of their own (kabar.papan)."""

    surat = forms.ChoiceField(label=_("E-mail"), widget=forms.RadioSelect)
    jam_ringkasan = JamPilihan(label=_("Jam ringkasan"), help_text=_("Hanya bila Anda memilih satu ringkasan sehari."))
    senyap_mulai = JamField(label=_("Jam tenang mulai"))
    senyap_sampai = JamField(
        label=_("Jam tenang sampai"),
        help_text=_("Boleh melewati tengah malam, misalnya 22:00 sampai 06:00. Kabar mendesak tetap dikirim."),
    )
    bahasa = forms.ChoiceField(label=_("Bahasa e-mail"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["surat"].choices = [(cara.value, Pilihan(cara.label, CARA[cara])) for cara in CaraSurat]  # type: ignore[attr-defined]

    @classmethod
    def dari(cls, setelan: Setelan, isian: Any = None) -> SetelanForm:
        """The form on what counts now, with what was sent."""
        return cls(isian, versi=setelan.versi, initial=cls.nilai(setelan))

    @classmethod
    def nilai(cls, setelan: Setelan) -> dict[str, Any]:
        """What counts, by field."""
        return {nama: getattr(setelan, nama) for nama in cls.base_fields}
