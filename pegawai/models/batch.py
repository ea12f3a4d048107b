"""Many changes made by one act."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class BatchPerubahan(models.Model):
    """What history rows that came in together have in common, an import for example. Kept as long as they are.

    `kode` is the public code of the act, the same that the audit carries as `batch`; `asal` says in words what it was.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, editable=False)
    asal = models.CharField(_("asal"), max_length=300)
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("batch perubahan")
        verbose_name_plural = _("batch perubahan")
        constraints = [
            models.CheckConstraint(name="batch_perubahan_kode_berisi", condition=~models.Q(kode="")),
        ]

    def __str__(self) -> str:
        return f"{self.asal} {self.kode}"
