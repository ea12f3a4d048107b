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


@dataclass(frozen=True)
class ProcessId:
    """A process: its number and when it began, in seconds since 1970."""

    pid: int
    mulai: float

    @classmethod
    def of(cls, pid: int) -> "ProcessId | None":
        """Return the identity of a living process, or None."""
        try:
            return cls(pid, psutil.Process(pid).create_time())
        except psutil.Error:
            return None

    @classmethod
    def from_json(cls, data: Any) -> "ProcessId | None":
        """Read back what `asdict` wrote; anything else gives None."""
        try:
            return cls(int(data["pid"]), float(data["mulai"]))
        except (KeyError, TypeError, ValueError):
            return None

    def is_alive(self) -> bool:
        """Say whether this very process still runs (a zombie does not)."""
        try:
            process = psutil.Process(self.pid)
            # The clock of the machine may have been set meanwhile: two seconds of grace.
            same = abs(float(process.create_time()) - self.mulai) < 2
            return same and str(process.status()) != psutil.STATUS_ZOMBIE
        except psutil.Error:
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
