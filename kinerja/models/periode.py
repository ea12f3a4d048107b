"""Quarters of the performance year, and what the organisation wants to reach in it."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode
from inti.masa import MasaField
from organisasi.models import UnitKerja

ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}


@audit.track()
class PeriodeKinerja(models.Model):
    """A quarter in which progress is recorded and which is evaluated.

    `kode` ('2026-tw4') names it in addresses and events. Once `terkunci_at` is set
    nothing in it changes any more, except through an objection.
    """

    kode = models.CharField(_("kode"), max_length=10, unique=True)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    triwulan = models.PositiveSmallIntegerField(_("triwulan"))
    masa = MasaField(_("masa"))
    terkunci_at = models.DateTimeField(_("dikunci"), null=True, blank=True)

    class Meta:
        verbose_name = _("periode kinerja")
        verbose_name_plural = _("periode kinerja")
        constraints = [
            models.UniqueConstraint(name="periode_kinerja_satu_per_triwulan", fields=["tahun", "triwulan"]),
            models.CheckConstraint(name="periode_kinerja_triwulan_1_4", condition=Q(triwulan__range=(1, 4))),
            models.CheckConstraint(name="periode_kinerja_masa_berisi", condition=Q(masa__isempty=False)),
            ExclusionConstraint(
                name="periode_kinerja_tidak_bertumpuk",
                expressions=[("masa", RangeOperators.OVERLAPS)],
                violation_error_message=_("Masa periode ini bertumpuk dengan periode lain. Periksa tanggalnya."),
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    @property
    def nama(self) -> str:
        """'Triwulan IV 2026'."""
        return gettext("Triwulan %(romawi)s %(tahun)s") % {"romawi": ROMAWI[self.triwulan], "tahun": self.tahun}

    @property
    def mulai(self) -> date:
        """First day."""
        return self.masa.lower  # type: ignore[no-any-return]  # a DateRange

    @property
    def akhir(self) -> date:
        """Last day, inclusive: what people call the end."""
        return date.fromordinal(self.masa.upper.toordinal() - 1)


class DasarSasaran(models.TextChoices):
    """Where a target of the organisation stands written."""

    RPJMD = "rpjmd", _("RPJMD")
    RENSTRA = "renstra", _("Renstra")
    PK = "pk", _("Perjanjian kinerja")


@audit.track()
class SasaranUnit(models.Model):
    """What a unit wants to reach in a year; `induk` is the target above that it serves.

    The chain runs from the city to the office and down to a team. Leaders hang their
    results on it, and so does anybody whose superior has no agreed SKP yet.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit kerja"), related_name="sasaran")
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    uraian = models.CharField(_("sasaran"), max_length=300)
    indikator = models.CharField(_("indikator"), max_length=300)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2)
    satuan = models.CharField(_("satuan"), max_length=40)
    dasar = models.CharField(_("dasar"), max_length=10, choices=DasarSasaran)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("sasaran di atasnya"), related_name="turunan"
    )

    class Meta:
        verbose_name = _("sasaran unit")
        verbose_name_plural = _("sasaran unit")
        constraints = [
            models.UniqueConstraint(
                name="sasaran_unit_satu_uraian_per_tahun",
                fields=["unit", "tahun", "uraian"],
                violation_error_message=_("Sasaran dengan bunyi ini sudah ada untuk unit dan tahun itu. Ubah yang sudah ada."),
            ),
            models.CheckConstraint(name="sasaran_unit_dasar_dikenal", condition=Q(dasar__in=DasarSasaran.values)),
            models.CheckConstraint(name="sasaran_unit_uraian_berisi", condition=~Q(uraian="") & ~Q(indikator="")),
            models.CheckConstraint(
                name="sasaran_unit_target_tidak_negatif",
                condition=Q(target__gte=0),
                violation_error_message=_("Target tidak boleh kurang dari nol."),
            ),
            models.CheckConstraint(name="sasaran_unit_bukan_induk_sendiri", condition=Q(induk__isnull=True) | ~Q(induk=F("id"))),
        ]

    def __str__(self) -> str:
        return self.uraian
