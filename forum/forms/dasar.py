"""What forms of the forum share: texts longer than one takes are cut, and the person is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext

from forum.models.aspirasi import ISI_MAKS
from inti import waktu
from inti.forms import Formulir, akhir_tahun
from inti.teks import rapikan

MASA_DEPAN: dict[str, Any] = {"paling_awal": waktu.today, "paling_akhir": akhir_tahun(5)}  # promises and plans of an office
BACA_MAKS = 4 * ISI_MAKS  # characters of a field that are looked at; the rest of a megabyte is only counted


def area(baris: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea({"rows": baris})


class TeksForm(Formulir):
    """A form whose long texts are tidied first, cut at their limit and then refused with the number of letters typed.

    panjang   field → most characters; fields that aren't named hold one line
    """

    panjang: Mapping[str, int] = {}

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        self.kelebihan: dict[str, int] = {}
        super().__init__(self._potong(data) if data is not None else None, **kwargs)

    def _potong(self, data: QueryDict) -> QueryDict:
        """Keep of each text what fits; a person who pasted a book gets its beginning back."""
        data = data.copy()
        for nama, paling_banyak in self.panjang.items():
            mentah = data.get(nama, "")
            teks = rapikan(mentah[:BACA_MAKS])
            if len(teks) > paling_banyak:
                self.kelebihan[nama] = len(teks) + len(mentah[BACA_MAKS:])
            data[nama] = teks[:paling_banyak]
        return data

    def clean(self) -> dict[str, Any]:
        """Say how long a text was that had to be cut."""
        for nama, jumlah in self.kelebihan.items():
            ada, maks = number_format(jumlah, force_grouping=True), number_format(self.panjang[nama], force_grouping=True)
            self.add_error(
                nama,
                gettext(
                    "Tulisan Anda %(ada)s huruf; tempat ini cukup untuk %(maks)s. %(maks)s huruf pertama kami simpan di bawah: "
                    "pilih bagian yang paling penting, lalu lanjutkan."
                )
                % {"ada": ada, "maks": maks},
            )
        return self.cleaned_data


def bawa_versi(form: Formulir, versi: int) -> Formulir:
    """Let the form of a step say which version its reader had before them; it stays the present one when shown again."""
    form.fields["versi"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=versi)
    return form


def segarkan_versi(form: Formulir, versi: int) -> None:
    """Show a refused form for the version that stands beside it now: the next click decides on that one."""
    data: Any = form.data
    form.data = data.copy()
    form.data[form.add_prefix("versi")] = str(versi)  # type: ignore[index]  # a QueryDict
