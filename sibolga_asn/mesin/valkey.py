"""The embedded Valkey, on a private socket. It keeps nothing on disk: the truth about jobs is in PostgreSQL."""

import signal
import socket
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from subprocess import Popen

from sibolga_asn.mesin.errors import MesinError, read_tail
from sibolga_asn.mesin.paths import DataFolder
from sibolga_asn.mesin.process import ProcessId, start_detached, wait_until
from sibolga_asn.mesin.tempat import Place, read_record, update_record

OPTIONS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "daemonize": "no",
    "maxmemory-policy": "noeviction",
}


class Valkey:
    """One server. Call `start` and `stop` under the lock `mesin` of its data folder."""

    def __init__(self, data: DataFolder, place: Place, *, tied: bool, notice: Callable[[str], None]) -> None:
        self.data, self.place, self.tied, self.notice = data, place, tied, notice
        self.log = data.log / "valkey.log"
        self._child: Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        """The socket, in the folder that only the engines' user may enter."""
        return self.place.socket / "valkey.sock"

    @property
    def url(self) -> str:
        """The REDIS_URL."""
        return f"unix://{self.socket}"

    def is_alive(self) -> bool:
        """Say whether it runs."""
        if self._child is not None and self._child.poll() is not None:
            self._child = None
        found = ProcessId.from_json(read_record(self.data).get("valkey"))
        return found is not None and found.is_alive()

    def start(self) -> None:
        """Bring it up and wait until it answers."""
        if self.is_alive():
            return
        self._end_unrecorded()
        options = OPTIONS | {"unixsocket": str(self.socket), "dir": str(self.place.socket)}
        # Whoever looks at the list of processes sees whose it is.
        folder = str(self.data.root).replace("{", "(").replace("}", ")")
        options |= {"proc-title-template": f"{{title}} {folder}/valkey"}
        command = [str(self.place.valkey_server)]
        for name, value in options.items():
            command += [f"--{name}", value]
        self._child = start_detached(
            command,
            log=self.log,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            user=self.place.user,
            tied=signal.SIGTERM if self.tied else None,
        )
        found = ProcessId.of(self._child.pid)
        update_record(self.data, valkey=asdict(found) if found else None)
        child = self._child
        wait_until(lambda: child.poll() is not None or self._answers(), 20)
        if child.poll() is not None or not self._answers():
            raise MesinError(f"Valkey tidak menyala. Kata-kata terakhir dari {self.log}:\n{read_tail(self.log)}")

    def stop(self) -> None:
        """End it."""
        found = ProcessId.from_json(read_record(self.data).get("valkey"))
        if found:
            found.end((signal.SIGTERM, 5), (signal.SIGKILL, 5))
            update_record(self.data, valkey=None)
        if self._child is not None:
            self._child.wait()
            self._child = None

    def _end_unrecorded(self) -> None:
        """End one that answers at our socket and that nobody recorded: two would share the work between them, each half blind."""
        if not self._answers():
            return
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            client.connect(str(self.socket))
            client.sendall(b"SHUTDOWN NOSAVE\r\n")
            client.recv(1)  # it closes the line as its last act
        wait_until(lambda: not self._answers(), 5)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(7) == b"+PONG\r\n"
            except OSError:
                return False
