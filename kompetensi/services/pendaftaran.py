"""Enrolling, deciding, withdrawing, and being assigned."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from inti import audit, instansi
from inti.errors import UseCaseError
from kompetensi import kabar
from kompetensi.models import Angkatan, Pendaftaran, StatusAngkatan, StatusPendaftaran
from kompetensi.models.pendaftaran import AKTIF
from kompetensi.proses import PENDAFTARAN
from kompetensi.services.dasar import DiriSendiriError, lock_angkatan, pelaku, require_alasan, require_berjalan
from kompetensi.services.tempat import atur_tempat
from pegawai.models import Pegawai


class PendaftaranTutupError(UseCaseError):
    """The run takes no enrolments (any more)."""


class SudahTerdaftarError(UseCaseError):
    """The person already has an active enrolment in this run."""

    def __init__(self) -> None:
        super().__init__(
            _("Anda sudah terdaftar di angkatan ini."), fix=_("Lihat keadaannya di halaman Belajar; tidak perlu mendaftar lagi.")
        )


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
        raise SudahTerdaftarError
    aksi = "antre" if terkunci.sisa == 0 else "daftar"
    with audit.explain(actor=pelaku(konteks), why="Mendaftar pelatihan"):
        status = PENDAFTARAN.get_langkah(aksi).ke
        baru = Pendaftaran.objects.create(pegawai=pegawai, angkatan=terkunci, status=status, tujuan=tujuan.strip())
        if status != StatusPendaftaran.MENUNGGU:
            terkunci.terisi += 1
            terkunci.save(update_fields=["terisi"])
        alur.begin(konteks=konteks, proses=PENDAFTARAN, objek=[baru], aksi=aksi)
    return baru


def _require_terbuka(angkatan: Angkatan, konteks: Konteks) -> None:
    lain = _("Pilih angkatan lain di katalog.")
    if angkatan.status != StatusAngkatan.DIBUKA or not angkatan.pelatihan.terbit:
        raise PendaftaranTutupError(_("Pendaftaran angkatan ini tidak sedang dibuka."), fix=lain)
    if konteks.per > angkatan.batas_daftar:
        hari = date_format(angkatan.batas_daftar, "j F Y")
        raise PendaftaranTutupError(_("Pendaftaran angkatan ini berakhir %(hari)s.") % {"hari": hari}, fix=lain)


@transaction.atomic
def decide_pendaftaran(
    *, konteks: Konteks, pendaftaran: Pendaftaran, setuju: bool, alasan: str = "", versi: int | None = None
) -> Pendaftaran:
    """Approve an enrolment, or refuse it with a reason; a refusal gives the seat to the waiting list.

    The same decision again changes nothing.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, AlasanKosongError, AngkatanTidakBerjalanError.
    """
    angkatan = lock_angkatan(pendaftaran.angkatan_id)
    gerak = _langkah(konteks, pendaftaran, "setujui" if setuju else "tolak", alasan, versi)
    if gerak.baru:
        if not setuju:
            atur_tempat(angkatan, konteks)
        kabar.tell_pendaftaran(gerak.objek)
    return gerak.objek


@transaction.atomic
def cancel_pendaftaran(*, konteks: Konteks, pendaftaran: Pendaftaran, alasan: str = "", versi: int | None = None) -> Pendaftaran:
    """Withdraw before the first day; the seat goes to the waiting list. Twice is the same as once.

    Raises BukanPemegangError, LangkahTidakAdaError (nothing left to withdraw), VersiBerbedaError, SudahMulaiError.
    """
    angkatan = lock_angkatan(pendaftaran.angkatan_id)
    gerak = _langkah(konteks, pendaftaran, "batalkan", alasan, versi)
    if gerak.baru:
        atur_tempat(angkatan, konteks)
        if konteks.pegawai_id != pendaftaran.pegawai_id:
            kabar.tell_peserta("pendaftaran.dibatalkan", angkatan, [gerak.objek])
    return gerak.objek


def _langkah(konteks: Konteks, pendaftaran: Pendaftaran, aksi: str, alasan: str, versi: int | None) -> alur.Gerak[Pendaftaran]:
    """Take a step of one enrolment; lists show the latest reason beside its state."""
    ubah = {"alasan": alasan.strip()}
    return alur.move(konteks=konteks, proses=PENDAFTARAN, objek=pendaftaran, aksi=aksi, alasan=alasan, versi=versi, ubah=ubah)


@transaction.atomic
def assign_peserta(*, konteks: Konteks, angkatan: Angkatan, pegawai_ids: Iterable[int], alasan: str) -> int:
    """Assign people to a run, already approved; those enrolled in any way before are left as they are.

    Set-based: the number of queries doesn't depend on the number of people. Returns how many were added.
    Raises PermissionDenied, AlasanKosongError, DiriSendiriError, AngkatanTidakBerjalanError, KuotaKurangError.
    """
    kewenangan.require(konteks, "kompetensi.tugaskan", angkatan)
    alasan = require_alasan(alasan)
    pegawai_ids = list(pegawai_ids)
    if konteks.pegawai_id in pegawai_ids:
        raise DiriSendiriError(
            _("Anda sendiri ada di daftar itu."),
            fix=_("Hapus nomor Anda, lalu daftar lewat katalog seperti yang lain, atau minta rekan menugaskan Anda."),
            field="nomor",
        )
    terkunci = lock_angkatan(angkatan.pk)
    require_berjalan(terkunci)
    ada = terkunci.pendaftaran.filter(status__in=AKTIF).values("pegawai_id")
    orang = Pegawai.objects.bertugas().select_related("unit").filter(id__in=pegawai_ids).exclude(id__in=ada)
    baru = [Pendaftaran(pegawai=o, angkatan=terkunci, status=StatusPendaftaran.DISETUJUI, alasan=alasan) for o in orang]
    if len(baru) > terkunci.sisa:
        raise KuotaKurangError(
            _("Ada %(n)s pegawai, tempat tersisa %(sisa)s.") % {"n": len(baru), "sisa": terkunci.sisa},
            fix=_("Kurangi daftarnya, atau naikkan kuota angkatan ini dulu."),
            field="nomor",
        )
    with audit.explain(actor=pelaku(konteks), why=alasan):
        Pendaftaran.objects.bulk_create(baru)
    petugas = konteks.petugas
    alur.begin(konteks=petugas, proses=PENDAFTARAN, objek=baru, aksi="tugaskan", alasan=alasan)
    atur_tempat(terkunci, konteks)
    kabar.tell_ditugaskan(terkunci, [p.pegawai_id for p in baru])
    return len(baru)
