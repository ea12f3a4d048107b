"""State of the kernel: dated parameters, stored decisions, the outbox of events."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ParameterAturan(models.Model):
    """A value that a decree sets, with the days on which it counts.

    `nilai` is JSON whose shape the rule that uses it documents. `berlaku` is
    half-open; a future row can be rehearsed before its day.
    """

    nama = models.CharField(_("nama"), max_length=60)
    nilai = models.JSONField(_("nilai"))
    berlaku = DateRangeField(_("berlaku"))
    dasar = models.CharField(_("dasar hukum"), max_length=300)
    catatan = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("parameter aturan")
        verbose_name_plural = _("parameter aturan")
        constraints = [
            models.CheckConstraint(name="parameter_aturan_masa_berisi", condition=Q(berlaku__isempty=False)),
            ExclusionConstraint(
                name="parameter_aturan_tidak_bertumpuk",
                # A hash of the name as a one-point range: no btree_gist needed.
                expressions=[
                    (
                        Func(
                            Func(F("nama"), function="hashtext"),
                            Func(F("nama"), function="hashtext"),
                            models.Value("[]"),
                            function="int4range",
                        ),
                        "&&",
                    ),
                    ("berlaku", "&&"),
                ],
                violation_error_message=_("Sudah ada nilai untuk hari-hari itu. Akhiri dulu nilai yang lama."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.berlaku}"


class CatatanKeputusan(models.Model):
    """A decision as it was made: rule, version, inputs, reasons with values, and the words shown.

    Append-only: the application's database role may not update or delete it.
    """

    aturan = models.CharField(_("aturan"), max_length=60)
    versi = models.CharField(_("versi"), max_length=20)
    masukan = models.JSONField(_("masukan"))
    parameter = models.JSONField(_("parameter"), default=list)
    hasil = models.JSONField(_("hasil"))
    alasan = models.JSONField(_("alasan"))
    yang_mengubah = models.JSONField(_("yang mengubah"), default=list)
    dasar = models.CharField(_("dasar hukum"), max_length=300)
    per = models.DateField(_("per tanggal"))
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("catatan keputusan")
        verbose_name_plural = _("catatan keputusan")

    def __str__(self) -> str:
        return f"{self.aturan} #{self.pk}"


class Peristiwa(models.Model):
    """Outbox: something changed, never about whom. Written in the transaction of the change.

    `id` is the Last-Event-ID of the live streams; `terkirim_at` is set after the
    hint was published, and a task sends what a lost connection left behind.
    """

    jenis = models.CharField(_("jenis"), max_length=60)
    unit_id = models.BigIntegerField(_("unit"), null=True)
    jalur = models.CharField(_("jalur unit"), max_length=200, blank=True)
    periode = models.CharField(_("periode"), max_length=20, blank=True)
    versi = models.BigIntegerField(_("versi"), default=0)
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())
    terkirim_at = models.DateTimeField(_("terkirim"), null=True)

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")
        indexes = [
            models.Index(name="peristiwa_tertunda", fields=["id"], condition=Q(terkirim_at__isnull=True)),
            models.Index(name="peristiwa_dibuat", fields=["dibuat_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} #{self.pk}"
