"""What is made ready before the first visitor: static files collected and compressed, templates compiled."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from sibolga_asn.mesin import langkah
from sibolga_asn.mesin.keadaan import hash_files
from sibolga_asn.mesin.paths import BASE_DIR


def compute_stamp(target: Path) -> str:
    """Return a hash of what the collected files depend on: of our own names, sizes and times, of packages the versions."""
    folders = [BASE_DIR / "static", *BASE_DIR.glob("*/static")]
    digest = hashlib.sha256(f"{target} {hash_files('requirements.txt', 'sibolga_asn/settings.py')}".encode())
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path}\0{path.stat().st_size}\0{path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def start_collecting(target: Path, env: Mapping[str, str], log: Path) -> Callable[[], None]:
    """Collect in the background when need be; call what is returned to wait for the end."""
    note, stamp = target.with_name(f"{target.name}.cap"), compute_stamp(target)
    if target.is_dir() and note.exists() and note.read_text() == stamp:
        return lambda: None
    note.unlink(missing_ok=True)
    command = langkah.start_command("collectstatic", "--noinput", "--clear", env=env, log=log)

    def finish() -> None:
        langkah.finish(command, log, "Pengumpulan berkas statis")
        note.write_text(stamp)

    return finish


def start_compiling(env: Mapping[str, str], log: Path) -> Callable[[], None]:
    """Compile the templates in the background; call what is returned to wait for the end."""
    command = langkah.start_command("siapkan_templat", env=env, log=log)
    return lambda: langkah.finish(command, log, "Penyiapan templat")
