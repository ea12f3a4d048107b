"""The one place where a history row is replaced or withdrawn; and which leading post somebody has no more."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Q

from inti import waktu
from pegawai.models import Riwayat, RiwayatJabatan

R = TypeVar("R", bound=Riwayat)
SERENTAK = timedelta(minutes=1)  # a change and the word of it have each the time of their own statement


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


def get_usai_jabatan(pegawai_id: int | None, pada: datetime) -> date | None:
    """The first day without a leading post that this person lost by a change told at `pada`: that day, or one before it where the
    change was recorded SERENTAK. None where they lost none. One query.
    """
    hari = waktu.hari(pada)
    rows = RiwayatJabatan.objects.berlaku().filter(pegawai=pegawai_id, jabatan__memimpin=True, masa__endswith__lte=hari)
    usai = (
        rows.filter(Q(masa__endswith=hari) | Q(tercatat_at__range=(pada - SERENTAK, pada)))
        .order_by("-masa__endswith", "-pk")
        .first()
    )
    return usai.masa.upper if usai else None
