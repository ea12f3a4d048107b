"""Reference rows that personnel facts point at."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Golongan(models.Model):
    """A rank: I/a … IV/e of PNS with its pangkat, I … XVII of PPPK without one.

    `urutan` orders ranks within one kind; a PNS rank is never compared with a PPPK one.
    """

    kode = models.CharField(_("golongan"), max_length=6, primary_key=True)
    jenis = models.CharField(_("jenis"), max_length=4, choices=[("pns", _("PNS")), ("pppk", _("PPPK"))])
    urutan = models.PositiveSmallIntegerField(_("urutan"))
    pangkat = models.CharField(_("pangkat"), max_length=60, blank=True)
    dasar = models.CharField(_("dasar hukum"), max_length=200)

    class Meta:
        verbose_name = _("golongan")
        verbose_name_plural = _("golongan")
        constraints = [
            models.UniqueConstraint(name="golongan_urutan_tunggal", fields=["jenis", "urutan"]),
            models.CheckConstraint(name="golongan_jenis_dikenal", condition=models.Q(jenis__in=["pns", "pppk"])),
        ]

    def __str__(self) -> str:
        return f"{self.pangkat} ({self.kode})" if self.pangkat else self.kode


class TingkatPendidikan(models.TextChoices):
    """Levels of education; the order of the members is the order of the levels."""

    SD = "sd", _("SD")
    SMP = "smp", _("SLTP")
    SMA = "sma", _("SLTA")
    D1 = "d1", _("Diploma I")
    D2 = "d2", _("Diploma II")
    D3 = "d3", _("Diploma III")
    D4 = "d4", _("Diploma IV")
    S1 = "s1", _("S-1")
    PROFESI = "profesi", _("Profesi")
    S2 = "s2", _("S-2")
    SPESIALIS = "spesialis", _("Spesialis")
    S3 = "s3", _("S-3")
