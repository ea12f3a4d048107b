"""What runs by the clock."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from akun.konteks import sistem
from forum.services.pengirim import close_senyap
from inti import waktu


@shared_task(name="forum.tutup_senyap")
def tutup_senyap(**later: Any) -> int:
    """Close what was answered and not contradicted in time. Twice is the same as once."""
    return close_senyap(konteks=sistem(), per=waktu.today())
