"""Long jobs: the truth about each is its row here, whatever happens to the process that runs it."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti.angka import bulatkan_persen
from inti.kode import buat_kode


class StatusPekerjaan(models.TextChoices):
    """Life of a job: antre → jalan → selesai | gagal | dibatalkan; selesai → kedaluwarsa.

    A job whose holder went silent goes from jalan back to antre, with the next `percobaan`.
    """

    ANTRE = "antre", _("Menunggu giliran")
    JALAN = "jalan", _("Sedang dikerjakan")
    SELESAI = "selesai", _("Selesai")
    GAGAL = "gagal", _("Belum berhasil")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")
    KEDALUWARSA = "kedaluwarsa", _("Kedaluwarsa")


class Pekerjaan(models.Model):
    """A report, an import or any other work that takes longer than a page may.

    `jenis` names the registered work ('duk', 'nominatif', 'impor_pegawai.periksa');
    `parameter` is what it was asked with, ids and dates only. The holder writes
    `detak_at` every few seconds; every later write of a holder is conditional on its
    `percobaan`, so that a holder thought dead can't publish over its successor.

    `percobaan` only grows; `percobaan_maks` is the number after which a job whose holder
    keeps dying is given up, and each retry that a person asks for raises it.
    `dikirim_at` is when the queue last heard of it; the sweeper repeats what got lost.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    jenis = models.CharField(_("jenis"), max_length=60)
    judul = models.CharField(_("judul"), max_length=200)
    parameter = models.JSONField(_("parameter"), default=dict)
    format = models.CharField(_("format"), max_length=10, blank=True)
    peminta = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("diminta oleh"), related_name="+"
    )
    status = models.CharField(_("status"), max_length=12, choices=StatusPekerjaan, default=StatusPekerjaan.ANTRE)
    percobaan = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    percobaan_maks = models.PositiveSmallIntegerField(_("batas percobaan"), default=3)
    pemegang = models.CharField(_("dipegang oleh"), max_length=100, blank=True)
    dibuat_at = models.DateTimeField(_("diminta"), db_default=Now())
    dikirim_at = models.DateTimeField(_("dikirim ke antrean"), null=True, blank=True)
    mulai_at = models.DateTimeField(_("mulai"), null=True, blank=True)
    detak_at = models.DateTimeField(_("detak terakhir"), null=True, blank=True)
    selesai_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    kedaluwarsa_at = models.DateTimeField(_("kedaluwarsa"), null=True, blank=True)
    kemajuan = models.PositiveIntegerField(_("baris selesai"), default=0)
    jumlah = models.PositiveIntegerField(_("baris seluruhnya"), null=True, blank=True)
    tahap = models.CharField(_("tahap"), max_length=100, blank=True)
    batal_diminta = models.BooleanField(_("diminta batal"), default=False)
    hasil = models.JSONField(_("hasil"), default=dict)
    lingkup = models.JSONField(_("lingkup berkas"), default=dict)  # laporan.lingkup: what the file holds
    berkas = models.CharField(_("berkas hasil"), max_length=200, blank=True)
    nama_berkas = models.CharField(_("nama berkas"), max_length=200, blank=True)
    ukuran = models.PositiveBigIntegerField(_("ukuran"), null=True, blank=True)
    galat = models.TextField(_("keterangan"), blank=True)
    unduhan = models.PositiveIntegerField(_("jumlah unduhan"), default=0)
    diunduh_at = models.DateTimeField(_("terakhir diunduh"), null=True, blank=True)

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        constraints = [
            models.CheckConstraint(name="pekerjaan_status_dikenal", condition=Q(status__in=StatusPekerjaan.values)),
            models.CheckConstraint(name="pekerjaan_jalan_punya_detak", condition=~Q(status="jalan") | Q(detak_at__isnull=False)),
        ]
        indexes = [
            models.Index(name="pekerjaan_hidup", fields=["status", "id"], condition=Q(status__in=["antre", "jalan"])),
            models.Index(name="pekerjaan_peminta", fields=["peminta", "-id"]),
            models.Index(name="pekerjaan_kedaluwarsa", fields=["kedaluwarsa_at"], condition=Q(status="selesai")),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kode}"

    @property
    def hidup(self) -> bool:
        """Whether it still waits or runs."""
        return self.status in (StatusPekerjaan.ANTRE, StatusPekerjaan.JALAN)

    @property
    def bisa_diulang(self) -> bool:
        """Whether asking again makes sense: it failed, was cancelled, or its file is gone."""
        return self.status in (StatusPekerjaan.GAGAL, StatusPekerjaan.DIBATALKAN, StatusPekerjaan.KEDALUWARSA)

    @property
    def bisa_diunduh(self) -> bool:
        """Whether a result file is on offer."""
        return self.status == StatusPekerjaan.SELESAI and bool(self.berkas)

    @property
    def persen(self) -> int | None:
        """Progress 0–100, 100 only when all is done; None while the size of the work is unknown."""
        if not self.jumlah:
            return None
        return int(bulatkan_persen(Decimal(min(self.kemajuan, self.jumlah) * 100) / self.jumlah, 0))
