"""What is on offer: kinds of training, who gives it, the catalogue, and its runs."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kendala import tanggal_wajar
from inti.kode import buat_kode
from inti.versi import Berversi


class Bentuk(models.TextChoices):
    """Forms of competency development (PerLAN 10/2018)."""

    KLASIKAL = "klasikal", _("Klasikal")
    NONKLASIKAL = "nonklasikal", _("Nonklasikal")


class JenisPelatihan(models.Model):
    """A kind of training, with the code `jenisDiklat` of the national system. Reference data."""

    kode = models.PositiveSmallIntegerField(_("kode SIASN"), primary_key=True)
    nama = models.CharField(_("nama"), max_length=100, unique=True)
    bentuk = models.CharField(_("bentuk"), max_length=12, choices=Bentuk)

    class Meta:
        verbose_name = _("jenis pelatihan")
        verbose_name_plural = _("jenis pelatihan")
        constraints = [models.CheckConstraint(name="jenis_pelatihan_bentuk_dikenal", condition=Q(bentuk__in=Bentuk.values))]

    def __str__(self) -> str:
        return self.nama


class JenisPenyelenggara(models.TextChoices):
    INTERNAL = "internal", _("Perangkat daerah")
    MITRA = "mitra", _("Mitra")


@audit.track()
class Penyelenggara(Berversi):
    """Who gives a training: the personnel office, or a partner whose account sees its own runs only.

    `penandatangan` is the name and post printed on certificates from now on.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    nama = models.CharField(_("nama"), max_length=200, unique=True)
    jenis = models.CharField(_("jenis"), max_length=10, choices=JenisPenyelenggara)
    akun = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("akun mitra"),
        related_name="penyelenggara",
    )
    penandatangan = models.CharField(_("penanda tangan"), max_length=200)
    penandatangan_jabatan = models.CharField(_("jabatan penanda tangan"), max_length=200)
    aktif = models.BooleanField(_("aktif"), default=True)

    class Meta(Berversi.Meta):
        verbose_name = _("penyelenggara")
        verbose_name_plural = _("penyelenggara")
        constraints = [
            models.CheckConstraint(name="penyelenggara_jenis_dikenal", condition=Q(jenis__in=JenisPenyelenggara.values)),
            models.CheckConstraint(
                name="penyelenggara_akun_hanya_mitra",
                condition=Q(akun__isnull=True) | Q(jenis=JenisPenyelenggara.MITRA),
                violation_error_message=_("Akun hanya untuk mitra. Kosongkan akunnya, atau ubah jenisnya menjadi mitra."),
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Cara(models.TextChoices):
    DARING = "daring", _("Daring")
    LURING = "luring", _("Tatap muka")
    CAMPURAN = "campuran", _("Campuran")


YANG_DISEPAKATI = ("judul", "jenis", "kompetensi", "jp")  # what people enrol for, and what their certificate will say
SEPAKAT = pgtrigger.Trigger(
    name="sesuai_janji",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange(*YANG_DISEPAKATI),
    func="""
        IF EXISTS (
            SELECT FROM kompetensi_pendaftaran p JOIN kompetensi_angkatan a ON a.id = p.angkatan_id
            WHERE a.pelatihan_id = OLD.id AND p.status IN ('menunggu', 'diusulkan', 'disetujui', 'hadir', 'tidak_hadir')
        ) THEN
            RAISE EXCEPTION 'somebody has enrolled for this training as it is'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pelatihan_sesuai_janji';
        END IF;
        RETURN NEW;
    """,
)


@audit.track()
class Pelatihan(Berversi):
    """An item of the catalogue. It is offered in runs (`Angkatan`); taken out of the catalogue it is kept.

    What people enrol for (YANG_DISEPAKATI) stays while one of them may still get a certificate of it.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    judul = models.CharField(_("judul"), max_length=200)
    uraian = models.TextField(_("uraian"), max_length=4000)
    jenis = models.ForeignKey(JenisPelatihan, models.PROTECT, verbose_name=_("jenis"), related_name="pelatihan")
    kompetensi = models.CharField(_("kompetensi"), max_length=200, blank=True)
    kompetensi_kode = models.CharField(_("kode kompetensi"), max_length=50, blank=True)
    jp = models.PositiveSmallIntegerField(_("jam pelajaran"))
    cara = models.CharField(_("cara"), max_length=10, choices=Cara)
    terbit = models.BooleanField(_("tampil di katalog"), default=True)

    class Meta(Berversi.Meta):
        verbose_name = _("pelatihan")
        verbose_name_plural = _("pelatihan")
        triggers = [*Berversi.Meta.triggers, SEPAKAT]
        indexes = [models.Index(name="pelatihan_judul_urut", fields=["judul", "id"])]
        constraints = [
            models.CheckConstraint(name="pelatihan_cara_dikenal", condition=Q(cara__in=Cara.values)),
            models.CheckConstraint(
                name="pelatihan_jp_wajar",
                condition=Q(jp__gte=1, jp__lte=1000),
                violation_error_message=_("Jam pelajaran antara 1 dan 1.000."),
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class StatusAngkatan(models.TextChoices):
    """Life of a run: rencana → dibuka ⇄ ditutup → selesai; batal from any state before selesai."""

    RENCANA = "rencana", _("Rencana")
    DIBUKA = "dibuka", _("Pendaftaran dibuka")
    DITUTUP = "ditutup", _("Pendaftaran ditutup")
    SELESAI = "selesai", _("Selesai")
    BATAL = "batal", _("Dibatalkan")


class AngkatanQuerySet(models.QuerySet["Angkatan"]):
    def terbuka(self, per: date) -> Self:
        """Runs that take enrolments on the day `per`."""
        return self.filter(status=StatusAngkatan.DIBUKA, batas_daftar__gte=per, pelatihan__terbit=True)


@audit.track()
class Angkatan(Berversi):
    """One run of a training: when, where, how many, by whom.

    `terisi` counts the seats taken, written under the row's lock by the services
    that take or release one; the database refuses more than `kuota`.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pelatihan = models.ForeignKey(Pelatihan, models.PROTECT, verbose_name=_("pelatihan"), related_name="angkatan")
    penyelenggara = models.ForeignKey(Penyelenggara, models.PROTECT, verbose_name=_("penyelenggara"), related_name="angkatan")
    nama = models.CharField(_("nama angkatan"), max_length=100)
    tanggal_mulai = models.DateField(_("tanggal mulai"))
    tanggal_selesai = models.DateField(_("tanggal selesai"))
    tempat = models.CharField(_("tempat"), max_length=200)
    kuota = models.PositiveSmallIntegerField(_("kuota"))
    terisi = models.PositiveSmallIntegerField(_("tempat terisi"), default=0)
    batas_daftar = models.DateField(_("batas pendaftaran"))
    status = models.CharField(_("keadaan"), max_length=10, choices=StatusAngkatan, default=StatusAngkatan.DIBUKA)

    objects = AngkatanQuerySet.as_manager()

    class Meta(Berversi.Meta):
        verbose_name = _("angkatan")
        verbose_name_plural = _("angkatan")
        indexes = [
            models.Index(name="angkatan_terbuka", fields=["tanggal_mulai", "id"], condition=Q(status="dibuka")),
            models.Index(name="angkatan_mulai", fields=["-tanggal_mulai", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(name="angkatan_status_dikenal", condition=Q(status__in=StatusAngkatan.values)),
            models.UniqueConstraint(
                name="angkatan_satu_nama_per_pelatihan",
                fields=["pelatihan", "nama"],
                violation_error_message=_("Angkatan dengan nama ini sudah ada pada pelatihan itu. Beri nama lain."),
            ),
            models.CheckConstraint(
                name="angkatan_selesai_setelah_mulai",
                condition=Q(tanggal_selesai__gte=F("tanggal_mulai")),
                violation_error_message=_("Tanggal selesai mendahului tanggal mulai. Periksa kedua tanggal itu."),
            ),
            models.CheckConstraint(
                name="angkatan_batas_sebelum_mulai",
                condition=Q(batas_daftar__lte=F("tanggal_mulai")),
                violation_error_message=_("Batas pendaftaran paling lambat pada hari pertama pelatihan."),
            ),
            models.CheckConstraint(
                name="angkatan_tanggal_wajar",
                condition=tanggal_wajar("tanggal_mulai", "tanggal_selesai", "batas_daftar"),
                violation_error_message=_("Tahun angkatan antara 2000 dan 2099. Periksa ketiga tanggalnya."),
            ),
            models.CheckConstraint(
                name="angkatan_kuota_berisi",
                condition=Q(kuota__gte=1),
                violation_error_message=_("Kuota paling sedikit satu orang."),
            ),
            models.CheckConstraint(
                name="angkatan_tidak_melebihi_kuota",
                condition=Q(terisi__lte=F("kuota")),
                violation_error_message=_("Kuota lebih kecil daripada tempat yang sudah terisi. Naikkan kuotanya."),
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def sisa(self) -> int:
        """Seats still free."""
        return max(0, self.kuota - self.terisi)

    @property
    def satu_hari(self) -> bool:
        """Whether it starts and ends on the same day."""
        return self.tanggal_mulai == self.tanggal_selesai

    @property
    def sebulan(self) -> bool:
        """Whether it starts and ends in the same month."""
        return (self.tanggal_mulai.year, self.tanggal_mulai.month) == (self.tanggal_selesai.year, self.tanggal_selesai.month)
