"""What a result file holds: written down when it is made, so that the right is asked again when it is fetched."""

from __future__ import annotations

from typing import Any

from akun import kewenangan
from akun.kewenangan import Konteks
from organisasi.models import UnitKerja


def susun(konteks: Konteks, aksi: str, kelompok: str, unit: UnitKerja | None) -> dict[str, Any]:
    """The scope of a file made by `konteks`, as JSON: the action and group asked, and the units it is limited to (null: the city).

    unit   the one that was chosen; without one it holds all that `konteks` may ask for
    """
    jalur = [unit.jalur] if unit else kewenangan.jalur_izin(konteks, aksi, kelompok)
    return {"aksi": aksi, "kelompok": kelompok, "unit": None if jalur is None else [_id(j) for j in jalur]}


def is_tercakup(konteks: Konteks, lingkup: dict[str, Any]) -> bool:
    """Whether `konteks` may still read everything in a file of this scope; a file without one is nobody's. At most one query.

    Units are compared where they stand in the tree today.
    """
    if not lingkup or not kewenangan.boleh(konteks, lingkup["aksi"], lingkup["kelompok"]):
        return False
    jalur = kewenangan.jalur_izin(konteks, lingkup["aksi"], lingkup["kelompok"])
    if jalur is None:
        return True
    if lingkup["unit"] is None:
        return False
    kini = UnitKerja.objects.filter(pk__in=lingkup["unit"]).values_list("jalur", flat=True)
    return all(any(k.startswith(j) for j in jalur) for k in kini)


def _id(jalur: str) -> int:
    """The unit at the end of a path: '/1/5/9/' → 9."""
    return int(jalur.strip("/").rpartition("/")[2])
