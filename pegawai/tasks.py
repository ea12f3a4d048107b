"""What the clock sets off for employees."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from inti import audit
from pegawai import proyeksi


@shared_task(name="pegawai.terapkan_tmt", expires=3000)
def terapkan_tmt(**later: object) -> int:
    """Bring everybody's present state up to their histories: a TMT that has come takes effect. Twice is the same as once."""
    with transaction.atomic(), audit.explain(why="TMT mulai berlaku"):
        return proyeksi.segarkan()
