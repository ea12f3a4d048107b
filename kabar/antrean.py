"""Telling the queue that messages wait. The queue only carries the hint; the rows are the truth."""

from __future__ import annotations

import logging

import kombu.exceptions
import redis
from celery import current_app

log = logging.getLogger(__name__)
KEDALUWARSA = 60  # seconds after which the hint is useless: the clock has come by meanwhile


def panggil() -> bool:
    """Ask a worker to deliver what is due; when the queue is away the clock does, within seconds."""
    try:
        current_app.send_task("kabar.antar", retry=False, expires=KEDALUWARSA)
    except (kombu.exceptions.OperationalError, redis.RedisError, OSError) as error:
        log.warning("antrean kabar tidak terjangkau: %s", type(error).__name__)
        return False
    return True
