"""Progress as it is recorded through the year, and the evidence for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from dokumen.models import Dokumen
from inti import audit
from inti.kode import buat_kode
from kinerja.models.skp import SKP, IndikatorKinerja, RencanaHasilKerja
from pegawai.models import Pegawai

# Why, where nobody wrote a reason: kept in Indonesian, read in the reader's language.
BUKTI_MENYUSUL, PENARIKAN_BATAL = gettext_noop("bukti ditambahkan"), gettext_noop("penarikan dibatalkan")


class JenisBukti(models.TextChoices):
    TAUTAN = "tautan", _("Tautan")
    BERKAS = "berkas", _("Berkas")


@audit.track()
class BuktiDukung(models.Model):
    """A piece of evidence, once for all entries that use it: a link, or a file kept private.

    The file is a Dokumen; only the protected reader of `dokumen` opens it.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="bukti")
    jenis = models.CharField(_("jenis"), max_length=10, choices=JenisBukti)
    judul = models.CharField(_("judul"), max_length=200)
    tautan = models.URLField(_("tautan"), max_length=500, blank=True)
    dokumen = models.OneToOneField(
        Dokumen, models.PROTECT, null=True, blank=True, verbose_name=_("dokumen"), related_name="bukti_dukung"
    )
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("bukti dukung")
        verbose_name_plural = _("bukti dukung")
        constraints = [
            models.CheckConstraint(name="bukti_jenis_dikenal", condition=Q(jenis__in=JenisBukti.values)),
            models.CheckConstraint(
                name="bukti_tautan_atau_berkas",
                condition=(Q(jenis="tautan") & ~Q(tautan="") & Q(dokumen__isnull=True))
                | (Q(jenis="berkas") & Q(tautan="") & Q(dokumen__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.judul


@audit.track()
class KemajuanKerja(models.Model):
    """One entry: what was reached for an indicator on a day. Never edited.

    A correction inserts a new row that points at the old one (`menggantikan`) and
    marks it (`diganti_at`), with the reason; both can be read. What is taken back is
    marked as well, with who and why (`ditarik_oleh`, `alasan_tarik`). `nilai` is empty
    where a result is told in words only.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    skp = models.ForeignKey(SKP, models.PROTECT, verbose_name=_("SKP"), related_name="kemajuan")
    rencana = models.ForeignKey(RencanaHasilKerja, models.PROTECT, verbose_name=_("hasil kerja"), related_name="kemajuan")
    indikator = models.ForeignKey(
        IndikatorKinerja, models.PROTECT, null=True, blank=True, verbose_name=_("indikator"), related_name="kemajuan"
    )
    nilai = models.DecimalField(_("realisasi"), max_digits=14, decimal_places=2, null=True, blank=True)
    tanggal = models.DateField(_("tanggal"))
    uraian = models.CharField(_("cerita singkat"), max_length=1000, blank=True)
    bukti = models.ManyToManyField(BuktiDukung, blank=True, verbose_name=_("bukti dukung"), related_name="kemajuan")
    berbukti = models.BooleanField(_("berbukti"), default=False)
    pencatat = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("pencatat"), related_name="+"
    )
    kunci = models.CharField(_("kunci kiriman"), max_length=20, default=buat_kode, editable=False)
    menggantikan = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("menggantikan"), related_name="koreksi"
    )
    alasan_koreksi = models.CharField(_("alasan koreksi"), max_length=300, blank=True)
    dicatat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    diganti_at = models.DateTimeField(_("diganti"), null=True, blank=True)
    ditarik_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("ditarik oleh"), related_name="+"
    )
    alasan_tarik = models.CharField(_("alasan penarikan"), max_length=300, blank=True, db_default="")

    class Meta:
        verbose_name = _("kemajuan kerja")
        verbose_name_plural = _("kemajuan kerja")
        indexes = [
            models.Index(name="kemajuan_skp_tanggal", fields=["skp", "tanggal"], condition=Q(diganti_at__isnull=True)),
            models.Index(name="kemajuan_rencana_tanggal", fields=["rencana", "tanggal"], condition=Q(diganti_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="kemajuan_satu_per_kiriman", fields=["rencana", "indikator", "kunci"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="kemajuan_berisi",
                condition=Q(nilai__isnull=False, indikator__isnull=False) | ~Q(uraian=""),
                violation_error_message=_("Isi angkanya, atau ceritakan singkat apa yang dikerjakan."),
            ),
            models.CheckConstraint(name="kemajuan_nilai_tidak_negatif", condition=Q(nilai__isnull=True) | Q(nilai__gte=0)),
            models.CheckConstraint(
                name="kemajuan_koreksi_beralasan", condition=Q(menggantikan__isnull=True) | ~Q(alasan_koreksi="")
            ),
            models.CheckConstraint(
                name="kemajuan_ditarik_tidak_berlaku", condition=Q(ditarik_oleh__isnull=True) | Q(diganti_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.nilai}"

    @property
    def sebab_koreksi(self) -> str:
        """Why it took the place of another, for whoever reads it."""
        rumah = self.alasan_koreksi in (BUKTI_MENYUSUL, PENARIKAN_BATAL)
        return gettext(self.alasan_koreksi) if rumah else self.alasan_koreksi

    @property
    def pengganti(self) -> KemajuanKerja | None:
        """What took its place; None where it counts or was taken back. No query for rows that came with `koreksi`."""
        return getattr(self, "koreksi", None)
