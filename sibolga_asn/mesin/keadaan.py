"""What was done to which database. A database made anew has another name, so nothing of the old one counts."""

import hashlib
import json
from pathlib import Path
from typing import Any

from sibolga_asn.mesin.engines import Addresses, Engines
from sibolga_asn.mesin.paths import BASE_DIR, DataFolder, write_private


class State:
    """The notes on one database: `migrasi` (a hash), `acuan` (a hash), `demo` (a hash)."""

    def __init__(self, data: DataFolder, database: str) -> None:
        self._file, self._database = data.state_json, database

    @classmethod
    def of(cls, engines: Engines, addresses: Addresses) -> "State":
        """Return the notes on the database that is in use."""
        name = engines.identify_database() or hashlib.sha256(addresses.database_url.encode()).hexdigest()
        return cls(engines.data, name)

    def get(self, key: str) -> str:
        """Return a note, empty when there is none."""
        return str(self._read().get(self._database, {}).get(key, ""))

    def set(self, key: str, value: str) -> None:
        """Write a note."""
        notes = self._read()
        notes[self._database] = notes.get(self._database, {}) | {key: value}
        write_private(self._file, json.dumps(notes, indent=1))

    def forget(self) -> None:
        """Drop all notes on this database, for example after `flush`."""
        notes = self._read()
        notes.pop(self._database, None)
        write_private(self._file, json.dumps(notes, indent=1))

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            notes = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return {}
        return notes if isinstance(notes, dict) else {}


def hash_files(*patterns: str, base: Path = BASE_DIR) -> str:
    """Return a hash of names and contents of the project's files that match."""
    digest = hashlib.sha256()
    for path in sorted({found for pattern in patterns for found in base.glob(pattern) if found.is_file()}):
        digest.update(f"{path.relative_to(base)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def hash_migrations() -> str:
    """Return a hash of everything that `migrate` and `atur_hak` depend on."""
    return hash_files("*/migrations/*.py", "*/management/commands/atur_hak.py", "requirements.txt")
