"""Reload in development: notice that the project's Python or settings changed. No library: a look once a second."""

from pathlib import Path

from sibolga_asn.mesin.paths import BASE_DIR

SKIPPED = {".venv", ".git", ".data", "node_modules", "__pycache__"}


class Watcher:
    """Remembers when the project's Python files last changed."""

    def __init__(self, base: Path = BASE_DIR) -> None:
        self._folders = [path for path in base.iterdir() if path.is_dir() and path.name not in SKIPPED and path.name[0] != "."]
        self._seen = self._look()

    def has_changed(self) -> bool:
        """Say whether a file was changed, added or removed since the last question."""
        now = self._look()
        changed, self._seen = now != self._seen, now
        return changed

    def _look(self) -> dict[Path, int]:
        seen = {}
        for folder in self._folders:
            for path in folder.rglob("*.py"):
                try:
                    seen[path] = path.stat().st_mtime_ns
                except FileNotFoundError:
                    continue
        return seen
