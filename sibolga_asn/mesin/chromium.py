"""The browser for the browser tests: the system's Chromium, installed from Debian's packages where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> Path | None:
    """Return a Chromium that runs (a package may be a mere signpost to a store), or None."""
    named = os.environ.get("SIBOLGA_CHROMIUM")
    for name in (named,) if named else NAMES:
        found = shutil.which(name)
        if found and _runs(found):
            return Path(found)
    return None


def install(notice: Callable[[str], None]) -> None:
    """Install it when we may: as root, with apt-get. Failing is no error; `find` tells afterwards."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    notice("Memasang Chromium untuk uji peramban (sekali saja) …")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "-y", "install", "--no-install-recommends", "chromium"]):
        try:
            done = subprocess.run(
                command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=900
            )
        except subprocess.TimeoutExpired:
            notice("apt-get tidak selesai dalam 15 menit.")
            return
        if done.returncode:
            notice(f"{' '.join(command)} gagal:\n{done.stderr.strip()[-600:]}")


def _runs(program: str) -> bool:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
