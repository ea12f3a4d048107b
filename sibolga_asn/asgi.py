"""One origin, one port: live streams are answered here, everything else by Django's WSGI in threads.

Django under ASGI is several times slower for ordinary pages, so only `/aliran/`
is asynchronous.
"""

import os
from typing import Any, cast
from urllib.parse import quote

from a2wsgi import WSGIMiddleware

from sibolga_asn.wsgi import application as halaman

from akun.aliran import aplikasi as aliran  # isort: skip  # only after wsgi has set Django up

BENANG = 16  # pages answered at the same time; each thread keeps its database connection
ASCII = "".join(chr(code) for code in range(0x20, 0x7F))

_halaman = WSGIMiddleware(cast(Any, halaman), workers=int(os.environ.get("SIBOLGA_BENANG", BENANG)))


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Send streams to the asynchronous application and the rest to Django."""
    if scope["type"] == "http":
        if scope["path"].startswith("/aliran/"):
            await aliran(scope, receive, send)
            return
        # A client may put raw bytes into the query; WSGI wants ASCII.
        scope = dict(scope) | {"query_string": quote(scope["query_string"], safe=ASCII).encode()}

    async def terima() -> Any:
        """Granian's receive gives a future; a2wsgi hands it to another thread, which takes coroutines only."""
        return await receive()

    await _halaman(scope, terima, send)
