"""When the values of one parameter count: today's, those confirmed for days to come, and what a new one would take back by oversight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from aturan import parameter
from aturan.models import ParameterAturan
from aturan.selectors import list_batas, pada
from aturan.skema import Definisi, Perubahan, beda, gabung


@dataclass(frozen=True)
class Giliran:
    """A day to come on which another value takes over: its row, None where none counts from then on, and what becomes another."""

    hari: date
    baris: ParameterAturan | None
    perubahan: list[Perubahan]


@dataclass(frozen=True)
class Jadwal:
    """The rows of one parameter, withdrawn ones too, as they count on `per` and after it."""

    definisi: Definisi
    rows: tuple[ParameterAturan, ...]
    per: date

    @property
    def kini(self) -> ParameterAturan | None:
        """The row that counts today."""
        return pada(self.rows, self.per)

    @cached_property
    def nanti(self) -> list[Giliran]:
        """What is confirmed already and comes later, the nearest first."""
        hasil, lalu = [], self.kini
        for hari in list_batas(self.rows, self.per):
            baris = pada(self.rows, hari)
            if baris != lalu:
                hasil.append(Giliran(hari, baris, beda(self.definisi.bentuk, nilai_baris(lalu), nilai_baris(baris))))
            lalu = baris
        return hasil

    def asal(self, pk: str) -> ParameterAturan | None:
        """The row that a form starts from: the one that was chosen, else the one that counts when all that is confirmed has come.

        One that was withdrawn since the form was opened is still what stood in its inputs.
        """
        terakhir = next((g.baris for g in reversed(self.nanti) if g.baris), self.kini)
        return next((b for b in self.rows if str(b.pk) == pk), terakhir)

    @property
    def pilihan_asal(self) -> list[ParameterAturan]:
        """The rows that a form may start from: today's and those to come."""
        return list(dict.fromkeys(b for b in (self.kini, *(g.baris for g in self.nanti)) if b))


@dataclass(frozen=True)
class Selisih:
    """Inputs that nobody touched and that still differ from what counts on the first day: they would take it back by oversight.

    baris       the row that counts on that day
    nilai       the value as it was typed, with these inputs as that row has them
    perubahan   from what counts on that day to what stands in the inputs
    """

    mulai: date
    baris: ParameterAturan
    nilai: Any
    perubahan: list[Perubahan]

    @property
    def tanda(self) -> str:
        """Names the comparison that was shown: an answer to another one doesn't count."""
        return f"{self.mulai:%Y%m%d}-{self.baris.pk}"


def get_jadwal(definisi: Definisi, per: date) -> Jadwal:
    """When the values of this parameter count. One query."""
    return Jadwal(definisi, tuple(ParameterAturan.objects.filter(nama=definisi.nama)), per)


def nilai_baris(baris: ParameterAturan | None) -> Any:
    """The whole value of a row as rules receive it, None for no row."""
    return parameter.sebagai_parameter(baris).nilai if baris else None


def get_selisih(jadwal: Jadwal, isian: Any, awal: Any, mulai: date) -> Selisih | None:
    """What a value that was typed into a form filled with `awal` would take back on its first day without anybody having meant it."""
    baris = pada(jadwal.rows, mulai)
    if baris is None or awal is None:
        return None
    bentuk = jadwal.definisi.bentuk
    nilai = gabung(bentuk, isian, awal, nilai_baris(baris))
    perubahan = beda(bentuk, nilai, isian)
    return Selisih(mulai, baris, nilai, perubahan) if perubahan else None
