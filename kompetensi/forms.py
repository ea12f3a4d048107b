"""Shapes of input: what people type about trainings, runs, evidence and decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dokumen.forms import BerkasField, FormulirBerkas
from dokumen.jenis import CETAKAN
from inti.errors import UseCaseError
from inti.forms import BulatField, Formulir, TanggalField, TeksField, add_errors, akhir_tahun, tanyakan
from inti.kendala import TANGGAL_AWAL
from inti.sunting import Banding, FormulirSunting, Penyunting
from kompetensi.models import (
    Bentuk,
    Cara,
    JenisPelatihan,
    JenisPenyelenggara,
    Pendaftaran,
    Penyelenggara,
    StatusPendaftaran,
)
from kompetensi.services.luar import JanggalError, check_tanggal_selesai, get_jp_terhitung
from kompetensi.services.sertifikat import baca_centang
from pegawai.selectors import angka_saja

# Runs are planned a few years ahead; those recorded afterwards don't reach back further than the database lets them.
MASA_ANGKATAN: dict[str, Any] = {"paling_awal": TANGGAL_AWAL, "paling_akhir": akhir_tahun(5)}


class SaringKatalogForm(Formulir):
    """Search and filters of the catalogue; whatever is not understood is left out."""

    tandai_kosong = False
    q = TeksField(label=_("Cari pelatihan"), required=False, max_length=100)
    cara = forms.ChoiceField(label=_("Cara"), required=False, choices=[("", _("Semua")), *Cara.choices])
    jenis = forms.ChoiceField(label=_("Bentuk"), required=False, choices=[("", _("Semua")), *Bentuk.choices])
    buka = forms.BooleanField(label=_("Hanya yang dibuka"), required=False)


class DaftarForm(Formulir):
    """Enrolling: what for, in one's own words."""

    tujuan = TeksField(
        label=_("Untuk apa pelatihan ini?"),
        required=False,
        max_length=500,
        help_text=_("Satu kalimat untuk atasan Anda."),
        widget=forms.Textarea({"rows": 2}),
    )


class PakaiVersi:
    """Of a form that carries the version that was read."""

    data: Any

    def pakai_versi(self, versi: int) -> None:
        """Carry the version that is shown now: what was typed stays, and the next click counts."""
        self.data = {**self.data.dict(), "versi": str(versi)}


class PutusanForm(PakaiVersi, Formulir):
    """Approve or refuse what was read; the process asks for a reason where one is needed."""

    tandai_kosong = False
    putusan = forms.ChoiceField(choices=[("setuju", _("Setujui")), ("tolak", _("Tidak disetujui"))], widget=forms.HiddenInput)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    alasan = TeksField(label=_("Alasan"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


class PutusanLuarForm(PutusanForm):
    """Accept evidence, ask for a correction, or refuse it."""

    putusan = forms.ChoiceField(
        choices=[("setuju", _("Terima")), ("kembalikan", _("Kembalikan untuk diperbaiki")), ("tolak", _("Tolak"))],
        widget=forms.HiddenInput,
    )


class TarikForm(Formulir):
    """Taking back what was read, with or without a word."""

    tandai_kosong = False
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    alasan = TeksField(label=_("Alasan"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


class AlasanForm(Formulir):
    """A reason that must be given."""

    alasan = TeksField(
        label=_("Alasan"),
        max_length=500,
        help_text=_("Dibaca oleh pegawai yang bersangkutan."),
        error_messages={"required": _("Alasannya belum ditulis. Satu kalimat cukup.")},
        widget=forms.Textarea({"rows": 2}),
    )


class CabutForm(AlasanForm):
    """Revoking a certificate, with or without a new one."""

    ganti = forms.BooleanField(
        label=_("Terbitkan penggantinya"),
        required=False,
        help_text=_("Bila hanya nama atau data pegawainya yang keliru. Pelatihan, tanggal, dan JP-nya tetap seperti semula."),
    )


class PelatihanForm(FormulirSunting):
    """A training of the catalogue."""

    bersyarat = ("jp",)

    judul = TeksField(label=_("Judul"), max_length=200)
    uraian = TeksField(
        label=_("Uraian"),
        max_length=4000,
        help_text=_("Apa yang bisa dilakukan peserta sesudahnya."),
        widget=forms.Textarea({"rows": 6}),
    )
    jenis = forms.ModelChoiceField(
        label=_("Jenis"), queryset=JenisPelatihan.objects.order_by("kode"), empty_label=_("Pilih jenis"),
        error_messages={"required": _("Pilih jenis pelatihannya.")},
    )  # fmt: skip
    cara = forms.ChoiceField(
        label=_("Cara"),
        choices=Cara.choices,
        widget=forms.RadioSelect({"class": "pilihan--kartu pilihan--datar"}),
        initial=Cara.LURING,
    )
    jp = BulatField(
        label=_("Jam pelajaran (JP)"), required=False, min_value=1, max_value=1000,
        help_text=_("Menurut kurikulum. Kosongkan untuk jenis yang JP-nya sudah baku, misalnya mentoring."),
    )  # fmt: skip
    kompetensi = TeksField(
        label=_("Kompetensi"),
        required=False,
        max_length=200,
        help_text=_("Yang ditingkatkan, misalnya Pelayanan publik, tingkat 2."),
    )
    kompetensi_kode = TeksField(label=_("Kode kompetensi"), required=False, max_length=50)
    terbit = forms.BooleanField(label=_("Tampil di katalog"), required=False, initial=True)


class AngkatanForm(FormulirSunting):
    """A run: who, when, where, how many."""

    nama = TeksField(label=_("Nama angkatan"), max_length=100, help_text=_("Misalnya Angkatan I 2026."))
    penyelenggara = forms.ModelChoiceField(
        label=_("Penyelenggara"), queryset=Penyelenggara.objects.filter(aktif=True).order_by("nama"), empty_label=_("Pilih penyelenggara"),
        error_messages={"required": _("Pilih penyelenggaranya.")},
    )  # fmt: skip
    tanggal_mulai = TanggalField(label=_("Hari pertama"), **MASA_ANGKATAN)
    tanggal_selesai = TanggalField(label=_("Hari terakhir"), **MASA_ANGKATAN)
    batas_daftar = TanggalField(label=_("Batas pendaftaran"), help_text=_("Hari terakhir orang bisa mendaftar."), **MASA_ANGKATAN)
    tempat = TeksField(label=_("Tempat"), max_length=200, help_text=_("Nama ruang atau tautan kelas daring."))
    kuota = BulatField(label=_("Kuota"), min_value=1, max_value=5000)

    def __init__(self, *args: Any, mitra: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mitra:  # a partner can't hand its run to somebody else
            penyelenggara = self.fields["penyelenggara"]
            penyelenggara.disabled, penyelenggara.show_hidden_initial = True, False


class HadirForm(Formulir):
    """An attendance sheet: its ticks, and what stood there when it was drawn (`semula`), as 'code:state' with spaces between.

    banding   people whom somebody else has marked otherwise since then
    """

    semula = TeksField(widget=forms.HiddenInput)
    kosong = forms.BooleanField(label=_("Ya, tidak seorang pun datang"), required=False)
    banding: tuple[Banding, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["semula"].error_messages["required"] = self.pesan_rusak

    @staticmethod
    def tulis(lembar: Iterable[Pendaftaran]) -> str:
        """What stands on a sheet now, as the form carries it."""
        return " ".join(f"{p.kode}:{p.status}" for p in lembar)

    def clean_semula(self) -> dict[str, str]:
        """State by code. Raises ValidationError for what no page of ours has drawn."""
        bagian = [kata.split(":") for kata in self.cleaned_data["semula"].split()]
        if any(len(b) != 2 for b in bagian):
            raise ValidationError(self.pesan_rusak)
        return dict(bagian)

    @property
    def hadir(self) -> set[str]:
        """Codes of those who are ticked."""
        return set(self.data.getlist("hadir"))  # type: ignore[attr-defined]  # a QueryDict

    def tercentang(self, lembar: Iterable[Pendaftaran]) -> set[str]:
        """Who stands ticked when it is drawn again: what was changed here stays, everything else is as it is now."""
        semula = self.cleaned_data.get("semula", {}) if self.is_bound else {}
        mau = {k: v for k, v in baca_centang(semula, self.hadir).items() if v != semula[k]} if semula else {}
        return {p.kode for p in lembar if mau.get(p.kode, p.status) != StatusPendaftaran.TIDAK_HADIR}


class PesertaForm(Formulir):
    """Assigning people by their numbers, pasted one a line. It goes by POST: numbers are personal data."""

    nomor = TeksField(
        label=_("NIP atau NI PPPK"), max_length=20_000, help_text=_("Satu nomor tiap baris. Boleh ditempel dari Excel."),
        widget=forms.Textarea({"rows": 5, "inputmode": "numeric"}),
    )  # fmt: skip
    alasan = TeksField(label=_("Dasar penugasan"), max_length=500, help_text=_("Misalnya nomor surat tugas."))

    def clean_nomor(self) -> list[str]:
        """Return the numbers. Raises ValidationError that names the lines that are none."""
        baris = [b for b in (t.strip() for t in self.cleaned_data["nomor"].splitlines()) if b]
        nomor = [angka_saja(b) for b in baris]
        salah = [str(i) for i, n in enumerate(nomor, 1) if len(n) != 18]
        if salah:
            raise ValidationError(
                _("Baris %(baris)s bukan nomor 18 angka. Salin dari SK, satu nomor tiap baris.")
                % {"baris": ", ".join(salah[:10])}
            )
        return nomor


class PenyelenggaraForm(FormulirSunting):
    """Who gives trainings."""

    nama = TeksField(label=_("Nama"), max_length=200)
    jenis = forms.ChoiceField(
        label=_("Jenis"), choices=JenisPenyelenggara.choices, widget=forms.RadioSelect({"class": "pilihan--kartu pilihan--datar"})
    )
    email = forms.EmailField(label=_("E-mail akun mitra"), required=False, help_text=_("Akun yang sudah memegang peran mitra."))
    penandatangan = TeksField(label=_("Penanda tangan sertifikat"), max_length=200)
    penandatangan_jabatan = TeksField(label=_("Jabatan penanda tangan"), max_length=200)


class BelajarLuarForm(FormulirBerkas):
    """Evidence of learning outside the catalogue."""

    bersyarat = ("jp", "yakin")

    judul = TeksField(label=_("Nama kegiatan"), max_length=200)
    penyelenggara = TeksField(label=_("Penyelenggara"), max_length=200)
    jenis = forms.ModelChoiceField(
        label=_("Jenis"), queryset=JenisPelatihan.objects.order_by("kode"), empty_label=_("Pilih jenis"),
        error_messages={"required": _("Pilih jenis kegiatannya.")},
    )  # fmt: skip
    tanggal_selesai = TanggalField(label=_("Tanggal selesai"))
    jp = BulatField(
        label=_("Jam pelajaran (JP)"), required=False, min_value=1, max_value=1000,
        help_text=_("Yang tertulis pada sertifikat. Kosongkan untuk coaching, mentoring, belajar mandiri, magang, dan patok banding: JP-nya baku."),
    )  # fmt: skip
    bukti = BerkasField(
        label=_("Bukti"),
        untuk="kompetensi.bukti_belajar",
        golongan=CETAKAN,
        error_messages={"required": _("Buktinya belum dipilih.")},
    )
    yakin = forms.BooleanField(label=_("Ya, ini benar"), required=False)
    ditanya = TeksField(required=False, widget=forms.HiddenInput)  # the marks of the questions that `yakin` answers

    def tanyakan(self, error: JanggalError) -> None:
        """Ask on the form that is drawn again: the tick is for what is asked now, and has to be set anew."""
        tanyakan(self, error, sorted(error.soal))

    def isi(self) -> dict[str, Any]:
        """The values of a valid form as the use case takes them."""
        data = dict(self.cleaned_data)
        ditanya = data.pop("ditanya").split()
        return data | {"yakin": ditanya if data["yakin"] else ()}

    @property
    def bidang_tampil(self) -> list[forms.BoundField]:
        """The boxes to draw: the answer to a question only once sending has asked it."""
        return [b for b in self.visible_fields() if b.name != "yakin" or b.errors or b.data]

    def clean(self) -> dict[str, Any]:
        """What the ledger would refuse is said with everything else."""
        data = super().clean() or {}
        tanggal, jenis = data.get("tanggal_selesai"), data.get("jenis")
        if tanggal:
            self._periksa(lambda: check_tanggal_selesai(self.konteks, tanggal))
        if jenis and "jp" not in self.errors:
            self._periksa(lambda: get_jp_terhitung(jenis, tanggal or self.konteks.per, data.get("jp")))
        return data

    def _periksa(self, tanya: Callable[[], object]) -> None:
        try:
            tanya()
        except UseCaseError as error:
            add_errors(self, error)


class PerbaikiLuarForm(Penyunting, BelajarLuarForm):
    """Evidence that came back, with what was typed; a new file only where the old one won't do."""

    tanpa_baris = ("bukti", "yakin", "ditanya")

    def __init__(self, *args: Any, versi: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bukti"].required = False
        self.sunting(versi)
        self.fields["versi"].required = True  # nothing is handed in again that was not read
