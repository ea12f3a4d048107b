"""Histories: half-open periods with two time axes. A row is superseded, never edited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.masa import MasaField
from organisasi.models import BERLAKU, Jabatan, sama
from pegawai.models.acuan import Golongan, TingkatPendidikan
from pegawai.models.batch import BatchPerubahan
from pegawai.models.pegawai import JenisPegawai, Kedudukan, Pegawai

__all__ = ["BERLAKU", "Penugasan", "Riwayat", "RiwayatGolongan", "RiwayatJabatan", "RiwayatPendidikan", "RiwayatStatus"]


R = TypeVar("R", bound="Riwayat")


class RiwayatQuerySet(models.QuerySet[R]):
    def berlaku(self) -> Self:
        """Rows that nothing replaced: the history as we know it now."""
        return self.filter(BERLAKU)

    def per(self, tanggal: date) -> Self:
        """Rows that held on `tanggal`, as we know it now."""
        return self.filter(BERLAKU, masa__contains=tanggal)


class Riwayat(models.Model):
    """What every history row carries: when it was valid, when we knew it, and by which decree.

    `masa` starts on the TMT. `riwayat.supersede` is the only way to change a row.
    """

    masa = MasaField(_("masa"))
    nomor_sk = models.CharField(_("nomor SK"), max_length=100, blank=True)
    tanggal_sk = models.DateField(_("tanggal SK"), null=True, blank=True)
    batch = models.ForeignKey(BatchPerubahan, models.PROTECT, null=True, blank=True, verbose_name=_("batch"), related_name="+")
    tercatat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    diganti_at = models.DateTimeField(_("diganti"), null=True, blank=True)

    objects = RiwayatQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def tmt(self) -> date | None:
        """The first day on which the row holds."""
        mulai: date | None = self.masa.lower
        return mulai

    @property
    def hari_terakhir(self) -> date | None:
        """The last day on which the row holds; None while it runs on."""
        akhir: date | None = self.masa.upper
        return akhir - timedelta(days=1) if akhir else None


def _batas(nama: str, syarat: Q = BERLAKU) -> list[models.BaseConstraint]:
    """The two constraints of each history: a period is not empty, running periods don't overlap."""
    return [
        models.CheckConstraint(name=f"{nama}_masa_berisi", condition=Q(masa__isempty=False)),
        ExclusionConstraint(
            name=f"{nama}_tidak_bertumpuk",
            expressions=[(sama("pegawai"), "&&"), ("masa", "&&")],
            condition=syarat,
            violation_error_message=_("Masa ini bertumpuk dengan riwayat lain. Akhiri dulu yang lama."),
        ),
    ]


@audit.track()
class RiwayatStatus(Riwayat):
    """CPNS, PNS or PPPK, with the legal standing, from a TMT on."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="riwayat_status")
    jenis = models.CharField(_("jenis pegawai"), max_length=10, choices=JenisPegawai)
    kedudukan = models.CharField(_("kedudukan hukum"), max_length=30, choices=Kedudukan, default=Kedudukan.AKTIF)

    class Meta:
        verbose_name = _("riwayat status")
        verbose_name_plural = _("riwayat status")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_batas("riwayat_status"),
            models.CheckConstraint(name="riwayat_status_jenis_dikenal", condition=Q(jenis__in=JenisPegawai.values)),
            models.CheckConstraint(name="riwayat_status_kedudukan_dikenal", condition=Q(kedudukan__in=Kedudukan.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.masa}"


@audit.track()
class RiwayatGolongan(Riwayat):
    """A rank held from its TMT, with the years of service for pay (masa kerja golongan) as of one day.

    That day is `mk_per`: the list's day for a row that an import wrote (the national export counts
    up to there), None for the TMT itself, as a decree states it. Today's figure is rules.masa_kerja.tambah.
    """

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="riwayat_golongan")
    golongan = models.ForeignKey(Golongan, models.PROTECT, verbose_name=_("golongan"), related_name="+")
    mk_tahun = models.PositiveSmallIntegerField(_("masa kerja tahun"), default=0)
    mk_bulan = models.PositiveSmallIntegerField(_("masa kerja bulan"), default=0)
    mk_per = models.DateField(_("masa kerja per"), null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat golongan")
        verbose_name_plural = _("riwayat golongan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_batas("riwayat_golongan"),
            models.CheckConstraint(name="riwayat_golongan_bulan_sah", condition=Q(mk_bulan__lte=11)),
        ]

    def __str__(self) -> str:
        return f"{self.golongan_id} {self.masa}"


class Penugasan(models.TextChoices):
    DEFINITIF = "definitif", _("Definitif")
    PLT = "plt", _("Pelaksana tugas (Plt)")
    PLH = "plh", _("Pelaksana harian (Plh)")
    PJ = "pj", _("Penjabat (Pj)")
    TUGAS_TAMBAHAN = "tugas_tambahan", _("Tugas tambahan")


# Who works by these does the work of the post until it has a holder of its own, and is called so.
SEMENTARA = {Penugasan.PLT: "Plt.", Penugasan.PLH: "Plh.", Penugasan.PJ: "Pj."}


@audit.track()
class RiwayatJabatan(Riwayat):
    """A post held during `masa`; the post tells the unit. Only definitive posts exclude each other.

    `tmt_jabatan` is the TMT on the decree. It lies before the start of `masa` when the
    unit changed under the same decree.
    """

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="riwayat_jabatan")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, verbose_name=_("jabatan"), related_name="riwayat")
    penugasan = models.CharField(_("penugasan"), max_length=20, choices=Penugasan, default=Penugasan.DEFINITIF)
    tmt_jabatan = models.DateField(_("TMT jabatan"))

    class Meta:
        verbose_name = _("riwayat jabatan")
        verbose_name_plural = _("riwayat jabatan")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_batas("riwayat_jabatan", BERLAKU & Q(penugasan=Penugasan.DEFINITIF)),
            models.CheckConstraint(name="riwayat_jabatan_penugasan_dikenal", condition=Q(penugasan__in=Penugasan.values)),
        ]

    def __str__(self) -> str:
        return f"{self.jabatan_id} {self.masa}"

    @property
    def sebutan(self) -> str:
        """As what the person works by this row: 'Kepala Bidang Mutasi', 'Plt. Kepala Dinas Kesehatan'."""
        if self.penugasan == Penugasan.DEFINITIF:
            return self.jabatan.nama
        if self.penugasan == Penugasan.TUGAS_TAMBAHAN:
            return gettext("Tugas tambahan: %(jabatan)s") % {"jabatan": self.jabatan.nama}
        return f"{SEMENTARA[Penugasan(self.penugasan)]} {self.jabatan.nama}"


@audit.track()
class RiwayatPendidikan(models.Model):
    """An education completed. Superseded like the others; valid for ever once completed."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="riwayat_pendidikan")
    tingkat = models.CharField(_("tingkat"), max_length=20, choices=TingkatPendidikan)
    nama = models.CharField(_("pendidikan"), max_length=200, blank=True)
    tahun_lulus = models.PositiveSmallIntegerField(_("tahun lulus"), null=True, blank=True)
    batch = models.ForeignKey(BatchPerubahan, models.PROTECT, null=True, blank=True, verbose_name=_("batch"), related_name="+")
    tercatat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    diganti_at = models.DateTimeField(_("diganti"), null=True, blank=True)

    class Meta:
        verbose_name = _("riwayat pendidikan")
        verbose_name_plural = _("riwayat pendidikan")
        constraints = [
            models.UniqueConstraint(
                name="riwayat_pendidikan_tunggal",
                fields=["pegawai", "tingkat", "nama", "tahun_lulus"],
                condition=BERLAKU,
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="riwayat_pendidikan_tingkat_dikenal", condition=Q(tingkat__in=TingkatPendidikan.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_tingkat_display()} {self.nama}"
