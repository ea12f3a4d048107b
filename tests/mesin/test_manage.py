"""script/manage from the outside: stdout is the command's own, the exit code too, nothing stays behind."""

import json
import subprocess

import pytest

from sibolga_asn.mesin.keadaan import State
from sibolga_asn.mesin.paths import BASE_DIR, DataFolder
from sibolga_asn.mesin.tempat import read_record
from tests.mesin.conftest import build_script_env, open_folder


@pytest.fixture(scope="module")
def folder():
    """A data folder that the first call in this module makes ready."""
    with open_folder() as folder:
        yield DataFolder(folder / "data")


@pytest.fixture
def run_manage(folder, tmp_path):
    """Call script/manage from another folder, as a person would."""

    def run(*words):
        command = [BASE_DIR / "script" / "manage", *words]
        env = build_script_env(folder.root)
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)

    return run


@pytest.mark.mesin
def test_an_empty_folder_is_prepared_and_stdout_holds_only_the_answer(run_manage):
    done = run_manage("aturan", "nip", '{"nip": "196802291990031001"}')

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["hasil"]["tanggal_lahir"] == "1968-02-29"


@pytest.mark.mesin
def test_the_engines_end_with_the_command(run_manage, folder):
    run_manage("version")

    assert read_record(folder)["postgres"] is None
    assert read_record(folder)["valkey"] is None


@pytest.mark.mesin
def test_the_exit_code_of_the_command_is_passed_on(run_manage):
    assert run_manage("check", "--tag", "tidak_ada").returncode == 1


@pytest.mark.mesin
def test_a_path_counts_from_the_folder_of_the_caller(run_manage, tmp_path):
    (tmp_path / "di_sini.txt").write_text("terbaca")

    done = run_manage("shell", "--no-imports", "-c", "print(open('di_sini.txt').read())")

    assert done.stdout == "terbaca\n", done.stderr


def test_notes_on_a_database_made_anew_do_not_count(data):
    State(data, "lama").set("migrasi", "abc")

    assert State(data, "lama").get("migrasi") == "abc"
    assert State(data, "baru").get("migrasi") == ""


def test_forgotten_notes_are_gone(data):
    state = State(data, "satu")
    state.set("demo", "termuat")

    state.forget()

    assert state.get("demo") == ""
