"""The reference list of ranks, filled from the rules; rows that a city changed are left alone."""

from __future__ import annotations

from pegawai.models import Golongan
from pegawai.rules.golongan import GOLONGAN


def muat() -> int:
    """Insert the ranks that are not there yet; return how many were new. Two queries."""
    ada = set(Golongan.objects.values_list("kode", flat=True))
    baru = [
        Golongan(kode=g.kode, jenis=g.jenis, urutan=g.urutan, pangkat=g.pangkat, dasar=g.dasar)
        for g in GOLONGAN.values()
        if g.kode not in ada
    ]
    Golongan.objects.bulk_create(baru)
    return len(baru)
