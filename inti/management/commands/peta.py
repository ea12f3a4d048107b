"""The map of the house at the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from inti import peta


class Command(BaseCommand):
    """script/manage peta: one JSON object a line, `{"jenis", "nama", "berkas", "baris"}`."""

    help = "Semua yang terdaftar: hak, aturan, menu, laporan, pekerjaan, alamat, …, masing-masing dengan berkas dan barisnya"
    requires_system_checks: list[str] = []  # Django reads it from the class

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is registered now."""
        for tempat in peta.list_tempat():
            self.stdout.write(json.dumps(asdict(tempat), ensure_ascii=False))
