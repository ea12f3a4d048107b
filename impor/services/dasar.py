"""What the use cases of the import share: whose turn it is, the jobs, and the state that a step needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from impor.models import Impor
from inti.errors import UseCaseError
from laporan import services as pekerjaan_services
from pegawai import proyeksi

PERIKSA, TERAPKAN, BATALKAN = "impor_pegawai.periksa", "impor_pegawai.terapkan", "impor_pegawai.batalkan"
LaporTahap = Callable[[int, int | None, str | None], None]


class ImporTidakSiapError(UseCaseError):
    """The batch isn't in the state that this step needs."""


def bisu(kemajuan: int, jumlah: int | None = None, tahap: str | None = None) -> None:
    """Report to nobody."""


def pelaku(konteks: Konteks) -> Any:
    """The account that acts, None for the system."""
    return konteks.pengguna if konteks.masuk else None


def kunci_impor() -> None:
    """Wait for one's turn: one application or undoing at a time, and no move meanwhile, until the transaction ends."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtext('pegawai.impor'))")
    proyeksi.giliran()


def kunci(impor: Impor, *keadaan: str) -> Impor:
    """The batch as it is now, locked, in one of these states. Raises ImporTidakSiapError."""
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.status not in keadaan:
        raise ImporTidakSiapError(
            _("Impor ini %(status)s, jadi langkah itu tidak dapat dijalankan.") % {"status": kini.get_status_display().lower()},
            fix=_("Lihat keadaannya di halaman impor, lalu pilih langkah berikutnya."),
        )
    return kini


def antrekan(konteks: Konteks, impor: Impor, jenis: str, judul: str) -> None:
    """Queue a job about a batch that is locked, or was made just now."""
    # The try is counted in the parameter, so that asking again after a refusal is no double click.
    ke = impor.pekerjaan_kode or "pertama"
    pekerjaan = pekerjaan_services.create_pekerjaan(
        konteks=konteks, jenis=jenis, judul=judul, parameter={"impor": impor.kode, "sesudah": ke}
    )
    impor.pekerjaan_kode = pekerjaan.kode
    impor.save(update_fields=["pekerjaan_kode"])
