"""What the engine does by the clock."""

from celery import shared_task

from alur import kabar
from inti import waktu


@shared_task(name="alur.ingatkan", expires=3600)
def ingatkan(**later: object) -> int:
    """Remind holders of due days, once each. Returns how many cases."""
    return kabar.remind(waktu.today())
