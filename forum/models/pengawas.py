"""The unit that examines complaints about people, and how it came to be: proposed by one officer, confirmed by another."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti.kode import buat_kode
from inti.masa import MasaField
from inti.versi import Berversi
from organisasi.models import UnitKerja


class UnitPengawas(Berversi):
    """The unit that examines complaints about a person, during `masa`: names of offices are data, not code."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit"), related_name="+")
    masa = MasaField(_("masa"))
    dasar = models.CharField(_("dasar"), max_length=200, blank=True)

    class Meta(Berversi.Meta):
        verbose_name = _("unit pengawas")
        verbose_name_plural = _("unit pengawas")
        constraints = [
            models.CheckConstraint(name="unit_pengawas_masa_berisi", condition=Q(masa__isempty=False)),
            ExclusionConstraint(
                name="unit_pengawas_satu",
                expressions=[("masa", "&&")],
                violation_error_message=_("Sudah ada unit pengawas pada masa itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.masa}"

    def dasar_mulai(self, hari: date) -> str:
        """The basis of what begins on that day: this one's, or none yet, for another day makes another row."""
        return self.dasar if self.masa.lower == hari else ""


class StatusUsulanPengawas(models.TextChoices):
    """Life of a proposal: menunggu → berlaku | ditolak | dibatalkan; berlaku at once where there is nobody to ask."""

    MENUNGGU = "menunggu", _("Menunggu pengesahan")
    BERLAKU = "berlaku", _("Berlaku")
    DITOLAK = "ditolak", _("Ditolak")
    DIBATALKAN = "dibatalkan", _("Ditarik pengusul")


S = StatusUsulanPengawas


class UsulanPengawas(models.Model):
    """Another examining unit as one officer proposes it, and what another one made of it. Decided once, never deleted.

    lama      the unit that counted when it was proposed
    pengusul  None where the system wrote it while the city was set up
    sendiri   there was no second officer to ask: it counted at once, and nobody confirmed it
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit"), related_name="+")
    lama = models.ForeignKey(UnitKerja, models.PROTECT, null=True, verbose_name=_("unit sebelumnya"), related_name="+")
    dasar = models.CharField(_("dasar"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=S, default=S.MENUNGGU)
    sendiri = models.BooleanField(_("tanpa petugas kedua"), default=False)
    pengusul = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("pengusul"), related_name="+"
    )
    diusulkan_at = models.DateTimeField(_("diusulkan"), db_default=Now())
    pemutus = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("diputus oleh"), related_name="+"
    )
    diputus_at = models.DateTimeField(_("diputus"), null=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("usulan unit pengawas")
        verbose_name_plural = _("usulan unit pengawas")
        constraints = [
            models.CheckConstraint(name="usulan_pengawas_status_dikenal", condition=Q(status__in=S.values)),
            models.CheckConstraint(
                name="usulan_pengawas_dua_orang",
                condition=~Q(status=S.BERLAKU)
                | Q(sendiri=True, pemutus__isnull=True)
                | (Q(sendiri=False, pemutus__isnull=False, pengusul__isnull=False) & ~Q(pemutus=F("pengusul"))),
                violation_error_message=_("Unit pengawas disahkan petugas lain, bukan pengusulnya."),
            ),
            models.CheckConstraint(
                name="usulan_pengawas_putusan_lengkap",
                condition=Q(status=S.MENUNGGU, pemutus__isnull=True, diputus_at__isnull=True)
                | Q(status=S.BERLAKU, diputus_at__isnull=False)
                | (
                    Q(status=S.DITOLAK, pemutus__isnull=False, diputus_at__isnull=False)
                    & ~Q(alasan="")
                    & ~Q(pemutus=F("pengusul"))
                )
                | Q(status=S.DIBATALKAN, pemutus=F("pengusul"), pemutus__isnull=False, diputus_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="usulan_pengawas_satu_menunggu",
                fields=["status"],
                condition=Q(status=S.MENUNGGU),
                violation_error_message=_("Masih ada usulan lain yang menunggu pengesahan. Tunggu putusannya."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="putusan_tetap", operation=pgtrigger.Update, condition=pgtrigger.Q(old__diputus_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.status} {self.kode}"
