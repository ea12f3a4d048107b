"""Who takes part in a run, and the certificate that comes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode
from kompetensi.models.katalog import Angkatan
from pegawai.models import Pegawai


class StatusPendaftaran(models.TextChoices):
    """Life of an enrolment: (menunggu →) diusulkan → disetujui → hadir → lulus.

    `menunggu` is the waiting list. It ends as ditolak (by the superior), batal (by the
    person, or with the run) or tidak_hadir, which the sheet may still correct to hadir.
    """

    MENUNGGU = "menunggu", _("Daftar tunggu")
    DIUSULKAN = "diusulkan", _("Menunggu persetujuan")
    DISETUJUI = "disetujui", _("Disetujui")
    DITOLAK = "ditolak", _("Tidak disetujui")
    BATAL = "batal", _("Dibatalkan")
    HADIR = "hadir", _("Hadir")
    TIDAK_HADIR = "tidak_hadir", _("Tidak hadir")
    LULUS = "lulus", _("Lulus")


AKTIF = ("menunggu", "diusulkan", "disetujui", "hadir", "lulus")
BELUM_USAI = ("menunggu", "diusulkan", "disetujui", "hadir", "tidak_hadir")  # may still lead to a certificate
MEMEGANG_TEMPAT = ("diusulkan", "disetujui", "hadir", "tidak_hadir", "lulus")


@audit.track()
class Pendaftaran(models.Model):
    """One person in one run. Its way is kompetensi.proses.PENDAFTARAN: who took which step, when and why stands in the trail.

    `alasan` is that of the latest decision, for lists.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="pendaftaran_pelatihan")
    angkatan = models.ForeignKey(Angkatan, models.PROTECT, verbose_name=_("angkatan"), related_name="pendaftaran")
    status = models.CharField(_("keadaan"), max_length=12, choices=StatusPendaftaran)
    tujuan = models.CharField(_("untuk apa"), max_length=500, blank=True)
    alasan = models.CharField(_("alasan"), max_length=500, blank=True)
    versi = models.PositiveIntegerField(_("versi"), default=1)
    dibuat_at = models.DateTimeField(_("didaftarkan"), db_default=Now())

    class Meta:
        verbose_name = _("pendaftaran")
        verbose_name_plural = _("pendaftaran")
        indexes = [
            models.Index(name="pendaftaran_angkatan_status", fields=["angkatan", "status", "id"]),
            models.Index(name="pendaftaran_pegawai_urut", fields=["pegawai", "-id"]),
            models.Index(name="pendaftaran_menunggu", fields=["id"], condition=Q(status="diusulkan")),
        ]
        constraints = [
            models.CheckConstraint(name="pendaftaran_status_dikenal", condition=Q(status__in=StatusPendaftaran.values)),
            models.UniqueConstraint(
                name="pendaftaran_satu_yang_aktif",
                fields=["pegawai", "angkatan"],
                condition=Q(status__in=AKTIF),
                violation_error_message=_("Sudah terdaftar di angkatan ini."),
            ),
            models.CheckConstraint(
                name="pendaftaran_ditolak_beralasan",
                condition=~Q(status="ditolak") | ~Q(alasan=""),
                violation_error_message=_("Tuliskan alasannya, supaya pegawai tahu apa yang bisa dilakukan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} #{self.pk}"


@audit.track()
class Sertifikat(models.Model):
    """What was printed, word by word, so that the paper can be compared with it for ever.

    `kode` opens the public page; `sidik` is a keyed hash of the content: a row changed
    past the program no longer matches it. Revoked, never deleted.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pendaftaran = models.ForeignKey(Pendaftaran, models.PROTECT, verbose_name=_("pendaftaran"), related_name="sertifikat")
    nomor = models.CharField(_("nomor"), max_length=40, unique=True)
    nama = models.CharField(_("nama"), max_length=400)
    unit = models.CharField(_("unit kerja"), max_length=200, blank=True)
    judul = models.CharField(_("pelatihan"), max_length=200)
    kompetensi = models.CharField(_("kompetensi"), max_length=200, blank=True)
    jp = models.PositiveSmallIntegerField(_("jam pelajaran"))
    penyelenggara = models.CharField(_("penyelenggara"), max_length=200)
    penandatangan = models.CharField(_("penanda tangan"), max_length=200)
    penandatangan_jabatan = models.CharField(_("jabatan penanda tangan"), max_length=200)
    tanggal_mulai = models.DateField(_("mulai"))
    tanggal_selesai = models.DateField(_("selesai"))
    tanggal_terbit = models.DateField(_("terbit"))
    sidik = models.CharField(_("sidik isi"), max_length=64)
    dicabut_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    alasan_cabut = models.CharField(_("alasan pencabutan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        constraints = [
            models.UniqueConstraint(
                name="sertifikat_satu_yang_berlaku",
                fields=["pendaftaran"],
                condition=Q(dicabut_at__isnull=True),
                violation_error_message=_("Pendaftaran ini sudah punya sertifikat yang berlaku."),
            ),
            models.CheckConstraint(name="sertifikat_jp_berisi", condition=Q(jp__gte=1)),
            models.CheckConstraint(name="sertifikat_sidik_berisi", condition=Q(sidik__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="sertifikat_cabut_beralasan",
                condition=Q(dicabut_at__isnull=True, alasan_cabut="") | Q(dicabut_at__isnull=False) & ~Q(alasan_cabut=""),
                violation_error_message=_("Tuliskan mengapa sertifikat ini dicabut."),
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def kode_baca(self) -> str:
        """The code in groups of four, as it is printed and read out."""
        return "-".join(self.kode[i : i + 4] for i in range(0, len(self.kode), 4)).upper()
