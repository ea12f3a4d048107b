"""Work on employees that a worker does: the steps of an import, and what the clock sets off."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.db import transaction

from inti import audit
from laporan import mesin
from laporan.mesin import Pelari
from pegawai import dampak_aturan, proyeksi
from pegawai.impor import buku
from pegawai.kabar import KABAR_IMPOR, tell_dibuka
from pegawai.models import Impor
from pegawai.services import impor as services


def _impor(pelari: Pelari) -> Impor:
    return Impor.objects.get(kode=pelari.pekerjaan.parameter["impor"])


def periksa_impor(pelari: Pelari) -> dict[str, Any]:
    """Read and judge an uploaded list."""
    impor = _impor(pelari)
    services.read_impor(konteks=pelari.konteks, impor=impor, lapor=pelari.lapor)
    return {"impor": impor.kode}


def terapkan_impor(pelari: Pelari) -> dict[str, Any]:
    """Apply a preview, all or nothing."""
    impor = services.apply_impor(konteks=pelari.konteks, impor=_impor(pelari), lapor=pelari.lapor)
    return {"impor": impor.kode}


def batalkan_impor(pelari: Pelari) -> dict[str, Any]:
    """Undo a batch, all or nothing."""
    impor = services.cancel_impor(konteks=pelari.konteks, impor=_impor(pelari))
    return {"impor": impor.kode}


def daftarkan() -> None:
    """Offer the work of this app to the job engine. Each is safe to run again: it looks at the present state first."""
    mesin.register(services.PERIKSA, periksa_impor, kabar=KABAR_IMPOR)
    mesin.register(services.TERAPKAN, terapkan_impor, kabar=KABAR_IMPOR)
    mesin.register(services.BATALKAN, batalkan_impor, kabar=KABAR_IMPOR)
    mesin.register(dampak_aturan.HITUNG_ULANG, dampak_aturan.hitung_ulang)


@shared_task(name="pegawai.bersihkan_impor", expires=3600)
def bersihkan_impor(**later: object) -> int:
    """Drop rows and files of imports that nobody can undo any more. Twice is the same as once."""
    return buku.bersihkan()


@shared_task(name="pegawai.terapkan_tmt", expires=3000)
def terapkan_tmt(**later: object) -> int:
    """Bring everybody's present state up to their histories: a TMT that has come takes effect. Twice is the same as once."""
    with transaction.atomic(), audit.explain(why="TMT mulai berlaku"):
        return proyeksi.segarkan()


@shared_task(name="pegawai.kabarkan_akses", expires=3600)
def kabarkan_akses(**later: object) -> int:
    """Tell everybody once how many people opened their data yesterday. Twice is the same as once."""
    with transaction.atomic():
        return tell_dibuka()
