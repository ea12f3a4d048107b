"""Whom a value of law touches, as a file: the people of a proposal's page, with what they have now and would have then.

One that was confirmed is looked at anew: today's people, by the values without and with it as they were when it was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import daftar_parameter
from aturan import selectors as nilai_aturan
from aturan.dampak import KOLOM as KOLOM_ORANG
from aturan.dampak import Baris, Dampak, list_dampak, list_parameter
from aturan.models import StatusUsulan, UsulanParameter
from inti import nomor, waktu
from inti.penjelasan import tulis_nilai
from inti.teks import nama_bergelar
from inti.tulisan import tanggal
from inti.tulisan import waktu as saat
from laporan.daftar_laporan import TANGGAL, Kolom, Laporan, Subjek, register
from laporan.forms import ParameterForm
from pegawai.models import Pegawai
from pegawai.reports import KELOMPOK, SEKALI_AMBIL

KODE = "orang_tersentuh"
AKSI = "pegawai.tersentuh"
TERBUKA = (StatusUsulan.DISUSUN, StatusUsulan.MENUNGGU)
KOLOM = (
    Kolom(_("No."), 5),
    Kolom(_("Nama"), 34),
    Kolom(_("NIP atau NI PPPK"), 21, gabung=True),
    Kolom(_("Jabatan"), 33),
    Kolom(_("Unit kerja"), 34, gabung=True),
    Kolom(_("Yang berubah"), 26),
    Kolom(_("Sebelum"), 14, TANGGAL),
    Kolom(_("Sesudah"), 14, TANGGAL),
)
TIDAK_ADA = _("Usulan ini ditolak, dibatalkan, atau belum dapat dihitung siapa yang tersentuh. Pilih yang lain.")


class TersentuhForm(ParameterForm):
    """Which proposal, open or confirmed; who is touched is always looked at as of today."""

    usulan = forms.ChoiceField(
        label=_("Usulan nilai aturan"),
        error_messages={
            "required": _("Pilih usulannya. Bila daftarnya kosong, belum ada usulan yang menyentuh orang."),
            "invalid_choice": TIDAK_ADA,
        },
    )

    def __init__(self, *args: Any, konteks: Konteks, **kwargs: Any) -> None:
        super().__init__(*args, konteks=konteks, **kwargs)
        self.initial["per"] = waktu.today()
        self.fields["per"].disabled = True
        self.fields["per"].help_text = gettext("Sama dengan halaman usulannya: keadaan hari ini.")
        pilih = self.fields["usulan"]
        assert isinstance(pilih, forms.ChoiceField)
        pilih.choices = [(u.kode, _judul(u)) for u in list_pilihan(konteks)]
        pilih.initial = next(iter(dict(pilih.choices)), None)
        diminta = self.initial.get("usulan")
        if diminta and diminta not in dict(pilih.choices):  # never another one in the place of the one that was asked for
            pilih.choices = [("", gettext("Pilih usulan")), *pilih.choices]
            pilih.help_text = str(TIDAK_ADA)
        elif not pilih.choices:
            pilih.help_text = gettext("Belum ada usulan yang dapat dihitung siapa yang tersentuh.")


def list_pilihan(konteks: Konteks) -> QuerySet[UsulanParameter]:
    """The proposals whose people can be told: open ones first, then those that were confirmed and touched somebody."""
    rows = nilai_aturan.list_usulan(konteks).filter(nama__in=list_parameter())
    rows = rows.filter(Q(status__in=TERBUKA) | Q(status=StatusUsulan.BERLAKU, tersentuh__gt=0))
    return rows.order_by(Case(When(status__in=TERBUKA, then=0), default=1), "-pk")


def _judul(usulan: UsulanParameter) -> str:
    """What it is about, who proposed it when, and its step: several may be about the same value."""
    judul = f"{usulan.get_jenis_display()}: {tulis_nilai(daftar_parameter.judul(usulan.nama))}"
    return f"{judul} ({usulan.pengusul.nama}, {saat(usulan.disusun_at)}; {usulan.get_status_display()})"


def _rows(konteks: Konteks, isian: dict[str, Any]) -> list[tuple[Dampak, Baris]]:
    """Each effect of the proposal with its people, within the authority of `konteks` and the unit that was chosen."""
    usulan = nilai_aturan.list_usulan(konteks).get(kode=isian["usulan"])
    perbandingan = nilai_aturan.get_perbandingan(usulan, isian["per"])
    orang = _orang(konteks, isian).values("kode")
    return [(d, perbandingan.tersentuh_terdekat(d).filter(kode__in=orang)) for d in list_dampak(usulan.nama)]


def _orang(konteks: Konteks, isian: dict[str, Any]) -> QuerySet[Pegawai]:
    rows, unit = kewenangan.scope(konteks, AKSI, Pegawai.objects.all(), KELOMPOK), isian.get("unit")
    return rows.filter(unit__jalur__startswith=unit.jalur) if unit else rows


def list_tersentuh(konteks: Konteks, isian: dict[str, Any]) -> QuerySet[Pegawai]:
    """The people in the file, each once."""
    kode = (Q(kode__in=rows.values("kode")) for _dampak, rows in _rows(konteks, isian))
    return _orang(konteks, isian).filter(reduce(or_, kode, Q(pk__in=[])))


def iter_tersentuh(konteks: Konteks, isian: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """A row for each person and effect, streamed. One query an effect."""
    urutan = 0
    for dampak, rows in _rows(konteks, isian):
        urut = rows.values(*KOLOM_ORANG, "nomor").order_by("terdekat", "nama_urut", "pk")
        for b in urut.iterator(chunk_size=SEKALI_AMBIL):
            nama = nama_bergelar(b["gelar_depan"], b["nama"], b["gelar_belakang"])
            urutan += 1
            yield (
                urutan, nama, nomor.kelompokkan(b["nomor"]), b["nama_jabatan"], b["nama_unit"], _yang_berubah(dampak, b["hari"]),
                _sisi(b["sebelum"]), _sisi(b["sesudah"]),
            )  # fmt: skip


def _yang_berubah(dampak: Dampak, hari: date) -> str:
    """What becomes another, with the day where that lies ahead: two people of one proposal may have two days."""
    judul = gettext(dampak.judul)
    return gettext("%(judul)s, mulai %(hari)s") % {"judul": judul, "hari": tanggal(hari)} if hari > waktu.today() else judul


def _sisi(nilai: Any) -> Any:
    """One side of a change: a day or a number stays one, so that a spreadsheet can sort and reckon with it."""
    return nilai if nilai is None or isinstance(nilai, date | int) else tulis_nilai(nilai)


def list_catatan(konteks: Konteks, isian: dict[str, Any]) -> list[str]:
    """As of when the people were looked at, where that isn't what was decided about. One query."""
    usulan = nilai_aturan.list_usulan(konteks).get(kode=isian["usulan"])
    if usulan.terbuka:
        return []
    teks = gettext(
        "Dihitung ulang dengan pegawai hari ini. Saat diputus, %(saat)s, %(n)s orang tersentuh; sejak itu orang dapat pindah, "
        "pensiun, atau masuk, dan nilainya dapat diubah lagi."
    )
    return [teks % {"saat": saat(usulan.diputus_at), "n": usulan.tersentuh}]


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
            catatan=list_catatan,
        )
    )
