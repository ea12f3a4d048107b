"""Topics that are discussed in public, and what people say in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.models.tetap import panjang_antara
from inti import audit
from inti.kendala import tanggal_wajar
from inti.kode import buat_kode
from inti.versi import Berversi
from organisasi.models import UnitKerja

KIRIMAN_MIN, KIRIMAN_MAKS = 2, 3000


@audit.track()
class Topik(models.Model):
    """A question that an office or the moderators put to the public, with its phases.

    Open until `mendengar_sampai` (that day included), then read and decided on by
    `keputusan_pada`; both may be left out.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    judul = models.CharField(_("judul"), max_length=120)
    pertanyaan = models.CharField(_("pertanyaan"), max_length=300)
    latar = models.TextField(_("latar belakang"), blank=True)
    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, verbose_name=_("unit yang bertanya"), related_name="topik"
    )
    mendengar_sampai = models.DateField(_("mendengarkan sampai"), null=True, blank=True)
    keputusan_pada = models.DateField(_("keputusan dijanjikan"), null=True, blank=True)
    dibuka_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("dibuka oleh"), related_name="+")
    dibuka_at = models.DateTimeField(_("dibuka"))
    ditutup_at = models.DateTimeField(_("ditutup"), null=True, blank=True)

    class Meta:
        verbose_name = _("topik")
        verbose_name_plural = _("topik")
        indexes = [models.Index(name="topik_terbaru", fields=["-dibuka_at", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="topik_keputusan_sesudah_mendengar",
                condition=Q(keputusan_pada__isnull=True)
                | Q(mendengar_sampai__isnull=True)
                | Q(keputusan_pada__gte=models.F("mendengar_sampai")),
                violation_error_message=_("Keputusan dijanjikan sesudah masa mendengarkan berakhir."),
            ),
            models.CheckConstraint(name="topik_tanggal_wajar", condition=tanggal_wajar("mendengar_sampai", "keputusan_pada")),
        ]

    def __str__(self) -> str:
        return self.judul


class Suara(models.TextChoices):
    """As what somebody speaks in a topic."""

    WARGA = "warga", _("Warga")
    MITRA = "mitra", _("Mitra")
    PEGAWAI = "pegawai", _("Pegawai")


class Kiriman(Berversi):
    """What somebody says in a topic. `nama_tampil` is what strangers read; empty: the person keeps their name to themselves.

    Hidden or edited text stays in ModerasiAsli; `sebab` says in public why it was hidden.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    sidik_kirim = models.CharField(_("sidik lembar kiriman"), max_length=64, unique=True)
    topik = models.ForeignKey(Topik, models.PROTECT, verbose_name=_("topik"), related_name="kiriman")
    penulis = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("penulis"), related_name="+")
    nama_tampil = models.CharField(_("nama yang tampil"), max_length=200, blank=True)
    suara = models.CharField(_("sebagai"), max_length=10, choices=Suara)
    isi = models.TextField(_("isi"))
    disunting = models.BooleanField(_("disunting pengawas"), default=False)
    tersembunyi = models.BooleanField(_("disembunyikan"), default=False)
    sebab = models.CharField(_("sebab disembunyikan"), max_length=300, blank=True)
    dikirim_at = models.DateTimeField(_("dikirim"))

    class Meta(Berversi.Meta):
        verbose_name = _("kiriman")
        verbose_name_plural = _("kiriman")
        indexes = [
            models.Index(name="kiriman_terbaru", fields=["topik", "-dikirim_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(name="kiriman_suara_dikenal", condition=Q(suara__in=Suara.values)),
            models.CheckConstraint(name="kiriman_isi_wajar", condition=panjang_antara(KIRIMAN_MIN, KIRIMAN_MAKS)),
            models.CheckConstraint(name="kiriman_tersembunyi_bersebab", condition=Q(tersembunyi=False) | ~Q(sebab="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
