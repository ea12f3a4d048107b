"""Files in forms: checked with everything else, so all refusals come at once; and a refused form keeps its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from akun.isian import TujuanField
from akun.kewenangan import Konteks
from dokumen.errors import BerkasDitolakError
from dokumen.jenis import SEBUTAN, SEMUA, Golongan, terima
from dokumen.models import Dokumen
from dokumen.periksa import BerkasAman, periksa
from dokumen.services import list_menunggu, tahan_berkas
from inti.forms import Formulir

TUNGGU = "_tunggu"  # the hidden companion of a file input, which names the file that waits


class TujuanForm(Formulir):
    """What for a file is opened that shows closed data; the person concerned will read it."""

    tujuan = TujuanField(
        label=_("Untuk apa berkas ini dibuka?"),
        help_text=_("Satu kalimat. Yang bersangkutan dapat membacanya."),
        error_messages={"min_length": _("Tulis sedikit lebih jelas, misalnya 'Memeriksa usul perbaikan data'.")},
    )


class BerkasInput(forms.FileInput):
    """A file input beside which stands the file that was sent before, if one waits."""

    template_name = "django/forms/widgets/berkas.html"
    tunggu: Dokumen | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """A new file, else the code of the one that waits."""
        return files.get(name) or data.get(name + TUNGGU) or None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the waiting file and the name under which its code comes back."""
        isi = super().get_context(name, value, attrs)
        isi["widget"] |= {"tunggu": self.tunggu, "nama_tunggu": name + TUNGGU}
        return isi

    def use_required_attribute(self, initial: Any) -> bool:
        """The browser must not ask again for a file that waits."""
        return self.tunggu is None and super().use_required_attribute(initial)


class BerkasField(forms.FileField):
    """A file of the kinds that this place takes; its value is a BerkasAman, or the waiting Dokumen of this person.

    untuk     kind of document (dokumen.pemilik) that it becomes
    golongan  what is taken here
    tautan    the form has a field for a link, which may stand for a file that is too big

    The hint says beside the field how big a file may be, before one is chosen and sent, whatever else it says.
    """

    widget = BerkasInput
    default_error_messages = {
        "required": _("Berkasnya belum dipilih."),
        "empty": _("Berkas ini kosong. Pilih berkas lain."),
        "hilang": _("Berkas yang tadi terunggah sudah tidak ada. Pilih berkasnya sekali lagi."),
    }

    def __init__(
        self, *, untuk: str, golongan: frozenset[Golongan] = SEMUA, tautan: bool = False, help_text: Any = "", **kwargs: Any
    ) -> None:
        self.untuk, self.golongan, self.tautan = untuk, golongan, tautan
        self.konteks: Konteks | None = None
        batas = format_lazy("{} {}", SEBUTAN[golongan], _("Tempat dan alat pemotretan dihapus."))
        kwargs["help_text"] = format_lazy("{} {}", help_text, batas) if help_text else batas
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The file dialog offers what is taken; a photo is shrunk by static/js/foto.js before it is sent."""
        return {"accept": terima(self.golongan), "data-foto": "" if Golongan.FOTO in self.golongan else False}

    def to_python(self, data: Any) -> BerkasAman | Dokumen | None:  # type: ignore[override]  # what a checked file is here
        """Check a new file; find the one that waits."""
        if isinstance(data, str):
            return self._cari(data)
        berkas = super().to_python(data)
        if berkas is None:
            return None
        try:
            return periksa(cast("UploadedFile[Any]", berkas), golongan=self.golongan, tautan=self.tautan)
        except BerkasDitolakError as error:
            raise ValidationError(str(error), code="ditolak") from error

    def _cari(self, kode: str) -> Dokumen:
        dokumen = list_menunggu(self.konteks).filter(kode=kode, jenis=self.untuk).first() if self.konteks else None
        if dokumen is None:
            raise ValidationError(self.error_messages["hilang"], code="hilang")
        return dokumen


class FormulirBerkas(Formulir):
    """A form with files, filled in by somebody who is known."""

    def __init__(self, *args: Any, konteks: Konteks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.konteks = konteks
        for bidang in self.bidang_berkas().values():
            bidang.konteks = konteks

    def bidang_berkas(self) -> dict[str, BerkasField]:
        """The file fields by name."""
        return {n: b for n, b in self.fields.items() if isinstance(b, BerkasField)}

    def tahan_berkas(self) -> None:
        """Keep the sound files of a refused form, so that they need not be chosen again. Call it before drawing the form anew."""
        for nama, bidang in self.bidang_berkas().items():
            isi = self.cleaned_data.get(nama)
            if isinstance(isi, BerkasAman):
                isi = tahan_berkas(self.konteks, bidang.untuk, isi)
            if isinstance(isi, Dokumen) and isinstance(bidang.widget, BerkasInput):
                bidang.widget.tunggu = isi
