"""Telling the queue about jobs that wait. The queue only carries the hint; the row is the truth."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import kombu.exceptions
import redis
from celery import current_app
from django.db.models.functions import Now

from laporan.models import Pekerjaan

log = logging.getLogger(__name__)


def kirim(kode: Iterable[str]) -> int:
    """Tell workers about these jobs; what can't be sent now is sent by the sweeper. Returns how many went out."""
    terkirim: list[str] = []
    try:
        for satu in kode:
            current_app.send_task("laporan.jalankan", kwargs={"kode": satu}, retry=False)
            terkirim.append(satu)
    except (kombu.exceptions.OperationalError, redis.RedisError, OSError) as error:
        log.warning("antrean pekerjaan tidak terjangkau: %s", type(error).__name__)
    Pekerjaan.objects.filter(kode__in=terkirim).update(dikirim_at=Now())
    return len(terkirim)
