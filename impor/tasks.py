"""The steps of an import that a worker does, and what the clock clears away."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from impor import services
from impor.kabar import KABAR_IMPOR
from impor.models import Impor
from impor.pegawai import buku
from laporan import mesin
from laporan.mesin import Pelari


def _impor(pelari: Pelari) -> Impor:
    return Impor.objects.get(kode=pelari.pekerjaan.parameter["impor"])


def periksa_impor(pelari: Pelari) -> dict[str, Any]:
    """Read and judge an uploaded list."""
    impor = _impor(pelari)
    services.check_impor(konteks=pelari.konteks, impor=impor, lapor=pelari.lapor)
    return {"impor": impor.kode}


def terapkan_impor(pelari: Pelari) -> dict[str, Any]:
    """Store an approved list, all or nothing."""
    impor = services.apply_impor(konteks=pelari.konteks, impor=_impor(pelari), lapor=pelari.lapor)
    return {"impor": impor.kode}


def batalkan_impor(pelari: Pelari) -> dict[str, Any]:
    """Undo a batch, all or nothing."""
    impor = services.cancel_impor(konteks=pelari.konteks, impor=_impor(pelari))
    return {"impor": impor.kode}


def daftarkan() -> None:
    """Offer the steps of an import to the job engine. Each is safe to run again: it looks at the batch's state first."""
    mesin.register(services.PERIKSA, periksa_impor, kabar=KABAR_IMPOR)
    mesin.register(services.TERAPKAN, terapkan_impor, kabar=KABAR_IMPOR)
    mesin.register(services.BATALKAN, batalkan_impor, kabar=KABAR_IMPOR)


@shared_task(name="impor.bersihkan", expires=3600)
def bersihkan(**later: object) -> int:
    """Give up what nobody sent, and drop rows and files of imports that nobody can undo any more. Twice is the same as once."""
    services.expire_impor()
    return buku.bersihkan()
