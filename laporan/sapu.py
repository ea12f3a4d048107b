"""The sweeper, every ten seconds: nothing stays 'running' for ever, nothing waits unheard, nothing old is kept."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from laporan import berkas
from laporan.antrean import kirim
from laporan.mesin import pulihkan, syarat_mati
from laporan.models import Pekerjaan, StatusPekerjaan

KIRIM_ULANG = timedelta(seconds=30)
SEKALI = 200  # rows of each kind in one turn


def sapu() -> dict[str, int]:
    """Do one turn; return how many rows or files of each kind it dealt with. Twice is the same as once."""
    return {
        "pulih": sapu_mati(),
        "kirim": sapu_tertunda(),
        "kedaluwarsa": sapu_kedaluwarsa(),
        "berkas": sapu_berkas(),
    }


def sapu_mati() -> int:
    """Give jobs of dead holders back to the queue, or end them after the last attempt."""
    with transaction.atomic():
        baris = list(Pekerjaan.objects.select_for_update(skip_locked=True).filter(syarat_mati()).order_by("id")[:SEKALI])
        for p in baris:
            pulihkan(p)
    return len(baris)


def sapu_tertunda() -> int:
    """Send waiting jobs of which the queue never heard, or heard long ago."""
    with transaction.atomic():
        tertunda = Pekerjaan.objects.select_for_update(skip_locked=True).filter(
            Q(dikirim_at__isnull=True) | Q(dikirim_at__lt=Now() - KIRIM_ULANG), status=StatusPekerjaan.ANTRE
        )
        kode = list(tertunda.order_by("id").values_list("kode", flat=True)[:SEKALI])
    return kirim(kode)


def sapu_kedaluwarsa() -> int:
    """Delete result files whose time is over; the row stays as the record of who asked for what."""
    with transaction.atomic():
        baris = list(
            Pekerjaan.objects.select_for_update(skip_locked=True).filter(
                status=StatusPekerjaan.SELESAI, kedaluwarsa_at__lte=Now()
            )[:SEKALI]
        )
        Pekerjaan.objects.filter(pk__in=[p.pk for p in baris]).update(status=StatusPekerjaan.KEDALUWARSA, berkas="")
    for p in baris:
        berkas.buang(p.berkas)
    return len(baris)


def sapu_berkas() -> int:
    """Delete files that no row speaks of: attempts cut off, results published but never committed."""
    lama = list(berkas.iter_lama())
    baris = {
        p["kode"]: p
        for p in Pekerjaan.objects.filter(kode__in={kode for _tempat, kode, _n in lama}).values(
            "kode", "status", "percobaan", "berkas"
        )
    }
    jumlah = 0
    for tempat, kode, percobaan in lama:
        p = baris.get(kode)
        dipakai = p is not None and (
            p["berkas"] == tempat.name or (p["status"] == StatusPekerjaan.JALAN and p["percobaan"] == percobaan)
        )
        if not dipakai:
            berkas.hapus(tempat)
            jumlah += 1
    return jumlah
