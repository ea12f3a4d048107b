"""Facts that a checked proposal writes. The right was asked where it was decided; here is only the event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akun.models import Pengguna
from inti import audit
from pegawai import atasan
from pegawai.models import DataPribadi, Pegawai, RiwayatPendidikan


def tulis_pribadi(*, actor: Pengguna, pegawai: Pegawai, nilai: Mapping[str, Any], alasan: str) -> None:
    """Write private data that were checked. Call it in the transaction of the decision, the person locked.

    Raises ValidationError where the database has an objection in words.
    """
    data, _baru = DataPribadi.objects.get_or_create(pegawai=pegawai)
    for kolom, isi in nilai.items():
        setattr(data, kolom, isi)
    data.full_clean()
    with audit.explain(actor=actor, why=alasan):
        data.save(update_fields=list(nilai))


def tulis_gelar(*, actor: Pengguna, pegawai: Pegawai, nilai: Mapping[str, Any], alasan: str) -> None:
    """Write titles that were checked."""
    with audit.explain(actor=actor, why=alasan):
        Pegawai.objects.filter(pk=pegawai.pk).update(gelar_depan=nilai["gelar_depan"], gelar_belakang=nilai["gelar_belakang"])


def tambah_pendidikan(*, actor: Pengguna, pegawai: Pegawai, nilai: Mapping[str, Any], alasan: str) -> None:
    """Add a completed education and bring the present state up to date. The same education again changes nothing."""
    isi = {"tingkat": nilai["tingkat"], "nama": nilai["nama"], "tahun_lulus": int(nilai["tahun_lulus"])}
    with audit.explain(actor=actor, why=alasan):
        _baris, baru = RiwayatPendidikan.objects.get_or_create(pegawai=pegawai, **isi, diganti_at=None)
        if baru:
            atasan.ikuti([pegawai.pk])
