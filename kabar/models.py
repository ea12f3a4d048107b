"""Messages, who got them, and their deliveries: the truth about each is its row here."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti.kode import buat_kode
from kabar.rules import Senyap

JAM_RINGKASAN = 7


class Saluran(models.TextChoices):
    KOTAK = "kotak", _("Di sini")
    SURAT = "surat", _("E-mail")
    DORONG = "dorong", _("Perangkat")


class StatusAntaran(models.TextChoices):
    """Life of a delivery: menunggu → dikirim → terkirim | mati; dilewati when there was nothing to send.

    'dikirim' means that it is in somebody's hands now. Who dies there leaves a row that nobody can be sure about:
    it is tried once more (`ragu`), with the same Message-ID, and given up after a second time.
    """

    MENUNGGU = "menunggu", _("Menunggu")
    DIKIRIM = "dikirim", _("Sedang dikirim")
    TERKIRIM = "terkirim", _("Terkirim")
    DILEWATI = "dilewati", _("Tidak perlu dikirim")
    MATI = "mati", _("Tidak terkirim")


class Sebab(models.TextChoices):
    """Why a delivery did not go out, or not yet."""

    TANPA_ALAMAT = "tanpa_alamat", _("Akun ini belum punya alamat e-mail.")
    AKUN_TUTUP = "akun_tutup", _("Akunnya sedang ditutup.")
    DIMATIKAN = "dimatikan", _("Penerima mematikan kabar ini.")
    BERHENTI = "berhenti", _("Penerima minta tidak dikirimi lagi.")
    ALAMAT_RUSAK = "alamat_rusak", _("Ini bukan alamat e-mail.")
    TANPA_PERANGKAT = "tanpa_perangkat", _("Tidak ada lagi perangkat yang mau menerima.")
    DITOLAK = "ditolak", _("Server tujuan menolak alamat atau suratnya.")
    SERVER_DIAM = "server_diam", _("Server surat tidak menjawab.")
    SEMENTARA = "sementara", _("Server tujuan meminta dicoba lagi nanti.")
    TERHENTI = "terhenti", _("Pengirim dua kali terhenti di tengah jalan; tidak diulang supaya tidak sampai ganda.")
    GANGGUAN = "gangguan", _("Ada gangguan di pihak kami; rinciannya ada di catatan server.")


class Kabar(models.Model):
    """One event told: its kind, what it is about, and the values that its words need. Nothing else of anybody.

    The same event told again (`jenis`, `subjek_jenis`, `subjek_kode`, `kunci`) is this row, and reaches only those whom
    it has not reached.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    jenis = models.CharField(_("jenis"), max_length=60)
    subjek_jenis = models.CharField(_("jenis subjek"), max_length=40)
    subjek_kode = models.CharField(_("kode subjek"), max_length=60, blank=True)
    kunci = models.CharField(_("kunci kejadian"), max_length=100)
    isi = models.JSONField(_("nilai"), default=dict, blank=True)
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("kabar")
        verbose_name_plural = _("kabar")
        constraints = [
            models.UniqueConstraint(name="kabar_sekali_per_kejadian", fields=["jenis", "subjek_jenis", "subjek_kode", "kunci"]),
        ]
        indexes = [
            models.Index(name="kabar_dibuat", fields=["dibuat_at"]),
            models.Index(name="kabar_subjek", fields=["subjek_jenis", "subjek_kode"]),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} #{self.pk}"

    @property
    def subjek(self) -> tuple[str, str]:
        """Kind and code of what it is about."""
        return self.subjek_jenis, self.subjek_kode


class Penerimaan(models.Model):
    """A message in somebody's inbox."""

    kabar = models.ForeignKey(Kabar, models.CASCADE, verbose_name=_("kabar"), related_name="penerimaan")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("pengguna"), related_name="+")
    dibaca_at = models.DateTimeField(_("dibaca"), null=True, blank=True)

    class Meta:
        verbose_name = _("kabar diterima")
        verbose_name_plural = _("kabar diterima")
        constraints = [models.UniqueConstraint(name="penerimaan_sekali", fields=["kabar", "pengguna"])]
        indexes = [
            models.Index(name="penerimaan_kotak", fields=["pengguna", "-id"]),
            models.Index(name="penerimaan_belum_dibaca", fields=["pengguna"], condition=Q(dibaca_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Antaran(models.Model):
    """One delivery by one channel to one recipient: an account, or the address that somebody without one left.

    An account's address is looked up when the mail goes out. `alamat` is emptied once it is used; `sidik_alamat`
    tells whether somebody was told before. Without `kabar` it is a mail written by a library (`IsiSurat`).
    `kumpul`: it goes out with the others of its recipient in one daily summary.
    `ragu`: its sender died with it in hand; see StatusAntaran.
    """

    kabar = models.ForeignKey(Kabar, models.CASCADE, null=True, verbose_name=_("kabar"), related_name="antaran")
    saluran = models.CharField(_("saluran"), max_length=10, choices=Saluran)
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("pengguna"), related_name="+"
    )
    alamat = models.CharField(_("alamat"), max_length=320, blank=True)
    sidik_alamat = models.CharField(_("sidik alamat"), max_length=64, blank=True)
    bahasa = models.CharField(_("bahasa"), max_length=5, default="id")
    kumpul = models.BooleanField(_("dalam ringkasan harian"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=StatusAntaran, default=StatusAntaran.MENUNGGU)
    sebab = models.CharField(_("sebab"), max_length=20, choices=Sebab, blank=True)
    percobaan = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    ragu = models.BooleanField(_("pernah terhenti"), default=False)
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())
    coba_at = models.DateTimeField(_("dicoba mulai"))
    mulai_at = models.DateTimeField(_("mulai dikirim"), null=True, blank=True)
    selesai_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("antaran kabar")
        verbose_name_plural = _("antaran kabar")
        constraints = [
            models.CheckConstraint(name="antaran_status_dikenal", condition=Q(status__in=StatusAntaran.values)),
            models.CheckConstraint(name="antaran_saluran_dikenal", condition=Q(saluran__in=Saluran.values)),
            models.CheckConstraint(name="antaran_sebab_dikenal", condition=Q(sebab="") | Q(sebab__in=Sebab.values)),
            models.CheckConstraint(name="antaran_gagal_bersebab", condition=~Q(status__in=("dilewati", "mati")) | ~Q(sebab="")),
            models.CheckConstraint(name="antaran_dikirim_bermula", condition=~Q(status="dikirim") | Q(mulai_at__isnull=False)),
            models.UniqueConstraint(
                name="antaran_sekali_per_akun",
                fields=["kabar", "saluran", "pengguna"],
                condition=Q(kabar__isnull=False, pengguna__isnull=False),
            ),
            models.UniqueConstraint(
                name="antaran_sekali_per_alamat",
                fields=["kabar", "saluran", "sidik_alamat"],
                condition=Q(kabar__isnull=False, pengguna__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="antaran_giliran", fields=["coba_at", "id"], condition=Q(status="menunggu")),
            models.Index(name="antaran_terbuka", fields=["status"], condition=Q(status__in=["menunggu", "dikirim", "mati"])),
            models.Index(name="antaran_pengguna", fields=["pengguna", "-id"]),
            models.Index(name="antaran_dibuat", fields=["dibuat_at"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class IsiSurat(models.Model):
    """The text of a mail that a library wrote, such as a password reset: kept until it is sent, then deleted."""

    antaran = models.OneToOneField(Antaran, models.CASCADE, verbose_name=_("antaran"), related_name="isi_surat")
    dari = models.CharField(_("dari"), max_length=320)
    subjek = models.CharField(_("subjek"), max_length=300, blank=True)
    teks = models.TextField(_("teks"), blank=True)
    html = models.TextField(_("HTML"), blank=True)

    class Meta:
        verbose_name = _("isi surat")
        verbose_name_plural = _("isi surat")

    def __str__(self) -> str:
        return f"#{self.pk}"


class CaraSurat(models.TextChoices):
    LANGSUNG = "langsung", _("Satu per satu, begitu ada")
    HARIAN = "harian", _("Satu ringkasan sehari")
    TIDAK = "tidak", _("Jangan kirim e-mail, kecuali yang wajib")


KATA_SENYAP = _("Isi kedua jam tenang dengan jam yang berbeda, atau kosongkan keduanya.")


class Setelan(models.Model):
    """How one person wants to be told. Without a row: mail at once, no quiet hours."""

    pengguna = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("pengguna"), related_name="setelan_kabar"
    )
    surat = models.CharField(_("e-mail"), max_length=10, choices=CaraSurat, default=CaraSurat.LANGSUNG)
    jam_ringkasan = models.PositiveSmallIntegerField(
        _("jam ringkasan"), default=JAM_RINGKASAN, validators=[MaxValueValidator(23)]
    )
    senyap_mulai = models.TimeField(_("jam tenang mulai"), null=True, blank=True)
    senyap_sampai = models.TimeField(_("jam tenang sampai"), null=True, blank=True)
    bahasa = models.CharField(_("bahasa"), max_length=5, default="id")
    versi = models.PositiveIntegerField(_("versi"), default=0)

    class Meta:
        verbose_name = _("setelan kabar")
        verbose_name_plural = _("setelan kabar")
        constraints = [
            models.CheckConstraint(name="setelan_kabar_surat_dikenal", condition=Q(surat__in=CaraSurat.values)),
            models.CheckConstraint(
                name="setelan_kabar_jam_wajar",
                condition=Q(jam_ringkasan__lte=23),
                violation_error_message=_("Pilih jam antara 0 dan 23."),
            ),
            models.CheckConstraint(
                name="setelan_kabar_senyap_utuh",
                condition=Q(senyap_mulai__isnull=True, senyap_sampai__isnull=True)
                | Q(senyap_mulai__isnull=False, senyap_sampai__isnull=False) & ~Q(senyap_mulai=F("senyap_sampai")),
                violation_error_message=KATA_SENYAP,
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def clean(self) -> None:
        """Say at which of the two hours the constraint on them is broken: the empty one, else the later one."""
        super().clean()
        kosong = [n for n in ("senyap_mulai", "senyap_sampai") if getattr(self, n) is None]
        if len(kosong) == 1 or (not kosong and self.senyap_mulai == self.senyap_sampai):
            raise ValidationError({kosong[0] if kosong else "senyap_sampai": KATA_SENYAP})

    @property
    def senyap(self) -> Senyap | None:
        """The quiet hours, if there are any."""
        return buat_senyap(self.senyap_mulai, self.senyap_sampai)


def buat_senyap(mulai: time | None, sampai: time | None) -> Senyap | None:
    """Quiet hours of two columns."""
    return Senyap(mulai, sampai) if mulai is not None and sampai is not None else None


class Pilihan(models.Model):
    """One switch: a kind of message by one channel, on or off. Without a row what the kind says counts."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("pengguna"), related_name="+")
    jenis = models.CharField(_("jenis"), max_length=60)
    saluran = models.CharField(_("saluran"), max_length=10, choices=Saluran)
    nyala = models.BooleanField(_("nyala"))

    class Meta:
        verbose_name = _("pilihan kabar")
        verbose_name_plural = _("pilihan kabar")
        constraints = [
            models.UniqueConstraint(name="pilihan_kabar_sekali", fields=["pengguna", "jenis", "saluran"]),
            models.CheckConstraint(name="pilihan_kabar_saluran_dikenal", condition=Q(saluran__in=Saluran.values)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Langganan(models.Model):
    """A browser that lets us push to it. Its service forgets it, and then so do we."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("pengguna"), related_name="+")
    alamat = models.URLField(_("alamat layanan dorong"), max_length=1000, unique=True)
    kunci = models.CharField(_("kunci perangkat"), max_length=200)
    rahasia = models.CharField(_("rahasia perangkat"), max_length=100)
    bahasa = models.CharField(_("bahasa"), max_length=5, default="id")
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    class Meta:
        verbose_name = _("langganan perangkat")
        verbose_name_plural = _("langganan perangkat")
        indexes = [models.Index(name="langganan_pengguna", fields=["pengguna"])]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AlamatBerhenti(models.Model):
    """An address without an account that wants no more mail from us. Only its fingerprint is kept."""

    sidik = models.CharField(_("sidik alamat"), max_length=64, unique=True)
    pada_at = models.DateTimeField(_("pada"), db_default=Now())

    class Meta:
        verbose_name = _("alamat berhenti")
        verbose_name_plural = _("alamat berhenti")

    def __str__(self) -> str:
        return f"#{self.pk}"


class SuratContoh(models.Model):
    """A mail of the demonstration city, kept to be read on a page instead of being sent."""

    kepada = models.CharField(_("kepada"), max_length=320)
    subjek = models.CharField(_("subjek"), max_length=300)
    teks = models.TextField(_("teks"))
    html = models.TextField(_("HTML"), blank=True)
    dikirim_at = models.DateTimeField(_("dikirim"), db_default=Now())

    class Meta:
        verbose_name = _("surat contoh")
        verbose_name_plural = _("surat contoh")

    def __str__(self) -> str:
        return f"#{self.pk}"
