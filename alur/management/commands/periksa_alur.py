"""Compare who holds each case with the state of what it is about."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from alur import proses, selectors


class Command(BaseCommand):
    help = "Membandingkan pemegang tiap perkara dengan keadaan yang diperkarakan. Keluar 1 bila ada yang tidak cocok."

    def handle(self, *args: Any, **options: Any) -> None:
        beda = [
            {"proses": satu.nama, "kode": kode, "keadaan": keadaan, "dipegang": dipegang}
            for satu in proses.daftar()
            for kode, keadaan, dipegang in selectors.list_menyimpang(satu)
        ]
        self.stdout.write(json.dumps({"menyimpang": len(beda), "contoh": beda[:20]}))
        if beda:
            raise SystemExit(1)
