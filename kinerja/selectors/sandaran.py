"""What a result can hang on: agreed results of the superior, targets of the own unit and those above."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Length

from kinerja.models import RencanaHasilKerja, SasaranUnit, StatusSKP
from organisasi.jalur import baca as baca_jalur
from organisasi.models import UnitKerja
from pegawai.models import Pegawai


def list_hasil_atasan(pegawai: Pegawai, tahun: int) -> QuerySet[RencanaHasilKerja]:
    """Agreed results of the superior of `pegawai`, in the order in which they were written."""
    rows = RencanaHasilKerja.objects.filter(
        skp__pegawai_id=pegawai.atasan_id or 0, skp__tahun=tahun, skp__status=StatusSKP.DISEPAKATI
    )
    return (rows if pegawai.atasan_id else rows.none()).order_by("pk")


def list_sasaran_untuk(unit: UnitKerja, tahun: int) -> QuerySet[SasaranUnit]:
    """Targets of `unit` and of the units above it, the nearest first."""
    induk = baca_jalur(unit.jalur)
    rows = SasaranUnit.objects.select_related("unit").filter(unit__in=induk, tahun=tahun)
    return rows.annotate(jauh=Length("unit__jalur")).order_by("-jauh", "pk")
