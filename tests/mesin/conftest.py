"""Data folders for tests of the engines themselves."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from sibolga_asn.mesin.engines import Engines
from sibolga_asn.mesin.paths import DataFolder

# What belongs to the test run and not to a script that is started beside it.
OF_THE_RUN = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "SIBOLGA_REDIS_AWALAN", "SIBOLGA_STATIK"}


@contextmanager
def open_folder():
    """A folder that the engines' user may walk through, which pytest's own temporary folder does not allow as root."""
    folder = Path(tempfile.mkdtemp(prefix="sibolga-uji-mesin-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def build_script_env(root):
    """The environment of a script that somebody types."""
    env = {k: v for k, v in os.environ.items() if k not in OF_THE_RUN and not k.startswith(("PYTEST_", "UJI_"))}
    return env | {"SIBOLGA_DATA": str(root)}


@pytest.fixture
def data(monkeypatch):
    """An empty data folder, and no server named in the environment."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    with open_folder() as folder:
        monkeypatch.setenv("SIBOLGA_DATA", str(folder / "data"))
        found = DataFolder.from_environment()
        found.create()
        yield found


@pytest.fixture
def make_engines(data):
    """A function that makes engines on the data folder, as a process of its own would."""
    return lambda durable=False: Engines(data, lambda text: None, durable=durable, tied=True)
