"""As whom the engines run: the caller, or as root an unprivileged account that exists already."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sibolga_asn.mesin.errors import MesinError

# PostgreSQL refuses to run as root, and initdb wants a user that the system knows. No account is ever created.
CANDIDATES = ("nobody", "daemon", "games", "bin")


@dataclass(frozen=True)
class OsUser:
    """An account of the operating system."""

    uid: int
    gid: int
    name: str

    @classmethod
    def from_uid(cls, uid: int) -> "OsUser":
        """Look the account up; a uid without one gets an explanation."""
        try:
            found = pwd.getpwuid(uid)
        except KeyError as error:
            raise MesinError(
                f"Pengguna dengan uid {uid} tidak tercatat di /etc/passwd; PostgreSQL memerlukan namanya. "
                "Jalankan sebagai pengguna yang tercatat, atau isi DATABASE_URL dan REDIS_URL dengan server yang ada."
            ) from error
        return cls(found.pw_uid, found.pw_gid, found.pw_name)

    @property
    def is_other(self) -> bool:
        """Say whether this is somebody else than the caller."""
        return self.uid != os.geteuid()

    def as_popen_arguments(self) -> dict[str, Any]:
        """Return the arguments that make subprocess run as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}

    def can_run(self) -> bool:
        """Say whether a process may become this user (not so in some containers)."""
        try:
            done = subprocess.run(["/bin/sh", "-c", "exit 0"], check=False, **self.as_popen_arguments())
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0

    def can_enter(self, path: Path) -> bool:
        """Say whether this user may enter the folder, or run the file, `path`."""
        done = subprocess.run(["/bin/sh", "-c", 'test -x "$1"', "sh", path], cwd="/", check=False, **self.as_popen_arguments())
        return done.returncode == 0


def current() -> OsUser:
    """Return the caller."""
    return OsUser.from_uid(os.geteuid())


def choose_engine_user(cluster: Path) -> OsUser:
    """Return who runs the engines: the owner of an existing cluster, the caller, or for root a harmless account."""
    if cluster.exists():
        owner = OsUser.from_uid(cluster.stat().st_uid)
        if owner.is_other and os.geteuid() != 0:
            raise MesinError(
                f"Data di {cluster} milik pengguna {owner.name}. Jalankan sebagai pengguna yang membuatnya, "
                "atau pilih folder lain dengan SIBOLGA_DATA."
            )
        return owner
    if os.geteuid() != 0:
        return current()
    for name in CANDIDATES:
        try:
            user = OsUser.from_uid(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
        if user.uid != 0 and user.can_run():
            return user
    raise MesinError(
        "PostgreSQL tidak boleh berjalan sebagai root, dan tidak ada akun biasa (nobody, daemon) yang dapat dipakai. "
        "Jalankan sebagai pengguna biasa, atau isi DATABASE_URL dan REDIS_URL."
    )
