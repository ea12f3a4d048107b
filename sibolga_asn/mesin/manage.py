"""`script/manage`: one management command with the engines up, whether a server runs or not."""

import os
import signal
import subprocess
import sys
from types import FrameType

from sibolga_asn.mesin import environment, langkah
from sibolga_asn.mesin.engines import Engines
from sibolga_asn.mesin.keadaan import State
from sibolga_asn.mesin.paths import BASE_DIR, DataFolder
from sibolga_asn.mesin.process import tie_to_parent

# Commands that must work while the migrations themselves are being written.
UNPREPARED = frozenset(
    {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "optimizemigration", "squashmigrations"}
    | {"check", "help", "version", "--help", "--version", "makemessages", "compilemessages", "diffsettings", "collectstatic"}
)


def notice(text: str) -> None:
    """Tell the person; stdout belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def manage(words: list[str]) -> int:
    """Run the command and return its exit code."""
    data = DataFolder.from_environment()
    engines = Engines(data, notice)
    command = words[0] if words else "help"
    prepare = command not in UNPREPARED
    with engines.hold(lambda found: langkah.migrate(engines, found, notice) if prepare else None) as addresses:
        env = environment.build(data, addresses, owner=command in environment.OWNER_COMMANDS)
        code = run([sys.executable, str(BASE_DIR / "manage.py"), *words], env)
        if command == "flush" and code == 0:
            State.of(engines, addresses).forget()
    return code


def run(command: list[str], env: dict[str, str]) -> int:
    """Run in the foreground with our stdin and stdout, pass signals on, and return the exit code as a shell does."""
    child = subprocess.Popen(command, env=env, preexec_fn=tie_to_parent(os.getpid()))

    def forward(number: int, frame: FrameType | None) -> None:
        child.send_signal(number)

    before = {sign: signal.signal(sign, forward) for sign in (signal.SIGTERM, signal.SIGHUP)}
    # Ctrl-C reaches the child from the terminal itself; it decides, we wait and clean up.
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.SIG_IGN if os.isatty(0) else forward)
    try:
        code = child.wait()
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
    return 128 - code if code < 0 else code
