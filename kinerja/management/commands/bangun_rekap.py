"""Count the performance figures anew and tell where the stored ones differed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from inti import waktu
from kinerja import rekap


class Command(BaseCommand):
    help = "Hitung ulang rekap kinerja dan laporkan selisihnya. --periksa: hanya laporkan, keluar 1 bila ada selisih."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tahun", type=int, action="append", help="tahun yang dihitung; boleh diulang (bawaan: tahun ini)")
        parser.add_argument("--periksa", action="store_true", help="jangan menulis")

    def handle(self, *args: Any, **opsi: Any) -> None:
        tahun = opsi["tahun"] or [waktu.today().year]
        beda = rekap.drift(tahun) if opsi["periksa"] else rekap.bangun(tahun)
        self.stdout.write(json.dumps({"tahun": tahun, "selisih": len(beda), "contoh": beda[:20]}, ensure_ascii=False))
        if opsi["periksa"] and beda:
            raise SystemExit(1)
