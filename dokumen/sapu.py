"""Sweeping: files that waited in vain, and files on the disk that no row knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from dokumen.models import Dokumen
from inti import audit, waktu

UMUR_YATIM = timedelta(days=1)  # a younger file may belong to a transaction that is still open
RUANG = ("dokumen", "bukti", "kompetensi/bukti")  # the last two: where files lay before 0.3
SEKALI = 500


def sapu() -> dict[str, int]:
    """Remove both. Twice is the same as once."""
    return {"menunggu": buang_menunggu(), "yatim": buang_yatim()}


def buang_menunggu() -> int:
    """Remove waiting files whose time is over: the row first, so that nobody is promised a file that is gone."""
    with transaction.atomic(), audit.explain(why="formulirnya tidak dikirim ulang"):
        rows = list(Dokumen.objects.select_for_update(skip_locked=True).filter(menunggu_sampai__lte=waktu.now())[:SEKALI])
        Dokumen.objects.filter(pk__in=[d.pk for d in rows]).delete()
    for dokumen in rows:
        default_storage.delete(str(dokumen.berkas.name))
    return len(rows)


def buang_yatim() -> int:
    """Remove files without a row that are older than any transaction."""
    batas, jumlah = waktu.now() - UMUR_YATIM, 0
    for ruang in RUANG:
        for folder, nama in _folder(ruang):
            jalan = {f"{folder}/{n}" for n in nama}
            dikenal = set(Dokumen.objects.filter(berkas__in=jalan).values_list("berkas", flat=True))
            for yatim in jalan - dikenal:
                if default_storage.get_modified_time(yatim) < batas:
                    default_storage.delete(yatim)
                    jumlah += 1
    return jumlah


def _folder(awal: str) -> Iterator[tuple[str, list[str]]]:
    """Each folder below with its files; one folder a month, so that a step is small."""
    if not default_storage.exists(awal):
        return
    anak, berkas = default_storage.listdir(awal)
    if berkas:
        yield awal, berkas
    for nama in anak:
        yield from _folder(f"{awal}/{nama}")
