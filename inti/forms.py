"""Forms that speak plainly: our markup for every Django form, and refusals beside the field they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils import formats
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from inti import waktu
from inti.angka import AngkaMeragukan, baca_angka, is_persen
from inti.errors import UseCaseError
from inti.tanggal import TAHUN_AKHIR, TAHUN_AWAL, baca_tanggal, tanpa_tahun, urai_tanggal
from inti.teks import rapikan, rapikan_baris

KOTAK = "isian__kotak"
TANPA_KOTAK = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput, forms.HiddenInput)


class BidangTerikat(BoundField):
    """A bound field whose input looks like ours, whoever wrote the form."""

    def build_widget_attrs(self, attrs: Mapping[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the class of our inputs beside classes that the form set itself."""
        widget = widget or self.field.widget
        hasil: dict[str, Any] = super().build_widget_attrs(dict(attrs), widget)
        if not isinstance(widget, TANPA_KOTAK) and not widget.is_hidden:
            kelas = str(widget.attrs.get("class", ""))
            if KOTAK not in kelas.split():
                hasil["class"] = f"{KOTAK} {kelas}".strip()
        if isinstance(widget, forms.MultiWidget):
            hasil.setdefault("aria-label", str(self.label))  # a label reaches only one of its inputs
        if str(widget.attrs.get("placeholder", "")) == str(self.label):
            hasil["placeholder"] = False  # left out: it would say the label twice
        return hasil


class Penyaji(TemplatesSetting):
    """The form renderer: templates/django/forms/ draws every form, allauth's and django-filter's too."""

    bound_field_class = BidangTerikat


class Pilihan(str):
    """The label of a choice with an explanation below it; build it when the form is made, in the reader's language."""

    ket: str

    def __new__(cls, label: Any, ket: Any = "") -> Pilihan:
        hasil = super().__new__(cls, label)
        hasil.ket = str(ket)
        return hasil


PILIH = "_pilih"  # the calendar beside a day that is typed


class TanggalInput(forms.TextInput):
    """A date as text, for people paste what a decree says; beside it a calendar of the browser's own, also without JavaScript.

    A day is never kept in a draft: last week's would be recorded today.
    """

    template_name = "django/forms/widgets/tanggal.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-tanpa-draf": True} | (attrs or {}))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The day chosen in the calendar, else what was typed. With JavaScript the calendar writes into the text and is empty."""
        return data.get(name + PILIH) or super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the name of the calendar's input."""
        isi = super().get_context(name, value, attrs)
        isi["widget"]["nama_pilih"] = name + PILIH
        return isi

    def format_value(self, value: Any) -> str | None:
        """Write a date as 17 Agustus 1990; what was typed stays as it was."""
        return formats.date_format(value, "j F Y") if isinstance(value, date) else super().format_value(value)


Batas = date | Callable[[], date] | None


def akhir_tahun(nanti: int) -> Callable[[], date]:
    """The last day of the year that comes `nanti` years after this one, asked anew each time."""
    return lambda: date(waktu.today().year + nanti, 12, 31)


class TanggalField(forms.DateField):
    """Accepts whatever inti.tanggal reads: 17-8-1990, 17/8/90, 17 Agustus 1990, 17 agt 90, 170890, 1990-08-17, kemarin.

    paling_awal, paling_akhir   the first and last day that make sense here, or a function that says so today
    """

    widget = TanggalInput
    default_error_messages = {
        "terlalu_awal": _("Tanggal ini sebelum %(batas)s. Periksa hari dan tahunnya."),
        "terlalu_akhir": _("Tanggal ini sesudah %(batas)s. Periksa hari dan tahunnya."),
        "invalid": _("Tanggal ini tidak ada di kalender. Tulis seperti 17-8-1990 atau 17 Agustus 1990."),
        "tak_terbaca": _("Ini belum terbaca sebagai tanggal. Tulis seperti 17-8-1990 atau 17 Agustus 1990."),
        "tanpa_tahun": _("Tahunnya belum ditulis, misalnya %(contoh)s."),
        "required": _("Tanggal belum diisi. Tulis seperti 17-8-1990 atau 17 Agustus 1990."),
    }

    def __init__(self, *, paling_awal: Batas = None, paling_akhir: Batas = None, **kwargs: Any) -> None:
        self.paling_awal, self.paling_akhir = paling_awal, paling_akhir
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        """Refuse a day outside of what makes sense here. Raises ValidationError."""
        super().validate(value)
        for batas, kode, arah in ((self.paling_awal, "terlalu_awal", 1), (self.paling_akhir, "terlalu_akhir", -1)):
            hari = batas() if callable(batas) else batas
            if value and hari and (hari - value).days * arah > 0:
                isi = {"batas": formats.date_format(hari, "j F Y")}
                raise ValidationError(self.error_messages[kode], code=kode, params=isi)

    def to_python(self, value: Any) -> date | None:
        """Read a date in any of the usual Indonesian forms."""
        if value in self.empty_values:
            return None
        tanggal = value if isinstance(value, date) else baca_tanggal(str(value), waktu.today())
        if tanggal is None or not TAHUN_AWAL <= tanggal.year <= TAHUN_AKHIR:
            raise self._tolak(str(value))
        return tanggal

    def _tolak(self, teks: str) -> ValidationError:
        """What is wrong with a text that is no day: its year is missing, no calendar has it, or it says none."""
        if contoh := tanpa_tahun(teks, waktu.today()):
            isi = {"contoh": formats.date_format(contoh, "j F Y")}
            return ValidationError(self.error_messages["tanpa_tahun"], code="tanpa_tahun", params=isi)
        kode = "invalid" if urai_tanggal(teks) else "tak_terbaca"
        return ValidationError(self.error_messages[kode], code=kode)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare dates, not spellings."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class AngkaInput(forms.TextInput):
    """A number as text, with the phone's keypad for decimals."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal"} | (attrs or {}))


def angka_dari(teks: str, *, persen: bool = False) -> Decimal | None:
    """Return the number typed on a page of the present language, None when it is none; `persen` as in baca_angka.

    Raises ValidationError with both readings for what one reader takes for thousands and the next for a fraction.
    """
    try:
        return baca_angka(teks, ribuan=str(get_format("THOUSAND_SEPARATOR")), persen=persen)
    except AngkaMeragukan as tanya:
        pecahan = _tulis_angka(tanya.desimal)
        isi = {
            "isi": teks.strip(),
            "ribuan": formats.number_format(tanya.ribuan, force_grouping=True),
            "utuh": _tulis_angka(tanya.ribuan),
            "desimal": pecahan,
        }
        pesan = _("'%(isi)s' bisa dibaca %(ribuan)s atau %(desimal)s. Tulis %(utuh)s atau %(desimal)s.")
        raise ValidationError(pesan, code="meragukan", params=isi) from None


def _tulis_angka(angka: Decimal) -> str:
    """A number as it is read in only one way: without groups, and never with exactly three digits behind the sign."""
    teks = format(angka if angka == angka.to_integral() else angka.normalize(), "f")
    if len(teks.partition(".")[2]) == 3:
        teks += "0"
    return teks.replace(".", str(get_format("DECIMAL_SEPARATOR")))


class Berbatas(forms.Field):
    """A number within limits, said as one range in plain words.

    kata_antara, kata_terkecil, kata_terbesar   what is said where both limits are known, or only one of them
    """

    min_value: Any
    max_value: Any
    kata_antara = _("Isi dengan angka antara %(terkecil)s dan %(terbesar)s.")
    kata_terkecil = _("Isi dengan angka %(terkecil)s atau lebih.")
    kata_terbesar = _("Isi dengan angka %(terbesar)s atau kurang.")

    def run_validators(self, value: Any) -> None:
        """Refuse what lies outside, once and before all else. Raises ValidationError."""
        kurang = value is not None and self.min_value is not None and value < self.min_value
        lebih = value is not None and self.max_value is not None and value > self.max_value
        if kurang or lebih:
            raise ValidationError(self._kata_batas(), code="min_value" if kurang else "max_value")
        super().run_validators(value)

    def _kata_batas(self) -> str:
        isi = {"terkecil": self.tulis(self.min_value), "terbesar": self.tulis(self.max_value)}
        if self.max_value is None:
            return str(self.kata_terkecil) % isi
        return str(self.kata_terbesar if self.min_value is None else self.kata_antara) % isi

    def tulis(self, nilai: Any) -> str:
        """A number of this field as it is read, without needless zeros."""
        return formats.number_format(nilai.normalize() if isinstance(nilai, Decimal) else nilai, force_grouping=True)


class AngkaField(Berbatas, forms.DecimalField):
    """Accepts 2.944, 78,4 and 78.4 in both languages; what can be read in two ways is asked.

    satuan  what is counted; after a percentage its sign may stand, too: 95,5 %
    """

    widget = AngkaInput
    default_error_messages = {
        "invalid": _("Isi dengan angka, misalnya 1.250 atau 78,4."),
        "max_digits": _("Angka ini terlalu panjang. Paling banyak %(max)s angka."),
        "max_whole_digits": _("Angka ini terlalu besar. Paling banyak %(max)s angka di depan koma."),
        "max_decimal_places": _("Paling banyak %(max)s angka di belakang koma."),
    }

    def __init__(self, *, satuan: str = "", **kwargs: Any) -> None:
        self.satuan = satuan
        super().__init__(localize=True, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep it a text input: number inputs refuse the comma on some devices."""
        return {}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs let DecimalField inherit an int
        """Read the number by the one reader of numbers."""
        if not isinstance(value, str) or not value.strip():
            return None if isinstance(value, str) else super().to_python(value)
        angka = angka_dari(value, persen=is_persen(self.satuan))
        if angka is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return angka


class BulatField(Berbatas, forms.IntegerField):
    """A whole number as text: 5.000 is five thousand and never five."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Isi dengan angka bulat, misalnya 25 atau 1.250.")}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keypad of the phone; no spinner that a wheel turns by accident."""
        return {"inputmode": "numeric"}

    def to_python(self, value: Any) -> int | None:
        """Read the number by the one reader of numbers."""
        if not isinstance(value, str) or not value.strip():
            return None if isinstance(value, str) else super().to_python(value)
        angka = angka_dari(value)
        if angka is None or angka != angka.to_integral():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(angka)


class TahunField(BulatField):
    """A year, written without groups."""

    default_error_messages = {"invalid": _("Isi dengan tahun, misalnya 2019.")}
    kata_antara = _("Isi dengan tahun antara %(terkecil)s dan %(terbesar)s.")
    kata_terkecil = _("Isi dengan tahun %(terkecil)s atau sesudahnya.")
    kata_terbesar = _("Isi dengan tahun %(terbesar)s atau sebelumnya.")

    def tulis(self, nilai: Any) -> str:
        """The year as it stands in a calendar."""
        return str(nilai)


class TeksField(forms.CharField):
    """Text in one form: what is stored, counted and shown again is what inti.teks makes of it. One line unless it is an area.

    What is too long is refused, and stays to be shortened.
    """

    default_error_messages = {
        "max_length": _(
            "Paling banyak %(limit_value)d huruf; tulisan ini %(show_value)d. Ringkas dulu: semuanya masih ada di bawah."
        ),
    }

    def to_python(self, value: Any) -> str | None:
        """Return the tidied text; the limits of the field count its letters afterwards."""
        if value in self.empty_values:
            return self.empty_value
        teks = rapikan(str(value)) if isinstance(self.widget, forms.Textarea) else rapikan_baris(str(value))
        return teks or self.empty_value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare texts, not line ends."""
        return (self.to_python(initial) or "") != (self.to_python(data) or "")


class Formulir(forms.Form):
    """A form in our words: fields that may stay empty say so, required is the ordinary case.

    bersyarat  fields that may stay empty only in some cases: not marked, their hint says when
    """

    tandai_kosong = True
    bersyarat: tuple[str, ...] = ()
    pesan_wajib = _("Bagian ini belum diisi.")
    pesan_rusak = _("Halaman ini tidak terbaca utuh. Buka lagi, lalu ulangi.")
    pesan_pilihan = _("Pilih salah satu dari daftar.")

    def full_clean(self) -> None:
        """Speak in our words before anything is refused, of fields that were added late, too."""
        for bidang in self.fields.values():
            self._ucapkan(bidang)
        super().full_clean()

    def _ucapkan(self, bidang: forms.Field) -> None:
        """Put our words where a field has none of its own. What nobody types or picks can only have been damaged on its way."""
        tersembunyi = isinstance(bidang.widget, forms.HiddenInput)
        kata = {"required": self.pesan_wajib}
        if isinstance(bidang, forms.ChoiceField):
            kata |= dict.fromkeys(KODE_PILIHAN, self.pesan_rusak if tersembunyi else self.pesan_pilihan)
        elif isinstance(bidang, forms.IntegerField) and not isinstance(bidang, Berbatas):  # hidden: nobody types it
            kata |= dict.fromkeys(("invalid", "min_value", "max_value"), self.pesan_rusak)
        bidang.error_messages |= {kode: pesan for kode, pesan in kata.items() if _bawaan(bidang, kode)}


KODE_PILIHAN = ("invalid_choice", "invalid_list", "invalid_pk_value")


def _bawaan(bidang: forms.Field, kode: str) -> bool:
    """Whether a field would say of this what Django or its validators say, not what one of ours or its form wrote."""
    kata = bidang.error_messages.get(kode)
    kelas = [k for k in type(bidang).__mro__ if k.__module__.startswith("django.")]
    return kata is None or any(kata is vars(k).get("default_error_messages", {}).get(kode) for k in kelas)


def tanyakan(form: forms.BaseForm, error: UseCaseError, tanda: Iterable[str]) -> None:
    """Ask on the form that is drawn again, by its fields `yakin` and `ditanya`: the tick is for what is asked now, and is set anew.

    tanda   the marks of what is asked
    """
    data: Any = form.data
    data = data.copy()
    data["yakin"], data["ditanya"] = "", " ".join(tanda)
    form.data = data
    add_errors(form, error)


def add_errors(form: forms.BaseForm, error: UseCaseError | ValidationError) -> None:
    """Put a refusal beside the field it is about, or on top of the form when it has none there."""
    if isinstance(error, UseCaseError):
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for nama, daftar in error.error_dict.items():
        ada = nama in form.fields and nama != NON_FIELD_ERRORS
        form.add_error(nama if ada else None, daftar)
