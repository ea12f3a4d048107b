"""Whom a proposed value of law touches, as a file: the people of its page, with what they have now and would have then."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import daftar_parameter
from aturan import selectors as nilai_aturan
from aturan.dampak import Baris, Dampak, list_dampak
from aturan.models import StatusUsulan, UsulanParameter
from inti import waktu
from inti.penjelasan import tulis_nilai
from inti.tulisan import waktu as saat
from laporan.daftar_laporan import Kolom, Laporan, Subjek, register
from laporan.forms import ParameterForm
from pegawai.models import Pegawai
from pegawai.reports import KELOMPOK, SEKALI_AMBIL

KODE = "orang_tersentuh"
AKSI = "pegawai.tersentuh"
TERBUKA = (StatusUsulan.DISUSUN, StatusUsulan.MENUNGGU)
KOLOM = (
    Kolom(_("No."), 5),
    Kolom(_("Nama"), 34),
    Kolom(_("Unit kerja"), 34, gabung=True),
    Kolom(_("Yang berubah"), 26),
    Kolom(_("Sebelum"), 18),
    Kolom(_("Sesudah"), 18),
)


class TersentuhForm(ParameterForm):
    """Which open proposal; who is touched is always looked at as of today."""

    usulan = forms.ChoiceField(
        label=_("Usulan nilai aturan"),
        error_messages={
            "required": _("Pilih usulan yang masih terbuka. Bila daftarnya kosong, belum ada yang tersentuh."),
            "invalid_choice": _("Usulan ini sudah diputus. Pilih yang masih terbuka."),
        },
    )

    def __init__(self, *args: Any, konteks: Konteks, **kwargs: Any) -> None:
        super().__init__(*args, konteks=konteks, **kwargs)
        self.initial["per"] = waktu.today()
        self.fields["per"].disabled = True
        self.fields["per"].help_text = gettext("Sama dengan halaman usulannya: keadaan hari ini.")
        pilih = self.fields["usulan"]
        assert isinstance(pilih, forms.ChoiceField)
        terbuka = nilai_aturan.list_usulan(konteks).filter(status__in=TERBUKA).order_by("-pk")
        pilih.choices = [(u.kode, _judul(u)) for u in terbuka]
        diminta = self.initial.get("usulan")
        if diminta and diminta not in dict(pilih.choices):  # never another one in the place of the one that was asked for
            pilih.choices = [("", gettext("Pilih usulan")), *pilih.choices]
            pilih.help_text = gettext("Usulan yang Anda buka sudah diputus. Di sini hanya yang masih terbuka.")


def _judul(usulan: UsulanParameter) -> str:
    """What it is about, who proposed it when, and its step: several may be about the same value."""
    judul = f"{usulan.get_jenis_display()}: {tulis_nilai(daftar_parameter.judul(usulan.nama))}"
    return f"{judul} ({usulan.pengusul.nama}, {saat(usulan.disusun_at)}; {usulan.get_status_display()})"


def _rows(konteks: Konteks, isian: dict[str, Any]) -> list[tuple[Dampak, Baris]]:
    """Each effect of the proposal with its people, within the authority of `konteks` and the unit that was chosen."""
    usulan = nilai_aturan.list_usulan(konteks).get(kode=isian["usulan"])
    perbandingan = nilai_aturan.get_perbandingan(usulan, isian["per"])
    orang = _orang(konteks, isian).values("kode")
    return [(d, perbandingan.tersentuh(d).filter(kode__in=orang)) for d in list_dampak(usulan.nama)]


def _orang(konteks: Konteks, isian: dict[str, Any]) -> QuerySet[Pegawai]:
    rows, unit = kewenangan.scope(konteks, AKSI, Pegawai.objects.all(), KELOMPOK), isian.get("unit")
    return rows.filter(unit__jalur__startswith=unit.jalur) if unit else rows


def list_tersentuh(konteks: Konteks, isian: dict[str, Any]) -> QuerySet[Pegawai]:
    """The people in the file, each once."""
    kode = (Q(kode__in=rows.values("kode")) for _dampak, rows in _rows(konteks, isian))
    return _orang(konteks, isian).filter(reduce(or_, kode, Q(pk__in=[])))


def iter_tersentuh(konteks: Konteks, isian: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """A row for each person and effect, streamed. One query an effect."""
    nomor = 0
    for dampak, rows in _rows(konteks, isian):
        judul = gettext(dampak.judul)
        for b in rows.order_by("nama_urut", "pk").iterator(chunk_size=SEKALI_AMBIL):
            nomor += 1
            yield nomor, b["nama"], b["nama_unit"] or "–", judul, tulis_nilai(b["sebelum"]), tulis_nilai(b["sesudah"])


def count_tersentuh(konteks: Konteks, isian: dict[str, Any]) -> int:
    """How many rows that will be. One query an effect."""
    return sum(rows.count() for _dampak, rows in _rows(konteks, isian))


def daftarkan() -> None:
    """Put it into the catalogue."""
    register(
        Laporan(
            KODE,
            _("Orang yang tersentuh perubahan aturan"),
            _("Siapa yang tanggal atau haknya berubah oleh usulan nilai aturan, sebelum dan sesudahnya."),
            aksi=AKSI,
            kelompok=KELOMPOK,
            kolom=KOLOM,
            baris=iter_tersentuh,
            jumlah=count_tersentuh,
            subjek=Subjek(KELOMPOK, list_tersentuh),
            isian=TersentuhForm,
        )
    )
