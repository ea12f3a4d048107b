"""Reports that training offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.kewenangan import Konteks
from akun.models import KelompokData
from inti.nomor import kelompokkan
from inti.penjelasan import kalimat
from kompetensi import selectors
from laporan.daftar_laporan import ANGKA, JUMLAH, Kolom, Laporan, Subjek, register
from pegawai.models import Pegawai

KOLOM = (
    Kolom(gettext_lazy("Nama"), 32),
    Kolom(gettext_lazy("NIP"), 22, gabung=True),
    Kolom(gettext_lazy("Unit kerja"), 40),
    Kolom(gettext_lazy("Jabatan"), 34),
    Kolom(gettext_lazy("Tahun"), 8, ANGKA),
    Kolom(gettext_lazy("JP"), 8, JUMLAH),
    Kolom(gettext_lazy("Target"), 8, JUMLAH),
    Kolom(gettext_lazy("Keterangan"), 30),
)


def baris(konteks: Konteks, parameter: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """One line a person: hours of the year of the day asked for, up to now as the ledger knows it."""
    per: date = parameter["per"]
    for pegawai, jp, keputusan in selectors.iter_rekap_jp(konteks, per.year, parameter.get("unit")):
        yield (
            pegawai.nama_lengkap,
            kelompokkan(pegawai.nomor),
            pegawai.unit.nama if pegawai.unit else "",
            pegawai.jabatan.nama if pegawai.jabatan else "",
            per.year,
            jp,
            keputusan.hasil.target,
            kalimat(keputusan.ringkas) or _("Tanpa target"),
        )


def orang(konteks: Konteks, parameter: dict[str, Any]) -> QuerySet[Pegawai]:
    """Of whom the lines speak."""
    return selectors.list_rekap_jp(konteks, parameter.get("unit"))


def jumlah(konteks: Konteks, parameter: dict[str, Any]) -> int:
    """How many lines that will be."""
    return selectors.list_rekap_jp(konteks, parameter.get("unit")).count()


REKAP_JP = Laporan(
    "rekap_jp",
    gettext_lazy("Rekap JP pegawai"),
    gettext_lazy("Jam pelajaran setiap pegawai pada satu tahun, dibanding yang diminta aturan."),
    aksi="kompetensi.rekap",
    kolom=KOLOM,
    baris=baris,
    jumlah=jumlah,
    subjek=Subjek(KelompokData.KOMPETENSI, orang),
    dasar="PP 11/2017 pasal 203; PP 49/2018 pasal 40; UU 20/2023 pasal 49",
)


def daftarkan() -> None:
    """Offer them; called once the actions are declared."""
    register(REKAP_JP)
