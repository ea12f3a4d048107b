"""The rule calculator at the command line: lists the rules, or applies one."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aturan import daftar_aturan
from inti.keputusan import MasukanDitolak
from inti.penjelasan import jelaskan, tulis


class Command(BaseCommand):
    """script/manage aturan [NAME '{…}']: JSON out; exit 2 with {"galat": …} for input that the rule refuses."""

    help = 'Daftar aturan, atau terapkan satu: aturan NAMA \'{"isian": "isi"}\''
    requires_system_checks: list[str] = []  # Django reads it from the class

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of a rule and its inputs as JSON, both optional."""
        parser.add_argument("nama", nargs="?")
        parser.add_argument("masukan", nargs="?", default="{}")

    def handle(self, *args: Any, nama: str | None = None, masukan: str = "{}", **options: Any) -> None:
        """Print one JSON object a line."""
        if nama is None:
            for a in daftar_aturan.list_aturan():
                self._cetak(daftar_aturan.uraikan(a, tulis))
            return
        try:
            self._cetak(jelaskan(daftar_aturan.hitung(daftar_aturan.get_aturan(nama), _baca(masukan))))
        except MasukanDitolak as penolakan:
            self._cetak({"galat": str(penolakan), "isian": penolakan.field, "dasar": penolakan.dasar})
            sys.exit(2)

    def _cetak(self, isi: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(isi, ensure_ascii=False))


def _baca(teks: str) -> Any:
    try:
        return json.loads(teks)
    except (ValueError, RecursionError):
        raise MasukanDitolak(
            "Masukan ini bukan JSON.", saran='Tulis seperti ini: {"nama isian": "isinya"}.', field="", kode="bukan_json"
        ) from None
