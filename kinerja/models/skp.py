"""The SKP: results a person promises for a year, how they are measured, and the talk about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode
from inti.teks import awal_kecil
from kinerja.models.periode import SasaranUnit
from organisasi.models import Jabatan, PejabatNonAsn, UnitKerja
from pegawai.models import Pegawai


class Pendekatan(models.TextChoices):
    """PermenPANRB 6/2022 leaves the choice to the office."""

    KUANTITATIF = "kuantitatif", _("Kuantitatif")
    KUALITATIF = "kualitatif", _("Kualitatif")


class StatusSKP(models.TextChoices):
    DRAF = "draf", _("Sedang disusun")
    DIAJUKAN = "diajukan", _("Menunggu atasan")
    DIKEMBALIKAN = "dikembalikan", _("Perlu disesuaikan")
    DISEPAKATI = "disepakati", _("Disepakati")


@audit.track()
class SKP(models.Model):
    """One person's plan of results for a year.

    draf → diajukan → disepakati; the superior may send it back (dikembalikan) with a
    note, and it is submitted again. `unit`, `jabatan` and the appraiser are as of
    signing: a later move does not rewrite them. `versi` counts every change, so that
    a superior agrees to what they read and to nothing else.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="skp")
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit kerja"), related_name="+")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, null=True, verbose_name=_("jabatan"), related_name="+")
    penilai = models.ForeignKey(Pegawai, models.PROTECT, null=True, verbose_name=_("pejabat penilai"), related_name="+")
    penilai_pejabat = models.ForeignKey(
        PejabatNonAsn, models.PROTECT, null=True, verbose_name=_("penilai bukan ASN"), related_name="+"
    )
    pendekatan = models.CharField(_("pendekatan"), max_length=20, choices=Pendekatan, default=Pendekatan.KUANTITATIF)
    status = models.CharField(_("status"), max_length=20, choices=StatusSKP, default=StatusSKP.DRAF)
    versi = models.PositiveIntegerField(_("versi"), default=1)
    diajukan = models.DateField(_("diajukan"), null=True)
    disepakati = models.DateField(_("disepakati"), null=True)

    class Meta:
        verbose_name = _("SKP")
        verbose_name_plural = _("SKP")
        indexes = [models.Index(name="skp_tahun_status", fields=["tahun", "status"])]
        constraints = [
            models.UniqueConstraint(
                name="skp_satu_per_tahun",
                fields=["pegawai", "tahun"],
                violation_error_message=_("SKP untuk tahun itu sudah ada. Lanjutkan yang sudah ada."),
            ),
            models.CheckConstraint(name="skp_status_dikenal", condition=Q(status__in=StatusSKP.values)),
            models.CheckConstraint(name="skp_pendekatan_dikenal", condition=Q(pendekatan__in=Pendekatan.values)),
            models.CheckConstraint(
                name="skp_bukan_penilai_sendiri", condition=Q(penilai__isnull=True) | ~Q(penilai=F("pegawai"))
            ),
            models.CheckConstraint(name="skp_satu_penilai", condition=Q(penilai__isnull=True) | Q(penilai_pejabat__isnull=True)),
            models.CheckConstraint(
                name="skp_disepakati_lengkap",
                condition=~Q(status="disepakati")
                | (Q(disepakati__isnull=False) & (Q(penilai__isnull=False) | Q(penilai_pejabat__isnull=False))),
            ),
        ]

    def __str__(self) -> str:
        return f"SKP {self.tahun}"

    @property
    def bisa_disusun(self) -> bool:
        """Whether its owner may still change it."""
        return self.status in (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN)


class JenisHasil(models.TextChoices):
    UTAMA = "utama", _("Hasil kerja utama")
    TAMBAHAN = "tambahan", _("Hasil kerja tambahan")


class StatusHasil(models.TextChoices):
    """What the two talk about, line by line."""

    TERBUKA = "terbuka", _("Belum dibahas")
    DIBICARAKAN = "dibicarakan", _("Ingin dibicarakan")
    SEPAKAT = "sepakat", _("Sudah disepakati")


@audit.track(hapus=True)
class RencanaHasilKerja(models.Model):
    """A result its owner promises, and which result above it serves.

    `intervensi` is a result of the superior's agreed SKP; leaders, and whoever has no
    agreed plan above, hang it on a target of the organisation (`sasaran`). `versi`
    lets two open tabs notice each other; `kunci` makes a second click harmless.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    skp = models.ForeignKey(SKP, models.PROTECT, verbose_name=_("SKP"), related_name="rencana")
    jenis = models.CharField(_("jenis"), max_length=20, choices=JenisHasil, default=JenisHasil.UTAMA)
    uraian = models.CharField(_("hasil kerja"), max_length=300)
    intervensi = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("hasil atasan yang dibantu"), related_name="dibantu_oleh"
    )
    sasaran = models.ForeignKey(
        SasaranUnit, models.PROTECT, null=True, blank=True, verbose_name=_("sasaran unit"), related_name="rencana"
    )
    status = models.CharField(_("pembahasan"), max_length=20, choices=StatusHasil, default=StatusHasil.TERBUKA)
    versi = models.PositiveIntegerField(_("versi"), default=1)
    kunci = models.CharField(_("kunci kiriman"), max_length=20, default=buat_kode, editable=False)

    class Meta:
        verbose_name = _("rencana hasil kerja")
        verbose_name_plural = _("rencana hasil kerja")
        constraints = [
            models.UniqueConstraint(name="rencana_satu_per_kiriman", fields=["skp", "kunci"]),
            models.UniqueConstraint(
                name="rencana_satu_uraian_per_skp",
                fields=["skp", "uraian"],
                violation_error_message=_("Hasil kerja dengan bunyi ini sudah ada di SKP Anda. Ubah yang sudah ada."),
            ),
            models.CheckConstraint(name="rencana_jenis_dikenal", condition=Q(jenis__in=JenisHasil.values)),
            models.CheckConstraint(name="rencana_status_dikenal", condition=Q(status__in=StatusHasil.values)),
            models.CheckConstraint(name="rencana_uraian_berisi", condition=~Q(uraian="")),
            models.CheckConstraint(
                name="rencana_satu_sandaran",
                condition=Q(intervensi__isnull=True) | Q(sasaran__isnull=True),
                violation_error_message=_("Pilih satu saja: hasil atasan atau sasaran unit."),
            ),
            models.CheckConstraint(
                name="rencana_bukan_sandaran_sendiri", condition=Q(intervensi__isnull=True) | ~Q(intervensi=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.uraian


class CatatanDialog(models.Model):
    """A word of the superior or the owner about one line. Append-only: talk is not rewritten."""

    rencana = models.ForeignKey(RencanaHasilKerja, models.PROTECT, verbose_name=_("hasil kerja"), related_name="dialog")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("oleh"), related_name="+")
    oleh_nama = models.CharField(_("nama"), max_length=200)
    dari_atasan = models.BooleanField(_("dari atasan"))
    isi = models.TextField(_("isi"), max_length=2000)
    kunci = models.CharField(_("kunci kiriman"), max_length=20, default=buat_kode, editable=False)
    dicatat_at = models.DateTimeField(_("dicatat"), db_default=Now())

    class Meta:
        verbose_name = _("catatan dialog")
        verbose_name_plural = _("catatan dialog")
        constraints = [
            models.UniqueConstraint(name="dialog_satu_per_kiriman", fields=["rencana", "kunci"]),
            models.CheckConstraint(name="dialog_berisi", condition=~Q(isi="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Arah(models.TextChoices):
    NAIK = "naik", _("Makin besar makin baik")
    TURUN = "turun", _("Makin kecil makin baik")


class Aspek(models.TextChoices):
    """How a result is measured; `ukuran` is the qualitative approach in words."""

    KUANTITAS = "kuantitas", _("Kuantitas")
    KUALITAS = "kualitas", _("Kualitas")
    WAKTU = "waktu", _("Waktu")
    BIAYA = "biaya", _("Biaya")
    UKURAN = "ukuran", _("Ukuran keberhasilan")

    @property
    def arah_lazim(self) -> Arah:
        """Which way a measure of this aspect mostly goes: cost is better the smaller it is."""
        return Arah.TURUN if self is Aspek.BIAYA else Arah.NAIK


@audit.track(hapus=True)
class IndikatorKinerja(models.Model):
    """An individual performance indicator: aspect, wording, target.

    Progress on quantity is added up over the year; the other aspects tell the state
    on a day, so the latest entry counts.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    rencana = models.ForeignKey(RencanaHasilKerja, models.CASCADE, verbose_name=_("hasil kerja"), related_name="indikator")
    aspek = models.CharField(_("aspek"), max_length=20, choices=Aspek)
    uraian = models.CharField(_("ukuran"), max_length=300)
    target = models.DecimalField(_("target setahun"), max_digits=14, decimal_places=2, null=True, blank=True)
    satuan = models.CharField(_("satuan"), max_length=40, blank=True)
    arah = models.CharField(_("arah"), max_length=10, choices=Arah, default=Arah.NAIK)

    class Meta:
        verbose_name = _("indikator kinerja")
        verbose_name_plural = _("indikator kinerja")
        constraints = [
            models.UniqueConstraint(name="indikator_satu_per_aspek", fields=["rencana", "aspek"]),
            models.CheckConstraint(name="indikator_aspek_dikenal", condition=Q(aspek__in=Aspek.values)),
            models.CheckConstraint(name="indikator_arah_dikenal", condition=Q(arah__in=Arah.values)),
            models.CheckConstraint(name="indikator_uraian_berisi", condition=~Q(uraian="")),
            models.CheckConstraint(
                name="indikator_angka_bila_terukur",
                condition=(Q(aspek="ukuran") & Q(target__isnull=True)) | (~Q(aspek="ukuran") & Q(target__gte=0) & ~Q(satuan="")),
                violation_error_message=_("Tulis target dan satuannya, misalnya 97 dan persen."),
            ),
        ]

    def __str__(self) -> str:
        return self.uraian

    @property
    def dijumlahkan(self) -> bool:
        """Whether entries add up (quantity) or replace each other (a state)."""
        return self.aspek == Aspek.KUANTITAS

    @property
    def kata_arah(self) -> str:
        """'makin kecil makin baik', where a reader wouldn't take the direction for granted; '' where more is better as usual."""
        biasa = self.arah == Arah.NAIK == Aspek(self.aspek).arah_lazim
        return "" if biasa or self.target is None else awal_kecil(self.get_arah_display())


class NilaiBerakhlak(models.TextChoices):
    """The seven values of SE MenPANRB 20/2021, in their order."""

    PELAYANAN = "berorientasi_pelayanan", _("Berorientasi Pelayanan")
    AKUNTABEL = "akuntabel", _("Akuntabel")
    KOMPETEN = "kompeten", _("Kompeten")
    HARMONIS = "harmonis", _("Harmonis")
    LOYAL = "loyal", _("Loyal")
    ADAPTIF = "adaptif", _("Adaptif")
    KOLABORATIF = "kolaboratif", _("Kolaboratif")


@audit.track(hapus=True)
class EkspektasiPerilaku(models.Model):
    """What the superior expects in particular of one value; optional."""

    skp = models.ForeignKey(SKP, models.PROTECT, verbose_name=_("SKP"), related_name="perilaku")
    nilai = models.CharField(_("nilai dasar"), max_length=30, choices=NilaiBerakhlak)
    ekspektasi = models.CharField(_("ekspektasi khusus pimpinan"), max_length=500)

    class Meta:
        verbose_name = _("ekspektasi perilaku")
        verbose_name_plural = _("ekspektasi perilaku")
        constraints = [
            models.UniqueConstraint(name="perilaku_satu_per_nilai", fields=["skp", "nilai"]),
            models.CheckConstraint(name="perilaku_nilai_dikenal", condition=Q(nilai__in=NilaiBerakhlak.values)),
        ]

    def __str__(self) -> str:
        return self.nilai
