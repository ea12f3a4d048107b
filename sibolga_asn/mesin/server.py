"""`script/server`: from an empty folder to a running city, and back to nothing on Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from sibolga_asn.mesin import anak, demo_json, environment, langkah, port, statik
from sibolga_asn.mesin.anak import Child, Supervisor
from sibolga_asn.mesin.engines import Addresses, Engines
from sibolga_asn.mesin.errors import MesinError, StopRequested, read_tail
from sibolga_asn.mesin.kunci import Claim
from sibolga_asn.mesin.muat_ulang import Watcher
from sibolga_asn.mesin.paths import DataFolder

READY_PATIENCE = 120.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def serve(number: int, *, dev: bool) -> int:
    """Run everything until Ctrl-C or SIGTERM. Raises MesinError when it cannot start."""
    data = DataFolder.from_environment()
    port.check_free(number)
    data.create()
    claim = Claim(data.lock("server"))
    if not claim.won:
        raise MesinError(
            f"Sibolga ASN sudah berjalan dari folder data {data.root}. "
            "Hentikan dulu dengan Ctrl-C, atau pakai folder lain lewat SIBOLGA_DATA."
        )
    with stop_on_signals() as stopper:
        try:
            data.demo_json.unlink(missing_ok=True)
            if anak.end_leftovers(data):
                say("Sisa proses dari server yang terhenti mendadak sudah dibersihkan.")
            engines = Engines(data, say)
            with engines.hold(lambda addresses: langkah.migrate(engines, addresses, say)) as addresses:
                _run(stopper, data, engines, addresses, number, dev=dev)
        except StopRequested:
            say("Semua sudah berhenti. Data tersimpan; sampai jumpa.")
        finally:
            claim.release()
    return 0


def build_environment(data: DataFolder, addresses: Addresses, *, demo: bool, dev: bool) -> dict[str, str]:
    """Return the environment of the children: this machine only, DEBUG only with `--dev`."""
    env = environment.build(data, addresses)
    decided = {"SIBOLGA_LOKAL": "1", "DEBUG": "1" if dev else "0", "PYTHONUNBUFFERED": "1"}
    decided["SIBOLGA_FAKTOR_KEDUA"] = env.get("SIBOLGA_FAKTOR_KEDUA", "tidak")  # production's default is 'staf'
    return env | decided | {"SIBOLGA_DEMO_TAMPIL": "1" if demo else "0"}


def _run(stopper: Stopper, data: DataFolder, engines: Engines, addresses: Addresses, number: int, *, dev: bool) -> None:
    demo = os.environ.get("SIBOLGA_DEMO", "1") != "0"
    env = build_environment(data, addresses, demo=demo, dev=dev)
    collected = statik.start_collecting(data.statik, env | {"DEBUG": "0"}, data.log / "collectstatic.log") if not dev else None
    compiled = statik.start_compiling(env, data.log / "siapkan_templat.log") if not dev else None
    if demo:
        langkah.load_demo(engines, addresses, env, say)
    for finish in (collected, compiled):
        if finish:
            finish()
    port.check_free(number)
    supervisor = Supervisor(data, anak.build_children(number, data), env, console=dev)
    try:
        say("Menyalakan web, pekerja, dan jadwal …")
        with stopper.hold():
            supervisor.watch()
        _wait_until_ready(stopper, supervisor, number)
        _announce(data, number, demo=demo)
        _keep_running(stopper, supervisor, engines, Watcher() if dev else None)
    finally:
        with ignore_signals():
            say("Menghentikan …")
            supervisor.stop()


def _wait_until_ready(stopper: Stopper, supervisor: Supervisor, number: int) -> None:
    """Wait until `/sehat/siap` says 200; explain when it never does."""
    web = next(child for child in supervisor.children if child.nama == "web")
    until = time.monotonic() + READY_PATIENCE
    while time.monotonic() < until:
        if is_ready(number):
            return
        with stopper.hold():
            supervisor.watch()
        if web.failures >= 3:
            break
        time.sleep(0.1)
    raise MesinError(f"Web tidak siap. {_explain(supervisor, web)}")


def is_ready(number: int) -> bool:
    """Ask the readiness page."""
    connection = http.client.HTTPConnection(port.HOST, number, timeout=10)
    try:
        connection.request("GET", "/sehat/siap")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _explain(supervisor: Supervisor, child: Child) -> str:
    log = supervisor.log(child)
    return f"Kata-kata terakhir dari {log}:\n{read_tail(log, 25)}"


def _announce(data: DataFolder, number: int, *, demo: bool) -> None:
    """Write demo.json, then tell a person where to go."""
    url = f"http://{port.HOST}:{number}"
    akun = demo_json.write(data, url, demo=demo)
    say(f"\n  Sibolga ASN siap di {url}\n")
    if akun:
        say("  Kota contoh dengan orang-orang rekaan. Satu akun untuk tiap peran:\n")
        say(demo_json.build_table(akun))
        say(f"\n  Akun lain dan klien API: {data.demo_json}")
    say(f"  Catatan tiap proses: {data.log}\n  Ctrl-C menghentikan semuanya.\n")


def _keep_running(stopper: Stopper, supervisor: Supervisor, engines: Engines, watcher: Watcher | None) -> None:
    """Look after children and engines until a signal ends it."""
    turn = 0
    while True:
        time.sleep(0.25)
        turn += 1
        with stopper.hold():
            _look_after(supervisor, engines, watcher, engines_too=turn % 4 == 0)


def _look_after(supervisor: Supervisor, engines: Engines, watcher: Watcher | None, *, engines_too: bool) -> None:
    """Start again what has died; every second the engines and, in development, changed code."""
    for child in supervisor.watch():
        say(f"Proses {child.nama} terhenti dan dinyalakan lagi. Catatannya: {supervisor.log(child)}")
    if not engines_too:
        return
    if engines.revive():
        say("Basis data atau antrean terhenti dan sudah dinyalakan lagi.")
    if watcher and watcher.has_changed():
        say("Kode berubah: memuat ulang …")
        supervisor.restart()


class Stopper:
    """A stop asked for by a signal: at once while we only wait, after the step where one is held together.

    An exception out of a signal handler in the middle of Popen.poll leaves that object's lock taken for ever
    (seen: a server that never finished stopping).
    """

    def __init__(self) -> None:
        self.held = self.asked = False

    def ask(self, number: int, frame: FrameType | None) -> None:
        """Handle the first signal; later ones are ignored."""
        for sign in SIGNALS:
            signal.signal(sign, signal.SIG_IGN)
        self.asked = True
        if not self.held:
            raise StopRequested

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Finish what is inside before stopping."""
        self.held = True
        try:
            yield
        finally:
            self.held = False
        if self.asked:
            raise StopRequested


@contextmanager
def stop_on_signals() -> Iterator[Stopper]:
    """Turn SIGINT, SIGTERM and SIGHUP into StopRequested, once."""
    stopper = Stopper()
    before = {sign: signal.signal(sign, stopper.ask) for sign in SIGNALS}
    try:
        yield stopper
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@contextmanager
def ignore_signals() -> Iterator[None]:
    """Let nobody interrupt the cleaning up."""
    before = {sign: signal.signal(sign, signal.SIG_IGN) for sign in SIGNALS}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
