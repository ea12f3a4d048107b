"""`script/bench`: the figures of bench/, on engines of its own in a folder that is thrown away."""

import os
import sys
import tempfile
from pathlib import Path

from sibolga_asn.mesin import environment, langkah, statik
from sibolga_asn.mesin.engines import Engines
from sibolga_asn.mesin.manage import notice, run
from sibolga_asn.mesin.paths import BASE_DIR, DataFolder


def bench(words: list[str]) -> int:
    """Start engines, migrate, run `python -m bench`, and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="sibolga-bench-") as folder:
        os.environ["SIBOLGA_DATA"] = folder
        Path(folder).chmod(0o711)
        data = DataFolder.from_environment()
        engines = Engines(data, notice)
        with engines.hold(lambda found: langkah.migrate(engines, found, notice)) as addresses:
            env = environment.build(data, addresses)
            # The population is made by the owner; the product itself is measured as the app.
            env |= {"SIBOLGA_PEMILIK_URL": addresses.owner_url, "SIBOLGA_LOKAL": "1", "DEBUG": "0"}
            env["SIBOLGA_FAKTOR_KEDUA"] = "tidak"
            statik.start_collecting(data.statik, env, data.log / "collectstatic.log")()
            return run([sys.executable, "-m", "bench", *words], env | {"PYTHONPATH": str(BASE_DIR)})
