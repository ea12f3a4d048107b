"""Units as a dated tree, the posts in them, and decrees that name an appraiser."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inti import audit
from inti.kode import buat_kode
from inti.masa import MasaField
from inti.versi import Berversi

BERLAKU = Q(diganti_at__isnull=True)
DOMAIN = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$"


def sama(kolom: str) -> Func:
    """A foreign key as a one-point range, for exclusion constraints without btree_gist.

    kolom   the field ('unit', not 'unit_id'): only that name is filled in when Django validates a new row
    """
    return Func(F(kolom), F(kolom), Value("[]"), function="int8range")


class UnitKerjaQuerySet(models.QuerySet["UnitKerja"]):
    def subtree(self, unit: UnitKerja) -> UnitKerjaQuerySet:
        """The unit and everything below it, today."""
        return self.filter(jalur__startswith=unit.jalur)


@audit.track()
class UnitKerja(models.Model):
    """A unit's identity. Its name and place in the tree are dated (`VersiUnit`).

    `nama`, `induk`, `jalur` and `aktif` are today's projection, written only by
    organisasi.services; `jalur` is '/1/5/9/', so a subtree is one prefix.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    id_asing = models.CharField(_("ID pada sistem nasional"), max_length=64, unique=True, null=True, blank=True)
    nama = models.CharField(_("nama"), max_length=200)
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("unit induk"), related_name="anak")
    jalur = models.CharField(_("jalur"), max_length=200, default="/")
    aktif = models.BooleanField(_("aktif"), default=True)

    objects = UnitKerjaQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")
        indexes = [models.Index(name="unit_kerja_jalur", fields=["jalur"], opclasses=["text_pattern_ops"])]
        constraints = [models.CheckConstraint(name="unit_kerja_bukan_induk_sendiri", condition=~Q(induk=F("id")))]

    def __str__(self) -> str:
        return self.nama

    @property
    def kedalaman(self) -> int:
        """Steps below the root: the city is 0, an office 1."""
        return self.jalur.count("/") - 2


@audit.track()
class VersiUnit(models.Model):
    """What a unit was called and where it stood during `masa` (half-open). Superseded, never changed."""

    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit kerja"), related_name="versi")
    nama = models.CharField(_("nama"), max_length=200)
    induk = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, verbose_name=_("unit induk"), related_name="+")
    masa = MasaField(_("masa berlaku"))
    dasar = models.CharField(_("dasar"), max_length=200, blank=True)
    tercatat_at = models.DateTimeField(_("dicatat"), db_default=Now())
    diganti_at = models.DateTimeField(_("diganti"), null=True, blank=True)

    class Meta:
        verbose_name = _("versi unit")
        verbose_name_plural = _("versi unit")
        constraints = [
            models.CheckConstraint(name="versi_unit_masa_berisi", condition=Q(masa__isempty=False)),
            ExclusionConstraint(
                name="versi_unit_tidak_bertumpuk",
                expressions=[(sama("unit"), "&&"), ("masa", "&&")],
                condition=BERLAKU,
                violation_error_message=_("Masa berlaku bertumpuk dengan versi lain. Akhiri dulu versi yang lama."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.masa}"


class JenisJabatan(models.TextChoices):
    """Kinds of post under UU 20/2023; they decide the retirement age together with the title."""

    JPT = "jpt", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    FUNGSIONAL = "fungsional", _("Fungsional")
    PELAKSANA = "pelaksana", _("Pelaksana")


class Jenjang(models.TextChoices):
    """Levels of functional posts."""

    AHLI_UTAMA = "ahli_utama", _("Ahli utama")
    AHLI_MADYA = "ahli_madya", _("Ahli madya")
    AHLI_MUDA = "ahli_muda", _("Ahli muda")
    AHLI_PERTAMA = "ahli_pertama", _("Ahli pertama")
    PENYELIA = "penyelia", _("Penyelia")
    MAHIR = "mahir", _("Mahir")
    TERAMPIL = "terampil", _("Terampil")
    PEMULA = "pemula", _("Pemula")


PENELITI = r"^(peneliti|perekayasa)\M"


@audit.track(exclude=["kelas_bup"])  # derived by the database from what is kept
class Jabatan(Berversi):
    """A post in a unit. Several people may hold one (ten teachers), a leading post has one holder.

    `memimpin` is confirmed by the personnel office; the import only proposes it (`usul_memimpin`).
    `guru` marks titles whose retirement age follows UU 14/2005 whatever the level.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, verbose_name=_("unit kerja"), related_name="jabatan")
    nama = models.CharField(_("nama jabatan"), max_length=200)
    jenis = models.CharField(_("jenis"), max_length=20, choices=JenisJabatan)
    jenjang = models.CharField(_("jenjang"), max_length=20, choices=Jenjang, blank=True)
    guru = models.BooleanField(_("jabatan guru"), default=False)
    memimpin = models.BooleanField(_("memimpin unit"), default=False)
    usul_memimpin = models.BooleanField(_("diusulkan memimpin"), default=False)
    # The name under which the retirement age is kept (a code of pensiun.JABATAN). The law on a title comes before the
    # level: 'Peneliti Ahli Madya' → peneliti_madya (65), 'Guru Ahli Utama' → guru (60).
    kelas_bup = models.GeneratedField(
        expression=Case(
            When(guru=True, then=Value("guru")),
            When(nama__iregex=PENELITI, jenjang="ahli_madya", then=Value("peneliti_madya")),
            When(nama__iregex=PENELITI, jenjang="ahli_utama", then=Value("peneliti_utama")),
            When(~Q(jenjang=""), then=F("jenjang")),
            When(jenis=JenisJabatan.FUNGSIONAL, then=Value("ahli_pertama")),
            default=F("jenis"),
        ),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )

    class Meta(Berversi.Meta):
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        constraints = [
            models.UniqueConstraint(
                name="jabatan_satu_nama_per_unit",
                fields=["unit", "nama"],
                violation_error_message=_("Jabatan dengan nama ini sudah ada di unit itu."),
            ),
            models.UniqueConstraint(
                name="jabatan_satu_pemimpin_per_unit",
                fields=["unit"],
                condition=Q(memimpin=True),
                violation_error_message=_("Unit itu sudah punya jabatan pemimpin. Cabut dulu yang lama."),
            ),
            models.CheckConstraint(name="jabatan_jenis_dikenal", condition=Q(jenis__in=JenisJabatan.values)),
            models.CheckConstraint(name="jabatan_jenjang_dikenal", condition=Q(jenjang__in=[*Jenjang.values, ""])),
        ]

    def __str__(self) -> str:
        return self.nama


@audit.track()
class PejabatNonAsn(Berversi):
    """An official who appraises but is no civil servant: the Wali Kota, a Pj of the province."""

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    nama = models.CharField(_("nama"), max_length=200)
    sebutan = models.CharField(_("sebutan jabatan"), max_length=200)
    akun = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("akun"), related_name="pejabat_non_asn"
    )
    masa = MasaField(_("masa jabatan"))

    class Meta(Berversi.Meta):
        verbose_name = _("pejabat bukan ASN")
        verbose_name_plural = _("pejabat bukan ASN")
        constraints = [models.CheckConstraint(name="pejabat_non_asn_masa_berisi", condition=Q(masa__isempty=False))]

    def __str__(self) -> str:
        return f"{self.sebutan}: {self.nama}"


@audit.track()
class PenetapanPenilai(Berversi):
    """A decree on who appraises: a unit or a post → a post or an official, during `masa`.

    For a unit it says who leads it in place of a leading post; for a post, who
    appraises its holder. It comes before the rule 'leader of the own unit'.
    """

    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, verbose_name=_("unit yang dinilai"), related_name="penetapan_penilai"
    )
    jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, verbose_name=_("jabatan yang dinilai"), related_name="penetapan_penilai"
    )
    penilai_jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, verbose_name=_("jabatan penilai"), related_name="+"
    )
    penilai_pejabat = models.ForeignKey(
        PejabatNonAsn, models.PROTECT, null=True, blank=True, verbose_name=_("pejabat penilai"), related_name="+"
    )
    masa = MasaField(_("masa berlaku"))
    dasar = models.CharField(_("nomor keputusan"), max_length=200)

    class Meta(Berversi.Meta):
        verbose_name = _("penetapan penilai")
        verbose_name_plural = _("penetapan penilai")
        constraints = [
            models.CheckConstraint(name="penetapan_penilai_masa_berisi", condition=Q(masa__isempty=False)),
            models.CheckConstraint(
                name="penetapan_penilai_satu_sasaran",
                condition=Q(unit__isnull=True, jabatan__isnull=False) | Q(unit__isnull=False, jabatan__isnull=True),
                violation_error_message=_("Pilih salah satu: unit atau jabatan yang dinilai."),
            ),
            models.CheckConstraint(
                name="penetapan_penilai_satu_penilai",
                condition=Q(penilai_jabatan__isnull=True, penilai_pejabat__isnull=False)
                | Q(penilai_jabatan__isnull=False, penilai_pejabat__isnull=True),
                violation_error_message=_("Pilih salah satu: jabatan penilai atau pejabat penilai."),
            ),
            ExclusionConstraint(
                name="penetapan_penilai_unit_tidak_bertumpuk",
                expressions=[(sama("unit"), "&&"), ("masa", "&&")],
                condition=Q(unit__isnull=False),
                violation_error_message=_("Unit ini sudah punya penetapan penilai pada masa itu."),
            ),
            ExclusionConstraint(
                name="penetapan_penilai_jabatan_tidak_bertumpuk",
                expressions=[(sama("jabatan"), "&&"), ("masa", "&&")],
                condition=Q(jabatan__isnull=False),
                violation_error_message=_("Jabatan ini sudah punya penetapan penilai pada masa itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dasar} {self.masa}"


class Zona(models.TextChoices):
    """The time zones of the country (Keppres 41/1987)."""

    BARAT = "Asia/Jakarta", _("Waktu Indonesia Barat")
    TENGAH = "Asia/Makassar", _("Waktu Indonesia Tengah")
    TIMUR = "Asia/Jayapura", _("Waktu Indonesia Timur")


@audit.track()
class Instansi(Berversi):
    """Whose system this is, from a day on: city, personnel office, letterhead, time zone, names and addresses.

    What holds on a day is the row that began last; a new name or address is a new row, so that what was printed
    before keeps its head. A slip of the pen is corrected in the row, and the history of changes tells it.
    """

    mulai = models.DateField(_("berlaku mulai"), unique=True)
    pemerintah = models.CharField(_("nama pemerintah daerah"), max_length=120)
    kota = models.CharField(_("nama daerah"), max_length=120)
    tempat = models.CharField(_("tempat penandatanganan"), max_length=60, blank=True)
    nama = models.CharField(_("nama kantor kepegawaian"), max_length=160)
    singkatan = models.CharField(_("sebutan kantor kepegawaian"), max_length=40)
    alamat = models.CharField(_("alamat kantor"), max_length=200, blank=True)
    telepon = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail kantor"), blank=True)
    situs = models.CharField(
        _("domain resmi"),
        max_length=120,
        blank=True,
        validators=[RegexValidator(DOMAIN, _("Tulis domainnya saja, misalnya kota.go.id."))],
    )
    kop = models.TextField(_("baris kop surat"), max_length=400, blank=True)
    nama_situs = models.CharField(_("nama sistem"), max_length=40)
    nama_warga = models.CharField(_("nama sisi warga"), max_length=40)
    pengirim = models.CharField(_("nama pengirim surel"), max_length=80, blank=True)
    zona = models.CharField(_("zona waktu"), max_length=40, choices=Zona, default=Zona.BARAT)
    dasar = models.CharField(_("dasar"), max_length=200, blank=True)

    class Meta(Berversi.Meta):
        verbose_name = _("data instansi")
        verbose_name_plural = _("data instansi")
        constraints = [
            models.CheckConstraint(
                name="instansi_zona_dikenal",
                condition=Q(zona__in=Zona.values),
                violation_error_message=_("Pilih salah satu zona waktu Indonesia."),
            )
        ]

    def __str__(self) -> str:
        return self.nama
