"""What was asked and what changed: the follow-up that everybody can read."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kendala import tanggal_wajar
from inti.kode import buat_kode
from inti.versi import Berversi
from organisasi.models import UnitKerja


class Hasil(models.TextChoices):
    BERUBAH = "berubah", _("Berubah")
    DIKERJAKAN = "dikerjakan", _("Sedang dikerjakan")
    TIDAK_BISA = "tidak_bisa", _("Tidak bisa, ini sebabnya")


class StatusTindakLanjut(models.TextChoices):
    """Where it stands: proposed, published with a promise that is still open, or published and settled."""

    DIUSULKAN = "diusulkan", _("Menunggu diterbitkan")
    BERJALAN = "berjalan", _("Sedang dikerjakan")
    TUNTAS = "tuntas", _("Tuntas")


def status_terbit(hasil: str) -> StatusTindakLanjut:
    """Where something published stands that has this result."""
    return StatusTindakLanjut.BERJALAN if hasil == Hasil.DIKERJAKAN else StatusTindakLanjut.TUNTAS


@audit.track()
class TindakLanjut(Berversi):
    """A published result: what people asked, what changed or why it can't, by when.

    An office proposes it, a moderator publishes it (`terbit_at`). Later news are rows
    of KabarTindakLanjut; `hasil` and `dijanjikan` are what the newest of them says.
    `status` is its state in the process (forum.proses_tindak_lanjut), where holder and trail stand.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit"), related_name="tindak_lanjut")
    judul = models.CharField(_("judul"), max_length=120)
    ditanyakan = models.TextField(_("yang diminta warga"))
    jawab = models.TextField(_("yang berubah, atau mengapa tidak bisa"))
    hasil = models.CharField(_("hasil"), max_length=20, choices=Hasil)
    dijanjikan = models.DateField(_("dijanjikan selesai"), null=True, blank=True)
    status = models.CharField(_("keadaan"), max_length=20, choices=StatusTindakLanjut, default=StatusTindakLanjut.DIUSULKAN)
    diusulkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("diusulkan oleh"), related_name="+"
    )
    diusulkan_at = models.DateTimeField(_("diusulkan"))
    terbit_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("diterbitkan oleh"), related_name="+"
    )
    terbit_at = models.DateTimeField(_("terbit"), null=True, blank=True)

    class Meta(Berversi.Meta):
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        indexes = [models.Index(name="tindak_lanjut_terbit", fields=["-terbit_at", "-id"], condition=Q(terbit_at__isnull=False))]
        constraints = [
            models.CheckConstraint(name="tindak_lanjut_hasil_dikenal", condition=Q(hasil__in=Hasil.values)),
            models.CheckConstraint(
                name="tindak_lanjut_janji_bertanggal",
                condition=~Q(hasil=Hasil.DIKERJAKAN) | Q(dijanjikan__isnull=False),
                violation_error_message=_("Tulis kapan pekerjaan dijanjikan selesai."),
            ),
            models.CheckConstraint(
                name="tindak_lanjut_status_sesuai",
                condition=Q(status=StatusTindakLanjut.DIUSULKAN, terbit_at__isnull=True)
                | Q(status=StatusTindakLanjut.BERJALAN, terbit_at__isnull=False, hasil=Hasil.DIKERJAKAN)
                | Q(status=StatusTindakLanjut.TUNTAS, terbit_at__isnull=False) & ~Q(hasil=Hasil.DIKERJAKAN),
            ),
            models.CheckConstraint(name="tindak_lanjut_dijanjikan_wajar", condition=tanggal_wajar("dijanjikan")),
            models.CheckConstraint(name="tindak_lanjut_berisi", condition=~Q(judul="") & ~Q(ditanyakan="") & ~Q(jawab="")),
        ]

    def __str__(self) -> str:
        return self.judul

    def hari_lewat(self, per: date) -> int:
        """Days by which the promise is overdue on the day `per`; 0 while it is kept."""
        if self.hasil != Hasil.DIKERJAKAN or self.dijanjikan is None:
            return 0
        return max(0, (per - self.dijanjikan).days)

    def janji_berlaku(self, per: date) -> date | None:
        """The promise that still stands on the day `per`: late work gets a new one, not the old one again."""
        return None if self.hari_lewat(per) else self.dijanjikan


class KabarTindakLanjut(models.Model):
    """News about a follow-up, delay and apology included. Written once."""

    tindak_lanjut = models.ForeignKey(TindakLanjut, models.PROTECT, verbose_name=_("tindak lanjut"), related_name="kabar")
    isi = models.TextField(_("isi"))
    hasil = models.CharField(_("hasil"), max_length=20, choices=Hasil)
    dijanjikan = models.DateField(_("dijanjikan selesai"), null=True, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("oleh"), related_name="+")
    pada_at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("kabar tindak lanjut")
        verbose_name_plural = _("kabar tindak lanjut")
        constraints = [models.CheckConstraint(name="kabar_dijanjikan_wajar", condition=tanggal_wajar("dijanjikan"))]
        triggers = audit.sekali_tulis()

    def __str__(self) -> str:
        return f"#{self.pk}"
