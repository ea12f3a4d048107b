"""Values that decrees set, by date, and the proposals by which people change them."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti.kode import buat_kode
from inti.masa import MasaField

AWAL = date(1945, 8, 17)  # the first day that a value can have: it counts for as long as there is a republic


class Tanda(models.TextChoices):
    """How sure the city is of a value's source."""

    NASKAH = "naskah", _("Dicocokkan dengan naskah peraturannya")
    KEDUA = "kedua", _("Dari sumber kedua, bukan naskahnya")
    UMUM = "umum", _("Pengetahuan umum, belum dicocokkan dengan naskah")


class StatusUsulan(models.TextChoices):
    """Life of a proposal: disusun → berlaku (it touches nobody) | menunggu → berlaku | ditolak; disusun, menunggu → dibatalkan."""

    DISUSUN = "disusun", _("Sedang disusun")
    MENUNGGU = "menunggu", _("Menunggu pengesahan")
    BERLAKU = "berlaku", _("Disahkan")
    DITOLAK = "ditolak", _("Ditolak")
    DIBATALKAN = "dibatalkan", _("Dibatalkan pengusul")


class JenisUsulan(models.TextChoices):
    NILAI = "nilai", _("Nilai baru")
    TARIK = "tarik", _("Penarikan nilai yang keliru")


class UsulanParameter(models.Model):
    """A change of a parameter as somebody proposes it: a new value from a day on, or the withdrawal of a mistaken one.

    Nothing counts before it is `berlaku`. Where it touches somebody's date or right (`tersentuh` people, as looked at
    when it was sent and again when it was confirmed), another officer than the proposer confirms it. Never deleted.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    jenis = models.CharField(_("jenis"), max_length=10, choices=JenisUsulan, default=JenisUsulan.NILAI)
    nama = models.CharField(_("nama"), max_length=60)
    nilai = models.JSONField(_("nilai"), null=True)
    berlaku = MasaField(_("berlaku"), null=True)
    dasar = models.CharField(_("dasar hukum"), max_length=300, blank=True)
    tanda = models.CharField(_("kepastian sumber"), max_length=10, choices=Tanda, default=Tanda.UMUM)
    catatan = models.TextField(_("catatan"), blank=True)
    alasan = models.TextField(_("alasan"), blank=True)
    sasaran = models.ForeignKey(
        "ParameterAturan", models.PROTECT, null=True, verbose_name=_("nilai yang ditarik"), related_name="usulan_tarik"
    )
    status = models.CharField(_("status"), max_length=12, choices=StatusUsulan, default=StatusUsulan.DISUSUN)
    pengusul = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("pengusul"), related_name="+")
    disusun_at = models.DateTimeField(_("disusun"), db_default=Now())
    tersentuh = models.PositiveIntegerField(_("orang yang tersentuh"), null=True)
    pemutus = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("diputus oleh"), related_name="+"
    )
    diputus_at = models.DateTimeField(_("diputus"), null=True)
    alasan_putusan = models.TextField(_("alasan putusan"), blank=True)
    lanjutan = models.JSONField(_("pekerjaan sesudahnya"), default=dict)

    class Meta:
        verbose_name = _("usulan nilai aturan")
        verbose_name_plural = _("usulan nilai aturan")
        constraints = [
            models.CheckConstraint(name="usulan_parameter_status_dikenal", condition=Q(status__in=StatusUsulan.values)),
            models.CheckConstraint(name="usulan_parameter_jenis_dikenal", condition=Q(jenis__in=JenisUsulan.values)),
            models.CheckConstraint(name="usulan_parameter_tanda_dikenal", condition=Q(tanda__in=Tanda.values)),
            models.CheckConstraint(
                name="usulan_parameter_lengkap",
                condition=(
                    Q(jenis=JenisUsulan.NILAI, nilai__isnull=False, berlaku__isnull=False, berlaku__isempty=False)
                    & Q(berlaku__startswith__isnull=False, sasaran__isnull=True)
                    & ~Q(dasar="")
                )
                | (Q(jenis=JenisUsulan.TARIK, nilai__isnull=True, berlaku__isnull=True, sasaran__isnull=False) & ~Q(alasan="")),
                violation_error_message=_("Nilai baru perlu tanggal mulai dan dasar hukum; penarikan perlu alasan."),
            ),
            models.CheckConstraint(
                name="usulan_parameter_dua_orang",
                condition=~Q(status=StatusUsulan.BERLAKU)
                | (Q(pemutus__isnull=False, tersentuh__isnull=False) & (Q(tersentuh=0) | ~Q(pemutus=F("pengusul")))),
                violation_error_message=_("Perubahan yang menyentuh orang disahkan petugas lain, bukan pengusulnya."),
            ),
            models.UniqueConstraint(
                name="usulan_parameter_satu_menunggu",
                fields=["nama"],
                condition=Q(status=StatusUsulan.MENUNGGU),
                violation_error_message=_("Masih ada usulan lain untuk nilai ini yang menunggu pengesahan. Tunggu putusannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.nama} {self.kode}"

    @property
    def kata_status(self) -> str:
        """Its state in words: what touches nobody was recorded by its proposer, and confirmed by no second officer."""
        sendiri = self.status == StatusUsulan.BERLAKU and self.pemutus_id == self.pengusul_id
        return str(_("Dicatat")) if sendiri else self.get_status_display()

    @property
    def terbuka(self) -> bool:
        """Whether nothing was decided yet."""
        return self.status in (StatusUsulan.DISUSUN, StatusUsulan.MENUNGGU)

    @property
    def mulai(self) -> date:
        """The first day on which the value changes."""
        sumber = self.sasaran if self.sasaran is not None else self
        mulai: date = sumber.berlaku.lower  # a constraint of the table
        return mulai


class ParameterAturan(models.Model):
    """A value that a decree sets, from its day on. Written once: a wrong one is withdrawn, never changed.

    `nilai` is JSON in the shape that aturan.daftar_parameter declares. `berlaku` is half-open; mostly without an end, for a value
    counts until the next one starts. On a day, of the rows that cover it and are not withdrawn, the one that starts latest counts,
    of two that start alike the one recorded later: so a withdrawal gives back exactly what counted before.
    `usulan` is how it came; None for what the product ships.
    """

    nama = models.CharField(_("nama"), max_length=60)
    nilai = models.JSONField(_("nilai"))
    berlaku = MasaField(_("berlaku"))
    dasar = models.CharField(_("dasar hukum"), max_length=300)
    tanda = models.CharField(_("kepastian sumber"), max_length=10, choices=Tanda, default=Tanda.UMUM)
    catatan = models.TextField(_("catatan"), blank=True)
    usulan = models.OneToOneField(UsulanParameter, models.PROTECT, null=True, verbose_name=_("usulan"), related_name="parameter")
    tercatat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    ditarik_at = models.DateTimeField(_("ditarik"), null=True)
    penarikan = models.OneToOneField(
        UsulanParameter, models.PROTECT, null=True, verbose_name=_("penarikan"), related_name="menarik"
    )

    class Meta:
        verbose_name = _("parameter aturan")
        verbose_name_plural = _("parameter aturan")
        indexes = [models.Index(name="parameter_aturan_nama", fields=["nama", "id"])]
        constraints = [
            models.CheckConstraint(
                name="parameter_aturan_masa_berisi", condition=Q(berlaku__isempty=False, berlaku__startswith__isnull=False)
            ),
            models.CheckConstraint(name="parameter_aturan_tanda_dikenal", condition=Q(tanda__in=Tanda.values)),
            models.CheckConstraint(name="parameter_aturan_berdasar", condition=~Q(dasar="")),
            models.CheckConstraint(
                name="parameter_aturan_tarik_beralasan",
                condition=Q(ditarik_at__isnull=True, penarikan__isnull=True)
                | Q(ditarik_at__isnull=False, penarikan__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="tidak_diubah", fields=["nama", "nilai", "berlaku", "dasar", "tanda", "catatan", "usulan", "tercatat_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.berlaku}"

    @property
    def sejak(self) -> date | None:
        """Its first day as people are told it; None where it always counted, for a list that grows by a decree each year."""
        mulai: date = self.berlaku.lower
        return mulai if mulai > AWAL else None
