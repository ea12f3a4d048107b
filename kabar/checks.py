"""What `manage.py check --deploy` says about mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

# Transports that look like sending and reach nobody.
TIDAK_MENGIRIM = ("console.EmailBackend", "dummy.EmailBackend", "locmem.EmailBackend", "filebased.EmailBackend", "BukuContoh")


def check_pengantar(app_configs: Any = None, **lain: Any) -> list[CheckMessage]:
    """In production mail must reach people: passwords are reset and duties told by it."""
    if settings.LOKAL or not settings.PENGANTAR_SURAT.endswith(TIDAK_MENGIRIM):
        return []
    return [
        Error(
            "Surat tidak akan sampai kepada siapa pun: EMAIL_URL belum menunjuk server surat.",
            hint="Isi EMAIL_URL, misalnya smtp+tls://user:sandi@mail.kota.go.id:587 (docs/pengaturan.md).",
            id="kabar.E001",
        )
    ]
