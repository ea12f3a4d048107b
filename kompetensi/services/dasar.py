"""What the use cases share: the lock, who acts, and refusals that several of them give."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from alur.services import AlasanKosongError
from inti.errors import UseCaseError
from inti.teks import awal_kecil
from kompetensi.models import Angkatan, StatusAngkatan
from kompetensi.models.pendaftaran import BELUM_USAI

BERJALAN = (StatusAngkatan.DIBUKA, StatusAngkatan.DITUTUP)


class AngkatanTidakBerjalanError(UseCaseError):
    """The run was cancelled, is finished, or has not been opened."""


class DiriSendiriError(UseCaseError):
    """An officer would do for themselves what another one does for them."""


class BelumWaktunyaError(UseCaseError):
    """Attendance before the first day, or certificates before the last."""


def pelaku(konteks: Konteks) -> Any:
    """The account that acts, or None for the system itself."""
    return konteks.pengguna if konteks.masuk else None


def lock_angkatan(angkatan_id: int) -> Angkatan:
    """Return the run, locked until the transaction ends, with its training and organiser. One query."""
    return Angkatan.objects.select_for_update(of=("self",)).select_related("pelatihan", "penyelenggara").get(pk=angkatan_id)


def require_berjalan(angkatan: Angkatan) -> None:
    """Raise AngkatanTidakBerjalanError unless the run is open or closed for enrolment but still to be finished."""
    if angkatan.status not in BERJALAN:
        raise AngkatanTidakBerjalanError(
            _("Angkatan ini sudah tidak berjalan: %(keadaan)s.") % {"keadaan": awal_kecil(angkatan.get_status_display())},
            fix=_("Muat ulang halaman untuk melihat keadaan terbarunya."),
        )


def is_peserta(angkatan: Angkatan, konteks: Konteks) -> bool:
    """Whether whoever acts takes part in the run and has no certificate of it yet. One query, none for somebody who is no employee."""
    if not konteks.pegawai_id:
        return False
    return angkatan.pendaftaran.filter(pegawai=konteks.pegawai_id, status__in=BELUM_USAI).exists()


def require_sampai(angkatan: Angkatan, konteks: Konteks, *, selesai: bool) -> None:
    """Raise BelumWaktunyaError before the first (or, for certificates, the last) day of the run."""
    hari = angkatan.tanggal_selesai if selesai else angkatan.tanggal_mulai
    if konteks.per < hari:
        teks = _("Pelatihan ini baru selesai %(hari)s.") if selesai else _("Pelatihan ini baru mulai %(hari)s.")
        raise BelumWaktunyaError(
            teks % {"hari": date_format(hari, "j F Y")}, fix=_("Kembali pada hari itu, atau perbaiki tanggal angkatannya.")
        )


def require_alasan(alasan: str, field: str = "alasan") -> str:
    """Return the reason without surrounding spaces. Raises AlasanKosongError when nothing is left."""
    alasan = alasan.strip()
    if not alasan:
        raise AlasanKosongError(
            _("Alasannya belum ditulis."), fix=_("Satu kalimat cukup, supaya pegawai tahu apa yang bisa dilakukan."), field=field
        )
    return alasan
