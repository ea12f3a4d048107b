"""The columns of the employee list: what the page offers, and what each becomes in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti import nomor
from laporan.daftar_laporan import ANGKA, TANGGAL, Kolom
from pegawai.models import Pegawai

Isi = Callable[[Pegawai, date], tuple[Any, ...]]


@dataclass(frozen=True)
class KolomDaftar:
    """A column that one may show.

    berkas   the columns of a file that it becomes
    isi      their values for one person on a day
    """

    teks: Any
    berkas: tuple[Kolom, ...]
    isi: Isi


def _masa_kerja(p: Pegawai, _per: date) -> tuple[int, int]:
    bulan: int = p.mk  # type: ignore[attr-defined]  # by selectors.with_masa_kerja
    return divmod(bulan, 12)


def _jabatan(p: Pegawai, _per: date) -> tuple[str, str]:
    return (p.jabatan.nama if p.jabatan else "", p.unit.nama if p.unit else "")


KOLOM: dict[str, KolomDaftar] = {
    "jabatan": KolomDaftar(_("Jabatan dan unit"), (Kolom(_("Jabatan"), 33), Kolom(_("Unit kerja"), 38, gabung=True)), _jabatan),
    "golongan": KolomDaftar(_("Golongan"), (Kolom(_("Golongan"), 10),), lambda p, _per: (p.golongan_id or "",)),
    "status": KolomDaftar(
        _("Status"),
        (Kolom(_("Jenis"), 8), Kolom(_("Kedudukan hukum"), 18, gabung=True)),
        lambda p, _per: (p.get_jenis_display(), p.get_kedudukan_display()),
    ),
    "pendidikan": KolomDaftar(
        _("Pendidikan"),
        (Kolom(_("Tingkat pendidikan"), 12), Kolom(_("Pendidikan"), 24, gabung=True)),
        lambda p, _per: (p.get_pendidikan_display() if p.pendidikan else "", p.pendidikan_nama),
    ),
    "masa_kerja": KolomDaftar(
        _("Masa kerja"), (Kolom(_("Masa kerja, tahun"), 9, ANGKA), Kolom(_("Masa kerja, bulan"), 9, ANGKA)), _masa_kerja
    ),
    "tmt_golongan": KolomDaftar(_("TMT golongan"), (Kolom(_("TMT golongan"), 12, TANGGAL),), lambda p, _per: (p.tmt_golongan,)),
    "tmt_pensiun": KolomDaftar(_("TMT pensiun"), (Kolom(_("TMT pensiun"), 12, TANGGAL),), lambda p, _per: (p.tmt_pensiun,)),
}
KOLOM_BIASA = ("jabatan", "golongan", "status")
AWAL = (Kolom(_("No."), 5, ANGKA), Kolom(_("Nama"), 33), Kolom(_("NIP atau NI PPPK"), 21, gabung=True))


def pilih(kunci: Iterable[str]) -> list[str]:
    """The columns of these names that exist, in the order of the page; the usual ones when there is none."""
    diminta = set(kunci)
    return [k for k in KOLOM if k in diminta] or list(KOLOM_BIASA)


def berkas(kunci: Iterable[str]) -> list[Kolom]:
    """The columns of a file that shows these."""
    return [*AWAL, *(b for k in kunci for b in KOLOM[k].berkas)]


def baris(no: int, p: Pegawai, kunci: Iterable[str], per: date) -> tuple[Any, ...]:
    """The values of one person for `berkas` of the same columns; 'masa_kerja' needs rows of selectors.with_masa_kerja."""
    return (no, p.nama_lengkap, nomor.kelompokkan(p.nomor), *(v for k in kunci for v in KOLOM[k].isi(p, per)))
