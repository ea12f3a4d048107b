"""Compare the present state on Pegawai with the histories; `--perbaiki` brings it up to date."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from inti import audit
from pegawai import atasan, proyeksi


class Command(BaseCommand):
    help = "Membandingkan keadaan sekarang dengan riwayat. Keluar 1 bila ada yang berbeda dan tidak diperbaiki."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--perbaiki", action="store_true", help="hitung ulang dari riwayat")

    def handle(self, *args: Any, **options: Any) -> None:
        beda = proyeksi.drift()
        if options["perbaiki"] and beda:
            with transaction.atomic(), audit.explain(why="perbaikan keadaan sekarang dari riwayat"):
                atasan.ikuti()
        self.stdout.write(json.dumps({"berbeda": len(beda), "contoh": beda[:20]}))
        if beda and not options["perbaiki"]:
            raise SystemExit(1)
