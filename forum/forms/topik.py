"""What is typed in discussions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from forum.forms.dasar import MASA_DEPAN, TeksForm, area
from forum.models.topik import KIRIMAN_MAKS
from inti.forms import Formulir, TanggalField, TeksField
from organisasi.models import UnitKerja


class TopikForm(TeksForm):
    """A question to the public."""

    panjang = {"judul": 120, "pertanyaan": 300, "latar": 3000}

    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(), label=_("Yang bertanya"), required=False, empty_label=_("Pengawas forum")
    )
    judul = TeksField(label=_("Judul"))
    pertanyaan = TeksField(label=_("Pertanyaan kepada warga"))
    latar = TeksField(label=_("Latar belakang"), required=False, widget=area(5))
    mendengar_sampai = TanggalField(label=_("Mendengarkan sampai"), required=False, **MASA_DEPAN)
    keputusan_pada = TanggalField(label=_("Keputusan dijanjikan"), required=False, **MASA_DEPAN)

    def __init__(
        self, data: QueryDict | None = None, *, unit: QuerySet[UnitKerja], boleh_tanpa_unit: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        bidang = self.fields["unit"]
        bidang.queryset = unit  # type: ignore[attr-defined]  # a ModelChoiceField
        if not boleh_tanpa_unit:
            bidang.required, bidang.empty_label = True, None  # type: ignore[attr-defined]  # same


class LaporForm(Formulir):
    """Why a post should not stand there."""

    alasan = TeksField(label=_("Apa yang tidak pantas?"), widget=area(2))


class KirimanForm(TeksForm):
    """What somebody says in a topic."""

    panjang = {"isi": KIRIMAN_MAKS}

    isi = TeksField(
        label=_("Tanggapan Anda"),
        help_text=_("Boleh **tebal**, *miring*, dan daftar. Kami menjaga agar tidak ada yang dipermalukan."),
        widget=area(4),
        error_messages={"required": _("Tanggapan belum ditulis.")},
    )
    tampilkan_nama = forms.BooleanField(
        label=_("Tampilkan nama saya"), help_text=_("Bila tidak, tampil sebagai warga, mitra, atau pegawai saja."), required=False
    )
    lembar = TeksField(required=False, widget=forms.HiddenInput)
