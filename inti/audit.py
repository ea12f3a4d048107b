"""Who changed what, and why: every tracked table keeps its history by database triggers.

The triggers (django-pghistory) see bulk updates and raw SQL too. `explain` gives the
rows changed inside its block a user and a reason; without it a change is still
recorded, as 'tanpa keterangan'.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory


@contextmanager
def explain(*, actor: Any = None, why: object, **lebih: str | int) -> Iterator[None]:
    """Attach who and why (and e.g. `batch`) to every row changed inside the block.

    actor   the Pengguna who acts, or None for the system itself
    """
    nama = getattr(actor, "nama", "") or ("sistem" if actor is None else "")
    with pghistory.context(pengguna=getattr(actor, "pk", None), pengguna_nama=nama, alasan=str(why), **lebih):
        yield
