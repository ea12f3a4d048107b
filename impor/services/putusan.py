"""The steps that people take with a list as a whole: sent, taken back, looked at by a second officer, given up."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from akun import konteks as pembangun
from akun.kewenangan import Konteks
from alur import services as alur
from impor import kabar
from impor.models import Impor
from impor.pegawai.buku import UMUR_BARIS
from impor.proses import DISIAPKAN, IMPOR
from impor.services.dasar import TERAPKAN, antrekan
from inti import waktu


@transaction.atomic
def submit_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Send a prepared list to the officers who may approve it. Sending it twice changes nothing.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, TidakAdaYangDisimpanError.
    """
    gerak = alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="ajukan", versi=versi, alasan=alasan)
    if gerak.baru:
        kabar.tell_diajukan(gerak.objek, konteks.per)
    return gerak.objek


def withdraw_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Whoever uploaded it takes it back before the decision, to mend it.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError.
    """
    return alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="tarik", versi=versi, alasan=alasan).objek


def discard_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Give a list up; nothing was stored. Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError."""
    return alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="hentikan", versi=versi, alasan=alasan).objek


@transaction.atomic
def return_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str) -> Impor:
    """Send it back with a note; every row stays as it was prepared.

    Raises BukanPemegangError (also for whoever prepared it), LangkahTidakAdaError, VersiBerbedaError, AlasanKosongError,
    MasihBerjalanError.
    """
    gerak = alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="kembalikan", versi=versi, alasan=alasan)
    if gerak.baru:
        kabar.tell_dikembalikan(gerak.objek)
    return gerak.objek


@transaction.atomic
def approve_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Approve a list that somebody else prepared, and queue the job that stores it. A second click queues nothing.

    Raises BukanPemegangError (also for whoever prepared it), LangkahTidakAdaError, VersiBerbedaError, PenyiapPergiError.
    """
    gerak = alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="setujui", versi=versi, alasan=alasan)
    if gerak.baru:
        antrekan(konteks, gerak.objek, TERAPKAN, _("Menyimpan %(berkas)s") % {"berkas": gerak.objek.nama_berkas})
    return gerak.objek


def reopen_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Let an approved list whose job broke off wait for a decision again.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, MasihBerjalanError.
    """
    return alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="buka_lagi", versi=versi, alasan=alasan).objek


def keep_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Leave a list stored whose undoing broke off. Raises as reopen_impor."""
    return alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="biarkan", versi=versi, alasan=alasan).objek


def expire_impor() -> int:
    """Give up what was prepared thirty days ago and never sent. Returns how many lists; twice is the same as once."""
    rows = Impor.objects.filter(status__in=DISIAPKAN, dibuat_at__lt=waktu.now() - UMUR_BARIS)
    return len(alur.move_many(konteks=pembangun.sistem(), proses=IMPOR, rows=rows, aksi="kedaluwarsa"))
