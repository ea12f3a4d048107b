"""Forms of judging and of targets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.forms import AngkaField, Formulir, Pilihan, TeksField
from inti.tulisan import tanggal
from kinerja.models import DasarSasaran, Rating, SasaranUnit
from kinerja.services.evaluasi import IsianEvaluasi
from kinerja.services.periode import IsianSasaran

TETAPKAN = "tetapkan"  # the button that sets it; the other one only previews


class EvaluasiForm(Formulir):
    """Two ratings and a word to the person; a preview works before the word is written."""

    tandai_kosong = False

    rating_hasil = forms.ChoiceField(label=gettext_lazy("1. Hasil kerja"), widget=forms.RadioSelect)
    rating_perilaku = forms.ChoiceField(label=gettext_lazy("2. Perilaku kerja"), widget=forms.RadioSelect)
    umpan_balik = TeksField(
        label=gettext_lazy("3. Umpan balik"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Satu hal yang baik, satu hal yang bisa dibantu. Pegawai membacanya apa adanya."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    alasan_tanpa_bukti = TeksField(
        label=gettext_lazy("Alasan menilai tanpa bukti"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    sebelum_berakhir = forms.BooleanField(label=gettext_lazy("Ya, tetapkan sekarang"), required=False)

    def __init__(self, *args: Any, tanpa_bukti: bool, berjalan_sampai: date | None, **kwargs: Any) -> None:
        """`berjalan_sampai`: the last day of a quarter that still runs, None where it is over."""
        super().__init__(*args, **kwargs)
        if berjalan_sampai is None:
            del self.fields["sebelum_berakhir"]
        else:
            self.fields["sebelum_berakhir"].help_text = _(
                "Triwulan ini baru berakhir %(hari)s. Yang dicatat sesudah hari ini tidak ikut dinilai, dan penilaian yang sudah "
                "ditetapkan hanya berubah lewat keberatan."
            ) % {"hari": tanggal(berjalan_sampai)}
        kata_hasil = {
            Rating.DI_ATAS: _("Melampaui sebagian besar target, dengan bukti"),
            Rating.SESUAI: _("Target tercapai atau berjalan sesuai rencana"),
            Rating.DI_BAWAH: _("Sebagian besar target belum tercapai"),
        }
        kata_perilaku = {
            Rating.DI_ATAS: _("Menjadi teladan bagi rekan-rekannya"),
            Rating.SESUAI: _("Konsisten menjalankan tujuh nilai BerAKHLAK"),
            Rating.DI_BAWAH: _("Perlu pembinaan perilaku"),
        }
        _pilihan(self.fields["rating_hasil"], [(r.value, Pilihan(r.label, kata_hasil[r])) for r in Rating])
        _pilihan(self.fields["rating_perilaku"], [(r.value, Pilihan(r.label, kata_perilaku[r])) for r in Rating])
        if not tanpa_bukti:
            del self.fields["alasan_tanpa_bukti"]

    def clean(self) -> dict[str, Any]:
        """What is final before its quarter is over is asked once; a preview is not."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("aksi") == TETAPKAN and isi.get("sebelum_berakhir") is False:
            self.add_error("sebelum_berakhir", _("Triwulannya masih berjalan. Centang bila memang dinilai sekarang."))
        return isi

    def isian(self) -> IsianEvaluasi:
        """What was decided, in terms of the service."""
        return IsianEvaluasi(**{k: v for k, v in self.cleaned_data.items() if k != "sebelum_berakhir"})


def _pilihan(bidang: forms.Field, pilihan: list[tuple[str, str]]) -> None:
    assert isinstance(bidang, forms.ChoiceField)
    bidang.choices = pilihan


class SasaranForm(Formulir):
    """A target of a unit."""

    uraian = TeksField(label=gettext_lazy("Sasaran"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    indikator = TeksField(label=gettext_lazy("Indikator"), max_length=300)
    target = AngkaField(label=gettext_lazy("Target"), min_value=0, max_digits=14, decimal_places=2)
    satuan = TeksField(label=gettext_lazy("Satuan"), max_length=40)
    dasar = forms.ChoiceField(label=gettext_lazy("Dasar"), choices=DasarSasaran.choices)

    def __init__(self, *args: Any, induk: Iterable[SasaranUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.induk = {s.kode: s for s in induk}
        pilihan = [("", _("Tidak ada")), *[(k, f"{s.uraian} ({s.unit.nama})") for k, s in self.induk.items()]]
        target = self.fields["target"]
        assert isinstance(target, AngkaField)
        target.satuan = self.data.get("satuan") or "%"  # not written yet: asked for beside it
        self.fields["induk"] = forms.ChoiceField(label=_("Membantu sasaran di atasnya"), choices=pilihan, required=False)

    def isian(self) -> IsianSasaran:
        """What was typed, in terms of the service."""
        data = dict(self.cleaned_data)
        return IsianSasaran(**{**data, "induk": self.induk.get(data["induk"])})
