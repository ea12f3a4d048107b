"""Answers given in the name of an office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.models.aspirasi import Aspirasi
from forum.models.topik import Topik
from inti import audit
from organisasi.models import UnitKerja


class JawabanResmi(models.Model):
    """An office's answer to an input or a topic. Written once; a better answer is another row.

    It speaks for `unit` and says as what it was signed (`atas_nama`); `oleh` is who wrote it.
    """

    aspirasi = models.ForeignKey(Aspirasi, models.PROTECT, null=True, verbose_name=_("aspirasi"), related_name="jawaban")
    topik = models.ForeignKey(Topik, models.PROTECT, null=True, verbose_name=_("topik"), related_name="jawaban")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("atas nama unit"), related_name="+")
    atas_nama = models.CharField(_("ditandatangani sebagai"), max_length=200)
    isi = models.TextField(_("isi"))
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ditulis oleh"), related_name="+")
    dijawab_at = models.DateTimeField(_("dijawab"))

    class Meta:
        verbose_name = _("jawaban resmi")
        verbose_name_plural = _("jawaban resmi")
        constraints = [
            models.CheckConstraint(
                name="jawaban_resmi_satu_sasaran",
                condition=Q(aspirasi__isnull=True, topik__isnull=False) | Q(aspirasi__isnull=False, topik__isnull=True),
            ),
            models.CheckConstraint(name="jawaban_resmi_berisi", condition=~Q(isi="") & ~Q(atas_nama="")),
        ]
        triggers = audit.sekali_tulis()

    def __str__(self) -> str:
        return f"#{self.pk}"
