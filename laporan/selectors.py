"""Reads of jobs: one's own, nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import waktu
from laporan.daftar_laporan import AWALAN
from laporan.models import Pekerjaan, StatusPekerjaan

HIDUP = (StatusPekerjaan.ANTRE, StatusPekerjaan.JALAN)
MULAI_MENAKSIR = timedelta(seconds=2)


def list_pekerjaan(konteks: Konteks) -> QuerySet[Pekerjaan]:
    """Jobs of every kind that `konteks` asked for. No order."""
    return kewenangan.scope(konteks, "laporan.pekerjaan", Pekerjaan.objects.all())


def list_laporan_saya(konteks: Konteks) -> QuerySet[Pekerjaan]:
    """Reports that `konteks` asked for; imports and other work are shown where they belong."""
    return list_pekerjaan(konteks).filter(jenis__startswith=AWALAN)


@dataclass(frozen=True)
class Baris:
    """A job as a page shows it."""

    p: Pekerjaan
    keterangan: str
    sisa: str

    @classmethod
    def of(cls, p: Pekerjaan) -> Baris:
        """Put into words what the row says now."""
        return cls(p, keterangan(p), sisa_waktu(p, waktu.now()))


def keterangan(p: Pekerjaan) -> str:
    """What was asked for, in one line: 'Keadaan per 24 November 2026; Dinas Kesehatan; PNS'."""
    ringkas = p.parameter.get("ringkas", [])
    return "; ".join(f"{label} {isi}" if n == 0 else label if isi == _("ya") else isi for n, (label, isi) in enumerate(ringkas))


def sisa_waktu(p: Pekerjaan, saat: datetime) -> str:
    """'kira-kira 9 detik lagi', from the pace so far; '' while it can't be told."""
    if p.status != StatusPekerjaan.JALAN or not p.jumlah or not p.kemajuan or p.mulai_at is None:
        return ""
    lalu = saat - p.mulai_at
    if lalu < MULAI_MENAKSIR or p.kemajuan >= p.jumlah:
        return ""
    detik = round(lalu.total_seconds() / p.kemajuan * (p.jumlah - p.kemajuan)) or 1
    if detik < 60:
        return ngettext("kira-kira %(n)s detik lagi", "kira-kira %(n)s detik lagi", detik) % {"n": detik}
    menit = round(detik / 60)
    return ngettext("kira-kira %(n)s menit lagi", "kira-kira %(n)s menit lagi", menit) % {"n": menit}


def ringkas_hidup(baris: list[Baris]) -> str:
    """One line for people who listen instead of look."""
    if not baris:
        return _("Tidak ada laporan yang sedang dibuat.")
    return ngettext("Satu laporan sedang dibuat.", "%(n)s laporan sedang dibuat.", len(baris)) % {"n": len(baris)}


def konteks_daftar(konteks: Konteks) -> dict[str, Any]:
    """What the list of running jobs needs. One query."""
    hidup = [Baris.of(p) for p in list_laporan_saya(konteks).filter(status__in=HIDUP).order_by("-id")]
    return {"hidup": hidup, "ringkas_hidup": ringkas_hidup(hidup)}
