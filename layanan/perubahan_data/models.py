"""A proposed correction of one's own data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dokumen.models import Dokumen
from inti import audit
from inti.kode import buat_kode
from pegawai.models import Pegawai


class StatusUsul(models.TextChoices):
    """diajukan → diterima; on the way dikembalikan (and handed in again), ditolak with a reason, or ditarik by its owner."""

    DIAJUKAN = "diajukan", _("Menunggu diperiksa")
    DIKEMBALIKAN = "dikembalikan", _("Perlu dilengkapi")
    DITERIMA = "diterima", pgettext_lazy("usul perbaikan", "Diterima")
    DITOLAK = "ditolak", _("Belum dapat diterima")
    DITARIK = "ditarik", _("Ditarik pengusul")


TERBUKA = (StatusUsul.DIAJUKAN, StatusUsul.DIKEMBALIKAN)
GAGAL = (StatusUsul.DITOLAK, StatusUsul.DITARIK)  # ended without a change: may be proposed once more


@audit.track(exclude=["sebelum", "usulan"])  # protected values: the fact itself has its history under its own protection
class UsulPerubahan(models.Model):
    """What somebody says is wrong about their data, what it should be, and the proof.

    `jenis` names the kind of fact (layanan.perubahan_data.jenis). `sebelum` holds the values as they stood when it was
    proposed, `usulan` those proposed, by field, as text. Both are protected like the fact itself: read them through
    selectors.buka_isi, which leaves a receipt.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="usul_perubahan")
    jenis = models.CharField(_("yang diperbaiki"), max_length=30)
    sebelum = models.JSONField(_("tercatat waktu diusulkan"), default=dict)
    usulan = models.JSONField(_("seharusnya"), default=dict)
    keterangan = models.CharField(_("keterangan"), max_length=500, blank=True)
    bukti = models.ForeignKey(Dokumen, models.PROTECT, null=True, blank=True, verbose_name=_("bukti"), related_name="+")
    status = models.CharField(_("keadaan"), max_length=20, choices=StatusUsul, default=StatusUsul.DIAJUKAN)
    versi = models.PositiveIntegerField(_("versi"), default=1)
    dibuat_at = models.DateTimeField(_("diusulkan"), db_default=Now())

    class Meta:
        verbose_name = _("usul perubahan data")
        verbose_name_plural = _("usul perubahan data")
        indexes = [models.Index(name="usul_perubahan_pegawai", fields=["pegawai", "-id"])]
        constraints = [
            models.CheckConstraint(name="usul_perubahan_status_dikenal", condition=Q(status__in=StatusUsul.values)),
            models.CheckConstraint(name="usul_perubahan_berisi", condition=~Q(usulan={}) & ~Q(jenis="")),
            models.UniqueConstraint(
                name="usul_perubahan_satu_terbuka",
                fields=["pegawai", "jenis"],
                condition=Q(status__in=TERBUKA),
                violation_error_message=_("Usul untuk data ini masih berjalan. Lanjutkan yang itu, atau tarik dulu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kode}"
