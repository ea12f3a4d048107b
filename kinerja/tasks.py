"""What runs by the clock: figures counted anew, quarters of the coming year opened."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task

from akun.konteks import sistem
from inti import waktu
from kinerja import rekap
from kinerja.services import periode

log = logging.getLogger(__name__)


@shared_task(name="kinerja.bangun_rekap")
def bangun_rekap(**later: Any) -> int:
    """Bring the figures of this year up to whatever nobody told performance of; returns how many differed."""
    beda = rekap.bangun([waktu.today().year])
    lain = [b for b in beda if b["kolom"] not in rekap.ORANG]
    if lain:
        log.warning("rekap kinerja berbeda dari fakta: %s", lain[:5])
    return len(beda)


@shared_task(name="kinerja.buka_periode")
def buka_periode(**later: Any) -> int:
    """Open the quarters of this year and the next; twice is the same as once."""
    hari = waktu.today()
    return sum(periode.open_tahun(konteks=sistem(), tahun=t) for t in (hari.year, hari.year + 1))
