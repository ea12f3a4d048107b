"""The one place where a history row is replaced or withdrawn."""

from __future__ import annotations

from typing import Any, TypeVar

from inti import waktu
from pegawai.models import Riwayat

R = TypeVar("R", bound=Riwayat)


def supersede(lama: R, **perubahan: Any) -> R:
    """Mark `lama` as replaced now, and insert a copy with `perubahan`. Returns the new row. Two queries.

    The old row stays: what was known then can still be asked for.
    """
    withdraw(lama)
    nilai = {
        f.attname: getattr(lama, f.attname)
        for f in lama._meta.concrete_fields
        if f.attname not in ("id", "tercatat_at", "diganti_at")
    }
    for nama, isi in perubahan.items():
        kolom: Any = lama._meta.get_field(nama)
        nilai[kolom.attname] = getattr(isi, "pk", isi) if kolom.is_relation else isi
    baru = type(lama)(**nilai)
    baru.save(force_insert=True)
    return baru


def withdraw(lama: Riwayat) -> None:
    """Mark `lama` as no longer true, with nothing in its place. One query; the row stays."""
    lama.diganti_at = waktu.now()
    lama.save(update_fields=["diganti_at"])
