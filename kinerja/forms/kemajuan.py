"""Forms of progress: two taps with defaults; a correction with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dokumen.forms import BerkasField, FormulirBerkas
from inti.angka import bulatkan
from inti.errors import UseCaseError
from inti.forms import AngkaField, Formulir, TanggalField, TeksField, tanyakan
from inti.sunting import Penyunting
from kinerja.forms.rencana import KunciField, polos
from kinerja.models import SKP, IndikatorKinerja, KemajuanKerja, RencanaHasilKerja
from kinerja.services.kemajuan import AngkaJauhError, IsianBukti, list_periode_terbuka


class CatatanForm(FormulirBerkas):
    """What is told of progress, whether for the first time or corrected: a day, a story, evidence."""

    tanggal = TanggalField(label=gettext_lazy("Tanggal"))
    uraian = TeksField(
        label=gettext_lazy("Cerita singkat"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    judul_bukti = TeksField(label=gettext_lazy("Nama bukti"), max_length=200, required=False)
    tautan = forms.URLField(label=gettext_lazy("Tautan bukti"), max_length=500, required=False, assume_scheme="https")
    berkas = BerkasField(label=gettext_lazy("Foto atau berkas bukti"), required=False, untuk="kinerja.bukti", tautan=True)
    yakin = forms.BooleanField(label=gettext_lazy("Angkanya benar"), required=False)
    ditanya = TeksField(required=False, widget=forms.HiddenInput)  # the numbers that `yakin` speaks of

    lipatan: ClassVar[tuple[str, ...]] = ("judul_bukti", "tautan", "berkas")  # what the page folds away

    @property
    def buka_bukti(self) -> bool:
        """Whether the folded part must stand open: something was typed, chosen or refused there."""
        diketik = self.is_bound and any(self.data.get(n) for n in self.lipatan if n != "tanggal")
        return diketik or (self.is_bound and bool(self.cleaned_data.get("berkas"))) or any(self[n].errors for n in self.lipatan)

    def clean(self) -> dict[str, Any]:
        """A link or a file, not both."""
        data = super().clean() or {}
        if data.get("tautan") and data.get("berkas"):
            raise ValidationError(_("Pilih satu bukti: tautan atau berkas. Bukti lain bisa dicatat sesudahnya."))
        return data

    @property
    def pertanyaan(self) -> list[forms.BoundField]:
        """The boxes with which a question is answered that saving has asked."""
        return [self[n] for n in ("lagi", "yakin") if n in self.fields and (self[n].errors or self[n].data)]

    def angka(self) -> dict[IndikatorKinerja, Decimal]:
        """The numbers of a valid form by measure, without the boxes left empty."""
        raise NotImplementedError

    def tanyakan(self, error: AngkaJauhError) -> None:
        """Ask about these numbers on the form that is drawn again: the tick is for them, and has to be set anew."""
        tanyakan(self, error, [_tanda(i, n) for i, n in error.jauh.items()])

    def yakin_angka(self) -> dict[IndikatorKinerja, Decimal]:
        """The numbers that were confirmed: those that the question named, as they were then."""
        ditanya = self.cleaned_data["ditanya"].split() if self.cleaned_data["yakin"] else []
        return {i: n for i, n in self.angka().items() if _tanda(i, n) in ditanya}

    def bukti(self, judul: str) -> IsianBukti | None:
        """The evidence that was sent, called `judul` where it has no name of its own; None for none."""
        data = self.cleaned_data
        ada = data["tautan"] or data["berkas"] is not None
        return IsianBukti(data["judul_bukti"] or judul, data["tautan"], data["berkas"]) if ada else None


class CatatForm(CatatanForm):
    """Progress on one result: a number for each measure besides.

    rencana  None where what was sent names no result of `skp`: it is asked for, and nothing is recorded before it is chosen
    """

    tandai_kosong = False
    lipatan = ("uraian", "judul_bukti", "tautan", "berkas", "tanggal")

    kunci = KunciField()
    lagi = forms.BooleanField(label=gettext_lazy("Ini pekerjaan lain; catat juga"), required=False)
    memilih = forms.BooleanField(required=False, widget=forms.HiddenInput)  # sent by the page on which a result was asked for

    def __init__(
        self,
        *args: Any,
        skp: SKP,
        rencana: RencanaHasilKerja | None,
        terakhir: Mapping[int, Decimal],
        per: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.skp, self.rencana = skp, rencana
        ukuran = rencana.indikator.all() if rencana else ()
        self.indikator = {f"nilai_{i.kode}": i for i in ukuran if i.target is not None}
        self.fields["tanggal"].initial = per
        if rencana is None:
            self.fields["hasil"] = self._tanya_hasil()
        for nama, i in self.indikator.items():
            self.fields[nama] = AngkaField(
                label=i.uraian,
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                help_text=_petunjuk(i, terakhir.get(i.pk)),
                satuan=i.satuan,
            )

    def _tanya_hasil(self) -> forms.ChoiceField:
        """The results to choose from, with the numbers that were typed for the one that isn't among them."""
        ketikan = [str(v).strip() for n, v in self.data.items() if n.startswith("nilai_") and str(v).strip()]
        kata = _("Angka yang tadi Anda ketik: %(angka)s. Kotaknya muncul lagi sesudah hasil kerjanya dipilih.")
        pesan = _(
            "Hasil kerja yang dipilih tidak ada di SKP Anda, jadi catatan ini belum tersimpan. Pilih hasil kerjanya di sini."
        )
        return forms.ChoiceField(
            label=_("Hasil kerja"),
            choices=[(r.kode, r.uraian) for r in self.skp.rencana.all()],
            widget=forms.RadioSelect,
            help_text=kata % {"angka": "; ".join(ketikan)} if ketikan else "",
            error_messages={"required": pesan, "invalid_choice": pesan},
        )

    @property
    def bidang_angka(self) -> list[forms.BoundField]:
        """The boxes for numbers, in the order of the measures."""
        return [self[n] for n in self.indikator]

    @property
    def buka_bukti(self) -> bool:
        """The folded part holds the story and the day besides; without measures there is nothing else to fill in."""
        return not self.indikator or super().buka_bukti

    def clean_tanggal(self) -> date:
        """A day of an open quarter: said with everything else, not only when all the rest is right."""
        tanggal: date = self.cleaned_data["tanggal"]
        try:
            list_periode_terbuka(self.skp, self.konteks.per, {tanggal})
        except UseCaseError as error:
            raise ValidationError(str(error)) from error
        return tanggal

    def clean(self) -> dict[str, Any]:
        """Numbers or a story, once the result is known."""
        data = super().clean()
        if self.rencana is None:
            return data
        if data.get("memilih") and self.indikator:  # its boxes were not on the page that was sent
            self.add_error(next(iter(self.indikator)), _("Isi angkanya bila ada, lalu simpan."))
        elif not any(str(self.data.get(n, "")).strip() for n in (*self.indikator, "uraian")):
            self.add_error(*self._belum_ada(bool(data.get("tautan") or data.get("berkas"))))
        return data

    def _belum_ada(self, ada_bukti: bool) -> tuple[str, str]:
        """At which field, and in which words, nothing can be recorded yet."""
        if ada_bukti:
            return "uraian", _("Bukti ini belum punya catatan. Ceritakan singkat apa yang dikerjakan, atau isi angkanya.")
        if self.indikator:
            return next(iter(self.indikator)), _(
                "Belum ada yang bisa disimpan. Isi angkanya, atau ceritakan singkat apa yang dikerjakan."
            )
        return "uraian", _("Belum ada yang bisa disimpan. Ceritakan singkat apa yang dikerjakan.")

    def angka(self) -> dict[IndikatorKinerja, Decimal]:
        """The numbers by measure, without the boxes left empty."""
        data = self.cleaned_data
        return {i: data[n] for n, i in self.indikator.items() if data.get(n) is not None}


def _tanda(i: IndikatorKinerja, nilai: Decimal) -> str:
    """A number of a measure as the form carries it."""
    return f"{i.kode}:{bulatkan(nilai)}"


def _petunjuk(i: IndikatorKinerja, terakhir: Decimal | None) -> str:
    """What the number counts, and the last entry. The box itself starts empty: saved untouched, nothing is said anew."""
    if terakhir is None:
        kata = _("%(satuan)s; ditambahkan ke jumlah tahun ini") if i.dijumlahkan else _("%(satuan)s, keadaan sekarang")
        return kata % {"satuan": i.satuan}
    if i.dijumlahkan:
        kata = _("%(satuan)s sejak catatan terakhir; ditambahkan ke jumlah tahun ini. Terakhir %(nilai)s.")
    else:
        kata = _("%(satuan)s, keadaan sekarang. Terakhir %(nilai)s.")
    return kata % {"satuan": i.satuan, "nilai": number_format(terakhir, force_grouping=True)}


def awal_koreksi(kemajuan: KemajuanKerja) -> dict[str, Any]:
    """Initial values of the form for an entry."""
    return {"nilai": polos(kemajuan.nilai), "tanggal": kemajuan.tanggal, "uraian": kemajuan.uraian}


class KoreksiForm(Penyunting, CatatanForm):
    """What is right, or evidence that comes later, and why.

    Entries never change. Its version is how many corrections of the entry in the address were read: 0, or one more each time the
    form was compared with what stands now.
    """

    bersyarat = ("nilai", "uraian", "alasan", "yakin")
    tanpa_baris = ("alasan", "judul_bukti", "tautan", "berkas", "yakin", "ditanya")

    nilai = AngkaField(
        label=gettext_lazy("Angka yang benar"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=gettext_lazy("Isi angkanya, ceritanya, atau keduanya."),
    )
    alasan = TeksField(
        label=gettext_lazy("Alasan koreksi"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Misalnya: salah ketik angka. Boleh kosong bila hanya menambah bukti."),
    )

    def __init__(self, *args: Any, indikator: IndikatorKinerja | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indikator = indikator
        nilai = self.fields["nilai"]
        assert isinstance(nilai, AngkaField)
        nilai.satuan = indikator.satuan if indikator else ""
        self.sunting(0)

    def angka(self) -> dict[IndikatorKinerja, Decimal]:
        """The number by its measure; empty for what is told in words only."""
        nilai = self.cleaned_data["nilai"]
        return {} if self.indikator is None or nilai is None else {self.indikator: nilai}

    def cari_dibaca(self, rantai: Sequence[KemajuanKerja]) -> KemajuanKerja | None:
        """The entry of a chain (list_rantai) that whoever sends a valid form has read; None for a version nobody was handed."""
        dibaca = int(self.cleaned_data.get("versi") or 0)
        return rantai[dibaca] if 0 <= dibaca < len(rantai) else None

    def teruskan(self, rantai: Sequence[KemajuanKerja]) -> None:
        """Let the form correct what took the place of its entry (list_rantai) instead, beside which it shows what was typed."""
        self.bandingkan(awal_koreksi(rantai[-1]), len(rantai) - 1)
        dikoreksi = _("Catatan ini sudah dikoreksi sejak Anda membukanya, mungkin dari tab atau perangkat lain.")
        kata = [dikoreksi if len(rantai) > 1 else _("Halaman ini tidak terbaca utuh; koreksi Anda belum tersimpan.")]
        if self.banding:
            kata.append(_("Yang sekarang berlaku disandingkan di bawah dengan tulisan Anda."))
        kata.append(_("Bagian yang tidak Anda ubah di sini sudah memuat yang terbaru."))
        kata.append(_("Baca dulu; menyimpan lagi mengoreksi catatan yang sekarang berlaku."))
        self.add_error(None, " ".join(kata))


def _ketikan(form: type[CatatanForm]) -> dict[str, Any]:
    """What a refusal keeps of a form: what is typed, with its labels; the numbers of a CatatForm have labels of their own."""
    lain = (BerkasField, forms.BooleanField)
    bidang = {n: b for n, b in form.base_fields.items() if not isinstance(b, lain) and not b.widget.is_hidden}
    return {n: b.label for n, b in bidang.items()}


KETIKAN_CATATAN = _ketikan(CatatanForm)
KETIKAN_KOREKSI = _ketikan(KoreksiForm)


class TarikForm(Formulir):
    """Why a telling is taken back; a moment after it was recorded nobody asks."""

    bersyarat = ("alasan",)

    alasan = TeksField(
        label=gettext_lazy("Mengapa ditarik?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Misalnya: tercatat pada hasil kerja yang keliru. Atasan dan Inspektorat dapat membacanya."),
    )
