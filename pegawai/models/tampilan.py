"""Saved views of the employee list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inti.kode import buat_kode


class TampilanTersimpan(models.Model):
    """A named state of the list (its query string); its URL can be shared with whoever may see the list."""

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pemilik = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("pemilik"), related_name="+")
    nama = models.CharField(_("nama tampilan"), max_length=60)
    kueri = models.CharField(_("saringan"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        constraints = [
            models.UniqueConstraint(
                name="tampilan_tersimpan_nama_tunggal",
                fields=["pemilik", "nama"],
                violation_error_message=_("Anda sudah punya tampilan dengan nama ini. Pakai nama lain."),
            )
        ]

    def __str__(self) -> str:
        return self.nama
