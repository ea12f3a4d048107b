"""The unit tree as it stood on a day, from the dated versions. Today's tree is `UnitKerja.jalur`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organisasi.models import BERLAKU, UnitKerja, VersiUnit


@dataclass(frozen=True)
class UnitPer:
    """A unit on that day. `urutan` numbers the tree from top to bottom; `opd` is the office just below the city."""

    id: int
    nama: str
    induk_id: int | None
    urutan: int
    opd: str
    leluhur: tuple[int, ...]


def pohon_per(per: date) -> dict[int, UnitPer]:
    """Every unit by id, as it was called and where it stood on `per`. Two queries.

    A unit without a version on that day keeps today's name and place: people may be recorded in it all the same.
    """
    kini = {i: (nama, induk) for i, nama, induk in UnitKerja.objects.values_list("id", "nama", "induk_id")}
    versi = VersiUnit.objects.filter(BERLAKU, masa__contains=per).values_list("unit_id", "nama", "induk_id")
    kini.update({i: (nama, induk) for i, nama, induk in versi})
    anak: dict[int | None, list[int]] = {}
    for i, (_nama, induk) in sorted(kini.items()):
        anak.setdefault(induk, []).append(i)
    hasil: dict[int, UnitPer] = {}
    tumpukan: list[tuple[int, tuple[int, ...], str]] = [(i, (), "") for i in reversed(anak.get(None, []))]
    while tumpukan:
        i, leluhur, opd = tumpukan.pop()
        nama, induk = kini[i]
        opd = nama if len(leluhur) <= 1 else opd
        hasil[i] = UnitPer(i, nama, induk, len(hasil), opd, leluhur)
        tumpukan += [(a, (*leluhur, i), opd) for a in reversed(anak.get(i, []))]
    return hasil


def turunan(pohon: Iterable[UnitPer], unit_id: int) -> list[int]:
    """Ids of the unit and everything that stood below it."""
    return [u.id for u in pohon if u.id == unit_id or unit_id in u.leluhur]
