"""The catalogue of reports: each app offers its own, this app makes the files.

    from laporan.daftar_laporan import Kolom, Laporan, register
    register(Laporan("duk", _("Daftar urut kepangkatan"), _("…"), aksi="pegawai.laporan", kelompok="kepegawaian",
                     kolom=KOLOM, baris=iter_duk, subjek=Subjek("kepegawaian", rows_duk), isian=DukForm))

Rows come as a stream, already limited to what `konteks` may see (kewenangan.scope).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import QuerySet

from akun import kewenangan
from akun.kewenangan import UMUM, Konteks
from inti import peta
from inti.letak import Letak, letak
from laporan import mesin, pembuatan
from laporan.forms import ParameterForm

TEKS, TANGGAL = "teks", "tanggal"
ANGKA = "angka"  # a number that isn't grouped: a year, a count of months
JUMLAH = "jumlah"  # a number that is: 2.944
AWALAN = "laporan."

Baris = tuple[Any, ...]


@dataclass(frozen=True)
class Kolom:
    """A column. Values are str, int, float, Decimal, date or None; a NIP is text, grouped for the eye.

    lebar    width in characters
    gabung   on paper it stands in small print below the column before it
    """

    judul: Any
    lebar: float
    jenis: str = TEKS
    gabung: bool = False


@dataclass(frozen=True)
class Subjek:
    """Of whom a report speaks: each person gets the receipt that somebody read them, before the file is there.

    kelompok   the protected group that the columns belong to
    rows       (konteks, parameter) -> the rows of these people
    """

    kelompok: str
    rows: Callable[[Konteks, dict[str, Any]], QuerySet[Any]]


@dataclass(frozen=True)
class Laporan:
    """A report on offer.

    aksi, kelompok   whoever may do this, in this data group, may ask for it; the rows must be scoped by the same
    kolom            the columns, or parameter -> columns where they can be chosen
    baris            (konteks, parameter) -> stream of tuples, one value a column
    subjek           of whom it speaks; None where it names nobody
    jumlah           (konteks, parameter) -> how many rows that will be; None where each person in `subjek` has one
    isian            form of the parameters; `parameter` above is its cleaned_data
    beku             how many columns stay in place when scrolling sideways
    dasar            legal basis, printed under the title
    catatan          what its reader must know, printed below; or (konteks, parameter) -> the same, where the rows decide it
    bertanda_tangan  whether its print ends in a place for day and signature of the head of the personnel office
    """

    kode: str
    judul: Any
    keterangan: Any
    aksi: str
    kolom: Sequence[Kolom] | Callable[[dict[str, Any]], Sequence[Kolom]]
    baris: Callable[[Konteks, dict[str, Any]], Iterator[Baris]]
    subjek: Subjek | None
    jumlah: Callable[[Konteks, dict[str, Any]], int] | None = None
    kelompok: str = UMUM
    isian: type[ParameterForm] = ParameterForm
    formats: tuple[str, ...] = ("xlsx", "pdf", "csv")
    beku: int = 2
    dasar: Any = ""
    catatan: Sequence[Any] | Callable[[Konteks, dict[str, Any]], Sequence[Any]] = field(default=())
    bertanda_tangan: bool = False
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)

    @property
    def jenis(self) -> str:
        """Name of its kind of work."""
        return f"{AWALAN}{self.kode}"


LAPORAN: dict[str, Laporan] = {}
peta.register("laporan", lambda: ((lap.kode, lap.letak) for lap in LAPORAN.values()))


def register(laporan: Laporan) -> None:
    """Put a report into the catalogue. Raises ValueError when the code is taken."""
    if laporan.kode in LAPORAN:
        raise ValueError(f"laporan {laporan.kode} sudah ada")
    LAPORAN[laporan.kode] = laporan
    mesin.register(laporan.jenis, partial(pembuatan.buat, laporan), di=laporan.letak)


def list_laporan(konteks: Konteks) -> list[Laporan]:
    """The reports that `konteks` may ask for, in the order of registration. Costs no query."""
    return [lap for lap in LAPORAN.values() if kewenangan.boleh(konteks, lap.aksi, lap.kelompok)]


def get_laporan(konteks: Konteks, kode: str) -> Laporan | None:
    """One report, or None when there is none or it is not for `konteks`."""
    lap = LAPORAN.get(kode)
    return lap if lap and kewenangan.boleh(konteks, lap.aksi, lap.kelompok) else None
