"""Writing who holds a case: called by alur.services in the transaction of a step, nowhere else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from alur import tenggat
from alur.models import JenisPemegang, Pemegang
from alur.proses import Keadaan, Kolam, Langkah, Proses
from inti import waktu


def pegang(proses: Proses, langkah: Langkah, objek: list[Any], pada: datetime) -> tuple[list[Pemegang], list[Pemegang]]:
    """Hand the cases to whom the state says; where it says nobody, nobody holds them any more.

    Returns who held them before and who holds them now, a row a case.
    """
    keadaan = proses.get_keadaan(langkah.ke)
    rows = Pemegang.objects.filter(proses=proses.nama, kode__in=[o.kode for o in objek])
    dipegang = any(proses.get_keadaan(dari).pemegang for dari in langkah.dari if dari)
    lama = list(rows.select_related("unit", "kecuali")) if dipegang else []
    if keadaan.pemegang is None:
        rows.delete()
        return lama, []
    umum = tenggat.hitung(keadaan.hari, waktu.hari(pada)) if keadaan.hari else None
    baris = [_baris(proses, keadaan, o, pada, umum) for o in objek]
    kolom = ["keadaan", "jenis", "orang_kode", "unit", "kecuali", "izin", "sejak_at", "tenggat"]
    kolom += ["diambil_alih_at", "pindah_at"]
    Pemegang.objects.bulk_create(
        baris, batch_size=1000, update_conflicts=True, unique_fields=["proses", "kode"], update_fields=kolom
    )
    return lama, baris


def pindahkan(proses: Proses, keadaan: Keadaan, objek: list[Any]) -> None:
    """Follow what a step changed on cases that stay where they are: unit, parties, and a day that the subject knows itself."""
    for o in objek if keadaan.pemegang else []:
        kini: dict[str, Any] = {"unit_id": _pk(proses.unit(o)), "kecuali_id": _pk(proses.kecuali(o))}
        if keadaan.tenggat:
            kini["tenggat"] = keadaan.tenggat(o)
        Pemegang.objects.filter(proses=proses.nama, kode=o.kode, diambil_alih_at=None).update(**kini)


def _baris(proses: Proses, keadaan: Keadaan, objek: Any, pada: datetime, umum: date | None) -> Pemegang:
    kolam = keadaan.pemegang if isinstance(keadaan.pemegang, Kolam) else None
    unit = proses.unit(objek)
    return Pemegang(
        proses=proses.nama,
        kode=objek.kode,
        keadaan=keadaan.kode,
        jenis=JenisPemegang.KOLAM if kolam else str(keadaan.pemegang),
        orang_kode=proses.orang(objek),
        unit=unit,
        kecuali=proses.kecuali(objek),
        izin=kolam.untuk(unit) if kolam else "",
        sejak_at=pada,
        tenggat=keadaan.get_batas(objek, umum),
    )


def _pk(unit: Any) -> int | None:
    return unit.pk if unit else None
