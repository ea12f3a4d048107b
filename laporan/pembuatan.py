"""Making a report: rights, rows, file. Runs in a worker; the same for every report and form of file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from akun import kewenangan, pembacaan
from akun.kewenangan import Konteks
from inti import waktu
from inti.errors import UseCaseError
from laporan import lingkup
from laporan.mesin import Pelari
from laporan.models import Pekerjaan
from laporan.penulis import PENULIS, Kop

if TYPE_CHECKING:
    from laporan.daftar_laporan import Baris, Laporan

SELANG_LAPOR = 50  # rows between two looks at whether to go on


class ParameterTidakSahError(UseCaseError):
    """What was asked for can't be asked for any more: a unit that left one's authority, for example."""


def buat(laporan: Laporan, pelari: Pelari) -> dict[str, Any]:
    """Write the file that the job asks for; return its row count and its name for the person."""
    konteks, p = pelari.konteks, pelari.pekerjaan
    kewenangan.require(konteks, laporan.aksi, kelompok=laporan.kelompok)
    isian = baca_parameter(laporan, konteks, p)
    pelari.lapor(0, tahap=_("Menghitung baris"))
    orang = laporan.subjek.rows(konteks, isian).order_by() if laporan.subjek else None
    jumlah = laporan.jumlah(konteks, isian) if laporan.jumlah else orang.count() if orang is not None else 0
    pelari.lapor(0, jumlah, _("Menyusun baris"))
    if laporan.subjek and orang is not None:
        # Each job leaves its receipts. The people concerned read the purpose: it names the report, not the job's code. A second
        # attempt finds those of the first by it, as a page that is opened twice on a day.
        pembacaan.buka_baris(konteks, orang, laporan.subjek.kelompok, str(p.judul), baru=p.percobaan == 1)
    hitung = _Hitung(pelari, jumlah)
    PENULIS[p.format](
        kop=_kop(laporan, pelari, isian),
        kolom=laporan.kolom(isian) if callable(laporan.kolom) else laporan.kolom,
        baris=hitung.iter(laporan.baris(konteks, isian)),
        jumlah=jumlah,
        beku=laporan.beku,
        pelari=pelari,
        tujuan=pelari.berkas(p.format),
    )
    pelari.lapor(hitung.n, hitung.n)
    return {
        "baris": hitung.n,
        "nama_berkas": nama_berkas(laporan, isian["per"], isian.get("unit"), p.format),
        "lingkup": lingkup.susun(konteks, laporan.aksi, laporan.kelompok, isian.get("unit")),
    }


def baca_parameter(laporan: Laporan, konteks: Konteks, p: Pekerjaan) -> dict[str, Any]:
    """Read stored parameters through the report's own form, with the rights of today.

    Raises ParameterTidakSahError with the form's words.
    """
    form = laporan.isian({**p.parameter.get("isian", {}), "bentuk": p.format}, konteks=konteks, laporan=laporan)
    if not form.is_valid():
        pesan = " ".join(str(satu) for galat in form.errors.values() for satu in galat)
        raise ParameterTidakSahError(pesan, fix=_("Buat laporan baru dari pusat laporan."))
    return form.cleaned_data


def nama_berkas(laporan: Laporan, per: date, unit: Any, akhiran: str) -> str:
    """Name for the person's computer: 'daftar-urut-kepangkatan-dinas-kesehatan-2026-11-24.xlsx'."""
    bagian = [slugify(str(laporan.judul)), slugify(str(unit))[:60] if unit else "", per.isoformat()]
    return f"{'-'.join(b for b in bagian if b)}.{akhiran}"


class _Hitung:
    """Counts rows on their way and tells the engine."""

    def __init__(self, pelari: Pelari, jumlah: int) -> None:
        self.pelari, self.jumlah, self.n = pelari, jumlah, 0

    def iter(self, baris: Iterator[Baris]) -> Iterator[Baris]:
        for satu in baris:
            self.n += 1
            if self.n % SELANG_LAPOR == 0:
                self.pelari.lapor(self.n, max(self.jumlah, self.n))
            yield satu


def _kop(laporan: Laporan, pelari: Pelari, isian: dict[str, Any]) -> Kop:
    peminta = pelari.pekerjaan.peminta
    catatan = laporan.catatan(pelari.konteks, isian) if callable(laporan.catatan) else laporan.catatan
    return Kop(
        judul=str(laporan.judul),
        saringan=[(str(label), str(isi)) for label, isi in pelari.pekerjaan.parameter.get("ringkas", [])],
        dasar=str(laporan.dasar),
        catatan=[str(c) for c in catatan],
        bertanda_tangan=laporan.bertanda_tangan,
        pembuat=peminta.nama if peminta else _("sistem"),
        dibuat=waktu.now(),
        demo=bool(settings.DEMO),
        nomor=pelari.pekerjaan.kode,
    )
