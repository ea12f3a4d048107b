"""What offices type at the desk: the check, answers, follow-ups, and the word on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.isian import TujuanField
from akun.pemegang import Kantor, find_kantor
from forum.forms.dasar import MASA_DEPAN, TeksForm, area
from forum.models import Aspirasi, Hasil, Jenis, Kiriman
from forum.models.aspirasi import ISI_MAKS, JUDUL_MAKS
from forum.models.topik import KIRIMAN_MAKS
from inti.forms import Formulir, Pilihan, TanggalField, TeksField
from inti.sunting import FormulirSunting, Penyunting
from kinerja.models import SasaranUnit
from organisasi.models import UnitKerja


class UnitTujuanField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in stubs only
    """A unit to send to; who will receive is said beside it where that is not the unit itself."""

    kantor: Mapping[str, Kantor] = {}

    def label_from_instance(self, obj: Any) -> str:
        """'Kelurahan A (diterima Kecamatan B)'."""
        penerima = find_kantor(self.kantor, obj.jalur)
        if penerima is None:
            return gettext("%(unit)s (belum ada petugas)") % {"unit": obj.nama}
        if penerima.unit_id == obj.pk:
            return str(obj.nama)
        return gettext("%(unit)s (diterima %(kantor)s)") % {"unit": obj.nama, "kantor": penerima.nama}


class PeriksaForm(FormulirSunting):
    """The moderator's check: kind, flags, and where it goes."""

    tanpa_baris = ("catatan",)

    jenis = forms.ChoiceField(label=_("Jenis"), choices=Jenis.choices)
    perlu_pemeriksaan = forms.BooleanField(
        label=_("Perlu pemeriksaan (berkadar pengawasan)"), help_text=_("Tenggat selesai menjadi 60 hari kerja."), required=False
    )
    menyangkut_pegawai = forms.BooleanField(
        label=_("Menyangkut seorang pegawai"), help_text=_("Hanya dapat diteruskan ke unit pengawas."), required=False
    )
    unit_terlapor = forms.ModelChoiceField(
        UnitKerja.objects.none(), label=_("Unit pegawai yang diadukan"), required=False, empty_label=_("Tidak diketahui")
    )
    unit = UnitTujuanField(
        UnitKerja.objects.none(), label=_("Teruskan ke"), required=False, empty_label=_("Simpan dulu, belum diteruskan")
    )
    catatan = TeksField(label=_("Pesan untuk pengirim"), required=False, widget=area(2))

    def __init__(
        self, *args: Any, unit: QuerySet[UnitKerja], kantor: Mapping[str, Kantor], teruskan_saja: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if teruskan_saja:
            self._teruskan_saja()
        tujuan = self.fields["unit"]
        assert isinstance(tujuan, UnitTujuanField)
        tujuan.kantor = kantor
        for nama in {"unit", "unit_terlapor"} & set(self.fields):
            self.fields[nama].queryset = unit  # type: ignore[attr-defined]  # a ModelChoiceField

    def _teruskan_saja(self) -> None:
        """Ask no more than where it goes: kind and flags are for another moderator."""
        for nama in ("jenis", "perlu_pemeriksaan", "menyangkut_pegawai", "unit_terlapor"):
            del self.fields[nama]
        self.fields["unit"].required = True
        self.fields["unit"].empty_label = gettext("Pilih unit")  # type: ignore[attr-defined]  # a ModelChoiceField


class AlasanForm(TeksForm):
    """A reason that the sender will read."""

    panjang = {"alasan": 1000}

    alasan = TeksField(label=_("Alasan"), help_text=_("Dibaca pengirim. Tulis dengan hormat dan jelas."), widget=area(3))


class GabungForm(Formulir):
    """The input that this one is about, too."""

    utama = forms.ChoiceField(label=_("Gabungkan ke"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, calon: Sequence[Aspirasi], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calon = {a.kode: a for a in calon}
        pilihan = [(a.kode, Pilihan(a.judul, f"{a.get_status_display()}, {a.unit}")) for a in calon]
        self.fields["utama"].choices = pilihan  # type: ignore[attr-defined]  # a ChoiceField

    def clean_utama(self) -> Aspirasi:
        """The input itself."""
        return self.calon[self.cleaned_data["utama"]]


class SuntingForm(Penyunting, TeksForm):
    """The text as others will read it, and why it was changed."""

    tanpa_baris = ("alasan",)
    panjang = {"isi": ISI_MAKS, "judul": JUDUL_MAKS, "alasan": 300}

    judul = TeksField(label=_("Judul"))
    isi = TeksField(label=_("Isi"), widget=area(7))
    alasan = TeksField(label=_("Alasan menyunting"), help_text=_("Dibaca pengirim. Naskah aslinya tetap disimpan."))

    def __init__(self, *args: Any, versi: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sunting(versi)


class ModerasiForm(Penyunting, TeksForm):
    """What a moderator does with a post: the reason, and the text that stays of it."""

    tandai_kosong = False
    tanpa_baris = ("alasan",)
    panjang = {"isi": KIRIMAN_MAKS, "alasan": 300}

    alasan = TeksField(label=_("Alasan, bila disembunyikan atau disunting"), required=False)
    isi = TeksField(label=_("Isi sesudah disunting"), required=False, widget=area(4))

    def __init__(self, data: QueryDict | None, kiriman: Kiriman) -> None:
        if data is not None and "isi" not in data:  # from its topic, where nothing but the reason is typed
            data = data.copy()
            data["isi"] = data["initial-isi"] = kiriman.isi
        super().__init__(data, initial={"isi": kiriman.isi}, auto_id=f"{kiriman.kode}-%s")
        self.sunting(kiriman.versi)


class TujuanForm(Formulir):
    """Why a sender's name is opened."""

    tujuan = TujuanField(label=_("Untuk apa?"), help_text=_("Tercatat dan dapat dilihat pengirim."))


class JawabanForm(TeksForm):
    """An official answer."""

    panjang = {"isi": 5000, "atas_nama": 200}

    isi = TeksField(
        label=_("Jawaban resmi"),
        help_text=_("Apa yang dilakukan, sampai kapan, atau mengapa tidak bisa. Tidak dapat diubah sesudah dikirim."),
        widget=area(6),
    )
    atas_nama = TeksField(label=_("Ditandatangani sebagai"), help_text=_("Jabatan, misalnya Kepala Dinas Perhubungan."))


class TindakLanjutForm(TeksForm):
    """What was asked and what changed."""

    bersyarat = ("dijanjikan",)

    panjang = {"judul": 120, "ditanyakan": 3000, "jawab": 3000}

    unit = forms.ModelChoiceField(UnitKerja.objects.none(), label=_("Atas nama"), empty_label=None)
    judul = TeksField(label=_("Judul"), help_text=_("Yang berubah, dalam satu baris."))
    ditanyakan = TeksField(label=_("Yang diminta warga"), widget=area(3))
    hasil = forms.ChoiceField(label=_("Hasilnya"), choices=Hasil.choices, widget=forms.RadioSelect)
    jawab = TeksField(
        label=_("Yang berubah, atau mengapa tidak bisa"),
        help_text=_("Angka sebelum dan sesudah meyakinkan lebih dari janji."),
        widget=area(4),
    )
    dijanjikan = TanggalField(
        label=_("Dijanjikan selesai"), help_text=_("Wajib bila sedang dikerjakan."), required=False, **MASA_DEPAN
    )

    def __init__(self, data: QueryDict | None = None, *, unit: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]  # a ModelChoiceField


class KabarForm(Penyunting, TeksForm):
    """News about a published follow-up, and what it says of the result."""

    bersyarat = ("dijanjikan",)

    tanpa_baris = ("isi",)
    panjang = {"isi": 3000}

    isi = TeksField(label=_("Kabar"), help_text=_("Termasuk bila terlambat: sebabnya, dan kapan."), widget=area(4))
    hasil = forms.ChoiceField(label=_("Hasilnya sekarang"), choices=Hasil.choices, widget=forms.RadioSelect)
    dijanjikan = TanggalField(
        label=_("Dijanjikan selesai"), help_text=_("Wajib bila masih dikerjakan."), required=False, **MASA_DEPAN
    )

    def __init__(self, *args: Any, versi: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sunting(versi)


class SasaranForm(Formulir):
    """The office's target that carries a follow-up."""

    sasaran = forms.ModelChoiceField(
        SasaranUnit.objects.none(),
        label=_("Dikerjakan lewat sasaran"),
        to_field_name="kode",
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, sasaran: QuerySet[SasaranUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang = self.fields["sasaran"]
        bidang.queryset = sasaran  # type: ignore[attr-defined]  # a ModelChoiceField
        bidang.label_from_instance = lambda s: Pilihan(s.uraian, s.unit.nama)  # type: ignore[attr-defined]  # same
