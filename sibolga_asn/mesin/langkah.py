"""The steps that make a database ready: migrate, rights, reference data, demo."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from sibolga_asn.mesin import environment
from sibolga_asn.mesin.engines import Addresses, Engines
from sibolga_asn.mesin.errors import MesinError, read_tail
from sibolga_asn.mesin.keadaan import State, hash_files, hash_migrations
from sibolga_asn.mesin.paths import BASE_DIR, DataFolder
from sibolga_asn.mesin.process import tie_to_parent

Notice = Callable[[str], None]


def has_command(name: str) -> bool:
    """Say whether an app of the project offers this management command (without starting Django)."""
    return any(BASE_DIR.glob(f"*/management/commands/{name}.py"))


def start_command(*words: str, env: Mapping[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """Start a management command with its output in `log`."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, str(BASE_DIR / "manage.py"), *words],
            cwd=BASE_DIR,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=tie_to_parent(os.getpid()),
        )


def finish(command: "subprocess.Popen[bytes]", log: Path, what: str, notice: Notice | None = None) -> None:
    """Wait for a command, passing on its lines where `notice` is given; explain it when it failed.

    Asked to stop meanwhile, it ends the command.
    """
    try:
        if notice:
            with log.open(encoding="utf-8", errors="replace") as lines:
                while command.poll() is None:
                    for line in lines:
                        notice(line.rstrip())
                    time.sleep(0.2)
                for line in lines:
                    notice(line.rstrip())
        code = command.wait()
    except BaseException:
        command.send_signal(signal.SIGTERM)
        command.wait()
        raise
    if code:
        raise MesinError(f"{what} gagal. Kata-kata terakhir dari {log}:\n{read_tail(log, 25)}")


def run_command(data: DataFolder, *words: str, env: Mapping[str, str], what: str) -> None:
    """Run a management command to its end, with its output in a log file."""
    log = data.log / f"{words[0]}.log"
    finish(start_command(*words, env=env, log=log), log, what)


def migrate(engines: Engines, addresses: Addresses, notice: Notice) -> None:
    """Migrate as the owner, set the rights, load reference data; nothing when the code is the same as last time."""
    data, state, wanted = engines.data, State.of(engines, addresses), hash_migrations()
    owner = environment.build(data, addresses, owner=True)
    if state.get("migrasi") != wanted or not addresses.own_database:
        notice("Menyesuaikan struktur basis data …")
        run_command(data, "migrate", "--noinput", env=owner, what="Penyesuaian struktur basis data")
        if addresses.own_database and has_command("atur_hak"):
            run_command(data, "atur_hak", env=owner, what="Pengaturan hak basis data")
        state.set("migrasi", wanted)
        state.set("acuan", "")  # reference data is loaded after every migrate
    acuan = hash_files("*/management/commands/muat_acuan.py", "*/acuan/**/*")
    if has_command("muat_acuan") and state.get("acuan") != acuan:
        notice("Memuat data acuan …")
        env = environment.build(data, addresses)
        run_command(data, "muat_acuan", env=env, what="Pemuatan data acuan")
        state.set("acuan", acuan)


def load_demo(engines: Engines, addresses: Addresses, env: Mapping[str, str], notice: Notice) -> None:
    """Load the demonstration city once into a database."""
    state = State.of(engines, addresses)
    if state.get("demo") or not has_command("muat_demo"):
        return
    notice("Memuat kota contoh (sekali saja, sekitar satu menit) …")
    log = engines.data.log / "muat_demo.log"
    # Its own lines are read on the screen; what each of its thousands of steps notes is not.
    command = start_command("muat_demo", env={"LOG_LEVEL": "WARNING", **env}, log=log)
    finish(command, log, "Pemuatan kota contoh", notice)
    state.set("demo", "termuat")
