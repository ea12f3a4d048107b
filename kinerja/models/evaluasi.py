"""Evaluation of a quarter, how results stood in it, and the rollups that dashboards read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode
from inti.models import CatatanKeputusan
from kinerja.models.periode import PeriodeKinerja
from kinerja.models.skp import SKP, RencanaHasilKerja
from organisasi.models import BERLAKU, PejabatNonAsn, UnitKerja
from pegawai.models import Pegawai


class Rating(models.TextChoices):
    DI_ATAS = "di_atas", _("Di atas ekspektasi")
    SESUAI = "sesuai", _("Sesuai ekspektasi")
    DI_BAWAH = "di_bawah", _("Di bawah ekspektasi")


# Short words for the matrix, where columns are narrow.
LABEL_RATING = ((Rating.DI_ATAS, _("Di atas")), (Rating.SESUAI, _("Sesuai")), (Rating.DI_BAWAH, _("Di bawah")))


class Predikat(models.TextChoices):
    SANGAT_BAIK = "sangat_baik", _("Sangat Baik")
    BAIK = "baik", _("Baik")
    BUTUH_PERBAIKAN = "butuh_perbaikan", _("Butuh Perbaikan")
    KURANG = "kurang", _("Kurang")
    SANGAT_KURANG = "sangat_kurang", _("Sangat Kurang")


@audit.track()
class EvaluasiPeriodik(models.Model):
    """The appraiser's judgement of one person for one quarter.

    It is set once. A decided objection inserts a new row and marks this one
    (`diganti_at`). `diterima` is the day on which the person took note of it: day 0
    of the time to object.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    skp = models.ForeignKey(SKP, models.PROTECT, verbose_name=_("SKP"), related_name="evaluasi")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="evaluasi")
    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, verbose_name=_("periode"), related_name="evaluasi")
    penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, verbose_name=_("pejabat penilai"), related_name="+")
    penilai_pejabat = models.ForeignKey(
        PejabatNonAsn, models.PROTECT, null=True, verbose_name=_("penilai bukan ASN"), related_name="+"
    )
    rating_hasil = models.CharField(_("rating hasil kerja"), max_length=20, choices=Rating)
    rating_perilaku = models.CharField(_("rating perilaku kerja"), max_length=20, choices=Rating)
    predikat = models.CharField(_("predikat"), max_length=20, choices=Predikat)
    umpan_balik = models.TextField(_("umpan balik"), max_length=4000)
    alasan_tanpa_bukti = models.CharField(_("alasan menilai tanpa bukti"), max_length=500, blank=True)
    keputusan = models.OneToOneField(
        CatatanKeputusan, models.PROTECT, verbose_name=_("keputusan"), related_name="evaluasi_periodik"
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("ditetapkan oleh"), related_name="+"
    )
    ditetapkan = models.DateField(_("ditetapkan"))
    diterima = models.DateField(_("diterima pegawai"), null=True, blank=True)
    tercatat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    diganti_at = models.DateTimeField(_("diganti"), null=True, blank=True)

    class Meta:
        verbose_name = _("evaluasi periodik")
        verbose_name_plural = _("evaluasi periodik")
        indexes = [models.Index(name="evaluasi_pegawai_periode", fields=["pegawai", "periode"])]
        constraints = [
            models.UniqueConstraint(
                name="evaluasi_satu_per_periode",
                fields=["skp", "periode"],
                condition=BERLAKU,
                violation_error_message=_("Penilaian untuk periode ini sudah ditetapkan."),
            ),
            models.CheckConstraint(
                name="evaluasi_rating_dikenal", condition=Q(rating_hasil__in=Rating.values, rating_perilaku__in=Rating.values)
            ),
            models.CheckConstraint(name="evaluasi_predikat_dikenal", condition=Q(predikat__in=Predikat.values)),
            models.CheckConstraint(
                name="evaluasi_tidak_menilai_diri",
                condition=Q(penilai__isnull=True) | ~Q(penilai=F("pegawai")),
                violation_error_message=_("Tidak ada yang menilai dirinya sendiri. Penilaian ini milik atasan Anda."),
            ),
            models.CheckConstraint(
                name="evaluasi_satu_penilai",
                condition=Q(penilai__isnull=True, penilai_pejabat__isnull=False)
                | Q(penilai__isnull=False, penilai_pejabat__isnull=True),
            ),
            models.CheckConstraint(name="evaluasi_umpan_balik_berisi", condition=~Q(umpan_balik="")),
        ]

    def __str__(self) -> str:
        return self.kode

    @property
    def nama_penilai(self) -> str:
        """Name of the appraiser, whatever kind. No query for rows that came with it."""
        return self.penilai.nama_lengkap if self.penilai else str(self.penilai_pejabat.nama) if self.penilai_pejabat else ""


class CapaianRHK(models.Model):
    """How a result stood at its latest entry in a quarter. Derived from progress by kinerja.capaian alone.

    persen  mean attainment of its indicators against the whole year's target, 0–150;
            empty where results are told in words only
    sesuai  every indicator with entries is on its way to the target
    """

    rencana = models.ForeignKey(RencanaHasilKerja, models.PROTECT, verbose_name=_("hasil kerja"), related_name="capaian")
    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, verbose_name=_("periode"), related_name="+")
    persen = models.DecimalField(_("capaian"), max_digits=5, decimal_places=1, null=True)
    sesuai = models.BooleanField(_("sesuai jalur"))
    per = models.DateField(_("catatan terakhir"))

    class Meta:
        verbose_name = _("capaian hasil kerja")
        verbose_name_plural = _("capaian hasil kerja")
        constraints = [models.UniqueConstraint(name="capaian_satu_per_periode", fields=["rencana", "periode"])]

    def __str__(self) -> str:
        return f"{self.persen or 0} %"


class RekapKinerja(models.Model):
    """Figures of a unit with everything below it in one quarter: all that a dashboard reads.

    Written in the transaction of each change for the unit and its ancestors
    (kinerja.rekap); `bangun_rekap` counts anew and reports drift.
    """

    periode = models.ForeignKey(PeriodeKinerja, models.PROTECT, verbose_name=_("periode"), related_name="rekap")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit kerja"), related_name="rekap_kinerja")
    pegawai = models.IntegerField(_("pegawai"), default=0)
    belum = models.IntegerField(_("pegawai tanpa SKP yang disepakati"), default=0, db_default=0)
    skp_menunggu = models.IntegerField(_("SKP menunggu atasan"), default=0)
    skp_disepakati = models.IntegerField(_("SKP disepakati"), default=0)
    dinilai = models.IntegerField(_("sudah dinilai"), default=0)
    sangat_baik = models.IntegerField(_("Sangat Baik"), default=0)
    baik = models.IntegerField(_("Baik"), default=0)
    butuh_perbaikan = models.IntegerField(_("Butuh Perbaikan"), default=0)
    kurang = models.IntegerField(_("Kurang"), default=0)
    sangat_kurang = models.IntegerField(_("Sangat Kurang"), default=0)
    rhk = models.IntegerField(_("hasil kerja"), default=0)
    rhk_tercatat = models.IntegerField(_("hasil kerja yang dicatat"), default=0, db_default=0)
    rhk_sesuai = models.IntegerField(_("hasil kerja sesuai jalur"), default=0)
    versi = models.BigIntegerField(_("versi"), default=0)
    diperbarui_at = models.DateTimeField(_("diperbarui"), db_default=Now())

    class Meta:
        verbose_name = _("rekap kinerja")
        verbose_name_plural = _("rekap kinerja")
        constraints = [models.UniqueConstraint(name="rekap_satu_per_unit", fields=["periode", "unit"])]

    def __str__(self) -> str:
        return f"{self.periode_id}/{self.unit_id}"


class RekapPekan(models.Model):
    """Entries of progress, and people who wrote them, in one week below a unit. `pekan` is its Monday."""

    pekan = models.DateField(_("pekan"))
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit kerja"), related_name="rekap_pekan")
    kemajuan = models.IntegerField(_("catatan"), default=0)
    pencatat = models.IntegerField(_("orang yang mencatat"), default=0)

    class Meta:
        verbose_name = _("rekap pekan")
        verbose_name_plural = _("rekap pekan")
        constraints = [models.UniqueConstraint(name="rekap_pekan_satu_per_unit", fields=["pekan", "unit"])]

    def __str__(self) -> str:
        return f"{self.pekan}/{self.unit_id}"
