"""Celery entry points of files."""

from celery import shared_task

from dokumen import sapu


@shared_task(name="dokumen.sapu", expires=3000)
def sapu_dokumen(**later: object) -> dict[str, int]:
    """Remove files that waited in vain, and files that no row knows."""
    return sapu.sapu()
