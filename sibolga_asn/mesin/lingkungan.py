"""Make or refresh `.venv` in the clone. Standard library only: it runs before anything is installed.

Guarded by a lock on the clone's folder and by a stamp of the requirements, so
that a second start is instant, two starts do not disturb each other and an
interrupted installation is repeated.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
VENV = TOP / ".venv"
PYTHON = VENV / "bin" / "python"
RUN = ("requirements.txt", "requirements-mesin.txt")
TEST = (*RUN, "requirements-uji.txt")


def compute_stamp(files: tuple[str, ...]) -> str:
    """Return a hash of the requirements, of the Python and of the place of the environment."""
    digest = hashlib.sha256(f"{VENV}\n".encode())
    digest.update((VENV / "pyvenv.cfg").read_bytes() if (VENV / "pyvenv.cfg").exists() else b"")
    for name in files:
        digest.update((TOP / name).read_bytes())
    return digest.hexdigest()


def stamp_file(files: tuple[str, ...]) -> Path:
    """Return the file that holds the stamp of this set of requirements."""
    return VENV / (".terpasang-uji" if files == TEST else ".terpasang")


def is_ready(files: tuple[str, ...]) -> bool:
    """Say whether exactly these requirements were installed to the end."""
    try:
        return stamp_file(files).read_text() == compute_stamp(files)
    except OSError:
        return False


def run(*command: str | Path) -> None:
    """Run one step quietly; its output goes to stderr. Ends the program when the step fails."""
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER"}}
    done = subprocess.run([str(part) for part in command], cwd=TOP, env=env, stdout=sys.stderr, check=False)
    if done.returncode:
        sys.exit(
            "Pustaka tidak terpasang. Bacalah pesan di atas: biasanya jaringan atau ruang disk. "
            "Sesudah itu jalankan lagi perintah yang sama; yang sudah terpasang tidak diulang."
        )


def has_pip() -> bool:
    """Say whether the environment exists with a working pip."""
    if not PYTHON.exists():
        return False
    done = subprocess.run([PYTHON, "-I", "-m", "pip", "--version"], capture_output=True, check=False)
    return done.returncode == 0


def install(files: tuple[str, ...]) -> None:
    """Make the environment if need be and install the requirements with their hashes."""
    if not has_pip():
        print("Menyiapkan lingkungan Python …", file=sys.stderr, flush=True)
        maker = getattr(sys, "_base_executable", None) or sys.executable
        run(maker, "-I", "-m", "venv", "--clear", VENV)
    for done in (RUN, TEST):
        stamp_file(done).unlink(missing_ok=True)
    print("Memasang pustaka (sekali saja, beberapa menit) …", file=sys.stderr, flush=True)
    wanted = [part for name in files for part in ("-r", name)]
    flags = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    run(PYTHON, "-I", "-m", "pip", "install", *flags, *wanted)
    for done in (RUN, TEST) if files == TEST else (RUN,):
        stamp_file(done).write_text(compute_stamp(done))


def main() -> None:
    """Make the environment ready; `--uji` adds what the tests need."""
    files = TEST if "--uji" in sys.argv[1:] else RUN
    if is_ready(files):
        return
    folder = os.open(TOP, os.O_RDONLY)  # a lock on the folder itself leaves no file behind
    fcntl.flock(folder, fcntl.LOCK_EX)
    if not is_ready(files):
        install(files)


if __name__ == "__main__":
    main()
