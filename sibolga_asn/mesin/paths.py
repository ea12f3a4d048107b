"""Where things lie: the clone, and the data folder with everything that a run leaves behind."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sibolga_asn.mesin.errors import MesinError

BASE_DIR = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class DataFolder:
    """`SIBOLGA_DATA`, by default `.data/` in the clone. Secrets in it are 0600; no parent folder is touched."""

    root: Path

    @classmethod
    def from_environment(cls) -> "DataFolder":
        """Read `SIBOLGA_DATA`; a relative one counts from the caller's folder."""
        return cls(Path(os.environ.get("SIBOLGA_DATA") or BASE_DIR / ".data").absolute())

    @property
    def log(self) -> Path:
        """One file for each engine and each child."""
        return self.root / "log"

    @property
    def statik(self) -> Path:
        """Collected static files, unless `SIBOLGA_STATIK` names another place."""
        return Path(os.environ.get("SIBOLGA_STATIK") or self.root / "statik").absolute()

    @property
    def engines_json(self) -> Path:
        """Where the engines of this folder live and which processes they are."""
        return self.root / "mesin.json"

    @property
    def state_json(self) -> Path:
        """What was done to which database: migrations, reference data, demo."""
        return self.root / "keadaan.json"

    @property
    def children_json(self) -> Path:
        """The processes that the running server started."""
        return self.root / "anak.json"

    @property
    def demo_json(self) -> Path:
        """Address and accounts of the running server, for people and integrators."""
        return self.root / "demo.json"

    @property
    def akun_demo_json(self) -> Path:
        """The demo accounts, left by `muat_demo`."""
        return self.root / "demo-akun.json"

    @property
    def secret_key(self) -> Path:
        """The SECRET_KEY of this folder."""
        return self.root / "kunci-rahasia"

    @property
    def push_key(self) -> Path:
        """The key with which this folder's server pushes to browsers (VAPID)."""
        return self.root / "kunci-dorong"

    def lock(self, name: str) -> Path:
        """Return the lock file `name`: mesin (starting and stopping), pemakai (holders), server (one each)."""
        return self.root / f"{name}.kunci"

    def create(self) -> None:
        """Make the folder and its log folder; a folder that exists keeps its rights."""
        try:
            if not self.root.exists():
                self.root.mkdir(parents=True, exist_ok=True)
                # As root the engines run as another user, who has to walk through.
                self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
            self.log.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise MesinError(
                f"Folder data {self.root} tidak dapat dibuat atau ditulisi ({error.strerror}). "
                "Pilih folder lain dengan SIBOLGA_DATA, misalnya SIBOLGA_DATA=$HOME/sibolga script/server."
            ) from error


def list_temp_folders() -> list[Path]:
    """Return the system's folders for temporary files, the longest-lived first."""
    folders = [Path("/var/tmp"), Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108  # each result is made by mkdtemp
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable for its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
