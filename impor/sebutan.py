"""What is said of the rows that a list would store, stored, or took back: by how far the list has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from impor.models import Impor, StatusImpor


@dataclass(frozen=True)
class Sebutan:
    """Words for the rows that a list is about to store, or stored.

    berubah, baru   what their figures and filters are called
    ringkas         stands beside their number in the list of imports
    putusan         replaces their verdict, and `catatan` explains it, where nothing of them is stored (any more)
    """

    berubah: Any
    baru: Any
    ringkas: Any = ""
    putusan: Any = ""
    catatan: Any = ""


RENCANA = Sebutan(_("akan diubah"), _("pegawai baru"), _("belum disimpan"))
TERSIMPAN = Sebutan(_("diubah"), _("pegawai baru"))
DIBATALKAN = Sebutan(
    _("perubahan dibatalkan"),
    _("pegawai baru dibatalkan"),
    _("dibatalkan"),
    _("Dibatalkan"),
    _("Sudah kembali seperti sebelum impor."),
)
DIHENTIKAN = Sebutan(
    _("perubahan tidak disimpan"),
    _("pegawai baru tidak disimpan"),
    _("tidak disimpan"),
    _("Tidak disimpan"),
    _("Impor ini dihentikan sebelum disimpan."),
)
_MENURUT_KEADAAN = {
    StatusImpor.DITERAPKAN: TERSIMPAN,
    StatusImpor.MEMBATALKAN: TERSIMPAN,
    StatusImpor.DIBATALKAN: DIBATALKAN,
    StatusImpor.DIHENTIKAN: DIHENTIKAN,
}


def sebut(impor: Impor) -> Sebutan:
    """The words for a list as it stands now."""
    return _MENURUT_KEADAAN.get(StatusImpor(impor.status), RENCANA)
