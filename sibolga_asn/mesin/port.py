"""The port of the web server, checked before anything is started."""

import errno
import socket

from sibolga_asn.mesin.errors import MesinError

HOST = "127.0.0.1"  # SIBOLGA_LOKAL turns off what only TLS makes safe, so nothing but this machine may reach it


def check_free(port: int) -> None:
    """Raise MesinError when the port is taken or not allowed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise MesinError(
                    f"Port {port} sedang dipakai program lain. "
                    f"Hentikan program itu, atau pilih port lain: script/server --port {port + 1 if port < 65535 else 8000}"
                ) from error
            if error.errno == errno.EACCES:
                raise MesinError(f"Port {port} hanya untuk root. Pilih port di atas 1023: script/server --port 8000") from error
            raise


def find_free() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
