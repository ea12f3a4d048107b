"""The words that people's names are made of."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

# The words of a person's name, as the index on them is written.
KATA = Func(F("nama_urut"), Value(" "), function="string_to_array", output_field=ArrayField(models.TextField()))


class KataNama(models.Model):
    """A word of names, in small letters, once for however many people bear it.

    Derived: `proyeksi` adds the words of whoever it brings up to date; one that nobody bears any more finds nobody.
    A city of 300,000 people has hardly more words than one of 3,000, which is why a name with a typing error is
    looked for here first (pegawai.kata_nama).
    """

    kata = models.CharField(_("kata"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("kata nama")
        verbose_name_plural = _("kata nama")
        indexes = [GinIndex(name="kata_nama_trigram", fields=["kata"], opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.kata
