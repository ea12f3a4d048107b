"""Events: a row in the outbox inside the transaction, a hint to the streams on commit.

A hint carries no person: `{id, jenis, unit, jalur, periode, versi}`. The page that
hears it re-fetches its fragment through the ordinary permission checks.
"""

import json
import logging
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings
from django.db import connection, transaction

from inti.models import Peristiwa
from inti.waktu import now

log = logging.getLogger(__name__)


def saluran() -> str:
    """Name of the channel on which hints travel."""
    return f"{settings.REDIS_AWALAN}:peristiwa"


@lru_cache(maxsize=1)
def klien() -> redis.Redis:
    """One connection pool a process; short timeouts, so that a lost queue never holds up a save."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1)


def publish(jenis: str, *, unit_id: int | None = None, jalur: str = "", periode: str = "", versi: int = 0) -> Peristiwa:
    """Write the event now and announce it when the transaction commits. Costs one query."""
    peristiwa = Peristiwa.objects.create(jenis=jenis, unit_id=unit_id, jalur=jalur, periode=periode, versi=versi)
    transaction.on_commit(lambda: kirim([peristiwa]), robust=True)
    return peristiwa


def kirim(daftar: list[Peristiwa]) -> int:
    """Announce outbox rows; those that can't be sent stay for `kirim_tertunda`. Returns how many went out."""
    terkirim = []
    try:
        for peristiwa in daftar:
            klien().publish(saluran(), json.dumps(sebagai_petunjuk(peristiwa)))
            terkirim.append(peristiwa.pk)
    except redis.RedisError as error:
        log.warning("antrean peristiwa tidak terjangkau: %s", type(error).__name__)
    if terkirim:
        Peristiwa.objects.filter(pk__in=terkirim).update(terkirim_at=now())
    return len(terkirim)


def kirim_tertunda(batas: int = 500) -> int:
    """Send what earlier transactions could not announce, oldest first."""
    with transaction.atomic():
        tertunda = list(
            Peristiwa.objects.select_for_update(skip_locked=True).filter(terkirim_at__isnull=True).order_by("id")[:batas]
        )
        return kirim(tertunda) if tertunda else 0


def buang_lama(hari: int = 7) -> int:
    """Delete outbox rows older than `hari` days; a page that slept longer is told to reload."""
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM inti_peristiwa WHERE dibuat_at < now() - make_interval(days => %s)", [hari])
        return int(kursor.rowcount)


def sebagai_petunjuk(peristiwa: Peristiwa) -> dict[str, Any]:
    """The public shape of an event."""
    return {
        "id": peristiwa.pk,
        "jenis": peristiwa.jenis,
        "unit": peristiwa.unit_id,
        "jalur": peristiwa.jalur,
        "periode": peristiwa.periode,
        "versi": peristiwa.versi,
    }
