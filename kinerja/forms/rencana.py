"""Forms of the SKP: a result with its measures, expected behaviour, talk, sending back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.forms import AngkaField, Formulir, Pilihan, TeksField
from inti.kode import ABJAD, buat_kode
from inti.sunting import FormulirSunting
from inti.tulisan import angka
from kinerja.models import SKP, Arah, Aspek, JenisHasil, NilaiBerakhlak, Pendekatan, RencanaHasilKerja, SasaranUnit
from kinerja.services.rencana import IsianIndikator, IsianRencana

ASPEK_ANGKA = (Aspek.KUANTITAS, Aspek.KUALITAS, Aspek.WAKTU, Aspek.BIAYA)
CONTOH = {
    Aspek.KUANTITAS: (gettext_lazy("Misalnya: lembar akta dipindai dan diperiksa"), gettext_lazy("lembar")),
    Aspek.KUALITAS: (gettext_lazy("Misalnya: KTP yang dicetak ulang karena salah"), gettext_lazy("persen")),
    Aspek.WAKTU: (gettext_lazy("Misalnya: berkas selesai dalam 24 jam"), gettext_lazy("persen")),
    Aspek.BIAYA: (gettext_lazy("Misalnya: penghematan biaya cetak"), gettext_lazy("juta rupiah")),
}
BELUM = "belum"  # chosen on purpose; an untouched choice is none
kunci_kiriman = RegexValidator(rf"^[{ABJAD}]{{12}}$")


class KunciField(TeksField):
    """A hidden key made when the form is drawn: the same form sent twice is one thing."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(validators=[kunci_kiriman], initial=buat_kode)


class RencanaForm(FormulirSunting):
    """One result: what it serves, its wording, and up to four measures."""

    tandai_kosong = False  # "at least one" is said once, above the measures

    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=JenisHasil.choices, widget=forms.RadioSelect, initial=JenisHasil.UTAMA
    )
    uraian = TeksField(
        label=gettext_lazy("Hasil kerja Anda"),
        max_length=300,
        help_text=gettext_lazy("Tulis hasilnya, bukan kegiatannya: “KTP selesai dalam 24 jam”, bukan “melayani KTP”."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kunci = KunciField()
    tanpa_baris = ("kunci",)

    def __init__(
        self,
        *args: Any,
        skp: SKP,
        hasil_atasan: Iterable[RencanaHasilKerja],
        sasaran: Iterable[SasaranUnit],
        versi: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.kualitatif = skp.pendekatan == Pendekatan.KUALITATIF
        self.sandaran = {f"h-{h.kode}": h for h in hasil_atasan} | {f"s-{s.kode}": s for s in sasaran}
        super().__init__(*args, **kwargs)
        self.fields["sandaran"] = forms.ChoiceField(
            label=_("Hasil di atasnya yang Anda bantu"),
            choices=self._pilihan(),
            widget=forms.RadioSelect,
            required=bool(self.sandaran),
            initial="" if self.sandaran else BELUM,
            error_messages={"required": _("Pilih hasil yang Anda bantu, atau “Belum tersambung” bila memang belum ada.")},
        )
        for aspek in (Aspek.UKURAN,) if self.kualitatif else ASPEK_ANGKA:
            self._tambah_aspek(aspek)
        self.order_fields(["jenis", "sandaran", "uraian"])
        self.sunting(versi)

    def _pilihan(self) -> list[tuple[str, str]]:
        pilihan: list[tuple[str, str]] = []
        for kode, obj in self.sandaran.items():
            if isinstance(obj, SasaranUnit):
                ket = _("Sasaran %(unit)s, target %(target)s %(satuan)s") % {
                    "unit": obj.unit.nama, "target": angka(obj.target), "satuan": obj.satuan,
                }  # fmt: skip
            else:
                ket = _("Hasil kerja atasan Anda")
            pilihan.append((kode, Pilihan(obj.uraian, ket)))
        return [
            *pilihan,
            (BELUM, Pilihan(_("Belum tersambung"), _("Boleh dulu; sambungkan sebelum diajukan bila pilihannya ada."))),
        ]

    def _tambah_aspek(self, aspek: Aspek) -> None:
        if aspek == Aspek.UKURAN:
            self.fields["ukuran_ukuran"] = TeksField(
                label=_("Ukuran keberhasilan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), required=False
            )
            return
        contoh, satuan = CONTOH[aspek]
        self.fields[f"ukuran_{aspek}"] = TeksField(label=_("Ukuran"), max_length=300, required=False, help_text=contoh)
        self.fields[f"target_{aspek}"] = AngkaField(
            label=_("Target setahun"), required=False, min_value=0, max_digits=14, decimal_places=2,
            satuan=self.data.get(f"satuan_{aspek}") or "%",  # not written yet: asked for beside it
        )  # fmt: skip
        self.fields[f"satuan_{aspek}"] = TeksField(
            label=_("Satuan"), max_length=40, required=False, widget=forms.TextInput(attrs={"placeholder": satuan})
        )
        self.fields[f"arah_{aspek}"] = forms.ChoiceField(
            label=_("Arah"), choices=Arah.choices, initial=aspek.arah_lazim, required=False
        )

    def label_banding(self, nama: str) -> str:
        """'Ukuran (kuantitas)': the same label stands once an aspect."""
        aspek = nama.partition("_")[2]
        return f"{self[nama].label} ({aspek})" if aspek else str(self[nama].label)

    @property
    def daftar_aspek(self) -> list[dict[str, Any]]:
        """Fields by aspect, for the page; those in use or refused stand open."""
        hasil = []
        for n, aspek in enumerate(() if self.kualitatif else ASPEK_ANGKA):
            bidang = [self[f"{awal}_{aspek}"] for awal in ("ukuran", "target", "satuan", "arah")]
            terisi = any(b.value() for b in bidang[:3])
            hasil.append({"nama": aspek.label, "bidang": bidang, "buka": terisi or n == 0 or any(b.errors for b in bidang)})
        return hasil

    def clean(self) -> dict[str, Any]:
        """A measure with a wording needs target and unit, and the other way round; every refusal at once."""
        data = super().clean() or {}
        if not any(str(self.data.get(n, "")).strip() for n in self.fields if n.startswith(("ukuran_", "target_"))):
            self.add_error(
                "ukuran_ukuran" if self.kualitatif else f"ukuran_{ASPEK_ANGKA[0]}",
                _("Isi paling sedikit satu ukuran keberhasilan."),
            )
        for aspek in () if self.kualitatif else ASPEK_ANGKA:
            ukuran, target, satuan = (data.get(f"{n}_{aspek}") for n in ("ukuran", "target", "satuan"))
            if not (ukuran or target is not None or satuan):
                continue
            kata = {
                "ukuran": (ukuran, _("Tulis apa yang diukur.")),
                "target": (target is not None, _("Tulis targetnya, misalnya 97.")),
                "satuan": (satuan, _("Tulis satuannya, misalnya persen.")),
            }
            for nama, (ada, pesan) in kata.items():
                if not ada and f"{nama}_{aspek}" not in self.errors:
                    self.add_error(f"{nama}_{aspek}", pesan)
        return data

    def isian(self) -> IsianRencana:
        """What was typed, in terms of the service."""
        data = self.cleaned_data
        sandaran = self.sandaran.get(data["sandaran"])
        return IsianRencana(
            jenis=data["jenis"],
            uraian=" ".join(data["uraian"].split()),
            indikator=self._indikator(data),
            intervensi=sandaran if isinstance(sandaran, RencanaHasilKerja) else None,
            sasaran=sandaran if isinstance(sandaran, SasaranUnit) else None,
        )

    def _indikator(self, data: Mapping[str, Any]) -> list[IsianIndikator]:
        if self.kualitatif:
            return [IsianIndikator(Aspek.UKURAN, data["ukuran_ukuran"])] if data.get("ukuran_ukuran") else []
        return [
            IsianIndikator(a, data[f"ukuran_{a}"], data[f"target_{a}"], data[f"satuan_{a}"], data[f"arah_{a}"] or a.arah_lazim)
            for a in ASPEK_ANGKA
            if data.get(f"ukuran_{a}")
        ]


def polos(nilai: Decimal | None) -> Decimal | None:
    """The number without needless zeros, as people type it: 22 and 4.9, never 2.2E+1."""
    if nilai is None:
        return None
    return nilai.quantize(Decimal(1)) if nilai == nilai.to_integral() else nilai.normalize()


def awal_rencana(rencana: RencanaHasilKerja) -> dict[str, Any]:
    """Initial values of the form for a stored result."""
    sandaran = f"h-{rencana.intervensi.kode}" if rencana.intervensi else f"s-{rencana.sasaran.kode}" if rencana.sasaran else BELUM
    isi: dict[str, Any] = {"jenis": rencana.jenis, "uraian": rencana.uraian, "sandaran": sandaran}
    for i in rencana.indikator.all():
        isi |= {f"ukuran_{i.aspek}": i.uraian, f"satuan_{i.aspek}": i.satuan, f"arah_{i.aspek}": i.arah}
        isi[f"target_{i.aspek}"] = polos(i.target)
    return isi


KETIKAN_RENCANA: dict[str, Any] = {
    "uraian": RencanaForm.base_fields["uraian"].label,
    f"ukuran_{Aspek.UKURAN}": Aspek.UKURAN.label,
    **{f"ukuran_{a}": format_lazy("{} ({})", gettext_lazy("Ukuran"), a.label) for a in ASPEK_ANGKA},
    **{f"target_{a}": format_lazy("{} ({})", gettext_lazy("Target setahun"), a.label) for a in ASPEK_ANGKA},
    **{f"satuan_{a}": format_lazy("{} ({})", gettext_lazy("Satuan"), a.label) for a in ASPEK_ANGKA},
}  # what a refusal keeps of a RencanaForm


class PerilakuForm(FormulirSunting):
    """Special expectations, one box a value; empty boxes are fine."""

    def __init__(self, *args: Any, versi: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nilai in NilaiBerakhlak:
            self.fields[nilai.value] = TeksField(
                label=nilai.label, max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.sunting(versi)


class DialogForm(Formulir):
    """A word about one line."""

    isi = TeksField(label=gettext_lazy("Pesan Anda"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    kunci = KunciField()
    selesai = forms.BooleanField(label=gettext_lazy("Bagian ini sudah jelas bagi saya"), required=False)


class PutusanForm(forms.Form):
    """The version that somebody read when they pressed the button."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class KembalikanForm(Formulir):
    """Sending an SKP back needs words; the step asks for them."""

    bersyarat = ("catatan",)

    catatan = TeksField(
        label=gettext_lazy("Apa yang perlu disesuaikan?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)
