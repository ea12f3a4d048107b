"""The gallery /gaya/: every component in every state, with the source that draws it. Only in DEBUG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inti.forms import AngkaField, Formulir, Pilihan, TanggalField, TeksField
from inti.halaman import Halaman
from inti.keputusan import BULAN, Alasan, Kalimat, Keputusan

CONTOH = Path(settings.BASE_DIR) / "templates" / "gaya" / "contoh"

BAGIAN: list[tuple[str, Any, Any]] = [
    ("warna", _("Warna"), _("Laut satu-satunya warna merek. Pasir hanya untuk aksen. Baik, awas, buruk hanya untuk keadaan dan selalu bersama kata.")),
    ("huruf", _("Huruf"), _("Tujuh ukuran, dua ketebalan, angka selebar satu sama lain.")),
    ("ikon", _("Ikon"), _("Garis 1,6 di petak 20. Hiasan belaka: katanya selalu di sebelahnya.")),
    ("tombol", _("Tombol dan tautan"), _("Kata kerja, satu utama per layar. Merah penuh hanya di dalam dialog.")),
    ("isian", _("Isian"), _("Label di atas, petunjuk di bawahnya, kotak selebar jawabannya. Wajib adalah biasa; yang ditandai hanya yang boleh kosong.")),
    ("galat", _("Galat dan ringkasan galat"), _("Katakan apa yang terjadi, lalu apa yang dilakukan. Ringkasan menerima fokus; kata-katanya sama dengan di kotak.")),
    ("tabel", _("Tabel"), _("Kepala lekat, urut lewat tautan, menjadi kartu di bawah 640 px. Angka rata kanan.")),
    ("saring", _("Saring, tampilan tersimpan, halaman"), _("Alamat menyimpan semuanya sehingga bisa dibagikan. Halaman bergerak menurut kunci, bukan nomor.")),
    ("lencana", _("Lencana, inisial, orang"), ""),
    ("langsung", _("Langsung"), _("Keadaan sambungan: tersambung, terputus, dijeda, berkala.")),
    ("linimasa", _("Linimasa karier"), ""),
    ("tugas", _("Langkah dan daftar tugas"), _("Keadaan di satu kolom kanan. Judul adalah kalimat yang bisa dikerjakan.")),
    ("kerja", _("Pekerjaan panjang"), _("Baris yang selesai, sisa waktu, dan jalan membatalkan.")),
    ("pesan", _("Pesan"), ""),
    ("kosong", _("Keadaan kosong"), _("Sebabnya dan satu langkah.")),
    ("angka", _("Kartu dan angka"), _("Angka dulu, lalu namanya. Setiap angka membuka daftarnya. Naik turun selalu dengan kata.")),
    ("grafik", _("Grafik"), _("Warna berpasangan dengan pola, selalu ada tabelnya. Huruf tidak ikut melar.")),
    ("mengapa", _("Lembar Mengapa"), _("Yang belum terpenuhi lebih dulu, dengan jalan keluarnya. Semua pihak melihat lembar yang sama.")),
    ("beda", _("Sebelum dan sesudah, rincian"), ""),
    ("alur", _("Siapa memegang berkas"), ""),
    ("navigasi", _("Remah, tab, judul"), _("Tab adalah tautan ke halaman sendiri: bisa ditandai, bisa kembali.")),
]  # fmt: skip


@dataclass(frozen=True)
class Bagian:
    """A section of the gallery: its words, the template that draws it and that template's text."""

    kunci: str
    judul: Any
    ket: Any
    templat: str
    kode: str


class ContohForm(Formulir):
    """One field of every kind."""

    nama = TeksField(label=_("Nama lengkap"), max_length=100)
    nip = TeksField(
        label=_("NIP"),
        help_text=_("18 angka. Boleh ditempel dengan spasi."),
        widget=forms.TextInput({"class": "isian__kotak--nip", "inputmode": "numeric"}),
    )
    tmt = TanggalField(label=_("TMT jabatan"), help_text=_("Misalnya 1-4-2026 atau 1 April 2026."))
    tunjangan = AngkaField(label=_("Angka kredit"), max_digits=8, decimal_places=2)
    unit = forms.ChoiceField(label=_("Perangkat daerah"), choices=[("1", "Dinas Kesehatan"), ("2", "Dinas Perhubungan")])
    telepon = TeksField(label=_("Nomor ponsel"), required=False, widget=forms.TextInput({"inputmode": "tel"}))
    cerita = TeksField(label=_("Alasan"), required=False, widget=forms.Textarea({"rows": 4}))
    cuti = forms.ChoiceField(label=_("Jenis cuti"), widget=forms.RadioSelect, initial="tahunan")
    kabar = forms.MultipleChoiceField(
        label=_("Kabari saya lewat"),
        required=False,
        choices=[("app", _("Aplikasi")), ("surel", _("Surel"))],
        widget=forms.CheckboxSelectMultiple,
        initial=["app"],
    )
    ramah = forms.ChoiceField(
        label=_("Bagaimana keramahan petugas?"),
        choices=[(1, _("Kurang")), (2, _("Cukup")), (3, _("Ramah")), (4, _("Sangat ramah"))],
        widget=forms.RadioSelect({"class": "pilihan--kartu pilihan--datar"}),
    )
    setuju = forms.BooleanField(label=_("Data ini benar"), help_text=_("Menurut SK yang saya lampirkan."))
    surat = forms.FileField(label=_("Surat keterangan"), help_text=_("PDF atau foto, paling besar 5 MB."))
    golongan = TeksField(label=_("Golongan"), initial="III/b", disabled=True, help_text=_("Dari SK, tidak bisa diubah di sini."))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cuti"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            ("tahunan", Pilihan(_("Tahunan"), _("Sisa 7 hari"))),
            ("penting", Pilihan(_("Alasan penting"), _("Paling lama 1 bulan"))),
        ]


def contoh_keputusan() -> Keputusan[str]:
    """A decision with a missing condition, met ones, a step and a warning."""
    return Keputusan(
        hasil="belum",
        ringkas=Kalimat("Belum memenuhi syarat naik ke III/c per 1 Desember 2026."),
        alasan=(
            Alasan("Sudah %(lama)s tahun dalam pangkat III/b; syarat sedikitnya 4 tahun.", {"lama": 4}, True, data_per=date(2022, 4, 1), sumber="SK 823/114/2022"),
            Alasan("Pendidikan tercatat SMA, batasnya III/b.", terpenuhi=False, sumber="Data nasional", data_per=date(2026, 11, 23), cara="Unggah ijazah S-1; batasnya menjadi III/d."),
            Alasan("Masa kerja dihitung dari CPNS 1 Januari 2002: 24 tahun 10 bulan."),
            Alasan("Predikat 2026 belum ditetapkan; dinilai Januari.", terpenuhi=False, peringatan=True),
        ),
        dasar="PP 99/2000 jo. PP 12/2002",
        yang_mengubah=(Kalimat("Bila ijazah diterima sebelum 5 Desember 2026, usul dapat masuk periode 1 Januari 2027."),),
        keberatan=Kalimat("Keberatan diajukan tertulis kepada pejabat yang berwenang, paling lama 14 hari kerja."),
        per=date(2026, 11, 24),
    )  # fmt: skip


def _isi() -> dict[str, Any]:
    salah = ContohForm(
        {"nama": "Masdelima Manalu", "nip": "1981041120020120", "tmt": "31-2-2024", "ramah": "3", "cuti": "tahunan"}, {}
    )
    salah.add_error("nip", _("NIP terdiri atas 18 angka; yang diisi 16. Salin dari SK CPNS."))
    return {
        "form": ContohForm(initial={"nama": "Masdelima Manalu", "tmt": date(2026, 4, 1)}, prefix="kosong"),
        "form_salah": salah,
        "form_saring": ContohForm(prefix="saring"),
        "halaman": Halaman([], sebelum="", sesudah="abc"),
        "keputusan": contoh_keputusan(),
        "warna": ["latar", "kertas", "kertas-3", "garis", "garis-kuat", "tinta", "tinta-2", "merek", "merek-lembut", "aksen", "baik", "awas", "buruk"],
        "ikon_semua": _nama_ikon(),
        "bulan": ["Jan", "", "Mar", "", "Mei", "", "Jul", "", "Sep", "", "Nov"],
        "bulan_penuh": BULAN[:11],
        "capaian": [66, 68, 71, 70, 72, 74, 73, 75, 75, 77, 78.4],
        "target": list(range(70, 81)),
        "predikat": [_("Sangat Baik"), _("Baik"), _("Butuh Perbaikan"), _("Kurang"), _("Sangat Kurang")],
        "jalan": [(_("Pegawai"), "#navigasi")],
    }  # fmt: skip


def _nama_ikon() -> list[str]:
    sprite = (Path(settings.BASE_DIR) / "static" / "gaya" / "ikon.svg").read_text()
    return [potong.split('"')[0] for potong in sprite.split('<symbol id="')[1:]]


@require_safe
def galeri(request: HttpRequest) -> HttpResponse:
    """Show the gallery; it doesn't exist outside of DEBUG."""
    if not settings.DEBUG:
        raise Http404
    bagian = [Bagian(k, j, ket, f"gaya/contoh/{k}.html", (CONTOH / f"{k}.html").read_text()) for k, j, ket in BAGIAN]
    return render(request, "gaya/galeri.html", {"bagian": bagian} | _isi())
