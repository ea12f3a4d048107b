"""Processes by identity, not by number alone: a pid that came back as somebody else is never touched."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from sibolga_asn.mesin.os_user import OsUser

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class ProcessId:
    """A process: its number and a mark of when it began, which setting the clock of the machine doesn't move."""

    pid: int
    mulai: str

    @classmethod
    def of(cls, pid: int) -> "ProcessId | None":
        """Return the identity of a living process, or None."""
        try:
            return cls(pid, read_beginning(pid))
        except (psutil.Error, OSError):
            return None

    @classmethod
    def from_json(cls, data: Any) -> "ProcessId | None":
        """Read back what `asdict` wrote; anything else gives None."""
        try:
            return cls(int(data["pid"]), str(data["mulai"]))
        except (KeyError, TypeError, ValueError):
            return None

    def is_alive(self) -> bool:
        """Say whether this very process still runs (a zombie does not)."""
        try:
            same = read_beginning(self.pid) == self.mulai
            return same and str(psutil.Process(self.pid).status()) != psutil.STATUS_ZOMBIE
        except (psutil.Error, OSError):
            return False

    def end(self, *steps: tuple[signal.Signals, float]) -> bool:
        """Send each signal and wait its seconds, until the process is gone."""
        for sign, patience in steps:
            if not self.is_alive():
                return True
            try:
                os.kill(self.pid, sign)
            except ProcessLookupError:
                return True
            if wait_until(lambda: not self.is_alive(), patience):
                return True
        return not self.is_alive()


def read_beginning(pid: int) -> str:
    """Return when a process began: ticks of this boot on Linux, seconds since 1970 as the kernel kept them elsewhere.

    psutil adds the ticks to the time of the boot, which moves whenever the clock is set or the machine slept: a living engine
    would seem to be another process. Raises OSError or psutil.Error where there is no such process.
    """
    if sys.platform != "linux":
        return repr(psutil.Process(pid).create_time())
    # proc(5): the name of the program, in brackets, may hold anything; starttime is field 22.
    ticks = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[19]
    return f"{BOOT_ID.read_text().strip()} {ticks}"


def wait_until(done: Callable[[], bool], patience: float, step: float = 0.02) -> bool:
    """Ask `done` again and again for at most `patience` seconds."""
    until = time.monotonic() + patience
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(step)
    return True


def start_detached(
    command: Sequence[str | Path],
    *,
    log: Path | None,
    env: dict[str, str],
    cwd: Path = Path("/"),
    user: OsUser | None = None,
    tied: signal.Signals | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a process in its own session with its output in `log`, never in the caller's pipes.

    log    None only in development: the console
    user   run as this user (as root only)
    tied   the signal it gets when this process ends, however that happens
    """
    switch: dict[str, Any] = user.as_popen_arguments() if user else {}
    if tied:
        switch["preexec_fn"] = tie_to_parent(os.getpid(), tied)
    with log.open("ab") if log else nullcontext() as output:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if log else None,
            start_new_session=True,
            **switch,
        )


def tie_to_parent(parent: int, sign: signal.Signals = signal.SIGTERM) -> Any:
    """Return a function for the child: have the kernel send `sign` when `parent` dies (Linux)."""
    if sys.platform != "linux":
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def tie() -> None:
        prctl(1, int(sign))  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return tie


def iter_leftovers(groups: set[int], data: Path) -> Iterator[psutil.Process]:
    """Yield processes of the recorded groups whose environment names this data folder."""
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) in groups and process.environ().get("SIBOLGA_DATA") == str(data):
                yield process
        except (psutil.Error, ProcessLookupError, PermissionError):
            continue
