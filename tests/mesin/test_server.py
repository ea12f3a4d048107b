"""What a person meets at script/server before anything runs, and what is cleaned up afterwards."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from contextlib import nullcontext

import pytest

from sibolga_asn.mesin import anak, cli, demo_json, port, process, server
from sibolga_asn.mesin.anak import Child, Supervisor
from sibolga_asn.mesin.errors import MesinError, StopRequested
from sibolga_asn.mesin.kunci import Claim
from sibolga_asn.mesin.muat_ulang import Watcher
from sibolga_asn.mesin.paths import BASE_DIR


@pytest.fixture
def busy_port():
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind((port.HOST, 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_busy_port_is_named_with_the_way_out(busy_port, data, capsys):
    code = cli.main(["server", "--port", str(busy_port)])

    said = capsys.readouterr().err
    assert code == 1
    assert f"Port {busy_port} sedang dipakai" in said
    assert "--port" in said
    assert "Traceback" not in said


def test_a_busy_port_starts_no_engine(busy_port, data):
    cli.main(["server", "--port", str(busy_port)])

    assert not data.engines_json.exists()


def test_a_second_server_on_the_same_data_folder_is_refused(data, capsys):
    first = Claim(data.lock("server"))

    code = cli.main(["server", "--port", str(port.find_free())])

    assert code == 1
    assert "sudah berjalan" in capsys.readouterr().err
    first.release()


@pytest.mark.parametrize("words", [["--port", "delapan"], ["--port", "70000"], ["--prot", "8000"]])
def test_a_word_that_is_not_understood_shows_the_usage(words, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["server", *words])

    assert ended.value.code == 2
    assert "Pemakaian: script/server" in capsys.readouterr().err


def test_a_free_port_passes():
    port.check_free(port.find_free())


def test_a_taken_port_raises(busy_port):
    with pytest.raises(MesinError, match=str(busy_port)):
        port.check_free(busy_port)


def test_demo_json_is_private_and_knows_the_port(data):
    akun = [{"peran": "pegawai", "masuk": "a@b.id", "sandi": "rahasia"}, {"peran": "pegawai", "masuk": "c", "sandi": "d"}]
    klien = {"id": "x", "rahasia": "y", "token_url": "/api/oauth/token/", "cakupan": ["pegawai"]}
    data.akun_demo_json.write_text(json.dumps({"akun": akun, "klien_api": klien}))

    written = demo_json.write(data, "http://127.0.0.1:8123", demo=True)

    found = json.loads(data.demo_json.read_text())
    assert stat.S_IMODE(data.demo_json.stat().st_mode) == 0o600
    assert found["akun"] == akun == written
    assert found["klien_api"]["token_url"] == "http://127.0.0.1:8123/api/oauth/token/"


def test_without_the_demo_there_are_no_accounts(data):
    data.akun_demo_json.write_text(json.dumps({"akun": [{"peran": "pegawai", "masuk": "a", "sandi": "b"}]}))

    demo_json.write(data, "http://127.0.0.1:8123", demo=False)

    assert json.loads(data.demo_json.read_text()) == {"url": "http://127.0.0.1:8123", "akun": [], "klien_api": {}}


def test_the_table_shows_one_account_for_each_role():
    akun = [{"peran": "pegawai", "masuk": name, "sandi": "x"} for name in ("pertama", "kedua")]

    table = demo_json.build_table(akun)

    assert "pertama" in table
    assert "kedua" not in table


def sleeper(*words):
    return Child("tidur", [sys.executable, "-c", "import time; time.sleep(60)", *words])


def stop_during(*, held):
    """Which steps are done when a stop is asked for in the first of two."""
    steps = []

    def work():
        with server.stop_on_signals() as stopper:
            with stopper.hold() if held else nullcontext():
                os.kill(os.getpid(), signal.SIGTERM)
                steps.append("first")
            steps.append("second")

    with pytest.raises(StopRequested):
        work()
    return steps


def test_a_stop_waits_for_the_step_that_is_held_together():
    assert stop_during(held=True) == ["first"]


def test_a_stop_while_we_only_wait_comes_at_once():
    assert stop_during(held=False) == []


def test_a_dead_child_is_started_again(data):
    child = sleeper()
    supervisor = Supervisor(data, [child], {"SIBOLGA_DATA": str(data.root)})
    supervisor.watch()
    first = child.process
    first.kill()
    first.wait()

    assert supervisor.watch() == [child]
    assert child.process.pid != first.pid
    supervisor.stop()
    assert child.process.poll() is not None


def test_a_child_that_keeps_dying_is_tried_ever_later(data):
    child = Child("rusak", [sys.executable, "-c", "raise SystemExit(1)"])
    supervisor = Supervisor(data, [child], {})
    for _ in range(2):
        process.wait_until(lambda: supervisor.watch() != [], 30)

    supervisor.watch()

    assert child.failures == 2
    assert child.process is None
    supervisor.stop()


def test_processes_of_a_killed_server_are_ended_by_the_next_start(data):
    env = os.environ | {"SIBOLGA_DATA": str(data.root)}
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], env=env, start_new_session=True)
    data.children_json.write_text(json.dumps({"grup": [left.pid]}))

    assert anak.end_leftovers(data) == 1
    assert left.poll() is not None


def test_a_stranger_with_a_recorded_pid_is_left_alone(data):
    env = os.environ | {"SIBOLGA_DATA": "/lain"}
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], env=env, start_new_session=True)
    data.children_json.write_text(json.dumps({"grup": [stranger.pid]}))

    assert anak.end_leftovers(data) == 0
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells children of their parent's death on Linux only")
def test_a_child_does_not_outlive_a_killed_parent(tmp_path, data):
    code = (
        "import os, sys, pathlib, signal\n"
        "from sibolga_asn.mesin.process import start_detached\n"
        "child = start_detached([sys.executable, '-c', 'import time; time.sleep(60)'],"
        " log=pathlib.Path(sys.argv[1]), env={}, tied=signal.SIGTERM)\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    env = os.environ | {"PYTHONPATH": str(BASE_DIR)}
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "log"], env=env, capture_output=True, text=True, check=False)

    child = process.ProcessId.of(int(done.stdout))
    assert child is None or process.wait_until(lambda: not child.is_alive(), 30)


def test_the_watcher_notices_a_changed_file(tmp_path):
    module = tmp_path / "app" / "views.py"
    module.parent.mkdir()
    module.write_text("a = 1")
    watcher = Watcher(tmp_path)

    assert not watcher.has_changed()
    os.utime(module, (1, 1))
    assert watcher.has_changed()
    assert not watcher.has_changed()
