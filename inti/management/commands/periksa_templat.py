"""`script/manage periksa_templat`: every page compiles (inti.jinja_periksa) and keeps to 140 characters a line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from jinja2 import TemplateSyntaxError

from inti import jinja

PALING_PANJANG = 140


class Command(BaseCommand):
    """Check the templates in their files."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Check them all. Raises CommandError with one line a fault."""
        berkas = sorted(p for p in jinja.FOLDER.rglob("*") if p.suffix in (".html", ".txt"))
        panjang = [p.relative_to(jinja.FOLDER) for p in berkas if terlalu_panjang(p)]
        galat = [f"{nama}: a line is longer than {PALING_PANJANG} characters" for nama in panjang]
        galat += [pesan for nama in jinja.daftar_templat() if (pesan := periksa_susunan(nama))]
        if galat:
            raise CommandError("\n".join(galat))


def terlalu_panjang(berkas: Path) -> bool:
    """Whether a line is longer than allowed."""
    return any(len(baris) > PALING_PANJANG for baris in berkas.read_text(encoding="utf-8").splitlines())


def periksa_susunan(nama: str) -> str:
    """What keeps a template from being compiled; '' for nothing."""
    lingkungan = jinja.lingkungan()
    try:
        lingkungan.compile((jinja.FOLDER / nama).read_text(encoding="utf-8"), nama)
    except TemplateSyntaxError as error:
        return f"{nama}:{error.lineno}: {error.message}"
    return ""
