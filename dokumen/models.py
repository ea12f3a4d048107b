"""Files as rows: what is kept, whose it is, and what it took the place of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode


@audit.track(hapus=True)
class Dokumen(models.Model):
    """A kept file. Never changed: a new version is a new row that points at the one before (`menggantikan`).

    jenis                       what it is for, as its app registered it (dokumen.pemilik): that app says who may open it
    subjek_jenis, subjek_kode   whom or what it is about, by public code; a receipt of reading names the subject
    kelompok                    the data group whose protection it has
    berkas                      where it lies, under a name of ours outside of the web root; only dokumen.pembaca opens it
    menunggu_sampai             set while it waits for its form to be accepted: only its owner sees it, then it is swept
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    jenis = models.CharField(_("jenis"), max_length=50)
    pemilik = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("pemilik"), related_name="+"
    )
    subjek_jenis = models.CharField(_("jenis subjek"), max_length=20, blank=True)
    subjek_kode = models.CharField(_("kode subjek"), max_length=20, blank=True)
    kelompok = models.CharField(_("kelompok data"), max_length=20)
    berkas = models.FileField(_("berkas"), max_length=200)
    nama = models.CharField(_("nama yang dikirim"), max_length=200, blank=True)
    tipe = models.CharField(_("tipe isi"), max_length=100)
    ukuran = models.PositiveIntegerField(_("ukuran dalam bita"), default=0)
    sidik = models.CharField(_("sidik SHA-256"), max_length=64, blank=True)
    versi = models.PositiveSmallIntegerField(_("versi"), default=1)
    menggantikan = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("menggantikan"), related_name="pengganti"
    )
    menunggu_sampai = models.DateTimeField(_("menunggu sampai"), null=True, blank=True)
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        indexes = [
            models.Index(name="dokumen_menunggu", fields=["menunggu_sampai"], condition=Q(menunggu_sampai__isnull=False)),
            models.Index(name="dokumen_subjek", fields=["subjek_kode", "jenis"]),
            models.Index(name="dokumen_berkas", fields=["berkas"]),
        ]
        constraints = [
            models.CheckConstraint(name="dokumen_bertempat", condition=~Q(berkas="")),
            models.CheckConstraint(name="dokumen_sidik_sah", condition=Q(sidik="") | Q(sidik__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="dokumen_versi_berurutan",
                condition=Q(versi=1, menggantikan__isnull=True) | Q(versi__gt=1, menggantikan__isnull=False),
            ),
            models.CheckConstraint(
                name="dokumen_menunggu_berpemilik", condition=Q(menunggu_sampai__isnull=True) | Q(pemilik__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.nama or self.kode
