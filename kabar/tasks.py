"""Celery entry points of messages."""

from celery import shared_task

from kabar import antar as pengantar
from kabar import antrean, bersih, selectors


# A turn that waited behind long jobs is useless: the next one does the same.
@shared_task(name="kabar.antar", expires=60)
def antar(**later: object) -> dict[str, int]:
    """Deliver what is due; ask for another turn while there is more."""
    pengantar.sapu_terhenti()
    jumlah = pengantar.antar()
    if jumlah.get("terkirim") and selectors.is_ada_giliran():
        antrean.panggil()
    return jumlah


@shared_task(name="kabar.bersihkan")
def bersihkan(**later: object) -> int:
    """Delete old messages and deliveries."""
    return bersih.buang_lama()
