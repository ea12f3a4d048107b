"""Accounts, dated roles, and the log of who read protected data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import BrinIndex
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Now
from django.db.models.lookups import Exact
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from akun.peran import DIBERIKAN, KLIEN_API, MENULIS, TURUNAN, Peran
from inti import audit, waktu
from inti.kode import buat_kode
from inti.masa import MasaField
from inti.ungkapan import Ungkapan
from inti.versi import Berversi
from organisasi.models import UnitKerja, sama


class PenggunaManager(BaseUserManager["Pengguna"]):
    def create_user(self, email: str | None = None, password: str | None = None, **lain: Any) -> Pengguna:
        """Create an account; without a password it can be opened only by an activation code."""
        pengguna = self.model(email=self.normalize_email(email).lower() if email else None, **lain)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(self, email: str, password: str | None = None, **lain: Any) -> Pengguna:
        """Create the technician's account; it has no role in the personnel system by itself."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **lain)

    def get_by_natural_key(self, username: str | None) -> Pengguna:
        return self.get(kode=username)


@audit.track(exclude=["password", "last_login"])
class Pengguna(Berversi, AbstractBaseUser, PermissionsMixin):
    """An account. It holds no NIP: sign-in looks the number up in the person's history.

    `kode` is the public name in URLs and the technical user name.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    nama = models.CharField(_("nama"), max_length=200)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    is_staff = models.BooleanField(_("boleh membuka meja kerja"), default=False)
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())

    USERNAME_FIELD = "kode"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "nama"]

    objects = PenggunaManager()

    class Meta(Berversi.Meta):
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints = [
            models.CheckConstraint(
                name="pengguna_email_huruf_kecil", condition=Q(email__isnull=True) | Q(email=Func(F("email"), function="lower"))
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def save(self, *args: Any, **kwargs: Any) -> None:
        """No address is NULL: the library writes '' when the last one is removed, and only one account could be without."""
        self.email = self.email or None
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.nama

    def get_short_name(self) -> str:
        return self.nama.split(" ")[0]


def _kelas_peran() -> Func:
    """[1, 2) for the auditor, [0, 1) for every other role: adjacent to each other, never to themselves."""
    auditor = Cast(Exact(F("peran"), Value("auditor")), models.IntegerField())
    return Func(auditor, auditor, Value("[]"), function="int4range")


class PenugasanPeranQuerySet(models.QuerySet["PenugasanPeran"]):
    """Granted roles."""

    def berlaku(self, per: date) -> PenugasanPeranQuerySet:
        """Those that count on a day; one that waits for its second officer gives no rights (as in akun.identitas)."""
        return self.filter(masa__contains=per, menunggu=False)


@audit.track(hapus=True)
class PenugasanPeran(Berversi):
    """A role granted to an account for a period, where needed within one unit's subtree.

    A role of weight (DUA_PETUGAS) waits until an officer confirms it who is neither its giver nor its owner.
    """

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, verbose_name=_("pengguna"), related_name="penugasan_peran")
    peran = models.CharField(_("peran"), max_length=20, choices=[(p.value, p.label) for p in DIBERIKAN])
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, verbose_name=_("unit kerja"), related_name="+")
    masa = MasaField(_("masa"))
    dasar = models.CharField(_("dasar penugasan"), max_length=200, blank=True)
    diberikan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, verbose_name=_("diberikan oleh"), related_name="+"
    )
    diberikan_at = models.DateTimeField(_("diberikan"), db_default=Now())
    menunggu = models.BooleanField(_("menunggu pengesahan"), default=False, db_default=False)
    disahkan_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, verbose_name=_("disahkan oleh"), related_name="+"
    )
    disahkan_at = models.DateTimeField(_("disahkan"), null=True, blank=True)

    objects = PenugasanPeranQuerySet.as_manager()

    class Meta(Berversi.Meta):
        verbose_name = _("penugasan peran")
        verbose_name_plural = _("penugasan peran")
        constraints = [
            models.CheckConstraint(
                name="penugasan_peran_dikenal", condition=Q(peran__in=[p for p in Peran.values if p not in TURUNAN])
            ),
            models.CheckConstraint(
                name="penugasan_peran_disahkan_lain",
                condition=Q(disahkan_oleh=None) | (~Q(disahkan_oleh=F("diberikan_oleh")) & ~Q(disahkan_oleh=F("pengguna"))),
            ),
            models.CheckConstraint(name="penugasan_peran_sah_sekali", condition=Q(menunggu=False) | Q(disahkan_at=None)),
            models.CheckConstraint(name="penugasan_peran_masa_berisi", condition=Q(masa__isempty=False)),
            models.CheckConstraint(
                name="penugasan_pengelola_perlu_unit",
                condition=~Q(peran="pengelola_opd") | Q(unit__isnull=False),
                violation_error_message=_("Pengelola perangkat daerah perlu unit: pilih unit yang diurusnya."),
            ),
            ExclusionConstraint(
                name="penugasan_peran_tidak_bertumpuk",
                expressions=[
                    (sama("pengguna"), "&&"),
                    (
                        Func(
                            Func(F("peran"), function="hashtext"),
                            Func(F("peran"), function="hashtext"),
                            Value("[]"),
                            function="int4range",
                        ),
                        "&&",
                    ),
                    (Func(Coalesce("unit", Value(0)), Coalesce("unit", Value(0)), Value("[]"), function="int8range"), "&&"),
                    ("masa", "&&"),
                ],
                violation_error_message=_("Peran ini sudah dipegang pada masa itu."),
            ),
            ExclusionConstraint(
                name="penugasan_auditor_terpisah",
                expressions=[
                    (sama("pengguna"), "&&"),
                    (_kelas_peran(), RangeOperators.ADJACENT_TO),
                    ("masa", "&&"),
                ],
                condition=Q(peran__in=["auditor", *(p.value for p in MENULIS)]),
                violation_error_message=_(
                    "Auditor tidak boleh sekaligus memegang peran yang mengubah data orang lain (Admin kepegawaian, pengelola "
                    "perangkat daerah, tim penilai, moderator). Akhiri dulu peran yang satu, atau pilih masa yang tidak bertumpuk."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.masa}"

    @property
    def nama_peran(self) -> Any:
        """The role with its unit, said in the language of whoever reads it, where get_peran_display() is in that of whoever asks."""
        peran = Peran(self.peran).label
        return Ungkapan(gettext_noop("%(peran)s di %(unit)s"), {"peran": peran, "unit": self.unit.nama}) if self.unit else peran


class Sesi(AbstractBaseSession):
    """A visit of a browser, and the account that signed in during it: what Django keeps, plus a column to join by.

    SECURITY: whose session it is says the signed content; `pengguna` only lets one statement fetch both. So it needs
    no constraint, on which Django's search for a free key would try for ever.
    """

    pengguna = models.ForeignKey(
        Pengguna, models.CASCADE, null=True, db_constraint=False, verbose_name=_("pengguna"), related_name="+"
    )

    class Meta:
        verbose_name = _("sesi")
        verbose_name_plural = _("sesi")


class KelompokData(models.TextChoices):
    """Data groups: who may read which is decided group by group (akun.kewenangan)."""

    UMUM = "umum", _("Data umum")
    KEPEGAWAIAN = "kepegawaian", _("Data kepegawaian")
    PRIBADI = "pribadi", _("Data pribadi")
    KINERJA = "kinerja", _("Data kinerja")
    KOMPETENSI = "kompetensi", _("Data kompetensi")
    PENGIRIM = "pengirim", _("Nama pengirim suara warga")


class KodeAktivasiQuerySet(models.QuerySet["KodeAktivasi"]):
    def terbuka(self, pengguna: Pengguna) -> KodeAktivasiQuerySet:
        """This account's codes that still open it."""
        return self.filter(pengguna=pengguna, dipakai_at__isnull=True, kedaluwarsa_at__gt=waktu.now())

    def expire(self, pengguna: Pengguna) -> None:
        """Make this account's codes that were not used yet worthless."""
        self.terbuka(pengguna).update(kedaluwarsa_at=waktu.now())


class KodeAktivasi(models.Model):
    """A one-time code: with it an employee opens the account that the personnel office made, or comes back without the password.

    Only its hash is kept. Used once, or expired, it is worthless. `alasan` says why an account in use got one.
    """

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, verbose_name=_("pengguna"), related_name="kode_aktivasi")
    sidik = models.CharField(_("sidik"), max_length=64, unique=True)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, verbose_name=_("dibuat oleh"), related_name="+")
    dibuat_at = models.DateTimeField(_("dibuat"), db_default=Now())
    kedaluwarsa_at = models.DateTimeField(_("kedaluwarsa"))
    dipakai_at = models.DateTimeField(_("dipakai"), null=True, blank=True)
    alasan = models.CharField(_("alasan"), max_length=160, blank=True)

    objects = KodeAktivasiQuerySet.as_manager()

    class Meta:
        verbose_name = _("kode aktivasi")
        verbose_name_plural = _("kode aktivasi")

    def __str__(self) -> str:
        return f"#{self.pk}"


class PelepasanFaktor(models.Model):
    """The second step of an account was taken off by an officer, for somebody who came in person. Append-only."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, verbose_name=_("pengguna"), related_name="pelepasan_faktor")
    dilepas_oleh = models.ForeignKey(Pengguna, models.PROTECT, verbose_name=_("dilepas oleh"), related_name="+")
    dilepas_at = models.DateTimeField(_("dilepas"), db_default=Now())

    class Meta:
        verbose_name = _("pelepasan langkah kedua")
        verbose_name_plural = _("pelepasan langkah kedua")

    def __str__(self) -> str:
        return f"#{self.pk}"


class PerubahanEmail(models.Model):
    """The address of an account was changed by an officer: it resets passwords, so it counts as choosing one. Append-only."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, verbose_name=_("pengguna"), related_name="perubahan_email")
    diubah_oleh = models.ForeignKey(Pengguna, models.PROTECT, verbose_name=_("diubah oleh"), related_name="+")
    diubah_at = models.DateTimeField(_("diubah"), db_default=Now())

    class Meta:
        verbose_name = _("perubahan alamat e-mail")
        verbose_name_plural = _("perubahan alamat e-mail")

    def __str__(self) -> str:
        return f"#{self.pk}"


@audit.track()
class KlienApi(Berversi):
    """A machine client: its OAuth2 registration, the scopes it was granted, and who answers for it."""

    aplikasi = models.OneToOneField(
        "oauth2_provider.Application", models.PROTECT, verbose_name=_("aplikasi OAuth2"), related_name="klien_api"
    )
    cakupan = ArrayField(models.CharField(max_length=60), verbose_name=_("cakupan"))
    penanggung_jawab = models.CharField(_("penanggung jawab"), max_length=200)
    aktif = models.BooleanField(_("aktif"), default=True)

    class Meta(Berversi.Meta):
        verbose_name = _("klien API")
        verbose_name_plural = _("klien API")
        constraints = [models.CheckConstraint(name="klien_api_punya_cakupan", condition=Q(cakupan__len__gt=0))]

    def __str__(self) -> str:
        return self.penanggung_jawab


class CatatanAkses(models.Model):
    """One reading of a protected data group: who, whose, which group, what for, when. Written once (akun.pembacaan).

    `subjek_kode` is the public code of the person whose data were read, or of the input whose sender's name
    was, so that this table stands below theirs. Who reads is an account or a machine client (`klien`).
    Whose data they are sees these rows.
    """

    pembaca = models.ForeignKey(Pengguna, models.PROTECT, null=True, verbose_name=_("pembaca"), related_name="+")
    klien = models.ForeignKey(KlienApi, models.PROTECT, null=True, verbose_name=_("klien API"), related_name="+")
    pembaca_peran = models.CharField(_("sebagai"), max_length=20)
    subjek_kode = models.CharField(_("kode pegawai"), max_length=20)
    kelompok = models.CharField(_("kelompok data"), max_length=20, choices=KelompokData)
    tujuan = models.CharField(_("tujuan"), max_length=200)
    dibaca_at = models.DateTimeField(_("dibaca"), db_default=Now())

    class Meta:
        verbose_name = _("catatan akses")
        verbose_name_plural = _("catatan akses")
        indexes = [
            models.Index(name="catatan_akses_subjek", fields=["subjek_kode", "-id"]),
            models.Index(name="catatan_akses_pembaca", fields=["pembaca", "-id"]),
            models.Index(name="catatan_akses_harian", fields=["subjek_kode", "kelompok", "dibaca_at"]),
            # Written in the order of time: what was read today is found in a few pages, however old the table.
            BrinIndex(name="catatan_akses_waktu", fields=["dibaca_at"], autosummarize=True),
        ]
        constraints = [
            models.CheckConstraint(name="catatan_akses_kelompok_dikenal", condition=Q(kelompok__in=KelompokData.values)),
            models.CheckConstraint(
                name="catatan_akses_satu_pembaca",
                condition=Q(pembaca__isnull=False, klien__isnull=True) | Q(pembaca__isnull=True, klien__isnull=False),
            ),
        ]
        triggers = audit.sekali_tulis()

    def __str__(self) -> str:
        return f"{self.kelompok} {self.dibaca_at}"

    @property
    def kata_tujuan(self) -> str:
        """What for, in the reader's language where the sentence is ours; as it was typed otherwise."""
        return gettext(self.tujuan) if self.tujuan else ""

    @property
    def nama_pembaca(self) -> str:
        """Who read: a person, or who answers for the machine."""
        return str(self.pembaca or self.klien)

    @property
    def kata_peran(self) -> str:
        """The role in words."""
        if self.pembaca_peran == KLIEN_API:
            return gettext("Aplikasi lain, lewat API")
        return str(Peran(self.pembaca_peran).label) if self.pembaca_peran in Peran.values else self.pembaca_peran
