"""What a list is judged against: the unit tree of today and the values that decrees set. Two queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from inti import waktu
from organisasi.models import UnitKerja
from pegawai.rules.nip import ATURAN_NIP, SyaratNomor, syarat_nomor


@dataclass(frozen=True)
class Unit:
    """A unit as the check needs it."""

    id: int
    nama: str
    induk: str
    aktif: bool


@dataclass(frozen=True)
class Acuan:
    """Reference data of one import.

    per    the day for which the list speaks: a new unit under the same decree counts from it
    hari   the latest day that is not the future: today, or `per` where that is later
    """

    per: date
    hari: date
    syarat: SyaratNomor
    unit_per_id: dict[str, Unit]
    unit_per_nama: dict[str, list[Unit]] = field(default_factory=dict)

    @cached_property
    def ejaan_unit(self) -> dict[str, str]:
        """Names as compared, with their spelling."""
        return {kunci: daftar[0].nama for kunci, daftar in self.unit_per_nama.items()}

    def unit_mirip(self, nama: str) -> str:
        """The unit whose name comes closest, or ''."""
        dekat = get_close_matches(nama.casefold(), self.ejaan_unit, 1, 0.8)
        return self.ejaan_unit[dekat[0]] if dekat else ""


def kunci_id(id_asing: str) -> str:
    """A foreign id as compared: without hyphens, small."""
    return id_asing.replace("-", "").lower()


def muat(per: date) -> Acuan:
    """Load the reference data for a list of the day `per`. Two queries."""
    per_id: dict[str, Unit] = {}
    per_nama: dict[str, list[Unit]] = {}
    for baris in UnitKerja.objects.order_by("id").values_list("id", "nama", "aktif", "id_asing", "induk__nama"):
        unit = Unit(baris[0], baris[1], baris[4] or "", baris[2])
        if baris[3]:
            per_id[kunci_id(baris[3])] = unit
        per_nama.setdefault(unit.nama.casefold(), []).append(unit)
    hari = max(per, waktu.today())
    return Acuan(per, hari, syarat_nomor(ATURAN_NIP.ambil(hari)), per_id, per_nama)
