"""The web process: granian with one worker, on this machine only. `python -m sibolga_asn.mesin.web PORT`."""

import os
import sys
from collections.abc import Callable
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.server import Server

from sibolga_asn.mesin.port import HOST
from sibolga_asn.mesin.process import tie_to_parent

TARGET = "sibolga_asn.asgi:application"


def load(parent: int) -> Callable[..., Any]:
    """Load the application in granian's worker, which must not outlive granian: it would keep the port."""
    tie_to_parent(parent)()
    from sibolga_asn.asgi import application  # noqa: PLC0415  # in the worker alone

    return application


def serve(port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    main = os.getpid()
    server = Server(
        TARGET,
        address=HOST,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        workers_kill_timeout=3,
    )
    server.serve(target_loader=lambda: load(main), wrap_loader=False)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
