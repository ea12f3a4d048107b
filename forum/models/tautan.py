"""Dated links between any two objects of the chain, across apps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Hubungan(models.TextChoices):
    """What the first object is to the second."""

    MENINDAKLANJUTI = "menindaklanjuti", _("menindaklanjuti")
    DIBICARAKAN = "dibicarakan", _("dibicarakan di")
    DIKERJAKAN_LEWAT = "dikerjakan_lewat", _("dikerjakan lewat")


class Tautan(models.Model):
    """From one object to another, by kind and public code, since a day. Kinds are registered in forum.tautan."""

    dari_jenis = models.CharField(_("dari jenis"), max_length=30)
    dari_kode = models.CharField(_("dari kode"), max_length=20)
    hubungan = models.CharField(_("hubungan"), max_length=30, choices=Hubungan)
    ke_jenis = models.CharField(_("ke jenis"), max_length=30)
    ke_kode = models.CharField(_("ke kode"), max_length=20)
    pada = models.DateField(_("sejak"))
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("oleh"), related_name="+")

    class Meta:
        verbose_name = _("tautan")
        verbose_name_plural = _("tautan")
        indexes = [
            models.Index(name="tautan_dari", fields=["dari_jenis", "dari_kode"]),
            models.Index(name="tautan_ke", fields=["ke_jenis", "ke_kode"]),
        ]
        constraints = [
            models.UniqueConstraint(name="tautan_sekali", fields=["dari_jenis", "dari_kode", "hubungan", "ke_jenis", "ke_kode"]),
            models.CheckConstraint(
                name="tautan_bukan_ke_diri", condition=~Q(dari_jenis=F("ke_jenis")) | ~Q(dari_kode=F("ke_kode"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dari_jenis}:{self.dari_kode} {self.hubungan} {self.ke_jenis}:{self.ke_kode}"
