"""Standing in for somebody: who, for whom, from when to when, by which letter."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode
from inti.masa import MasaField
from organisasi.models import PejabatNonAsn, sama
from pegawai.models.pegawai import Pegawai

BERLAKU_DELEGASI = Q(dicabut_at__isnull=True)


@audit.track()
class Delegasi(models.Model):
    """A mandate: `kepada` decides routine matters for `dari` (or an official who is no employee) during `masa`, by letter.

    Set by the person before going away, or by the personnel officer afterwards. It is revoked, never changed; what was
    decided meanwhile stays. The person who is stood in for keeps every right. Without `dicabut_oleh` it ended by itself, with the
    reason: pegawai.titipan.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    dari = models.ForeignKey(
        Pegawai, models.PROTECT, null=True, blank=True, verbose_name=_("yang diwakili"), related_name="delegasi_keluar"
    )
    dari_pejabat = models.ForeignKey(
        PejabatNonAsn,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("pejabat yang diwakili"),
        related_name="delegasi_keluar",
    )
    kepada = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("wakil"), related_name="delegasi_masuk")
    masa = MasaField(_("masa"))
    surat = models.CharField(_("nomor surat"), max_length=100)
    tanggal_surat = models.DateField(_("tanggal surat"))
    alasan = models.CharField(_("alasan"), max_length=300)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("dicatat oleh"), related_name="+")
    dibuat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    dicabut_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    dicabut_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("dicabut oleh"), related_name="+"
    )
    alasan_cabut = models.CharField(_("alasan dicabut"), max_length=300, blank=True)
    # Of one that ended by itself: whom (ids) its giver led until then, nobody where it was the substitute who went; and when that
    # was undone, or came about otherwise.
    dipimpin_dulu = ArrayField(
        models.BigIntegerField(), verbose_name=_("yang dipimpin sampai berakhir"), null=True, editable=False
    )
    pulih_at = models.DateTimeField(_("sebab berakhirnya hilang"), null=True, editable=False)

    class Meta:
        verbose_name = _("pendelegasian")
        verbose_name_plural = _("pendelegasian")
        constraints = [
            models.CheckConstraint(name="delegasi_masa_berisi", condition=Q(masa__isempty=False, masa__upper_inf=False)),
            models.CheckConstraint(
                name="delegasi_satu_asal",
                condition=Q(dari__isnull=False, dari_pejabat__isnull=True) | Q(dari__isnull=True, dari_pejabat__isnull=False),
            ),
            models.CheckConstraint(
                name="delegasi_bukan_diri",
                condition=Q(dari__isnull=True) | ~Q(dari=F("kepada")),
                violation_error_message=_("Pilih orang lain: seseorang tidak mewakili dirinya sendiri."),
            ),
            models.CheckConstraint(name="delegasi_bersurat", condition=~Q(surat="") & ~Q(alasan="")),
            models.CheckConstraint(
                name="delegasi_cabut_lengkap",
                condition=Q(dicabut_at__isnull=True, dicabut_oleh__isnull=True)
                | Q(dicabut_at__isnull=False) & (Q(dicabut_oleh__isnull=False) | ~Q(alasan_cabut="")),
            ),
            ExclusionConstraint(
                name="delegasi_satu_wakil_sewaktu",
                expressions=[(sama("dari"), "&&"), ("masa", "&&")],
                condition=BERLAKU_DELEGASI & Q(dari__isnull=False),
                violation_error_message=_("Pada masa itu sudah ada wakilnya. Cabut dulu yang lama, atau pilih tanggal lain."),
            ),
            ExclusionConstraint(
                name="delegasi_pejabat_satu_wakil_sewaktu",
                expressions=[(sama("dari_pejabat"), "&&"), ("masa", "&&")],
                condition=BERLAKU_DELEGASI & Q(dari_pejabat__isnull=False),
                violation_error_message=_("Pada masa itu sudah ada wakilnya. Cabut dulu yang lama, atau pilih tanggal lain."),
            ),
        ]

    def __str__(self) -> str:
        return self.surat

    @property
    def akhir(self) -> date:
        """The last day, included."""
        hari: date = self.masa.upper - timedelta(days=1)
        return hari

    @property
    def kepada_bawahan(self) -> bool:
        """Whether the substitute is led by whom they stand in for: what is about themselves stays there. No query with `kepada`."""
        if self.dari_id:
            return self.kepada.atasan_id == self.dari_id
        return self.kepada.atasan_pejabat_id == self.dari_pejabat_id

    @property
    def nama_asal(self) -> str:
        """Who is stood in for. No query when loaded with `dari` and `dari_pejabat`."""
        if self.dari is not None:
            return self.dari.nama_lengkap
        return self.dari_pejabat.nama if self.dari_pejabat is not None else ""

    @property
    def kata_berakhir(self) -> str:
        """Why it ended before its last day: what somebody wrote, or our own sentence in the reader's language."""
        if self.dicabut_oleh_id or not self.alasan_cabut:
            return self.alasan_cabut
        mengapa = gettext(self.alasan_cabut)
        tetap = gettext("Sebab itu kemudian hilang, tetapi titipannya tidak kembali dengan sendirinya.")
        return f"{mengapa} {tetap}" if self.pulih_at else mengapa
