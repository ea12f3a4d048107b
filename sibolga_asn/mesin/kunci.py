"""Locks between processes. flock ends with the process that holds it, so nothing is left stale."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sibolga_asn.mesin.errors import MesinError

PATIENCE = 900  # seconds: a first start installs, migrates and loads while others wait


def open_lock(path: Path) -> int:
    """Open a lock file, never inherited by a child."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def exclusive(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `path` alone. `waiting` is called once when another process has it for more than two seconds."""
    handle = open_lock(path)
    began, told = time.monotonic(), False
    try:
        while not _try(handle, fcntl.LOCK_EX):
            passed = time.monotonic() - began
            if passed > 2 and not told:
                waiting()
                told = True
            if passed > PATIENCE:
                raise MesinError(f"Proses lain memegang {path} lebih dari 15 menit. Hentikan proses itu, lalu coba lagi.")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


class Hold:
    """A shared hold on the engines. Enter and leave only under the exclusive lock `mesin`."""

    def __init__(self, path: Path) -> None:
        self._handle = open_lock(path)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def release(self) -> bool:
        """Give the hold back and say whether it was the last one."""
        last = _try(self._handle, fcntl.LOCK_EX)
        os.close(self._handle)
        return last


class Claim:
    """A lock that one process has for its whole life, such as the server of a data folder."""

    def __init__(self, path: Path) -> None:
        self._handle = open_lock(path)
        self.won = _try(self._handle, fcntl.LOCK_EX)

    def release(self) -> None:
        """Let the next one have it."""
        os.close(self._handle)


def _try(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
