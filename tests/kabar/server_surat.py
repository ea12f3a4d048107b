"""A mail server for tests, of the standard library: takes mail, refuses it, or falls silent, as a test asks."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class ServerSurat(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine. `surat` holds what it took."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Percakapan)
        self.surat: list[EmailMessage] = []
        self.tolak: dict[str, str] = {}  # recipient -> '550 …' or '450 …'
        self.jawab_isi = "250 diterima"
        self.sesudah_isi = threading.Event()  # set when a text has arrived
        self.tahan = threading.Event()  # wait for it before answering a text
        self.tahan.set()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Percakapan(socketserver.StreamRequestHandler):
    server: ServerSurat

    def _kata(self, baris: str) -> None:
        self.wfile.write(f"{baris}\r\n".encode())

    def handle(self) -> None:
        self._kata("220 uji")
        while baris := self.rfile.readline():
            perintah, _spasi, sisa = baris.decode().strip().partition(" ")
            if perintah.upper() == "QUIT":
                self._kata("221 sampai jumpa")
                return
            self._kata(self._jawab(perintah.upper(), sisa))

    def _jawab(self, perintah: str, sisa: str) -> str:
        match perintah:
            case "EHLO":
                return "250 uji"
            case "RCPT":
                return self._penerima(sisa)
            case "DATA":
                return self._isi()
            case _:
                return "250 ya"

    def _penerima(self, sisa: str) -> str:
        return self.server.tolak.get(sisa.partition("<")[2].rstrip(">"), "250 ya")

    def _isi(self) -> str:
        self._kata("354 lanjut")
        baris = []
        while (satu := self.rfile.readline()) not in (b".\r\n", b""):
            baris.append(satu.removeprefix(b"."))
        if self.server.jawab_isi.startswith("250"):
            self.server.surat.append(message_from_bytes(b"".join(baris), policy=policy.default))  # type: ignore[arg-type]
        self.server.sesudah_isi.set()
        self.server.tahan.wait(60)
        return self.server.jawab_isi
