"""The employee list as a file: the same search, filters, order and columns as on its page, as of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import waktu
from inti.forms import TeksField
from laporan.daftar_laporan import Kolom, Laporan, Subjek, register
from laporan.forms import ParameterForm
from organisasi.models import UnitKerja
from pegawai import kolom, selectors
from pegawai.models import JenisPegawai, Kedudukan, Pegawai
from pegawai.reports import AKSI, KELOMPOK, SEKALI_AMBIL
from pegawai.rules.golongan import GOLONGAN
from pegawai.selectors import Saringan

KODE = "daftar_pegawai"
SEMUA = ("", _("Semua"))
URUTAN = (
    ("nama", _("Nama")),
    ("-nama", _("Nama, dari Z")),
    ("pensiun", _("TMT pensiun")),
    ("-pensiun", _("TMT pensiun, terakhir dulu")),
)


class DaftarForm(ParameterForm):
    """What the page's address says, as fields; the list is always today's."""

    q = TeksField(label=_("Nama"), required=False, max_length=200)
    golongan = forms.ChoiceField(label=_("Golongan"), required=False, choices=[SEMUA, *((g, g) for g in GOLONGAN)])
    jabatan = TeksField(label=_("Jabatan"), required=False, max_length=100)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[SEMUA, *JenisPegawai.choices])
    kedudukan = forms.ChoiceField(label=_("Kedudukan hukum"), required=False, choices=[SEMUA, *Kedudukan.choices])
    urut = forms.ChoiceField(label=_("Urutan"), required=False, choices=URUTAN, initial="nama")
    kolom = forms.MultipleChoiceField(
        label=_("Kolom"),
        required=False,
        choices=[(k, v.teks) for k, v in kolom.KOLOM.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=list(kolom.KOLOM_BIASA),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["per"] = waktu.today()
        self.fields["per"].disabled = True
        self.fields["per"].help_text = gettext("Sama dengan halaman Pegawai: keadaan hari ini.")

    @classmethod
    def awal(cls, isi: Mapping[str, str]) -> dict[str, Any]:
        """The state of the page from its query: `kolom` stands there with commas."""
        nilai = super().awal(isi)
        return nilai | {"kolom": kolom.pilih(isi.get("kolom", "").split(","))}

    def clean_unit(self) -> UnitKerja | None:
        """The unit as the page takes it: whoever has none stands below the city neither there nor here."""
        unit: UnitKerja | None = self.cleaned_data["unit"]
        return unit

    def clean_q(self) -> str:
        """A name; a number that tells a birth date is not kept, here as little as in an address."""
        teks: str = self.cleaned_data["q"]
        if selectors.rahasia(teks):
            raise ValidationError(
                gettext("Nomor yang panjang tidak disimpan dalam laporan. Tulis namanya, atau buka profil orangnya.")
            )
        return teks


def list_daftar(konteks: Konteks, isian: dict[str, Any]) -> QuerySet[Pegawai]:
    """Employees whom `konteks` may report on, as the page would show them."""
    rows = kewenangan.scope(konteks, AKSI, Pegawai.objects.select_related("unit", "jabatan"), KELOMPOK)
    rows, urut_cari = selectors.cari(rows, isian["q"])
    unit = isian.get("unit")
    saringan = Saringan.baca(isian | {"unit": unit.kode if unit else ""})
    urut, berisi = selectors.URUTAN[saringan.urut]
    rows = selectors.with_masa_kerja(saringan.terapkan(rows, unit), isian["per"])
    return rows.order_by(*urut_cari) if urut_cari else rows.filter(berisi).order_by(*urut)


def iter_daftar(konteks: Konteks, isian: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Rows of the list, streamed. One query whatever the size."""
    kunci = kolom.pilih(isian["kolom"])
    for no, p in enumerate(list_daftar(konteks, isian).iterator(chunk_size=SEKALI_AMBIL), 1):
        yield kolom.baris(no, p, kunci, isian["per"])


def list_kolom(isian: dict[str, Any]) -> list[Kolom]:
    """The columns that were chosen."""
    return kolom.berkas(kolom.pilih(isian["kolom"]))


def daftarkan() -> None:
    """Put it into the catalogue."""
    register(
        Laporan(
            KODE,
            _("Daftar pegawai"),
            _("Seperti di halaman Pegawai: pencarian, saringan, urutan, dan kolom pilihan Anda."),
            aksi=AKSI,
            kelompok=KELOMPOK,
            kolom=list_kolom,
            baris=iter_daftar,
            subjek=Subjek(KELOMPOK, list_daftar),
            isian=DaftarForm,
        )
    )
