"""State of the kernel: stored decisions, the outbox of events."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


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
