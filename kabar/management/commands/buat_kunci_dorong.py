"""`script/manage buat_kunci_dorong`: a key of web push for SIBOLGA_KUNCI_DORONG."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kabar.kunci import create_kunci


class Command(BaseCommand):
    help = "Mencetak kunci baru untuk kabar ke perangkat (isi SIBOLGA_KUNCI_DORONG; sama di semua mesin)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(create_kunci())
