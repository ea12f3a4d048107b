"""The rows about the city itself: read for everybody, shipped for a new installation, changed by whoever may."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from inti import audit, instansi
from inti.instansi import Identitas
from organisasi import kait
from organisasi.models import Instansi

ACUAN = Path(__file__).parent / "acuan" / "instansi.json"
BIDANG = ("pemerintah", "kota", "tempat", "nama", "singkatan", "zona", "nama_situs", "nama_warga", "pengirim", "alamat", "telepon", "email", "situs")  # fmt: skip


def list_identitas() -> list[tuple[date, Identitas]]:
    """Every version with the day from which it holds. One query."""
    return [(b.mulai, _identitas(b)) for b in Instansi.objects.order_by("mulai")]


def _identitas(baris: Instansi) -> Identitas:
    kop = tuple(b.strip() for b in baris.kop.splitlines() if b.strip())
    return Identitas(**{nama: getattr(baris, nama) for nama in BIDANG}, kop=kop)


def muat() -> int:
    """Give a new installation a row to start from; return how many were new. A city's own rows are left alone."""
    if Instansi.objects.exists():
        return 0
    Instansi.objects.create(**json.loads(ACUAN.read_text(encoding="utf-8")))
    instansi.lupakan()
    return 1


@transaction.atomic
def save_instansi(*, konteks: Any, mulai: date, **isi: Any) -> Instansi:
    """Record who we are from `mulai` on; the same day corrects that row.

    Raises PermissionDenied, ValidationError (a field or a constraint).
    """
    kait.require(konteks, "organisasi.kelola")
    baris = Instansi.objects.select_for_update().filter(mulai=mulai).first() or Instansi(mulai=mulai)
    for nama, nilai in isi.items():
        setattr(baris, nama, nilai)
    baris.full_clean()
    with audit.explain(actor=konteks.pengguna if konteks.masuk else None, why=baris.dasar or gettext_noop("data instansi")):
        baris.save()
    transaction.on_commit(instansi.lupakan)
    return baris
