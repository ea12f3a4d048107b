"""Hours of learning (jam pelajaran): learning outside the catalogue, and the ledger that adds it all up."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dokumen.models import Dokumen
from inti import audit
from inti.kendala import tanggal_wajar
from inti.kode import buat_kode
from kompetensi.models.katalog import JenisPelatihan
from kompetensi.models.pendaftaran import Sertifikat
from pegawai.models import Pegawai


class StatusBelajarLuar(models.TextChoices):
    """diajukan → diterima (it counts); on the way dikembalikan (and handed in again), ditolak with a reason, or ditarik."""

    DIAJUKAN = "diajukan", _("Sedang diperiksa")
    DIKEMBALIKAN = "dikembalikan", _("Perlu diperbaiki")
    DITERIMA = "diterima", pgettext_lazy("bukti belajar", "Diterima")
    DITOLAK = "ditolak", _("Belum bisa diterima")
    DITARIK = "ditarik", _("Ditarik pengirim")


@audit.track()
class BelajarLuar(models.Model):
    """Learning that was not in our catalogue, with its evidence; it counts once somebody looked at it.

    Its way is kompetensi.proses.BELAJAR_LUAR. `alasan` is that of the latest decision, for lists.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="belajar_luar")
    jenis = models.ForeignKey(JenisPelatihan, models.PROTECT, verbose_name=_("jenis"), related_name="+")
    judul = models.CharField(_("judul"), max_length=200)
    penyelenggara = models.CharField(_("penyelenggara"), max_length=200)
    tanggal_selesai = models.DateField(_("tanggal selesai"))
    jp = models.PositiveSmallIntegerField(_("jam pelajaran"))
    dokumen = models.OneToOneField(Dokumen, models.PROTECT, verbose_name=_("bukti"), related_name="belajar_luar")
    status = models.CharField(_("keadaan"), max_length=12, choices=StatusBelajarLuar, default=StatusBelajarLuar.DIAJUKAN)
    alasan = models.CharField(_("alasan"), max_length=500, blank=True)
    versi = models.PositiveIntegerField(_("versi"), default=1)
    dibuat_at = models.DateTimeField(_("diajukan"), db_default=Now())

    class Meta:
        verbose_name = _("belajar di luar katalog")
        verbose_name_plural = _("belajar di luar katalog")
        indexes = [
            models.Index(name="belajar_luar_pegawai", fields=["pegawai", "-id"]),
            models.Index(name="belajar_luar_diajukan", fields=["id"], condition=Q(status="diajukan")),
        ]
        constraints = [
            models.CheckConstraint(name="belajar_luar_status_dikenal", condition=Q(status__in=StatusBelajarLuar.values)),
            models.CheckConstraint(name="belajar_luar_jp_wajar", condition=Q(jp__gte=1, jp__lte=1000)),
            models.CheckConstraint(
                name="belajar_luar_tanggal_wajar", condition=tanggal_wajar("tanggal_selesai", awal=date(1970, 1, 1))
            ),
            models.CheckConstraint(
                name="belajar_luar_ditolak_beralasan",
                condition=~Q(status__in=("ditolak", "dikembalikan")) | ~Q(alasan=""),
                violation_error_message=_("Tuliskan alasannya, supaya pegawai tahu apa yang bisa diperbaiki."),
            ),
        ]

    def __str__(self) -> str:
        return self.judul


@audit.track()
class CatatanJP(models.Model):
    """One line of the ledger of hours. Append-only: what was wrong is reversed by a counter-entry."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="catatan_jp")
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    jp = models.SmallIntegerField(_("jam pelajaran"))
    sertifikat = models.ForeignKey(
        Sertifikat, models.PROTECT, null=True, blank=True, verbose_name=_("sertifikat"), related_name="catatan_jp"
    )
    belajar_luar = models.ForeignKey(
        BelajarLuar, models.PROTECT, null=True, blank=True, verbose_name=_("belajar di luar katalog"), related_name="catatan_jp"
    )
    membalik = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("membalik"), related_name="pembalik"
    )
    keterangan = models.CharField(_("keterangan"), max_length=300)
    dicatat_at = models.DateTimeField(_("dicatat"), db_default=Now())

    class Meta:
        verbose_name = _("catatan jam pelajaran")
        verbose_name_plural = _("catatan jam pelajaran")
        indexes = [models.Index(name="catatan_jp_tahun", fields=["tahun", "pegawai"], include=["jp"])]
        constraints = [
            models.CheckConstraint(
                name="catatan_jp_satu_sumber",
                condition=Q(sertifikat__isnull=True, belajar_luar__isnull=False)
                | Q(sertifikat__isnull=False, belajar_luar__isnull=True),
            ),
            models.CheckConstraint(
                name="catatan_jp_tanda",
                condition=Q(membalik__isnull=True, jp__gt=0) | Q(membalik__isnull=False, jp__lt=0),
            ),
            models.CheckConstraint(name="catatan_jp_tahun_wajar", condition=Q(tahun__gte=1970, tahun__lte=2199)),
            models.UniqueConstraint(
                name="catatan_jp_satu_per_sertifikat", fields=["sertifikat"], condition=Q(membalik__isnull=True)
            ),
            models.UniqueConstraint(
                name="catatan_jp_satu_per_belajar_luar", fields=["belajar_luar"], condition=Q(membalik__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}: {self.jp}"
