"""The two servers of a run, the product and the bare one, and how they are asked: one client, one connection kept open."""

from __future__ import annotations

import http.client
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.kesalahan import TidakTerukurError
from sibolga_asn.mesin import port, server
from sibolga_asn.mesin.errors import read_tail
from sibolga_asn.mesin.paths import BASE_DIR
from sibolga_asn.mesin.process import start_detached, wait_until

SABAR = 90.0  # seconds until a server must answer


@contextmanager
def jalankan(pengaturan: str, log: Path) -> Iterator[int]:
    """Serve with these settings until the block ends; gives the port. Raises TidakTerukurError when it doesn't come up."""
    nomor = port.find_free()
    perintah = [sys.executable, "-m", "sibolga_asn.mesin.web", str(nomor)]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": pengaturan, "LOG_LEVEL": "WARNING"}
    proses = start_detached(perintah, log=log, env=env, cwd=BASE_DIR, tied=signal.SIGTERM)
    try:
        if (
            not wait_until(lambda: server.is_ready(nomor) or proses.poll() is not None, SABAR, step=0.2)
            or proses.poll() is not None
        ):
            raise TidakTerukurError(f"server {pengaturan} tidak siap. Kata-kata terakhirnya:\n{read_tail(log, 15)}")
        yield nomor
    finally:
        proses.terminate()
        if not wait_until(lambda: proses.poll() is not None, 10):
            proses.kill()
        proses.wait()


class Peminta:
    """One client with one connection that stays open."""

    def __init__(self, nomor: int, kepala: Mapping[str, str] | None = None) -> None:
        self.sambungan = http.client.HTTPConnection(port.HOST, nomor, timeout=60)
        self.kepala = dict(kepala or {})

    def ambil(self, alamat: str) -> bytes:
        """GET an address and read its answer. Raises TidakTerukurError for anything but 200."""
        self.sambungan.request("GET", alamat, headers=self.kepala)
        jawab = self.sambungan.getresponse()
        isi = jawab.read()
        if jawab.status != 200:
            raise TidakTerukurError(f"{alamat} menjawab {jawab.status}: {isi[:200]!r}")
        return isi

    def close(self) -> None:
        """Close the connection."""
        self.sambungan.close()
