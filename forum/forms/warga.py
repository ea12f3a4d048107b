"""What a citizen types: a voice, its tracking code, words added later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from forum.forms.dasar import TeksForm, area
from forum.models import Jenis
from forum.models.aspirasi import ISI_MAKS, ISI_MIN, JUDUL_MAKS
from inti.forms import Formulir, Pilihan, TeksField
from inti.teks import rapikan_baris


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
        widget=area(7),
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
        widget=area(3),
    )
