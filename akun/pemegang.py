"""Who holds a right on a day, unit by unit: so that nothing is sent to where nobody looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from akun import kewenangan
from akun.models import PenugasanPeran


@dataclass(frozen=True)
class Kantor:
    """A unit whose officers may do something for it and for everything below it."""

    unit_id: int
    nama: str
    jalur: str
    petugas: tuple[str, ...] = field(default=())


def list_kantor(aksi: str, per: date) -> dict[str, Kantor]:
    """Offices by path whose officers, by name, may do `aksi` for their unit on the day `per`. One query."""
    baris = (
        PenugasanPeran.objects.berlaku(per)
        .filter(peran__in=kewenangan.list_peran_petugas(aksi), unit__aktif=True, pengguna__is_active=True)
        .order_by("unit__jalur", "pengguna__nama", "pk")
        .values_list("unit_id", "unit__nama", "unit__jalur", "pengguna__nama")
    )
    hasil: dict[str, Kantor] = {}
    for unit_id, nama, jalur, orang in baris:
        lama = hasil.get(jalur)
        hasil[jalur] = Kantor(unit_id, nama, jalur, (*(lama.petugas if lama else ()), orang))
    return hasil


def list_petugas(aksi: str, per: date) -> set[int]:
    """Accounts of those who may do `aksi` for the whole city or for some unit on the day `per`. One query."""
    rows = PenugasanPeran.objects.berlaku(per).filter(peran__in=kewenangan.list_peran_petugas(aksi))
    return set(rows.filter(pengguna__is_active=True).values_list("pengguna", flat=True))


def find_kantor(kantor: Mapping[str, Kantor], jalur: str, *, kecuali: Iterable[str] = ()) -> Kantor | None:
    """The office that answers for the unit at `jalur`: its own officers, else the nearest above; None where there is nobody.

    kecuali   paths of offices that must not be it
    """
    tolak = set(kecuali)
    while len(jalur) > 1:
        if jalur in kantor and jalur not in tolak:
            return kantor[jalur]
        jalur = f"{jalur.rstrip('/').rpartition('/')[0]}/"
    return None
