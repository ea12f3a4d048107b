"""Corrections of private data, saved views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit
from inti.versi import Suntingan, gabung, tulis
from pegawai.models import DataPribadi, Pegawai, TampilanTersimpan


@transaction.atomic
def update_data_pribadi(
    *, konteks: Konteks, pegawai: Pegawai, nilai: Mapping[str, Any], alasan: str, sunting: Suntingan | None = None
) -> DataPribadi:
    """Write private data with the reason: what was changed, and nothing else.

    Raises BerubahError, ValidationError for a NIK that another person has.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    Pegawai.objects.select_for_update().get(pk=pegawai.pk)
    data, _baru = DataPribadi.objects.get_or_create(pegawai=pegawai)
    berubah = tulis(data, gabung(data, sunting, nilai))
    data.full_clean()
    if berubah:
        with audit.explain(actor=konteks.pengguna, why=alasan):
            data.save(update_fields=berubah)
    return data


@transaction.atomic
def create_tampilan(*, konteks: Konteks, nama: str, kueri: str) -> TampilanTersimpan:
    """Keep a state of the list under a name. Raises ValidationError for an empty or taken name."""
    kewenangan.require(konteks, "pegawai.daftar")
    tampilan = TampilanTersimpan(pemilik_id=konteks.pengguna.pk, nama=nama, kueri=kueri)
    tampilan.full_clean()
    tampilan.save()
    return tampilan
