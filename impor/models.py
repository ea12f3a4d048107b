"""An import of the employee list: the batch, and its rows with their verdicts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti.kode import buat_kode
from pegawai.models import BatchPerubahan


class StatusImpor(models.TextChoices):
    """dibaca → diperiksa → menunggu → menerapkan → diterapkan → membatalkan → dibatalkan; its steps: impor.proses."""

    DIBACA = "dibaca", _("Sedang dibaca")
    DIPERIKSA = "diperiksa", _("Sedang disiapkan")
    MENUNGGU = "menunggu", _("Menunggu persetujuan")
    DIKEMBALIKAN = "dikembalikan", _("Perlu diperbaiki")
    MENERAPKAN = "menerapkan", _("Sedang disimpan")
    DITERAPKAN = "diterapkan", _("Tersimpan")
    MEMBATALKAN = "membatalkan", _("Sedang dibatalkan")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")
    DIHENTIKAN = "dihentikan", _("Dihentikan")
    GAGAL = "gagal", _("Tidak dapat dibaca")


class Impor(models.Model):
    """One uploaded list. Nothing changes until a second officer has approved it; an applied batch can be undone.

    `versi` counts its steps and every change of its rows, so that nobody decides about a list other than the one they read.
    `kolom` is the header row as read; `jumlah` counts rows by what becomes of them (`nasib`). `sidik` is the
    fingerprint of the preview: applying stops when what would happen differs from it.
    `diterapkan_at` is also the instant that every history row of the batch carries, `batch` what they point at, and
    `jejak` the audit contexts of applying and undoing; undo finds its rows by them.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    berkas = models.FileField(_("berkas"), upload_to="impor/%Y/", blank=True)
    nama_berkas = models.CharField(_("nama berkas"), max_length=200)
    per = models.DateField(_("per tanggal"))
    status = models.CharField(_("status"), max_length=20, choices=StatusImpor, default=StatusImpor.DIBACA)
    versi = models.PositiveIntegerField(_("versi"), default=1)
    pembuat = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("diunggah oleh"), related_name="+"
    )
    dibuat_at = models.DateTimeField(_("diunggah"), db_default=Now())
    batch = models.OneToOneField(
        BatchPerubahan, models.PROTECT, null=True, blank=True, verbose_name=_("batch perubahan"), related_name="+"
    )
    diterapkan_at = models.DateTimeField(_("disimpan"), null=True, blank=True)
    dibatalkan_at = models.DateTimeField(_("dibatalkan"), null=True, blank=True)
    pekerjaan_kode = models.CharField(_("pekerjaan"), max_length=20, blank=True)
    galat = models.TextField(_("keterangan"), blank=True)
    jumlah = models.JSONField(_("jumlah per putusan"), default=dict)
    kolom = models.JSONField(_("kolom yang terbaca"), default=list)
    sidik = models.CharField(_("sidik pratinjau"), max_length=64, blank=True)
    jejak = models.JSONField(_("konteks audit"), default=list)

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        constraints = [
            models.CheckConstraint(name="impor_status_dikenal", condition=Q(status__in=StatusImpor.values)),
            models.CheckConstraint(
                name="impor_tersimpan_punya_batch",
                condition=~Q(status__in=[StatusImpor.DITERAPKAN, StatusImpor.MEMBATALKAN, StatusImpor.DIBATALKAN])
                | Q(batch__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama_berkas} {self.kode}"

    @property
    def jumlah_baris(self) -> int:
        """How many rows the list has."""
        return sum(self.jumlah.get(n, 0) for n in NASIB)


class PutusanBaris(models.TextChoices):
    BARU = "baru", _("Baru")
    BERUBAH = "berubah", _("Berubah")
    SAMA = "sama", _("Sama")
    DITOLAK = "ditolak", _("Perlu diperbaiki")


DITULIS = (PutusanBaris.BARU, PutusanBaris.BERUBAH)  # what storing acts upon, unless the row is left out
DILEWATI = "dilewati"
NASIB = (*PutusanBaris.values, DILEWATI)
DISEBUT_LAIN = "disebut_lain"  # in `bersih`: another known person whom a refused row names by its other key


def nasib(putusan: str, ikut: bool) -> str:
    """What becomes of a row, as it is counted, filtered and shown: a row that storing would act upon, left out by hand, is skipped."""
    return DILEWATI if putusan in DITULIS and not ikut else putusan


class BarisImpor(models.Model):
    """Staging: one row of the list, cleaned, with its verdict. Not tracked; dropped with its batch's age.

    `bersih` are the cleaned cells by field; `asli` the cells as they were typed;
    `galat` and `peringatan` are lists of {kolom, bidang, sel, pesan, saran, usul}; `beda` is
    {field: [before, after]} for a known person. `ikut` is off for rows left out by hand, `dilewati_oleh` by whom.
    """

    impor = models.ForeignKey(Impor, models.CASCADE, verbose_name=_("impor"), related_name="baris")
    nomor_baris = models.PositiveIntegerField(_("baris"))
    nama = models.CharField(_("nama"), max_length=300, blank=True)
    pegawai_id = models.BigIntegerField(_("pegawai"), null=True)
    putusan = models.CharField(_("putusan"), max_length=10, choices=PutusanBaris, blank=True)
    bersih = models.JSONField(_("isi sel sesudah dibersihkan"), default=dict)
    asli = models.JSONField(_("sel asli"), default=list)
    galat = models.JSONField(_("yang perlu diperbaiki"), default=list)
    peringatan = models.JSONField(_("peringatan"), default=list)
    beda = models.JSONField(_("beda"), default=dict)
    ikut = models.BooleanField(_("ikut disimpan"), default=True)
    dilewati_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("dilewati oleh"), related_name="+"
    )

    class Meta:
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")
        constraints = [
            models.UniqueConstraint(name="baris_impor_tunggal", fields=["impor", "nomor_baris"]),
            models.CheckConstraint(name="baris_impor_putusan_dikenal", condition=Q(putusan__in=[*PutusanBaris.values, ""])),
        ]
        indexes = [models.Index(name="baris_impor_putusan", fields=["impor", "putusan", "nomor_baris"])]

    def __str__(self) -> str:
        return f"{self.impor_id}:{self.nomor_baris}"

    @property
    def nasib(self) -> str:
        """See `nasib`."""
        return nasib(self.putusan, self.ikut)
