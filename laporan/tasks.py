"""Celery entry points of the job engine."""

from celery import shared_task

from laporan import mesin, sapu

BATAS_WAKTU = 3600  # seconds; after that the job ends with words, a minute later with force


@shared_task(name="laporan.jalankan", soft_time_limit=BATAS_WAKTU, time_limit=BATAS_WAKTU + 60)
def jalankan(kode: str, **later: object) -> bool:
    """Make one attempt at a job; nothing happens when somebody else has it."""
    return mesin.jalankan(kode)


# A turn that waited behind long jobs is useless: the next one does the same.
@shared_task(name="laporan.sapu_pekerjaan", expires=15)
def sapu_pekerjaan(**later: object) -> dict[str, int]:
    """Find dead holders, lost messages, expired results and orphaned files."""
    return sapu.sapu()
