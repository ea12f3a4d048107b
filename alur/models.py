"""The trail of every process, and who holds an open case."""

from __future__ import annotations

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from organisasi.models import UnitKerja


class Jejak(models.Model):
    """One step of a case: who, as what, for whom, from where to where, why, when. Written once.

    `proses` and `kode` name the case; `aksi` is the step itself, so that nothing is guessed from equal states.
    `jabatan` and `untuk_nama` are kept as they were said then; `surat` is the letter under which a substitute acted.
    `data` holds what the step was decided on. A sender outside the city's staff has no name here.
    """

    proses = models.CharField(_("proses"), max_length=40)
    kode = models.CharField(_("kode perkara"), max_length=20)
    aksi = models.CharField(_("langkah"), max_length=40)
    dari = models.CharField(_("dari keadaan"), max_length=30, blank=True)
    ke = models.CharField(_("menjadi"), max_length=30)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("oleh"), related_name="+")
    oleh_nama = models.CharField(_("nama pelaku"), max_length=200, blank=True)
    sebagai = models.CharField(_("sebagai"), max_length=20, blank=True)
    jabatan = models.CharField(_("jabatan pelaku"), max_length=300, blank=True)
    untuk_nama = models.CharField(_("atas nama"), max_length=300, blank=True)
    surat = models.CharField(_("surat pendelegasian"), max_length=100, blank=True)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, verbose_name=_("unit"), related_name="+")
    alasan = models.TextField(_("alasan"), blank=True)
    data = models.JSONField(_("data waktu itu"), default=dict, encoder=DjangoJSONEncoder)
    versi = models.PositiveIntegerField(_("versi sesudahnya"), default=1)
    pada_at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("jejak")
        verbose_name_plural = _("jejak")
        indexes = [models.Index(name="jejak_perkara", fields=["proses", "kode", "id"])]
        constraints = [
            models.CheckConstraint(name="jejak_berlangkah", condition=~Q(aksi="") & ~Q(ke="") & ~Q(kode="")),
            models.CheckConstraint(name="jejak_wakil_bersurat", condition=Q(untuk_nama="") | ~Q(surat="")),
        ]
        triggers = [pgtrigger.Protect(name="sekali_tulis", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.proses} {self.aksi}"


class JenisPemegang(models.TextChoices):
    """With whom a case lies; see alur.proses."""

    PEMILIK = "pemilik", _("pemiliknya")
    ATASAN = "atasan", _("atasan pemiliknya")
    KOLAM = "kolam", _("petugas unit")
    LUAR = "luar", _("orang di luar")


DIPEGANG_AT = Coalesce("diambil_alih_at", "pindah_at", "sejak_at")  # `Pemegang.dipegang_at` for a query


class Pemegang(models.Model):
    """Who holds an open case, since when, until when. One row while something is expected of somebody, none afterwards.

    It names a place, not a person: `atasan` is whoever is the superior of `orang_kode` on the day of the question
    (definitive, Plt or Plh, a substitute, or one above), `kolam` are the officers who may do `izin` for `unit`, without
    those of `kecuali` and of the offices above it: a unit that is a party to the case.
    `diambil_alih_at`: since when the officers of the unit have taken it from a superior who did not act; `pindah_at`: since
    when it lies with the present superior, where the owner has had another one since `sejak_at`.
    """

    proses = models.CharField(_("proses"), max_length=40)
    kode = models.CharField(_("kode perkara"), max_length=20)
    keadaan = models.CharField(_("keadaan"), max_length=30)
    jenis = models.CharField(_("dipegang oleh"), max_length=10, choices=JenisPemegang)
    orang_kode = models.CharField(_("kode pegawai"), max_length=20, blank=True)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, verbose_name=_("unit"), related_name="+")
    kecuali = models.ForeignKey(UnitKerja, models.PROTECT, null=True, verbose_name=_("unit yang tersangkut"), related_name="+")
    izin = models.CharField(_("hak petugas"), max_length=60, blank=True)
    sejak_at = models.DateTimeField(_("sejak"))
    tenggat = models.DateField(_("tenggat"), null=True)
    diambil_alih_at = models.DateTimeField(_("diambil alih"), null=True)
    pindah_at = models.DateTimeField(_("berpindah meja"), null=True)

    class Meta:
        verbose_name = _("pemegang perkara")
        verbose_name_plural = _("pemegang perkara")
        indexes = [
            models.Index(name="pemegang_orang", fields=["orang_kode", "jenis"]),
            models.Index(name="pemegang_kolam", fields=["izin", "unit"], condition=Q(jenis="kolam")),
            models.Index(name="pemegang_tenggat", fields=["tenggat", "id"], condition=Q(tenggat__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(name="pemegang_satu_per_perkara", fields=["proses", "kode"]),
            models.CheckConstraint(name="pemegang_jenis_dikenal", condition=Q(jenis__in=JenisPemegang.values)),
            models.CheckConstraint(
                name="pemegang_bernama",
                condition=Q(jenis__in=("pemilik", "atasan")) & ~Q(orang_kode="")
                | Q(jenis="kolam") & ~Q(izin="")
                | Q(jenis="luar"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proses} {self.kode}"

    @property
    def dipegang_at(self) -> datetime:
        """Since when it lies with whoever holds it (DIPEGANG_AT); its last day is counted from `sejak_at` all the same."""
        return self.diambil_alih_at or self.pindah_at or self.sejak_at
