"""Changing what decrees set: proposed, looked at, sent, confirmed by a second officer where it touches people, withdrawn with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from akun import kait, kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from akun.pemegang import list_petugas
from akun.petugas import list_satu_tangan
from aturan import daftar_parameter
from aturan.dampak import list_dampak
from aturan.models import AWAL, JenisUsulan, ParameterAturan, StatusUsulan, Tanda, UsulanParameter
from aturan.selectors import calon_baris, get_perbandingan, hitung_tersentuh, list_bentang, list_hari
from aturan.skema import Definisi
from inti import waktu
from inti.errors import UseCaseError
from inti.kendala import terucap
from inti.penjelasan import tulis_nilai

ALASAN_MIN = 10
TAHUN_NANTI = 10


class TidakBerubahError(UseCaseError):
    """The proposed value is the one that counts on that day."""


class MulaiTidakWajarError(UseCaseError):
    """The first day lies before the republic or too far ahead."""


class DasarKosongError(UseCaseError):
    """A value without the decree that sets it."""


class AlasanKosongError(UseCaseError):
    """A withdrawal or a refusal that doesn't say why."""


class TidakBisaDitarikError(UseCaseError):
    """The row came with the product, or was withdrawn already."""


class UsulanSudahDiputusError(UseCaseError):
    """The proposal isn't open any more, or not at this step."""


class PengusulSendiriError(UseCaseError):
    """Whoever proposed a change that touches people can't confirm it."""


class BukanPengusulError(UseCaseError):
    """Only the proposer sends a proposal or takes it back; others refuse it with a reason."""


class NilaiTidakDipakaiError(UseCaseError):
    """No rule of this version asks for that value any more."""


class SentuhanBerubahError(UseCaseError):
    """The number of people touched isn't the one that was shown."""


@dataclass(frozen=True)
class IsiUsulan:
    """What the decree says. `sampai` is the last day of a value that ends by itself; None counts on."""

    nilai: Any
    mulai: date
    dasar: str
    tanda: str = Tanda.UMUM
    catatan: str = ""
    sampai: date | None = None

    @property
    def berlaku(self) -> DateRange:
        """The half-open period."""
        return DateRange(self.mulai, date.fromordinal(self.sampai.toordinal() + 1) if self.sampai else None)


@transaction.atomic
def create_usulan(
    *, konteks: Konteks, definisi: Definisi, isi: IsiUsulan, ganti: UsulanParameter | None = None
) -> UsulanParameter:
    """Write down a new value as a draft: it counts for nobody before it was looked at and sent.

    ganti   the own draft that this one replaces

    Raises PermissionDenied, MasukanDitolak (the shape; field: where in the value), and the refusals above.
    """
    kewenangan.require(konteks, "aturan.ubah")
    definisi.periksa(isi.nilai)
    _periksa_isi(isi)
    usulan = UsulanParameter(
        jenis=JenisUsulan.NILAI,
        nama=definisi.nama,
        nilai=isi.nilai,
        berlaku=isi.berlaku,
        dasar=isi.dasar.strip(),
        tanda=isi.tanda,
        catatan=isi.catatan.strip(),
        pengusul=konteks.pengguna,
    )
    _periksa_berubah(usulan)
    if ganti is not None and ganti.status == StatusUsulan.DISUSUN:
        cancel_usulan(konteks=konteks, usulan=ganti)
    usulan.save(force_insert=True)
    return usulan


@transaction.atomic
def create_penarikan(*, konteks: Konteks, sasaran: ParameterAturan, alasan: str) -> UsulanParameter:
    """Write down that a recorded value was a mistake, as a draft; what counted before it would count again. Twice is the same as once.

    Raises PermissionDenied, TidakBisaDitarikError, AlasanKosongError.
    """
    kewenangan.require(konteks, "aturan.ubah")
    _periksa_sasaran(sasaran)
    antre(konteks)
    milik = UsulanParameter.objects.filter(jenis=JenisUsulan.TARIK, sasaran=sasaran, pengusul=konteks.pengguna)
    if sama := milik.filter(status=StatusUsulan.DISUSUN, alasan=_perlu_alasan(alasan)).first():
        return sama
    return UsulanParameter.objects.create(
        jenis=JenisUsulan.TARIK,
        nama=sasaran.nama,
        sasaran=sasaran,
        alasan=_perlu_alasan(alasan),
        pengusul=konteks.pengguna,
    )


@transaction.atomic
def submit_usulan(*, konteks: Konteks, usulan: UsulanParameter, dilihat: int) -> UsulanParameter:
    """Send a draft: it counts at once where it can be told that it touches nobody, else it waits for a second officer.

    dilihat   how many people were shown as touched

    Raises PermissionDenied, BukanPengusulError, UsulanSudahDiputusError, SentuhanBerubahError, ValidationError (another one waits).
    """
    kewenangan.require(konteks, "aturan.ubah", usulan)
    kini = _kunci(usulan, StatusUsulan.DISUSUN)
    _periksa_pengusul(konteks, kini)
    kini.tersentuh = _tersentuh(kini, dilihat)
    if not kini.tersentuh and get_perbandingan(kini, waktu.today()).terhitung:
        return _berlakukan(konteks, kini)
    kini.status = StatusUsulan.MENUNGGU
    with terucap(UsulanParameter):
        kini.save(update_fields=["status", "tersentuh"])
    _kabarkan("aturan.menunggu", konteks, kini, list_petugas("aturan.sahkan", konteks.per) - {kini.pengusul_id})
    return kini


@transaction.atomic
def approve_usulan(*, konteks: Konteks, usulan: UsulanParameter, dilihat: int) -> UsulanParameter:
    """Confirm what somebody else proposed: it counts from its day on, and what follows from it is brought up to date at once.

    Raises PermissionDenied, UsulanSudahDiputusError, PengusulSendiriError, SentuhanBerubahError.
    """
    kewenangan.require(konteks, "aturan.sahkan", usulan)
    kini = _kunci(usulan, StatusUsulan.MENUNGGU)
    if kini.pengusul_id == konteks.pengguna.pk:
        raise PengusulSendiriError(
            _("Perubahan ini Anda usulkan sendiri."),
            fix=_("Minta petugas lain yang mengelola aturan untuk memeriksa dan mengesahkannya."),
        )
    if kini.pengusul_id not in list_petugas("aturan.ubah", konteks.per):
        # SECURITY: two agree on the day on which it counts; one of them may not be an officer whose right has gone meanwhile.
        raise PengusulSendiriError(
            _("%(siapa)s, yang mengusulkan perubahan ini, sekarang tidak lagi mengelola aturan.") % {"siapa": kini.pengusul.nama},
            fix=_("Tolak dengan alasan itu, lalu usulkan lagi; petugas lain yang memeriksa dan mengesahkannya."),
        )
    if kini.pengusul_id in list_satu_tangan(konteks.pengguna):
        raise PengusulSendiriError(
            _("Jalan masuk ke salah satu akun, Anda atau yang mengusulkan perubahan ini, baru saja dibuat yang lain."),
            fix=_("Minta petugas lain yang mengelola aturan untuk memeriksa dan mengesahkannya."),
        )
    kini.tersentuh = _tersentuh(kini, dilihat)
    _kabarkan("aturan.disahkan", konteks, kini, {kini.pengusul_id})
    return _berlakukan(konteks, kini)


@transaction.atomic
def reject_usulan(*, konteks: Konteks, usulan: UsulanParameter, alasan: str) -> UsulanParameter:
    """Refuse a proposal that waits, with the reason. Raises PermissionDenied, UsulanSudahDiputusError, AlasanKosongError."""
    kewenangan.require(konteks, "aturan.sahkan", usulan)
    alasan = _perlu_alasan(alasan)
    kini = _putus(konteks, _kunci(usulan, StatusUsulan.MENUNGGU), StatusUsulan.DITOLAK, alasan)
    _kabarkan("aturan.ditolak", konteks, kini, {kini.pengusul_id})
    return kini


@transaction.atomic
def cancel_usulan(*, konteks: Konteks, usulan: UsulanParameter) -> UsulanParameter:
    """Take back a draft or a proposal that nobody decided yet; its proposer alone may.

    Raises PermissionDenied, BukanPengusulError, UsulanSudahDiputusError.
    """
    kewenangan.require(konteks, "aturan.ubah", usulan)
    kini = _kunci(usulan, StatusUsulan.DISUSUN, StatusUsulan.MENUNGGU)
    _periksa_pengusul(konteks, kini)
    return _putus(konteks, kini, StatusUsulan.DIBATALKAN, "")


def _kabarkan(nama: str, konteks: Konteks, usulan: UsulanParameter, akun: set[int]) -> None:
    """Tell these accounts what was done with a proposal."""
    isi = {"siapa": konteks.pengguna.nama, "judul": lazy(tulis_nilai, str)(daftar_parameter.judul(usulan.nama))}
    for pk in sorted(akun):
        kait.kabarkan(nama, pengguna_id=pk, subjek=("usulan_parameter", usulan.kode), kunci=usulan.kode, isi=isi)


# --- rows ------------------------------------------------------------------------------------------------


def _kunci(usulan: UsulanParameter, *boleh: StatusUsulan) -> UsulanParameter:
    """The proposal, locked, at one of these steps. Raises UsulanSudahDiputusError."""
    kini = UsulanParameter.objects.select_for_update(of=("self",)).select_related("sasaran").get(pk=usulan.pk)
    if kini.status not in boleh:
        raise UsulanSudahDiputusError(
            _("Usulan ini sekarang: %(status)s.") % {"status": kini.get_status_display()},
            fix=_("Muat ulang halaman untuk melihat keadaannya."),
        )
    return kini


def _periksa_pengusul(konteks: Konteks, usulan: UsulanParameter) -> None:
    if usulan.pengusul_id != konteks.pengguna.pk:
        raise BukanPengusulError(
            _("Usulan ini milik petugas lain."),
            fix=_("Tolak dengan alasan bila tidak setuju; pengusulnya sendiri yang mengirim atau membatalkannya."),
        )


def _tersentuh(usulan: UsulanParameter, dilihat: int) -> int:
    """How many people it touches now.

    Raises SentuhanBerubahError when that isn't what was looked at, NilaiTidakDipakaiError, TidakBisaDitarikError.
    """
    if usulan.sasaran is not None:
        _periksa_sasaran(usulan.sasaran)
    if daftar_parameter.get_definisi(usulan.nama) is None:
        raise NilaiTidakDipakaiError(
            _("Nilai ini tidak dipakai lagi oleh aturan mana pun."), fix=_("Batalkan usulannya, atau tolak dengan alasan itu.")
        )
    jumlah = sum(hitung_tersentuh(get_perbandingan(usulan, waktu.today())).values())
    if jumlah != dilihat:
        raise SentuhanBerubahError(
            _("Sejak ditinjau keadaannya berubah: sekarang %(jumlah)s orang tersentuh, bukan %(dilihat)s.")
            % {"jumlah": jumlah, "dilihat": dilihat},
            fix=_("Periksa lagi daftarnya, lalu ulangi."),
        )
    return jumlah


def _berlakukan(konteks: Konteks, usulan: UsulanParameter) -> UsulanParameter:
    """Let it count, and start what follows from it where it counts today already."""
    perbandingan = get_perbandingan(usulan, waktu.today())
    sekarang = perbandingan.mulai <= waktu.today()
    usulan = _putus(konteks, usulan, StatusUsulan.BERLAKU, "", tersentuh=usulan.tersentuh)
    if usulan.jenis == JenisUsulan.NILAI:
        with terucap(ParameterAturan):
            calon_baris(usulan).save(force_insert=True)
    elif usulan.sasaran is not None:
        usulan.sasaran.ditarik_at, usulan.sasaran.penarikan = usulan.diputus_at, usulan
        usulan.sasaran.save(update_fields=["ditarik_at", "penarikan"])
    if sekarang:
        usulan.lanjutan = {
            d.nama: d.hitung_ulang(konteks, usulan.kode) for d in list_dampak(usulan.nama) if d.hitung_ulang is not None
        }
        usulan.save(update_fields=["lanjutan"])
    return usulan


def _putus(konteks: Konteks, usulan: UsulanParameter, status: StatusUsulan, alasan: str, **lain: Any) -> UsulanParameter:
    usulan.status, usulan.pemutus, usulan.diputus_at, usulan.alasan_putusan = status, konteks.pengguna, waktu.now(), alasan
    with terucap(UsulanParameter):
        usulan.save(update_fields=["status", "pemutus", "diputus_at", "alasan_putusan", *lain])
    kait.usaikan("aturan.menunggu", subjek=("usulan_parameter", usulan.kode))
    return usulan


# --- refusals --------------------------------------------------------------------------------------------


def _periksa_isi(isi: IsiUsulan) -> None:
    if len(isi.dasar.strip()) < 3:
        raise DasarKosongError(
            _("Dasar hukumnya belum diisi."), fix=_("Tulis peraturan dan pasalnya, misalnya PP 11/2017 pasal 239."), field="dasar"
        )
    terakhir = date(waktu.today().year + TAHUN_NANTI, 12, 31)
    if not AWAL <= isi.mulai <= terakhir:
        raise MulaiTidakWajarError(
            _("Tanggal mulainya di luar yang masuk akal."),
            fix=_("Isi tanggal berlaku menurut peraturannya, paling jauh sepuluh tahun ke depan."),
            field="mulai",
        )
    if isi.sampai and isi.sampai < isi.mulai:
        raise MulaiTidakWajarError(
            _("Hari terakhirnya mendahului hari mulainya."), fix=_("Periksa kedua tanggalnya."), field="sampai"
        )


def _periksa_berubah(usulan: UsulanParameter) -> None:
    """Whether anything becomes another on any day: a value that stays when it was to end is a change too."""
    rows = list(ParameterAturan.objects.filter(nama=usulan.nama, ditarik_at__isnull=True))
    baru = [*rows, calon_baris(usulan)]
    for bentang in list_bentang(rows, baru, list_hari(baru, usulan.mulai)):
        lama, jadi = ((b.nilai, b.dasar, b.tanda) if b else None for b in (bentang.lama, bentang.baru))
        if lama != jadi:
            return
    raise TidakBerubahError(
        _("Tidak ada yang berubah: nilai dan dasar ini sudah berlaku pada tanggal itu."),
        fix=_("Ubah isian atau tanggalnya, atau biarkan seperti semula."),
        field="mulai",
    )


def _periksa_sasaran(sasaran: ParameterAturan) -> None:
    if sasaran.ditarik_at is not None:
        raise TidakBisaDitarikError(_("Nilai ini sudah ditarik."), fix=_("Tidak ada yang perlu dilakukan."))
    if sasaran.usulan_id is None:
        raise TidakBisaDitarikError(
            _("Nilai ini datang bersama aplikasi."),
            fix=_("Catat nilai yang benar dengan tanggal mulai yang sama; nilai itulah yang lalu berlaku."),
        )


def _perlu_alasan(alasan: str) -> str:
    if len(alasan.strip()) < ALASAN_MIN:
        raise AlasanKosongError(
            _("Alasannya belum jelas."), fix=_("Tulis satu kalimat; orang lain akan membacanya."), field="alasan"
        )
    return alasan.strip()
