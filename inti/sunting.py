"""Forms that edit a row: they carry its version and what stood in each field, and show mine, theirs and before when both changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import Range
from django.forms.boundfield import BoundField
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from inti import tulisan
from inti.forms import Berbatas, Formulir, add_errors
from inti.versi import BerubahError, Suntingan, gabung, kunci


@dataclass(frozen=True)
class Banding:
    """One field that two people changed: what stood there before, what the other one wrote, what was typed here."""

    label: str
    sebelum: str
    kini: str
    punya: str

    @property
    def kalimat(self) -> str:
        """The four in one sentence, where there is no room for a table."""
        return _("%(label)s: semula “%(sebelum)s”, kini “%(kini)s”, tulisan Anda “%(punya)s”.") % vars(self)


class Penyunting(forms.BaseForm):
    """What a form that edits a row can do; with Formulir or a ModelForm behind it.

    tanpa_baris   fields that belong to no row: reasons, keys
    banding       after bandingkan(): the fields that two people changed
    """

    tanpa_baris: tuple[str, ...] = ()
    banding: tuple[Banding, ...] = ()

    def sunting(self, versi: int | None) -> None:
        """Let the form edit a row of this version; None: it makes a new one."""
        if versi is None:
            return
        self.fields["versi"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=versi)
        self.initial["versi"] = versi
        for nama in self._bidang_baris():
            # A sender that doesn't say what stood there is held to the version alone.
            self.fields[nama].show_hidden_initial = not self.is_bound or self[nama].html_initial_name in self.data

    def _bidang_baris(self) -> list[str]:
        return [n for n, b in self.fields.items() if n != "versi" and n not in self.tanpa_baris and not b.disabled]

    def suntingan(self) -> Suntingan | None:
        """What was done with a valid form; None where it makes a new row."""
        if "versi" not in self.fields:
            return None
        berubah = frozenset(self.changed_data) & set(self._bidang_baris())
        sebelum = {n: nilai for n in berubah for nilai in self._sebelum(n)}
        return Suntingan(self.cleaned_data.get("versi"), berubah, sebelum)

    def _sebelum(self, nama: str) -> list[Any]:
        """What stood in a field when the form was opened, in a list; empty where that wasn't said or can't be read any more."""
        bidang = self[nama]
        if not bidang.field.show_hidden_initial:
            return []
        mentah = bidang.field.hidden_widget().value_from_datadict(self.data, self.files, bidang.html_initial_name)
        try:
            return [bidang.field.to_python(mentah)]
        except ValidationError:
            return []

    def bandingkan(self, kini: Mapping[str, Any], versi: int) -> None:
        """Show a refused form against what stands there now: typed values stay where both changed a field, elsewhere the
        other's appear. Saved once more, it counts as knowing both.

        kini   initial values of the form for the row as it stands now; what it doesn't name begins as in a form just opened
        """
        data: Any = self.data
        data, banding = data.copy(), []
        for nama in self._bidang_baris():
            bidang = self[nama]
            isi = _awal(bidang, kini)
            if nama in self.changed_data and bidang.field.has_changed(isi, bidang.data):
                sebelum = "".join(self._kata(bidang, n) for n in self._sebelum(nama))
                banding.append(
                    Banding(self.label_banding(nama), sebelum, self._kata(bidang, isi), self._kata(bidang, bidang.data))
                )
            else:
                _isi(data, bidang.html_name, bidang.field.widget, bidang.field.prepare_value(isi))
            _isi(data, bidang.html_initial_name, bidang.field.hidden_widget(), bidang.field.prepare_value(isi))
        _isi(data, self.add_prefix("versi"), forms.HiddenInput(), versi)
        self.data, self.banding = data, tuple(banding)

    def tolak(self, error: BerubahError, kini: Mapping[str, Any]) -> None:
        """Say that somebody else changed the same, and show both; `kini` as in bandingkan()."""
        self.bandingkan(kini, error.kini.versi)
        add_errors(self, error)

    def sandingkan(self, kini: Mapping[str, Any], versi: int) -> None:
        """Tell a sender that what they hand in was written otherwise meanwhile, from another window; `kini` as in bandingkan()."""
        self.bandingkan(kini, versi)
        kata = [_("Isian ini berubah sejak Anda membukanya, mungkin dari jendela atau perangkat lain.")]
        if self.banding:
            kata.append(_("Yang sekarang tersimpan disandingkan di bawah dengan tulisan Anda."))
        kata.append(_("Bagian yang tidak Anda ubah di sini sudah memuat yang terbaru. Baca dulu, lalu ajukan lagi."))
        self.add_error(None, " ".join(kata))

    def tanpa_versi(self) -> dict[str, Any]:
        """The values of a valid form without its version."""
        return {n: v for n, v in self.cleaned_data.items() if n != "versi"}

    @property
    def status(self) -> int:
        """How a page that shows this form answers: 409 where two people changed the same, 422 where something is amiss."""
        if self.banding:
            return 409
        return 422 if self.errors else 200

    def label_banding(self, nama: str) -> str:
        """What a field is called in the comparison."""
        return str(self[nama].label)

    def _kata(self, bidang: BoundField, nilai: Any) -> str:
        """A value as people read it, written alike whether it is stored or was typed a moment ago."""
        if isinstance(bidang.field, forms.BooleanField):
            return _("ya") if bidang.field.to_python(nilai) else _("tidak")
        nilai = _terbaca(bidang.field, nilai)
        if isinstance(nilai, datetime):
            return tulisan.waktu(nilai)
        if isinstance(nilai, date):
            return tulisan.tanggal(nilai)
        if isinstance(nilai, Range):
            return str(nilai)
        if isinstance(bidang.field, Berbatas) and isinstance(nilai, int | Decimal):
            return bidang.field.tulis(nilai)
        if isinstance(nilai, list | tuple) and isinstance(bidang.field, forms.MultiValueField):
            return " – ".join(str(satu or "…") for satu in nilai)
        kunci = "" if nilai is None else str(bidang.field.prepare_value(nilai))
        pilihan = {str(k): str(t) for k, t in getattr(bidang.field, "choices", ())}
        return pilihan.get(kunci, kunci) if kunci else ""


def _awal(bidang: BoundField, kini: Mapping[str, Any]) -> Any:
    """What a form just opened on `kini` shows in a field: its own default where the row has nothing to say."""
    nilai = kini.get(bidang.name, bidang.field.initial)
    return nilai() if callable(nilai) else nilai


def _terbaca(bidang: forms.Field, nilai: Any) -> Any:
    """What was typed as the number, day or period that it is; as it was typed where it is none, or is text."""
    bermakna = isinstance(bidang, forms.IntegerField | forms.DateField | forms.DateTimeField) and isinstance(nilai, str)
    if not (bermakna or isinstance(bidang, forms.MultiValueField) and isinstance(nilai, list | tuple)):
        return nilai
    try:
        return bidang.to_python(nilai) if bermakna else bidang.clean(nilai)
    except ValidationError:
        return nilai


def _isi(data: Any, nama: str, widget: forms.Widget, nilai: Any) -> None:
    """Write a value into posted data as its input would send it."""
    if isinstance(widget, forms.CheckboxInput):
        data.pop(nama, None)
        if nilai:
            data[nama] = "on"
        return
    kata = widget.format_value(nilai)
    data.setlist(nama, kata) if isinstance(kata, list) else data.__setitem__(nama, "" if kata is None else kata)


class FormulirSunting(Penyunting, Formulir):
    """A form in our words that edits a row, or makes a new one.

    versi   the row's version when it is shown, None for a new one
    """

    def __init__(self, *args: Any, versi: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sunting(versi)


class SuntingAdmin(Penyunting, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The form of a row in the back office: the same, for any model that is Berversi.

    What the other one wrote stands in words above the form; a second save counts as knowing it.
    """

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sunting(self.instance.versi if self.instance.pk else None)

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what somebody else wrote meanwhile; the row is locked until it is saved."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.instance.pk:
            isi.pop("versi", None)  # a browser sends the empty hidden field, too: a new row begins with its own
            return isi
        kini = kunci(self.instance)
        beda = [n for n in self._bidang_baris() if n in self.changed_data and n in isi]
        try:
            gabung(kini, self.suntingan(), {n: isi[n] for n in beda})
        except BerubahError as error:
            self.bandingkan(model_to_dict(kini), kini.versi)
            self.add_error(None, [ValidationError(str(error)), *(ValidationError(b.kalimat) for b in self.banding)])
        return isi

    def tulis(self) -> list[str]:
        """The columns to save: what was changed here, on a row that has all else as it stands now."""
        return [n for n in self._bidang_baris() if n in self.changed_data and n in self.cleaned_data]
