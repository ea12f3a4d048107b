"""What the clock sets off for employees."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from inti import audit
from laporan import mesin
from pegawai import atasan, dampak_aturan
from pegawai.kabar import tell_dibuka


def daftarkan() -> None:
    """Offer the long work of this app to the job engine. It is safe to run again: it looks at the present state first."""
    mesin.register(dampak_aturan.HITUNG_ULANG, dampak_aturan.hitung_ulang)


@shared_task(name="pegawai.terapkan_tmt", expires=3000)
def terapkan_tmt(**later: object) -> int:
    """Bring everybody's present state up to their histories: a TMT that has come takes effect, and is told. Twice is the same as once."""
    with transaction.atomic(), audit.explain(why="TMT mulai berlaku"):
        return atasan.ikuti()


@shared_task(name="pegawai.kabarkan_akses", expires=3600)
def kabarkan_akses(**later: object) -> int:
    """Tell everybody once how many people opened their data yesterday. Twice is the same as once."""
    with transaction.atomic():
        return tell_dibuka()
