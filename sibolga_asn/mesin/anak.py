"""The children of the server: web, worker and clock, started, watched, restarted and ended."""

import json
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import psutil

from sibolga_asn.mesin.paths import BASE_DIR, DataFolder, write_private
from sibolga_asn.mesin.process import iter_leftovers, start_detached

GRACE = 6.0  # seconds a child gets to finish what it does; a job that is cut off is picked up again by the sweeper
STEADY = 20.0  # seconds after which a child counts as running well


@dataclass
class Child:
    """One process of ours, restarted when it dies, ever later when it keeps dying."""

    nama: str
    command: Sequence[str]
    process: "Popen[bytes] | None" = None
    started: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)


def build_children(port: int, data: DataFolder) -> list[Child]:
    """Return the children that the product consists of on one machine."""
    celery = [sys.executable, "-m", "celery", "-A", "sibolga_asn"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--schedule", str(data.root / "jadwal"), "--pidfile="]
    return [
        Child("web", [sys.executable, "-m", "sibolga_asn.mesin.web", str(port)]),
        Child("pekerja", [*worker, "--loglevel", "INFO", "--hostname", f"sibolga-{os.getpid()}@%h"]),
        Child("jadwal", [*beat, "--loglevel", "INFO"]),
    ]


class Supervisor:
    """Keeps children running. Their output goes to `log/<nama>.log`; with `console` (development) there."""

    def __init__(self, data: DataFolder, children: list[Child], env: Mapping[str, str], *, console: bool = False) -> None:
        self.data, self.children, self.env, self.console = data, children, dict(env), console

    def start(self, child: Child) -> None:
        """Start one child in its own session, tied to this process."""
        log = None if self.console else self.log(child)
        child.process = start_detached(child.command, log=log, env=self.env, cwd=BASE_DIR, tied=signal.SIGTERM)
        child.started = time.monotonic()
        groups = [one.process.pid for one in self.children if one.process]
        write_private(self.data.children_json, json.dumps({"grup": groups}))

    def log(self, child: Child) -> Path:
        """Return the log file of a child."""
        return self.data.log / f"{child.nama}.log"

    def watch(self) -> list[Child]:
        """Start what is not running and due; return the children that were found dead."""
        dead = []
        for child in self.children:
            if child.process and child.process.poll() is None:
                if time.monotonic() - child.started > STEADY:
                    child.failures = 0
                continue
            if child.process:
                dead.append(child)
                kill_group(child.process.pid, signal.SIGKILL)  # its own children must not stay behind
                child.process, child.failures = None, child.failures + 1
                child.not_before = time.monotonic() + min(30.0, 0.5 * 2 ** (child.failures - 1)) - 0.5
            if time.monotonic() >= child.not_before:
                self.start(child)
        return dead

    def restart(self) -> None:
        """End all children; `watch` starts them again at once."""
        self.stop()
        for child in self.children:
            child.process, child.failures, child.not_before = None, 0, 0.0

    def stop(self) -> None:
        """End all children: first politely, then the whole group by force."""
        running = [child.process for child in self.children if child.process]
        for process in running:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + GRACE
        while any(process.poll() is None for process in running) and time.monotonic() < until:
            time.sleep(0.05)
        for process in running:
            kill_group(process.pid, signal.SIGKILL)
            process.wait()
        self.data.children_json.unlink(missing_ok=True)


def kill_group(leader: int, sign: signal.Signals) -> None:
    """Send a signal to a group of ours, as far as anything of it is left."""
    try:
        os.killpg(leader, sign)
    except (ProcessLookupError, PermissionError):
        return


def end_leftovers(data: DataFolder) -> int:
    """End processes that a killed server left behind; return how many. Call while holding the lock `server`."""
    try:
        groups = {int(group) for group in json.loads(data.children_json.read_text())["grup"]}
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    found = list(iter_leftovers(groups, data.root))
    for process in found:
        process.terminate()
    _, stubborn = psutil.wait_procs(found, timeout=GRACE)
    for process in stubborn:
        process.kill()
    psutil.wait_procs(stubborn, timeout=2)
    data.children_json.unlink(missing_ok=True)
    return len(found)
