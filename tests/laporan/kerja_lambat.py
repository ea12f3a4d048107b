"""A kind of work that takes its time and leaves a line for each attempt."""

import os
import time
from pathlib import Path
from typing import Any

from laporan import mesin

JENIS = "uji.lambat"


def kerjakan(pelari: mesin.Pelari) -> dict[str, Any]:
    """Count to `langkah`, a tenth of a second each; the second attempt is quick."""
    p = pelari.pekerjaan
    with Path(p.parameter["catatan"]).open("a") as catatan:
        catatan.write(f"{p.percobaan} {os.getpid()}\n")
    langkah = p.parameter["langkah"] if p.percobaan == 1 else 3
    tujuan = pelari.berkas("txt")
    tujuan.write_text("belum")
    for n in range(langkah):
        time.sleep(0.1)
        pelari.lapor(n + 1, langkah, "menghitung")
    tujuan.write_text(f"selesai pada percobaan {p.percobaan}")
    return {"nama_berkas": "hasil.txt"}


mesin.register(JENIS, kerjakan)
