"""Kinds of training by their national code: shipped, loaded, and the hours that the law gives some of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from aturan.daun import Bilangan
from aturan.skema import Definisi, Tabel
from inti.keputusan import Istilah, _
from kompetensi.models import JenisPelatihan

BERKAS = Path(__file__).parent / "acuan" / "jenis_pelatihan.json"


@cache
def list_bawaan() -> tuple[dict[str, Any], ...]:
    """The kinds of the national list."""
    return tuple(json.loads(BERKAS.read_text(encoding="utf-8")))


def muat() -> int:
    """Insert the kinds that are not there yet; return how many were new. Two queries."""
    ada = set(JenisPelatihan.objects.values_list("kode", flat=True))
    baru = [JenisPelatihan(**b) for b in list_bawaan() if b["kode"] not in ada]
    JenisPelatihan.objects.bulk_create(baru)
    return len(baru)


KONVERSI = Definisi(
    "konversi_jp",
    _("Jam pelajaran baku tiap jenis kegiatan"),
    _("Berapa jam pelajaran satu kegiatan, bila programnya tidak menyebutnya. Kosong berarti programnya yang menentukan."),
    Tabel(tuple(Istilah(str(b["kode"]), b["nama"]) for b in list_bawaan()), Bilangan(1, 400, _("JP")), lengkap=False),
    dipakai=_("Dipakai saat kegiatan dicatat, menurut hari selesainya; jam pelajaran yang sudah tercatat tidak berubah."),
)
