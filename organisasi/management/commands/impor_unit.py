"""Import of the unit tree at the command line."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inti.errors import UseCaseError
from organisasi import services


class Command(BaseCommand):
    """script/manage impor_unit FILE.json: ends with 0 and one JSON line of counts; 1 when the file is no unit tree."""

    help = "Perbarui pohon unit kerja dari daftar {id, nama, induk}."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("berkas", type=Path)

    def handle(self, *args: Any, berkas: Path, **options: Any) -> None:
        """Read the tree, bring the city's to it, and print one JSON line."""
        try:
            hasil = services.import_unit(actor=None, baris=services.baca_unit(berkas.read_text(encoding="utf-8-sig")))
        except UseCaseError as error:
            self._gagal(error.message, error.fix)
        except (OSError, UnicodeDecodeError) as error:
            sebab = error.strerror if isinstance(error, OSError) else "bukan teks UTF-8"
            self._gagal(f"Berkas {berkas} tidak dapat dibaca ({sebab}).", "Periksa nama dan letaknya.")
        else:
            self.stdout.write(json.dumps(asdict(hasil)))

    def _gagal(self, pesan: str, saran: str) -> None:
        self.stdout.write(json.dumps({"galat": pesan, "saran": saran}, ensure_ascii=False))
        self.stderr.write(f"{pesan} {saran}")
        sys.exit(1)
