"""A list on its way between two officers: prepared by one, approved by another, stored and undone by the job."""

from __future__ import annotations

from typing import Any

from akun.kewenangan import Konteks
from akun.konteks import sistem
from impor import services
from impor.models import Impor
from laporan import mesin
from tests.akun.factories import buat_pengguna, konteks_of


def segar(batch: Impor) -> Impor:
    return Impor.objects.get(pk=batch.pk)


def kerjakan(batch: Impor) -> None:
    """Do the latest job of the batch, as a worker would."""
    mesin.jalankan(segar(batch).pekerjaan_kode)


def kirim(batch: Impor, penyiap: Any) -> Impor:
    """Whoever prepared it sends it."""
    return services.submit_impor(konteks=konteks_of(penyiap), impor=batch, versi=segar(batch).versi)


def setujui(batch: Impor, penyiap: Any) -> Konteks:
    """Sent, and approved by another officer, whose job has yet to run; returns the Konteks of that officer."""
    lain = konteks_of(buat_pengguna("admin_bkpsdm", nama="Petugas Kedua"))
    kirim(batch, penyiap)
    services.approve_impor(konteks=lain, impor=batch, versi=segar(batch).versi)
    return lain


def simpan(batch: Impor, penyiap: Any) -> Impor:
    """Approved and stored."""
    return services.apply_impor(konteks=setujui(batch, penyiap), impor=batch)


def batalkan(batch: Impor) -> Impor:
    """Asked for, and undone."""
    diminta = services.undo_impor(konteks=sistem(), impor=batch, versi=segar(batch).versi)
    return services.cancel_impor(konteks=sistem(), impor=diminta)
