"""Shape of what citizens and offices type. Texts longer than a form takes are cut, and the person is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from akun.pemegang import Kantor, find_kantor
from forum.models import Aspirasi, Hasil, Jenis
from forum.models.aspirasi import ISI_MAKS, ISI_MIN, JUDUL_MAKS
from forum.models.topik import KIRIMAN_MAKS
from inti import waktu
from inti.forms import Formulir, Pilihan, TanggalField, TeksField, akhir_tahun
from inti.sunting import FormulirSunting, Penyunting
from inti.teks import rapikan, rapikan_baris
from kinerja.models import SasaranUnit
from organisasi.models import UnitKerja

MASA_DEPAN: dict[str, Any] = {"paling_awal": waktu.today, "paling_akhir": akhir_tahun(5)}  # promises and plans of an office
BACA_MAKS = 4 * ISI_MAKS  # characters of a field that are looked at; the rest of a megabyte is only counted


def _area(baris: int) -> forms.Textarea:
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


class SuaraForm(TeksForm):
    """A citizen's input. `situs` is invisible and must stay empty; `lembar` is the form's signed name."""

    panjang = {"isi": ISI_MAKS, "judul": JUDUL_MAKS, "lokasi": 200, "nama": 120, "kontak": 120}

    jenis = forms.ChoiceField(label=_("Apa yang ingin Anda sampaikan?"), widget=forms.RadioSelect)
    judul = TeksField(label=_("Ringkasnya"), help_text=_("Satu baris, misalnya: lampu jalan di depan masjid mati."))
    isi = TeksField(
        label=_("Apa yang terjadi, atau apa yang Anda harapkan?"),
        help_text=_(
            "Tulis seperti bercerita kepada tetangga. Kapan dan sudah berapa lama membantu kami. Tidak perlu bahasa resmi."
        ),
        widget=_area(7),
    )
    lokasi = TeksField(label=_("Di mana?"), help_text=_("Jalan, kelurahan, atau nama tempat."), required=False)
    menyangkut_pegawai = forms.BooleanField(
        label=_("Ini tentang perilaku seorang pegawai"),
        help_text=_("Diperiksa oleh pengawas, tidak dikirim ke kantornya, dan tidak pernah tampil untuk umum."),
        required=False,
    )
    rahasia = forms.BooleanField(
        label=_("Rahasia: jangan tampilkan isinya untuk umum"),
        help_text=_("Hanya petugas yang menangani membacanya."),
        required=False,
    )
    anonim = forms.BooleanField(
        label=_("Anonim: sembunyikan nama saya dari dinas"),
        help_text=_(
            "Akun Anda tidak kami simpan. Nama yang ditulis di bawah hanya dapat dibuka pengawas forum, dan itu tercatat."
        ),
        required=False,
    )
    nama = TeksField(label=_("Nama"), required=False, widget=forms.TextInput({"autocomplete": "name"}))
    kontak = TeksField(
        label=_("Nomor HP atau e-mail"), help_text=_("Supaya dinas dapat bertanya bila kurang jelas."), required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    situs = TeksField(required=False)
    lembar = TeksField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["jenis"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (Jenis.PENGADUAN, Pilihan(gettext("Ada yang tidak beres"), gettext("Layanan, jalan, sampah, air, dan sebagainya"))),
            (Jenis.ASPIRASI, Pilihan(gettext("Saya punya usul"), gettext("Sesuatu yang bisa menjadi lebih baik"))),
            (Jenis.PERMINTAAN_INFORMASI, Pilihan(gettext("Saya ingin bertanya"), gettext("Syarat, jadwal, biaya, aturan"))),
        ]
        self.fields["jenis"].error_messages["required"] = gettext("Pilih salah satu.")

    def clean_judul(self) -> str:
        """One line of five letters or more."""
        judul = rapikan_baris(self.cleaned_data["judul"])
        if len(judul) < 5:
            raise ValidationError(gettext("Terlalu singkat. Tulis sedikitnya dua kata."))
        return judul

    def clean_isi(self) -> str:
        """Long enough to act on."""
        isi: str = self.cleaned_data["isi"]
        if len(isi) < ISI_MIN:
            kurang = ISI_MIN - len(isi)
            raise ValidationError(
                ngettext(
                    "Kurang %(n)s huruf lagi. Ceritakan apa yang terjadi dan di mana.",
                    "Kurang %(n)s huruf lagi. Ceritakan apa yang terjadi dan di mana.",
                    kurang,
                )
                % {"n": kurang}
            )
        return isi

    def clean_situs(self) -> str:
        """A machine filled the field that people don't see."""
        if self.cleaned_data["situs"]:
            raise ValidationError(gettext("Satu bagian yang tersembunyi terisi. Kosongkan, lalu kirim lagi."))
        return ""

    def nilai(self) -> dict[str, Any]:
        """What services.create_aspirasi takes."""
        return {k: n for k, n in self.cleaned_data.items() if k not in ("situs", "lembar")}

    @property
    def awal(self) -> dict[str, Any]:
        """What was typed, as initial values of a fresh form."""
        return {nama: self[nama].value() for nama in self.fields}


class LacakForm(Formulir):
    """A tracking code."""

    kode = TeksField(
        label=_("Kode lacak"),
        help_text=_("Tertulis di halaman terima kasih, misalnya SBG-7K3M-9QX2-4HTP-W8DN. Huruf besar atau kecil sama saja."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Kode belum diisi. Salin dari halaman terima kasih.")},
    )


class KataPengirimForm(TeksForm):
    """The sender's reply to an answer."""

    bersyarat = ("isi",)

    panjang = {"isi": 2000}

    isi = TeksField(
        label=_("Apa yang belum beres?"),
        help_text=_("Bila sudah beres, bagian ini boleh kosong."),
        required=False,
        widget=_area(3),
    )


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
    catatan = TeksField(label=_("Pesan untuk pengirim"), required=False, widget=_area(2))

    def __init__(self, *args: Any, unit: QuerySet[UnitKerja], kantor: Mapping[str, Kantor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tujuan = self.fields["unit"]
        assert isinstance(tujuan, UnitTujuanField)
        tujuan.kantor = kantor
        for nama in ("unit", "unit_terlapor"):
            self.fields[nama].queryset = unit  # type: ignore[attr-defined]  # a ModelChoiceField


def bawa_versi(form: Formulir, versi: int) -> Formulir:
    """Let the form of a step say which version its reader had before them; it stays the present one when shown again."""
    form.fields["versi"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=versi)
    return form


def segarkan_versi(form: Formulir, versi: int) -> None:
    """Show a refused form for the version that stands beside it now: the next click decides on that one."""
    data: Any = form.data
    form.data = data.copy()
    form.data[form.add_prefix("versi")] = str(versi)  # type: ignore[index]  # a QueryDict


class AlasanForm(TeksForm):
    """A reason that the sender will read."""

    panjang = {"alasan": 1000}

    alasan = TeksField(label=_("Alasan"), help_text=_("Dibaca pengirim. Tulis dengan hormat dan jelas."), widget=_area(3))


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
    isi = TeksField(label=_("Isi"), widget=_area(7))
    alasan = TeksField(label=_("Alasan menyunting"), help_text=_("Dibaca pengirim. Naskah aslinya tetap disimpan."))

    def __init__(self, *args: Any, versi: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sunting(versi)


class TujuanForm(Formulir):
    """Why a sender's name is opened."""

    tujuan = TeksField(label=_("Untuk apa?"), help_text=_("Tercatat dan dapat dilihat pengirim."), max_length=200)


class JawabanForm(TeksForm):
    """An official answer."""

    panjang = {"isi": 5000, "atas_nama": 200}

    isi = TeksField(
        label=_("Jawaban resmi"),
        help_text=_("Apa yang dilakukan, sampai kapan, atau mengapa tidak bisa. Tidak dapat diubah sesudah dikirim."),
        widget=_area(6),
    )
    atas_nama = TeksField(label=_("Ditandatangani sebagai"), help_text=_("Jabatan, misalnya Kepala Dinas Perhubungan."))


class TindakLanjutForm(TeksForm):
    """What was asked and what changed."""

    bersyarat = ("dijanjikan",)

    panjang = {"judul": 120, "ditanyakan": 3000, "jawab": 3000}

    unit = forms.ModelChoiceField(UnitKerja.objects.none(), label=_("Atas nama"), empty_label=None)
    judul = TeksField(label=_("Judul"), help_text=_("Yang berubah, dalam satu baris."))
    ditanyakan = TeksField(label=_("Yang diminta warga"), widget=_area(3))
    hasil = forms.ChoiceField(label=_("Hasilnya"), choices=Hasil.choices, widget=forms.RadioSelect)
    jawab = TeksField(
        label=_("Yang berubah, atau mengapa tidak bisa"),
        help_text=_("Angka sebelum dan sesudah meyakinkan lebih dari janji."),
        widget=_area(4),
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

    tanpa_baris = ("isi", "dijanjikan")  # a promise is made anew each time
    panjang = {"isi": 3000}

    isi = TeksField(label=_("Kabar"), help_text=_("Termasuk bila terlambat: sebabnya, dan kapan."), widget=_area(4))
    hasil = forms.ChoiceField(label=_("Hasilnya sekarang"), choices=Hasil.choices, widget=forms.RadioSelect)
    dijanjikan = TanggalField(
        label=_("Dijanjikan selesai"), help_text=_("Wajib bila masih dikerjakan."), required=False, **MASA_DEPAN
    )

    def __init__(self, *args: Any, versi: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sunting(versi)


class TopikForm(TeksForm):
    """A question to the public."""

    panjang = {"judul": 120, "pertanyaan": 300, "latar": 3000}

    unit = forms.ModelChoiceField(
        UnitKerja.objects.none(), label=_("Yang bertanya"), required=False, empty_label=_("Pengawas forum")
    )
    judul = TeksField(label=_("Judul"))
    pertanyaan = TeksField(label=_("Pertanyaan kepada warga"))
    latar = TeksField(label=_("Latar belakang"), required=False, widget=_area(5))
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


class KirimanForm(TeksForm):
    """What somebody says in a topic."""

    panjang = {"isi": KIRIMAN_MAKS}

    isi = TeksField(
        label=_("Tanggapan Anda"),
        help_text=_("Boleh **tebal**, *miring*, dan daftar. Kami menjaga agar tidak ada yang dipermalukan."),
        widget=_area(4),
        error_messages={"required": _("Tanggapan belum ditulis.")},
    )
    tampilkan_nama = forms.BooleanField(
        label=_("Tampilkan nama saya"), help_text=_("Bila tidak, tampil sebagai warga, mitra, atau pegawai saja."), required=False
    )
    lembar = TeksField(required=False, widget=forms.HiddenInput)


class PengawasForm(FormulirSunting):
    """The unit that examines complaints about people."""

    tanpa_baris = ("dasar",)

    unit = forms.ModelChoiceField(UnitKerja.objects.none(), label=_("Unit pengawas"), empty_label=_("Pilih …"))
    dasar = TeksField(label=_("Dasar"), required=False, max_length=200)

    def __init__(self, *args: Any, unit: QuerySet[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]  # a ModelChoiceField


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
