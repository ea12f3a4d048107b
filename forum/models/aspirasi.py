"""A citizen's input, and its sender kept apart."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forum.models.tetap import panjang_antara
from inti import audit
from inti.kode import buat_kode
from inti.models import CatatanKeputusan
from inti.versi import Berversi
from organisasi.models import UnitKerja

JUDUL_MAKS = 120
ISI_MIN, ISI_MAKS = 20, 5000


class Jenis(models.TextChoices):
    """Kinds of the national complaint channel (PermenPANRB 62/2018)."""

    PENGADUAN = "pengaduan", _("Pengaduan")
    ASPIRASI = "aspirasi", _("Aspirasi atau usul")
    PERMINTAAN_INFORMASI = "permintaan_informasi", _("Permintaan informasi")


class Status(models.TextChoices):
    """Where an input stands. The sentence that a citizen reads is in forum.kata, apart from the code."""

    TERKIRIM = "terkirim", _("Terkirim")
    DIVERIFIKASI = "diverifikasi", _("Diperiksa")
    DITERUSKAN = "diteruskan", _("Diteruskan")
    BUKAN_WEWENANG = "bukan_wewenang", _("Bukan wewenang kota")
    DIARSIPKAN = "diarsipkan", _("Diarsipkan")
    DIPROSES = "diproses", _("Dikerjakan")
    DITANGGAPI = "ditanggapi", _("Dijawab")
    SELESAI = "selesai", _("Selesai")
    DIBUKA_KEMBALI = "dibuka_kembali", _("Dibuka kembali")


DITUTUP = (Status.BUKAN_WEWENANG, Status.DIARSIPKAN, Status.SELESAI)
TERBUKA = tuple(s for s in Status if s not in DITUTUP)
# States in which nobody has let strangers read it, or somebody has taken that back.
TERTUTUP_UMUM = (Status.TERKIRIM, Status.DIVERIFIKASI, Status.BUKAN_WEWENANG, Status.DIARSIPKAN)
# SECURITY: what a stranger may read follows from a moderator's decision alone, never from the status: a sender who
# objects reopens an input, and must not bring back to the public what a moderator has hidden.
PUBLIK = Q(terbuka_at__isnull=False)


class Aspirasi(Berversi):
    """What somebody told the city. Says nothing about the sender: see PengirimAspirasi.

    `kode` is the name in addresses. The sender's tracking code is another one and
    only its fingerprint is kept (`sidik_lacak`), so that no clerk can speak for the
    sender. Who holds it until when, and its trail, stand with the process (forum.proses).
    `terbuka_at`: since when strangers may read it. A moderator gives it by routing the input,
    and takes it away by closing it; handing back takes it away too, reopening leaves it as it is.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    sidik_lacak = models.CharField(_("sidik kode lacak"), max_length=64, unique=True)
    sidik_kirim = models.CharField(_("sidik lembar kiriman"), max_length=64, unique=True)
    jenis = models.CharField(_("jenis"), max_length=30, choices=Jenis)
    judul = models.CharField(_("judul"), max_length=JUDUL_MAKS)
    isi = models.TextField(_("isi"))
    lokasi = models.CharField(_("lokasi"), max_length=200, blank=True)
    anonim = models.BooleanField(_("anonim: nama disembunyikan dari umum dan dinas"), default=False)
    rahasia = models.BooleanField(_("rahasia: isi disembunyikan dari umum"), default=False)
    menyangkut_pegawai = models.BooleanField(_("menyangkut seorang pegawai"), default=False)
    perlu_pemeriksaan = models.BooleanField(_("berkadar pengawasan"), default=False)
    unit_terlapor = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, verbose_name=_("unit pegawai yang diadukan"), related_name="+"
    )
    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, verbose_name=_("unit yang menangani"), related_name="aspirasi"
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.TERKIRIM)
    gabung_ke = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("digabung ke"), related_name="gabungan"
    )
    keputusan_tenggat = models.ForeignKey(CatatanKeputusan, models.PROTECT, verbose_name=_("hitungan tenggat"), related_name="+")
    tenggat_verifikasi = models.DateField(_("tenggat pemeriksaan"))
    tenggat_tanggapan = models.DateField(_("tenggat tanggapan pertama"))
    tenggat_selesai = models.DateField(_("tenggat selesai"))
    tenggat_keberatan = models.DateField(_("batas menyatakan belum beres"), null=True, blank=True)
    diterima_at = models.DateTimeField(_("diterima"))
    status_at = models.DateTimeField(_("status sejak"))
    terbuka_at = models.DateTimeField(_("terbuka untuk umum sejak"), null=True, blank=True)

    class Meta(Berversi.Meta):
        verbose_name = _("aspirasi")
        verbose_name_plural = _("aspirasi")
        indexes = [
            models.Index(name="aspirasi_terbaru", fields=["-diterima_at", "-id"]),
            GinIndex(name="aspirasi_judul_trigram", fields=["judul"], opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(name="aspirasi_jenis_dikenal", condition=Q(jenis__in=Jenis.values)),
            models.CheckConstraint(name="aspirasi_status_dikenal", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="aspirasi_berunit_saat_ditangani",
                condition=Q(unit__isnull=False) | ~Q(status__in=(Status.DITERUSKAN, Status.DIPROSES, Status.DITANGGAPI)),
                violation_error_message=_("Pilih unit yang menangani."),
            ),
            models.CheckConstraint(name="aspirasi_bukan_gabung_sendiri", condition=Q(gabung_ke=None) | ~Q(gabung_ke=F("id"))),
            models.CheckConstraint(name="aspirasi_isi_wajar", condition=panjang_antara(ISI_MIN, ISI_MAKS)),
            models.CheckConstraint(
                name="aspirasi_terbuka_yang_boleh",
                condition=Q(terbuka_at__isnull=True) | Q(rahasia=False, menyangkut_pegawai=False) & ~Q(status__in=TERTUTUP_UMUM),
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def publik(self) -> bool:
        """Whether a stranger may read it; the same as the condition PUBLIK."""
        return self.terbuka_at is not None

    @property
    def jenis_aturan(self) -> str:
        """The kind under which the rule of deadlines knows it."""
        perlu = self.jenis == Jenis.PENGADUAN and (self.perlu_pemeriksaan or self.menyangkut_pegawai)
        return "pengaduan_pengawasan" if perlu else self.jenis


class PengirimAspirasi(models.Model):
    """Who sent it, as far as they said so. Read through akun.pembacaan alone, which leaves a receipt."""

    aspirasi = models.OneToOneField(Aspirasi, models.PROTECT, verbose_name=_("aspirasi"), related_name="pengirim")
    nama = models.CharField(_("nama"), max_length=120, blank=True)
    kontak = models.CharField(_("kontak"), max_length=120, blank=True)
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("akun"), related_name="+"
    )

    class Meta:
        verbose_name = _("pengirim")
        verbose_name_plural = _("pengirim")
        constraints = [
            models.CheckConstraint(name="pengirim_berisi", condition=~Q(nama="", kontak="", akun__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class TanggapanPengirim(models.Model):
    """What the holder of the tracking code says about an answer: it is mended, or it is not."""

    aspirasi = models.ForeignKey(Aspirasi, models.PROTECT, verbose_name=_("aspirasi"), related_name="tanggapan_pengirim")
    jawaban = models.ForeignKey(
        "forum.JawabanResmi", models.PROTECT, null=True, verbose_name=_("jawaban"), related_name="tanggapan_pengirim"
    )
    beres = models.BooleanField(_("sudah beres"))
    isi = models.TextField(_("kata pengirim"), blank=True)
    pada_at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("tanggapan pengirim")
        verbose_name_plural = _("tanggapan pengirim")
        constraints = [
            models.UniqueConstraint(name="tanggapan_pengirim_sekali_per_jawaban", fields=["jawaban", "beres"]),
        ]
        triggers = audit.sekali_tulis()

    def __str__(self) -> str:
        return f"{self.aspirasi_id} {'beres' if self.beres else 'belum'}"
