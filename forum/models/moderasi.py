"""Support, flags, and the originals of what moderators changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from forum.models.aspirasi import Aspirasi
from forum.models.topik import Kiriman
from inti import audit

SATU_SASARAN = Q(aspirasi__isnull=True, kiriman__isnull=False) | Q(aspirasi__isnull=False, kiriman__isnull=True)


class Dukungan(models.Model):
    """One voice in support. `jejak` is a keyed fingerprint made for this one object, so that nobody's support can be joined up."""

    aspirasi = models.ForeignKey(Aspirasi, models.PROTECT, null=True, verbose_name=_("aspirasi"), related_name="dukungan")
    kiriman = models.ForeignKey(Kiriman, models.PROTECT, null=True, verbose_name=_("kiriman"), related_name="dukungan")
    jejak = models.CharField(_("jejak"), max_length=64)
    pada_at = models.DateTimeField(_("pada"), db_default=Now())

    class Meta:
        verbose_name = _("dukungan")
        verbose_name_plural = _("dukungan")
        constraints = [
            models.CheckConstraint(name="dukungan_satu_sasaran", condition=SATU_SASARAN),
            models.UniqueConstraint(name="dukungan_aspirasi_sekali", fields=["aspirasi", "jejak"]),
            models.UniqueConstraint(name="dukungan_kiriman_sekali", fields=["kiriman", "jejak"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class LaporanKiriman(models.Model):
    """Somebody flags a post. It stands in the moderators' queue until one of them decided."""

    kiriman = models.ForeignKey(Kiriman, models.PROTECT, verbose_name=_("kiriman"), related_name="laporan")
    jejak = models.CharField(_("jejak pelapor"), max_length=64)
    alasan = models.CharField(_("alasan"), max_length=300)
    dilapor_at = models.DateTimeField(_("dilaporkan"), db_default=Now())
    ditangani_at = models.DateTimeField(_("ditangani"), null=True, blank=True)
    ditangani_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("ditangani oleh"), related_name="+"
    )

    class Meta:
        verbose_name = _("laporan kiriman")
        verbose_name_plural = _("laporan kiriman")
        indexes = [models.Index(name="laporan_kiriman_terbuka", fields=["id"], condition=Q(ditangani_at__isnull=True))]
        constraints = [models.UniqueConstraint(name="laporan_kiriman_sekali", fields=["kiriman", "jejak"])]

    def __str__(self) -> str:
        return f"#{self.pk}"


class TindakanModerasi(models.TextChoices):
    SUNTING = "sunting", _("Disunting")
    SEMBUNYIKAN = "sembunyikan", _("Disembunyikan")
    TAMPILKAN = "tampilkan", _("Ditampilkan lagi")


class ModerasiAsli(models.Model):
    """The text as it was before a moderator touched it, who did so and why. Written once."""

    aspirasi = models.ForeignKey(Aspirasi, models.PROTECT, null=True, verbose_name=_("aspirasi"), related_name="moderasi")
    kiriman = models.ForeignKey(Kiriman, models.PROTECT, null=True, verbose_name=_("kiriman"), related_name="moderasi")
    tindakan = models.CharField(_("tindakan"), max_length=20, choices=TindakanModerasi)
    judul_asli = models.CharField(_("judul asli"), max_length=120, blank=True)
    isi_asli = models.TextField(_("isi asli"))
    alasan = models.CharField(_("alasan"), max_length=300)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("oleh"), related_name="+")
    pada_at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("naskah asli")
        verbose_name_plural = _("naskah asli")
        constraints = [models.CheckConstraint(name="moderasi_asli_satu_sasaran", condition=SATU_SASARAN)]
        triggers = audit.sekali_tulis()

    def __str__(self) -> str:
        return f"#{self.pk}"
