"""Enrolling, deciding, withdrawing, and being assigned."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, instansi, peristiwa, waktu
from inti.errors import UseCaseError
from kompetensi import kabar
from kompetensi.models import Angkatan, Pendaftaran, StatusAngkatan, StatusPendaftaran
from kompetensi.models.pendaftaran import AKTIF
from kompetensi.services.dasar import atur_tempat, lock_angkatan, pelaku, require_alasan, require_berjalan, sudah_diputuskan
from pegawai.models import Pegawai


class PendaftaranTutupError(UseCaseError):
    """The run takes no enrolments (any more)."""


class SudahTerdaftarError(UseCaseError):
    """The person already has an active enrolment in this run."""


class SudahDiputuskanError(UseCaseError):
    """Somebody decided meanwhile, or the person withdrew."""


class SudahMulaiError(UseCaseError):
    """Too late to withdraw."""


class KuotaKurangError(UseCaseError):
    """More people than free seats."""


class PegawaiTidakAktifError(UseCaseError):
    """Somebody who left the service."""


@transaction.atomic
def create_pendaftaran(*, konteks: Konteks, angkatan: Angkatan, tujuan: str = "") -> Pendaftaran:
    """Enrol the person who asks; on the waiting list when every seat is taken.

    Raises PermissionDenied, PendaftaranTutupError, SudahTerdaftarError, PegawaiTidakAktifError.
    """
    kewenangan.require(konteks, "kompetensi.daftar")
    terkunci = lock_angkatan(angkatan.pk)
    _require_terbuka(terkunci, konteks)
    pegawai = Pegawai.objects.bertugas().select_related("unit").filter(pk=konteks.pegawai_id or 0).first()
    if pegawai is None:
        raise PegawaiTidakAktifError(
            _("Pelatihan ini untuk pegawai yang masih bertugas."),
            fix=_("Hubungi %(badan)s bila status Anda tercatat keliru.") % instansi.kata(),
        )
    if terkunci.pendaftaran.filter(pegawai=pegawai, status__in=AKTIF).exists():
        raise SudahTerdaftarError(
            _("Anda sudah terdaftar di angkatan ini."), fix=_("Lihat keadaannya di halaman Belajar; tidak perlu mendaftar lagi.")
        )
    penuh = terkunci.sisa == 0
    status = StatusPendaftaran.MENUNGGU if penuh else StatusPendaftaran.DIUSULKAN
    with audit.explain(actor=pelaku(konteks), why="Mendaftar pelatihan"):
        baru = Pendaftaran.objects.create(pegawai=pegawai, angkatan=terkunci, status=status, tujuan=tujuan.strip())
        if not penuh:
            terkunci.terisi += 1
            terkunci.save(update_fields=["terisi"])
    _umumkan(baru)
    return baru


def _require_terbuka(angkatan: Angkatan, konteks: Konteks) -> None:
    lain = _("Pilih angkatan lain di katalog.")
    if angkatan.status != StatusAngkatan.DIBUKA or not angkatan.pelatihan.terbit:
        raise PendaftaranTutupError(_("Pendaftaran angkatan ini tidak sedang dibuka."), fix=lain)
    if konteks.per > angkatan.batas_daftar:
        hari = date_format(angkatan.batas_daftar, "j F Y")
        raise PendaftaranTutupError(_("Pendaftaran angkatan ini berakhir %(hari)s.") % {"hari": hari}, fix=lain)


@transaction.atomic
def decide_pendaftaran(*, konteks: Konteks, pendaftaran: Pendaftaran, setuju: bool, alasan: str = "") -> Pendaftaran:
    """Approve an enrolment, or refuse it with a reason; a refusal gives the seat to the waiting list.

    The same decision again changes nothing.

    Raises PermissionDenied, AlasanKosongError, SudahDiputuskanError, AngkatanTidakBerjalanError.
    """
    kewenangan.require(konteks, "kompetensi.putuskan", pendaftaran)
    alasan = alasan.strip() if setuju else require_alasan(alasan)
    angkatan = lock_angkatan(pendaftaran.angkatan_id)
    require_berjalan(angkatan)
    kini = _kunci(pendaftaran)
    tujuan = StatusPendaftaran.DISETUJUI if setuju else StatusPendaftaran.DITOLAK
    if sudah_diputuskan(kini, konteks, tujuan, alasan):
        return kini
    if kini.status != StatusPendaftaran.DIUSULKAN:
        raise SudahDiputuskanError(
            _("Pendaftaran ini tidak lagi menunggu keputusan: %(keadaan)s.") % {"keadaan": kini.get_status_display().lower()},
            fix=_("Muat ulang halaman untuk melihat keadaan terbarunya."),
        )
    with audit.explain(actor=pelaku(konteks), why=alasan or "Disetujui"):
        _putuskan(kini, konteks, tujuan, alasan)
        if not setuju:
            atur_tempat(angkatan)
    kabar.tell_pendaftaran(kini)
    _umumkan(kini)
    return kini


@transaction.atomic
def cancel_pendaftaran(*, konteks: Konteks, pendaftaran: Pendaftaran, alasan: str = "") -> Pendaftaran:
    """Withdraw before the first day; the seat goes to the waiting list. Twice is the same as once.

    Raises PermissionDenied, SudahDiputuskanError (nothing left to withdraw), SudahMulaiError.
    """
    kewenangan.require(konteks, "kompetensi.batalkan", pendaftaran)
    angkatan = lock_angkatan(pendaftaran.angkatan_id)
    kini, alasan = _kunci(pendaftaran), alasan.strip()
    if sudah_diputuskan(kini, konteks, StatusPendaftaran.BATAL, alasan):
        return kini
    if not kini.bisa_batal:
        raise SudahDiputuskanError(
            _("Pendaftaran ini tidak bisa dibatalkan lagi: %(keadaan)s.") % {"keadaan": kini.get_status_display().lower()},
            fix=_("Muat ulang halaman untuk melihat keadaan terbarunya."),
        )
    if konteks.per >= angkatan.tanggal_mulai:
        raise SudahMulaiError(
            _("Pelatihan sudah mulai %(hari)s, jadi pendaftaran tidak bisa dibatalkan di sini.")
            % {"hari": date_format(angkatan.tanggal_mulai, "j F Y")},
            fix=_("Beri tahu penyelenggara; ia mencatat ketidakhadiran Anda."),
        )
    with audit.explain(actor=pelaku(konteks), why=alasan or "Dibatalkan"):
        _putuskan(kini, konteks, StatusPendaftaran.BATAL, alasan)
        atur_tempat(angkatan)
    _umumkan(kini)
    return kini


@transaction.atomic
def assign_peserta(*, konteks: Konteks, angkatan: Angkatan, pegawai_ids: Iterable[int], alasan: str) -> int:
    """Assign people to a run, already approved; those enrolled in any way before are left as they are.

    Set-based: the number of queries doesn't depend on the number of people. Returns how many were added.
    Raises PermissionDenied, AlasanKosongError, AngkatanTidakBerjalanError, KuotaKurangError.
    """
    kewenangan.require(konteks, "kompetensi.tugaskan", angkatan)
    alasan = require_alasan(alasan)
    terkunci = lock_angkatan(angkatan.pk)
    require_berjalan(terkunci)
    ada = terkunci.pendaftaran.filter(status__in=AKTIF).values("pegawai_id")
    baru = list(Pegawai.objects.bertugas().filter(id__in=list(pegawai_ids)).exclude(id__in=ada).values_list("id", flat=True))
    if len(baru) > terkunci.sisa:
        raise KuotaKurangError(
            _("Ada %(n)s pegawai, tempat tersisa %(sisa)s.") % {"n": len(baru), "sisa": terkunci.sisa},
            fix=_("Kurangi daftarnya, atau naikkan kuota angkatan ini dulu."),
            field="nomor",
        )
    with audit.explain(actor=pelaku(konteks), why=alasan):
        Pendaftaran.objects.bulk_create(
            Pendaftaran(
                pegawai_id=pk,
                angkatan=terkunci,
                status=StatusPendaftaran.DISETUJUI,
                alasan=alasan,
                diputuskan_oleh=pelaku(konteks),
                diputuskan_at=waktu.now(),
            )
            for pk in baru
        )
        atur_tempat(terkunci)
    kabar.tell_ditugaskan(terkunci, baru)
    peristiwa.publish("kompetensi.pendaftaran")
    return len(baru)


def _kunci(pendaftaran: Pendaftaran) -> Pendaftaran:
    return (
        Pendaftaran.objects.select_for_update(of=("self",))
        .select_related("pegawai__unit", "angkatan__pelatihan")
        .get(pk=pendaftaran.pk)
    )


def _putuskan(pendaftaran: Pendaftaran, konteks: Konteks, status: StatusPendaftaran, alasan: str) -> None:
    pendaftaran.status = status
    pendaftaran.alasan = alasan
    pendaftaran.diputuskan_oleh = pelaku(konteks)
    pendaftaran.diputuskan_at = waktu.now()
    pendaftaran.save(update_fields=["status", "alasan", "diputuskan_oleh", "diputuskan_at"])


def _umumkan(pendaftaran: Pendaftaran) -> None:
    unit = pendaftaran.pegawai.unit
    peristiwa.publish("kompetensi.pendaftaran", unit_id=unit.pk if unit else None, jalur=unit.jalur if unit else "")
