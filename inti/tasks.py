"""Celery entry points of the kernel."""

from celery import shared_task

from inti import peristiwa


@shared_task(name="inti.kirim_peristiwa_tertunda")
def kirim_peristiwa_tertunda(**later: object) -> int:
    """Send outbox rows that were not announced, and drop old ones."""
    terkirim = peristiwa.kirim_tertunda()
    peristiwa.buang_lama()
    return terkirim
