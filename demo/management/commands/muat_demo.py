"""Fill an empty installation with the demonstration city."""

import json
import os
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from akun.models import Pengguna
from demo import forum, impor, kinerja, kompetensi, kota, laporan
from demo.kota import Kota

LANGKAH: tuple[tuple[str, Callable[[Kota], None]], ...] = (
    ("data instansi", lambda k: kota.bangun_instansi()),
    ("unit kerja", lambda k: kota.bangun_unit()),
    ("admin BKPSDM", kota.bangun_admin),
    ("daftar pegawai (diimpor)", impor.muat),
    ("pimpinan unit dan penilai", kota.bangun_pimpinan),
    ("akun setiap peran", kota.bangun_akun),
    ("kinerja setahun", kinerja.muat),
    ("pelatihan", kompetensi.muat),
    ("suara warga", forum.muat),
    ("klien API", kota.bangun_klien),
)


class Command(BaseCommand):
    help = "Memuat kota contoh: orang, angka, dan suara yang semuanya rekaan."

    def handle(self, *args: Any, **options: Any) -> None:
        if Pengguna.objects.exists():
            self.stderr.write("Kota contoh dilewati: pemasangan ini sudah berisi.")
            return
        contoh = Kota(sandi=kota.buat_sandi())
        with transaction.atomic():  # interrupted, it leaves nothing behind and starts again
            for nama, langkah in LANGKAH:
                self._jalankan(nama, langkah, contoh)
            self._tulis(contoh)
        self._jalankan("laporan", laporan.muat, contoh)  # jobs are taken from what is committed

    def _jalankan(self, nama: str, langkah: Callable[[Kota], None], contoh: Kota) -> None:
        mulai = time.monotonic()
        langkah(contoh)
        self.stderr.write(f"  kota contoh: {nama}, {time.monotonic() - mulai:.1f} detik")

    def _tulis(self, contoh: Kota) -> None:
        """Leave the demo accounts where the supervisor looks for them, readable by its owner alone."""
        isi = {
            "akun": [{"peran": p, "masuk": m, "sandi": contoh.sandi} for p, m in contoh.masuk],
            "klien_api": contoh.klien | {"token_url": "/api/oauth/token/"},
        }
        berkas = settings.DATA_DIR / "demo-akun.json"
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with open(os.open(berkas, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as f:
            json.dump(isi, f, ensure_ascii=False, indent=1)
