"""What the test client leaves to its caller: a file that an answer hands out is closed with the answer, as servers close it."""

from __future__ import annotations

import weakref
from typing import Any

from django.test.client import ClientHandler

_asli = ClientHandler.__call__


def tutup_berkas_jawaban() -> None:
    """From now on, no test has to read or close a download to its end: a file left open fails whichever test runs later."""
    ClientHandler.__call__ = _jawab  # type: ignore[method-assign]  # for the test process only


def _jawab(pelayan: ClientHandler, environ: dict[str, Any]) -> Any:
    jawaban = _asli(pelayan, environ)
    for tutup in jawaban._resource_closers:
        weakref.finalize(jawaban, tutup)
    return jawaban
