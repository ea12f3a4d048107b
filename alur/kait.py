"""What the engine asks about people, whom it doesn't know: `pegawai` registers the answers.

Persons are named by their public code. Who leads whom, and who stands in for whom, is asked anew each time, on the
day of the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db.models import QuerySet

from akun.kewenangan import Konteks, Mewakili


@dataclass(frozen=True)
class Orang:
    """Somebody who holds a case: how they are called, as what, and by which account they are reached."""

    nama: str
    jabatan: str = ""
    akun_id: int | None = None

    def __str__(self) -> str:
        return f"{self.nama} ({self.jabatan})" if self.jabatan else self.nama


@dataclass(frozen=True)
class Wakil:
    """Somebody who stands in for another, until when (last day), by which letter.

    bawahan   the other one leads them, too: their own cases stay with their superior
    """

    orang: Orang
    sampai: date
    surat: str
    bawahan: bool = False


@dataclass(frozen=True)
class Pemimpin:
    """Whoever decides about a person today, and who stands in for them."""

    orang: Orang
    wakil: Wakil | None = None


@dataclass(frozen=True)
class AtasNama:
    """For whom somebody acts, by which letter."""

    orang: Orang
    surat: str


@dataclass(frozen=True)
class TitipanUsai:
    """A mandate that is over: from whom, its last day, since when, and when somebody took it back where one did.

    mengapa   why it ended by itself before its last day, a sentence; '' for every other
    beralih   it ended because whoever gave it leads none of the people any more whom it was about
    """

    orang: Orang
    akhir: date
    sejak: datetime
    dicabut_at: datetime | None = None
    mengapa: str = ""
    beralih: bool = False


@dataclass(frozen=True)
class UsaiMemimpin:
    """People of one's own team went to another superior: when one was told, and the day from which one has the own leading post no
    more, where that is why; None where one kept it."""

    pada: datetime
    pindah: date | None = None


class Susunan(Protocol):
    """The organisation as the engine needs it. Each function costs a constant number of queries, whatever it is asked for."""

    def list_orang(self, kode: Iterable[str]) -> Mapping[str, Orang]:
        """The people behind these codes."""

    def list_atasan(self, kode: Iterable[str], per: date) -> Mapping[str, Pemimpin]:
        """Who leads each of these people; a person without a superior is left out."""

    def list_bawahan(self, konteks: Konteks) -> QuerySet[Any, str] | None:
        """Codes of the people whom `konteks` leads, also in somebody else's stead; for use as a subquery. None: nobody's."""

    def list_mewakili(self, konteks: Konteks, kode: Iterable[str]) -> Mapping[str, Mewakili]:
        """By which mandate `konteks` would decide about each of these people; those of their own matter are left out."""

    def list_wakil(self, konteks: Konteks) -> Sequence[Wakil]:
        """Who stands in for `konteks` today: what waits for them lies on that desk, too."""

    def get_atas_nama(self, konteks: Konteks, kode: str) -> AtasNama | None:
        """For whom `konteks` decides about this person; None where it is their own matter."""

    def get_titipan_usai(self, konteks: Konteks, kode: str, ingat: timedelta) -> TitipanUsai | None:
        """The mandate by which `konteks` decided about this person and which ended within `ingat`, also where whoever gave it leads
        them no more; None for everybody else."""

    def get_titipan_terakhir(self, konteks: Konteks, ingat: timedelta) -> TitipanUsai | None:
        """The mandate of `konteks` that ended last, within `ingat`, whoever gave it; None for whoever had none."""

    def get_usai_memimpin(self, konteks: Konteks, ingat: timedelta) -> UsaiMemimpin | None:
        """When people whom `konteks` led went to another superior, the last time within `ingat`; None where none did."""

    def get_usai_memimpin_orang(self, konteks: Konteks, kode: str, ingat: timedelta) -> datetime | None:
        """When `konteks` was told that this very person went to another superior, the last time within `ingat`."""

    def list_alamat_titip(self, konteks: Konteks, kode: Iterable[str]) -> Mapping[str, str]:
        """Where `konteks` may hand the work of the superiors of these people to a substitute; those of others are left out."""

    def list_jalur_titip(self, konteks: Konteks) -> Sequence[str]:
        """Paths of the units in which `konteks` may do so as an officer, '' for the whole city. No query."""

    def get_jabatan(self, konteks: Konteks) -> str:
        """The post of whoever acts, in words; '' for somebody without one."""


_susunan: list[Susunan] = []


def register(susunan: Susunan) -> None:
    """Say who answers; the latest counts."""
    _susunan[:] = [susunan]


def susunan() -> Susunan:
    """Whoever answers. Raises LookupError when nobody registered: a mistake in the composition of the apps."""
    if not _susunan:
        raise LookupError("alur.kait: belum ada yang mendaftarkan susunan organisasi")
    return _susunan[0]
