"""What tests do with the pages of an import."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from impor.models import Impor
from tests.impor.dua_petugas import segar

AWAL = "/pegawai/impor/"


def buka(peramban: Client, batch: Impor, kueri: str = "") -> str:
    jawab = peramban.get(f"{AWAL}{batch.kode}/{kueri}")
    assert jawab.status_code == 200
    return jawab.content.decode()


def langkah(klien: Client, batch: Impor, aksi: str, **isi: Any) -> Any:
    """Press a button of the page."""
    return klien.post(f"{AWAL}{batch.kode}/langkah/", {"aksi": aksi, "versi": segar(batch).versi, **isi})


def baris_layar(isi: str, nomor: int) -> str:
    """The words of one row on the page, '' where it isn't there."""
    cocok = re.search(rf'<tr role="row" id="b{nomor}">(.*?)</tr>', isi, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", cocok[1]).split()) if cocok else ""


def angka_layar(isi: str) -> dict[str, str]:
    """The figures on top of the page, by their label."""
    kartu = re.findall(r'angka__label">(.*?)</p>.*?angka__nilai[^>]*>\s*([^<]*)', isi, re.DOTALL)
    return {" ".join(label.split()): nilai.strip() for label, nilai in kartu}
