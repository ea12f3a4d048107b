"""Undoing a stored list as a whole: asked for by an officer, done by a job, refused where somebody changed something since."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from impor.models import Impor, StatusImpor
from impor.pegawai import batalkan
from impor.proses import IMPOR, TidakBisaDibatalkanError
from impor.services.dasar import BATALKAN, antrekan, kunci, kunci_impor, pelaku
from inti import audit, peristiwa, waktu
from pegawai.models import Pegawai

NAMA_DISEBUT = 5


@transaction.atomic
def undo_impor(*, konteks: Konteks, impor: Impor, versi: int, alasan: str = "") -> Impor:
    """Ask for a stored list to be undone, and queue the job that does it. A second click queues nothing.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, TidakBisaDibatalkanError (after 30 days).
    """
    gerak = alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="batalkan", versi=versi, alasan=alasan)
    if gerak.baru:
        antrekan(konteks, gerak.objek, BATALKAN, _("Membatalkan %(berkas)s") % {"berkas": gerak.objek.nama_berkas})
    return gerak.objek


def cancel_impor(*, konteks: Konteks, impor: Impor) -> Impor:
    """Undo a batch as a whole, as it was asked for; undone twice is undone once.

    Raises TidakBisaDibatalkanError, naming people who were changed since: the list stays stored, and its trail says why.
    """
    kewenangan.require(konteks, "pegawai.impor")
    with transaction.atomic():
        kunci_impor()
        if Impor.objects.filter(pk=impor.pk, status=StatusImpor.DIBATALKAN).exists():
            return impor
        segar = kunci(impor, StatusImpor.MEMBATALKAN)
        orang = batalkan.terkait(segar)
        halangan = _halangan(segar, orang)
        if halangan is not None:
            alur.move(konteks=konteks, proses=IMPOR, objek=segar, aksi="tak_jadi", alasan=halangan.message)
        else:
            segar = _pulihkan(konteks, segar, orang)
    if halangan is not None:
        raise halangan
    return segar


def _pulihkan(konteks: Konteks, impor: Impor, orang: batalkan.Terkait) -> Impor:
    why = _("pembatalan impor %(berkas)s") % {"berkas": impor.nama_berkas}
    with audit.explain(actor=pelaku(konteks), why=why, batch=impor.kode), pghistory.context() as jejak:
        batalkan.batalkan(impor, orang)
    ubah = {"dibatalkan_at": waktu.now(), "jejak": [*impor.jejak, str(jejak.id)]}
    peristiwa.publish("pegawai.impor")
    return alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="pulihkan", ubah=ubah).objek


def _halangan(impor: Impor, orang: batalkan.Terkait) -> TidakBisaDibatalkanError | None:
    """What stands in the way of undoing, in words; None where nothing does."""
    if berubah := batalkan.list_berubah_sejak(impor, orang):
        pesan = _("Sesudah impor ini, data %(nama)s sudah berubah lagi. Membatalkan akan menghilangkan perubahan itu.")
    elif berubah := batalkan.list_ditunjuk(orang.baru):
        pesan = _("%(nama)s masuk lewat impor ini dan sudah dipakai di bagian lain: akun, kinerja, atau pelatihan.")
    else:
        return None
    return TidakBisaDibatalkanError(
        pesan % {"nama": _sebut(berubah)}, fix=_("Perbaiki orang-orang ini di halamannya, atau impor daftar yang benar.")
    )


def _sebut(ids: list[int]) -> str:
    """'A, B, C dan 12 orang lain'."""
    nama = list(Pegawai.objects.filter(pk__in=ids).order_by("nama_urut", "pk").values_list("nama", flat=True)[:NAMA_DISEBUT])
    lain = len(ids) - len(nama)
    return ", ".join(nama) + (_(" dan %(lain)s orang lain") % {"lain": lain} if lain > 0 else "")
