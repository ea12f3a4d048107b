"""`makemessages` that reads our Jinja2 templates too: Django's own reads {% translate %} only."""

from __future__ import annotations

from pathlib import Path

from django.core.management.commands import makemessages

from inti import jinja


class Berkas(makemessages.BuildFile):
    """One file to look through; a page of ours becomes Python source with its sentences on the same lines."""

    def preprocess(self) -> None:
        """Write the source that xgettext reads."""
        if self.is_templatized and jinja.milik_kita(Path(self.path)):
            sumber = Path(self.path).read_text(encoding="utf-8")
            Path(self.work_path).write_text(jinja.tulis_kalimat(sumber), encoding="utf-8")
        else:
            super().preprocess()


class Command(makemessages.Command):
    """The command, for both kinds of templates."""

    build_file_class = Berkas
