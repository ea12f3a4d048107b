"""A line between browser and site that can be cut, and that remembers what was asked through it."""

from __future__ import annotations

import contextlib
import socket
import threading


class Kabel:
    """Forwards one port of this machine to another. Cut, it refuses whoever calls, as a dead network does."""

    def __init__(self, tujuan: int) -> None:
        self.tujuan = tujuan
        self.permintaan: list[str] = []  # heads of requests that began on a connection of their own, or followed on one
        self._kunci = threading.Lock()
        self._terbuka: dict[socket.socket, str] = {}  # what the browser holds open → the head of its last request
        self._pintu = socket.create_server(("127.0.0.1", 0))
        self.gerbang: int = self._pintu.getsockname()[1]
        self._dengar()

    @property
    def alamat(self) -> str:
        """Where the site is found through this line."""
        return f"http://127.0.0.1:{self.gerbang}"

    def hitung(self, jalan: str) -> int:
        """How many connections that are open now were last asked for this path."""
        with self._kunci:
            return sum(kepala.split(" ")[1].startswith(jalan) for kepala in self._terbuka.values() if " " in kepala)

    def jumlah(self, kata: str) -> int:
        """How many requests so far carried these words in their head."""
        with self._kunci:
            return sum(kata.lower() in kepala.lower() for kepala in self.permintaan)

    def putus(self) -> None:
        """Cut it: nothing answers, and what was open breaks off."""
        self._tutup(self._pintu)
        with self._kunci:
            terbuka = list(self._terbuka)
        for ujung in terbuka:
            self._tutup(ujung)

    def sambung(self) -> None:
        """Mend it, at the same port."""
        self._pintu = socket.create_server(("127.0.0.1", self.gerbang), reuse_port=False)
        self._dengar()

    def _dengar(self) -> None:
        threading.Thread(target=self._terima, args=(self._pintu,), daemon=True).start()

    def _terima(self, pintu: socket.socket) -> None:
        with contextlib.suppress(OSError):  # the door was shut
            while True:
                peramban, _dari = pintu.accept()
                situs = socket.create_connection(("127.0.0.1", self.tujuan))
                with self._kunci:
                    self._terbuka[peramban] = ""
                threading.Thread(target=self._alirkan, args=(peramban, situs, True), daemon=True).start()
                threading.Thread(target=self._alirkan, args=(situs, peramban, False), daemon=True).start()

    def _alirkan(self, dari: socket.socket, ke: socket.socket, meminta: bool) -> None:
        with contextlib.suppress(OSError):  # either end was shut
            while isi := dari.recv(65536):
                if meminta and isi.partition(b" ")[0] in (b"GET", b"POST"):
                    kepala = isi.partition(b"\r\n\r\n")[0].decode("latin-1")
                    with self._kunci:
                        self.permintaan.append(kepala)
                        self._terbuka[dari] = kepala
                ke.sendall(isi)
        for ujung in (dari, ke):
            self._tutup(ujung)
            with self._kunci:
                self._terbuka.pop(ujung, None)

    @staticmethod
    def _tutup(ujung: socket.socket) -> None:
        with contextlib.suppress(OSError):  # shut already
            ujung.shutdown(socket.SHUT_RDWR)
        ujung.close()
