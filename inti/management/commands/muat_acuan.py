"""Load the reference data that the product ships, after every migrate."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from inti import acuan, audit


class Command(BaseCommand):
    """script/manage muat_acuan: prints how many rows were new, by kind. Twice is the same as once."""

    help = "Memuat data acuan bawaan yang belum ada; yang sudah diubah kota ini dibiarkan."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Load all of it, or nothing."""
        with audit.explain(why="data acuan bawaan"):
            self.stdout.write(json.dumps(acuan.muat_semua(), ensure_ascii=False))
