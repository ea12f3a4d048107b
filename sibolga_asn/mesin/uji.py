"""`script/test`: pytest with the browser where it can be had; tests/mesin_plugin.py brings the engines."""

import os
import sys

from sibolga_asn.mesin import chromium
from sibolga_asn.mesin.manage import notice
from sibolga_asn.mesin.paths import BASE_DIR


def test(words: list[str]) -> int:
    """Become pytest. Without a path all tests run, in as many processes as there are processors."""
    chosen = [word for word in words if not word.startswith("-") and (BASE_DIR / word.split("::")[0]).exists()]
    if chromium.find() is None and (not chosen or any("browser" in word for word in chosen)):
        chromium.install(notice)
    options = list(words)
    if not chosen and not any(word.startswith(("-n", "--numprocesses", "-p")) for word in words):
        options = ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "worksteal", *options]
    os.chdir(BASE_DIR)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *options])  # noqa: S606  # our own Python
