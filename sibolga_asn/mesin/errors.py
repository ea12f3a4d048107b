"""What the scripts tell a person when they cannot go on."""

from pathlib import Path


class MesinError(Exception):
    """A refusal in Indonesian that says what is the case and what to do; shown without a traceback."""


class StopRequested(BaseException):
    """Ctrl-C or SIGTERM: unwind, stop what runs, end. Not an Exception, so that nobody swallows it."""


def read_tail(log: Path, lines: int = 12) -> str:
    """Return the last lines of a log file, for a message that must say why."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 8_000))
            return "\n".join(file.read().decode(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
