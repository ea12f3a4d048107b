"""A person in the city's service, their numbers, and the data kept apart because it is private."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti import audit, nomor
from inti.kode import buat_kode
from inti.masa import MasaField
from inti.teks import nama_bergelar
from inti.versi import Berversi
from organisasi.models import Jabatan, PejabatNonAsn, UnitKerja
from pegawai.models.acuan import Golongan, TingkatPendidikan
from pegawai.models.kata import KATA


class JenisKelamin(models.TextChoices):
    PRIA = "pria", _("Pria")
    WANITA = "wanita", _("Wanita")


class JenisPegawai(models.TextChoices):
    CPNS = "cpns", _("CPNS")
    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")


class Kedudukan(models.TextChoices):
    """Legal standing (kedudukan hukum), as far as this city uses it."""

    AKTIF = "aktif", _("Aktif")
    CLTN = "cltn", _("Cuti di luar tanggungan negara")
    TUGAS_BELAJAR = "tugas_belajar", _("Tugas belajar")
    DIBERHENTIKAN_SEMENTARA = "diberhentikan_sementara", _("Diberhentikan sementara")
    MPP = "mpp", _("Masa persiapan pensiun")
    TIDAK_AKTIF = "tidak_aktif", _("Tidak aktif")
    PENSIUN = "pensiun", _("Pensiun")
    BERHENTI = "berhenti", _("Berhenti")


# Nobody of these works here any more: they hold no post, owe no SKP, and are nobody's superior.
TIDAK_BERTUGAS = (Kedudukan.PENSIUN, Kedudukan.BERHENTI, Kedudukan.TIDAK_AKTIF)


class PegawaiQuerySet(models.QuerySet["Pegawai"]):
    def bertugas(self) -> Self:
        """People in service, on leave or studying included."""
        return self.exclude(kedudukan__in=TIDAK_BERTUGAS)

    def di_bawah(self, unit: UnitKerja) -> Self:
        """People in `unit` or below it, today."""
        return self.filter(unit__jalur__startswith=unit.jalur)


def tulis_nama(orang: Any) -> str:
    """Name with titles of a person, or of a row with `nama`, `gelar_depan` and `gelar_belakang`."""
    return nama_bergelar(orang.gelar_depan, orang.nama, orang.gelar_belakang)


@audit.track()
class Pegawai(models.Model):
    """One person for life: CPNS, PNS, PPPK are a history, not another person.

    Everything from `nomor` down is the present state, derived from the histories and
    written only by pegawai.proyeksi.segarkan. `kode` is the public name in URLs.
    """

    kode = models.CharField(_("kode"), max_length=20, unique=True, default=buat_kode, editable=False)
    id_asing = models.CharField(_("PNS ID"), max_length=64, unique=True, null=True, blank=True)
    akun = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("akun"), related_name="pegawai"
    )
    nama = models.CharField(_("nama"), max_length=200)
    gelar_depan = models.CharField(_("gelar depan"), max_length=50, blank=True)
    gelar_belakang = models.CharField(_("gelar belakang"), max_length=100, blank=True)
    tempat_lahir = models.CharField(_("tempat lahir"), max_length=100, blank=True)
    tanggal_lahir = models.DateField(_("tanggal lahir"))
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=10, choices=JenisKelamin)
    tmt_cpns = models.DateField(_("TMT CPNS atau kontrak pertama"), null=True, blank=True)

    nomor = models.CharField(_("NIP atau NI PPPK"), max_length=18, blank=True)
    nama_urut = models.CharField(_("nama untuk urutan dan pencarian"), max_length=200)
    jenis = models.CharField(_("jenis pegawai"), max_length=10, choices=JenisPegawai)
    kedudukan = models.CharField(_("kedudukan hukum"), max_length=30, choices=Kedudukan, default=Kedudukan.AKTIF)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, verbose_name=_("unit kerja"), related_name="pegawai")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, null=True, verbose_name=_("jabatan"), related_name="pegawai")
    tmt_jabatan = models.DateField(_("TMT jabatan"), null=True)
    golongan = models.ForeignKey(Golongan, models.PROTECT, null=True, verbose_name=_("golongan"), related_name="+")
    tmt_golongan = models.DateField(_("TMT golongan"), null=True)
    mk_tahun = models.PositiveSmallIntegerField(_("masa kerja tahun"), default=0)
    mk_bulan = models.PositiveSmallIntegerField(_("masa kerja bulan"), default=0)
    mk_per = models.DateField(_("masa kerja per"), null=True)  # the day as of which the two were counted
    pendidikan = models.CharField(_("tingkat pendidikan"), max_length=20, choices=TingkatPendidikan, blank=True)
    pendidikan_nama = models.CharField(_("pendidikan"), max_length=200, blank=True)
    tahun_lulus = models.PositiveSmallIntegerField(_("tahun lulus"), null=True)
    tmt_pensiun = models.DateField(_("TMT pensiun"), null=True)
    atasan = models.ForeignKey("self", models.PROTECT, null=True, verbose_name=_("atasan"), related_name="bawahan")
    atasan_pejabat = models.ForeignKey(
        PejabatNonAsn, models.PROTECT, null=True, verbose_name=_("atasan bukan ASN"), related_name="bawahan"
    )

    objects = PegawaiQuerySet.as_manager()

    class Meta:
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")
        indexes = [
            models.Index(name="pegawai_nama_urut", fields=["nama_urut", "id"]),
            models.Index(name="pegawai_golongan_urut", fields=["golongan", "nama_urut", "id"]),
            models.Index(name="pegawai_unit_urut", fields=["unit", "nama_urut", "id"]),
            models.Index(name="pegawai_tmt_pensiun", fields=["tmt_pensiun", "id"]),
            GinIndex(name="pegawai_nama_trigram", fields=["nama_urut"], opclasses=["gin_trgm_ops"]),
            GinIndex(KATA, name="pegawai_kata_nama"),
            GinIndex(name="pegawai_nomor_trigram", fields=["nomor"], opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(name="pegawai_nomor_tunggal", fields=["nomor"], condition=~Q(nomor="")),
            models.CheckConstraint(name="pegawai_jenis_kelamin_dikenal", condition=Q(jenis_kelamin__in=JenisKelamin.values)),
            models.CheckConstraint(name="pegawai_jenis_dikenal", condition=Q(jenis__in=JenisPegawai.values)),
            models.CheckConstraint(name="pegawai_kedudukan_dikenal", condition=Q(kedudukan__in=Kedudukan.values)),
            models.CheckConstraint(name="pegawai_nama_berisi", condition=~Q(nama="")),
            models.CheckConstraint(
                name="pegawai_bukan_atasan_sendiri",
                condition=Q(atasan__isnull=True) | ~Q(atasan=models.F("id")),
            ),
            models.CheckConstraint(
                name="pegawai_satu_atasan",
                condition=Q(atasan__isnull=True) | Q(atasan_pejabat__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def bertugas(self) -> bool:
        """Whether the person is in service."""
        return self.kedudukan not in TIDAK_BERTUGAS

    @property
    def nama_lengkap(self) -> str:
        """Name with titles: 'Dr. Masdelima Manalu, S.AP.'."""
        return tulis_nama(self)

    @property
    def nama_bernomor(self) -> str:
        """Name and number, where a namesake could be meant: 'Rosa Situmeang (19810411 200201 2 003)'."""
        return f"{self.nama_lengkap} ({nomor.kelompokkan(self.nomor)})" if self.nomor else self.nama_lengkap


class JenisNomor(models.TextChoices):
    NIP = "nip", _("NIP")
    NI_PPPK = "ni_pppk", _("NI PPPK")


@audit.track()
class NomorPegawai(models.Model):
    """A number the person holds or held. It is never given to anybody else."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, verbose_name=_("pegawai"), related_name="riwayat_nomor")
    nomor = models.CharField(_("nomor"), max_length=18, unique=True)
    jenis = models.CharField(_("jenis"), max_length=10, choices=JenisNomor)
    masa = MasaField(_("masa"))

    class Meta:
        verbose_name = _("nomor pegawai")
        verbose_name_plural = _("nomor pegawai")
        constraints = [
            models.CheckConstraint(name="nomor_pegawai_18_angka", condition=Q(nomor__regex=r"^[0-9]{18}$")),
            models.CheckConstraint(name="nomor_pegawai_jenis_dikenal", condition=Q(jenis__in=JenisNomor.values)),
            models.CheckConstraint(name="nomor_pegawai_masa_berisi", condition=Q(masa__isempty=False)),
        ]

    def __str__(self) -> str:
        return self.nomor


class Agama(models.TextChoices):
    """Religions of UU 1/PNPS/1965 and, since MK 97/PUU-XIV/2016, belief in the one God; kept in the words of the
    national list."""

    ISLAM = "Islam", _("Islam")
    KRISTEN = "Kristen", _("Kristen")
    KATOLIK = "Katolik", _("Katolik")
    HINDU = "Hindu", _("Hindu")
    BUDDHA = "Buddha", _("Buddha")
    KHONGHUCU = "Konghucu", _("Khonghucu")
    KEPERCAYAAN = "Lainnya", _("Kepercayaan terhadap Tuhan Yang Maha Esa")


class StatusKawin(models.TextChoices):
    MENIKAH = "menikah", _("Menikah")
    BELUM = "belum", _("Belum menikah")
    CERAI = "cerai", _("Cerai")
    JANDA_DUDA = "janda_duda", _("Janda/Duda")


@audit.track()
class DataPribadi(Berversi):
    """Data of the group 'pribadi': masked unless needed, and each reading is logged."""

    pegawai = models.OneToOneField(
        Pegawai, models.PROTECT, primary_key=True, verbose_name=_("pegawai"), related_name="data_pribadi"
    )
    nik = models.CharField(_("NIK"), max_length=16, unique=True, null=True, blank=True)
    npwp = models.CharField(_("NPWP"), max_length=30, blank=True)
    bpjs = models.CharField(_("BPJS"), max_length=30, blank=True)
    alamat = models.CharField(_("alamat"), max_length=500, blank=True)
    nomor_hp = models.CharField(_("nomor HP"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    email_dinas = models.EmailField(_("e-mail dinas"), blank=True)
    agama = models.CharField(_("agama"), max_length=30, blank=True)
    status_kawin = models.CharField(_("status perkawinan"), max_length=20, choices=StatusKawin, blank=True)

    class Meta(Berversi.Meta):
        verbose_name = _("data pribadi")
        verbose_name_plural = _("data pribadi")
        constraints = [
            models.CheckConstraint(
                name="data_pribadi_nik_16_angka", condition=Q(nik__isnull=True) | Q(nik__regex=r"^[0-9]{16}$")
            ),
            models.CheckConstraint(name="data_pribadi_kawin_dikenal", condition=Q(status_kawin__in=[*StatusKawin.values, ""])),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
