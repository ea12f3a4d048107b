"""Which unit examines complaints about people: proposed by one officer, counted when a second one has confirmed it.

Whoever chooses that unit chooses who reads complaints about employees, their own office's among them: so nobody does it
alone where there is a second officer, and nobody for the unit in which they work themselves.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from akun.konteks import build
from akun.petugas import list_satu_tangan
from akun.rekan import ada_petugas_lain
from forum import kabar_pengawas as kabar
from forum.kata_pengawas import kata_tanpa_pengesah
from forum.models import StatusUsulanPengawas, UnitPengawas, UsulanPengawas
from forum.selectors.pengawas import find_unit_sendiri, get_menunggu, get_unit_pengawas, is_bertugas
from inti import waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.kendala import terucap
from inti.teks import rapikan, rapikan_baris
from inti.versi import Suntingan, gabung
from organisasi.models import UnitKerja

S = StatusUsulanPengawas
ALASAN_MIN = 10


class UnitSendiriError(UseCaseError):
    """Whoever works in a unit doesn't let it examine complaints about its own people."""


class PengawasMenungguError(UseCaseError):
    """Another proposal waits: that one is decided first."""


class PengawasDiputusError(VersiBerbedaError):
    """The proposal was decided or taken back already, or the unit that it replaces is another one meanwhile."""


class PengusulPengawasError(UseCaseError):
    """Who proposed the unit, or is one pair of hands with who did, doesn't decide on it; others don't take it back."""


class PengusulPergiError(UseCaseError):
    """Who proposed the unit may not set it any more: only one officer would stand behind it."""


class AlasanPengawasError(UseCaseError):
    """A refusal that doesn't say why."""


@transaction.atomic
def propose_pengawas(
    *, konteks: Konteks, unit: UnitKerja, dasar: str = "", mulai: date | None = None, sunting: Suntingan | None = None
) -> UsulanPengawas | None:
    """Propose which unit examines complaints about people; it counts from the day on which a second officer confirms it.

    Where there is no other officer it counts at once, and the row says that nobody confirmed it. None where it is so already;
    the same proposal again is the one that waits.

    mulai  the first day, today; an earlier one only where the system sets a city up

    Raises PermissionDenied, BerubahError, UnitSendiriError, PengawasMenungguError, ValidationError (two at the same instant).
    """
    kewenangan.require(konteks, "suara.atur")
    antre(konteks)
    mulai = mulai if mulai and not konteks.masuk else konteks.per
    lama, dasar = _kunci_berlaku(mulai), rapikan_baris(dasar)
    if lama:
        ada = {"unit": lama.unit, "dasar": lama.dasar_mulai(mulai)}
        nilai = gabung(lama, sunting, {"unit": unit, "dasar": dasar}, ada)
        unit, dasar = nilai["unit"], nilai["dasar"]
        if nilai == ada:
            return None
    if menunggu := get_menunggu():
        return _menunggu(konteks, menunggu, unit, dasar)
    _check_unit(konteks, unit)
    usulan = UsulanPengawas(unit=unit, lama=lama.unit if lama else None, dasar=dasar)
    usulan.pengusul = konteks.pengguna if konteks.masuk else None
    if not ada_petugas_lain(konteks):
        usulan.status, usulan.sendiri, usulan.diputus_at = S.BERLAKU, True, waktu.now()
    with terucap(UsulanPengawas):
        usulan.save(force_insert=True)
    if usulan.status == S.MENUNGGU:
        kabar.tell_menunggu(konteks, usulan)
    else:
        _berlakukan(konteks, usulan, mulai)
    return usulan


@transaction.atomic
def confirm_pengawas(*, konteks: Konteks, usulan: UsulanPengawas) -> UsulanPengawas:
    """Confirm what another officer proposed: it counts from today on, and those concerned are told. Twice is the same as once.

    Raises PermissionDenied, PengusulPergiError, PengusulPengawasError, UnitSendiriError, PengawasDiputusError.
    """
    kini, baru = _kunci(konteks, usulan, S.BERLAKU)
    if not baru:
        return kini
    _check_pengesahan(konteks, kini, _kunci_berlaku(konteks.per))
    _putus(konteks, kini, S.BERLAKU)
    _berlakukan(konteks, kini, konteks.per)
    return kini


def find_halangan(konteks: Konteks, usulan: UsulanPengawas) -> UseCaseError | None:
    """Why this officer could not confirm a proposal that waits, for the page: a button that would be refused isn't drawn."""
    try:
        _check_pengesahan(konteks, usulan, get_unit_pengawas(konteks.per))
    except UseCaseError as error:
        return error
    return None


@transaction.atomic
def refuse_pengawas(*, konteks: Konteks, usulan: UsulanPengawas, alasan: str) -> UsulanPengawas:
    """Refuse what another officer proposed, with a reason that they read. Twice is the same as once.

    What its proposer can't take back any more is refused by anybody, or it would stand in the way of the next one.

    Raises PermissionDenied, PengusulPengawasError, AlasanPengawasError, PengawasDiputusError.
    """
    kini, baru = _kunci(konteks, usulan, S.DITOLAK)
    if not baru:
        return kini
    if is_bertugas(kini, konteks.per):
        _check_bukan_pengusul(konteks, kini)
    alasan = rapikan(alasan)[:300]
    if len(alasan) < ALASAN_MIN:
        raise AlasanPengawasError(
            _("Alasannya belum jelas."), fix=_("Tulis satu kalimat; pengusulnya membacanya."), field="alasan"
        )
    _putus(konteks, kini, S.DITOLAK, alasan)
    kabar.tell_ditolak(konteks, kini)
    return kini


@transaction.atomic
def cancel_pengawas(*, konteks: Konteks, usulan: UsulanPengawas) -> UsulanPengawas:
    """Take back what one proposed oneself. Twice is the same as once.

    Raises PermissionDenied, PengusulPengawasError, PengawasDiputusError.
    """
    kini, baru = _kunci(konteks, usulan, S.DIBATALKAN)
    if not baru:
        return kini
    if kini.pengusul_id != konteks.pengguna.pk:
        raise PengusulPengawasError(
            _("Usulan ini milik petugas lain."),
            fix=_("Tolak dengan alasan bila tidak setuju; pengusulnya sendiri yang dapat menariknya."),
        )
    return _putus(konteks, kini, S.DIBATALKAN)


# --- rows ------------------------------------------------------------------------------------------------


def _kunci_berlaku(hari: date) -> UnitPengawas | None:
    """What counts on that day, locked."""
    return UnitPengawas.objects.select_for_update(of=("self",)).select_related("unit").filter(masa__contains=hari).first()


def _kunci(konteks: Konteks, usulan: UsulanPengawas, hasil: StatusUsulanPengawas) -> tuple[UsulanPengawas, bool]:
    """The proposal, locked, and whether it still waits: False where this officer made that of it already.

    Raises PermissionDenied, PengawasDiputusError.
    """
    kewenangan.require(konteks, "suara.atur")
    rows = UsulanPengawas.objects.select_for_update(of=("self",)).select_related("unit", "lama", "pengusul")
    kini = rows.get(pk=usulan.pk)
    if kini.status == S.MENUNGGU:
        return kini, True
    if kini.status == hasil and kini.pemutus_id == konteks.pengguna.pk:
        return kini, False
    raise PengawasDiputusError(
        _("Usulan ini sudah diputuskan: %(status)s.") % {"status": kini.get_status_display()},
        fix=_("Lihat riwayatnya di bawah; tidak ada lagi yang perlu diputuskan."),
    )


def _menunggu(konteks: Konteks, menunggu: UsulanPengawas, unit: UnitKerja, dasar: str) -> UsulanPengawas:
    """The proposal that waits where it is this very one. Raises PengawasMenungguError."""
    if (menunggu.pengusul_id, menunggu.unit_id, menunggu.dasar) == (konteks.pengguna.pk, unit.pk, dasar):
        return menunggu
    raise PengawasMenungguError(
        _("Masih ada usulan lain yang menunggu: %(unit)s.") % {"unit": menunggu.unit.nama},
        fix=_("Sahkan, tolak, atau tarik usulan itu lebih dulu, lalu usulkan yang ini."),
    )


def _putus(konteks: Konteks, usulan: UsulanPengawas, status: StatusUsulanPengawas, alasan: str = "") -> UsulanPengawas:
    usulan.status, usulan.pemutus, usulan.diputus_at, usulan.alasan = status, konteks.pengguna, waktu.now(), alasan
    with terucap(UsulanPengawas):
        usulan.save(update_fields=["status", "pemutus", "diputus_at", "alasan"])
    kabar.usaikan(usulan)
    return usulan


def _berlakukan(konteks: Konteks, usulan: UsulanPengawas, mulai: date) -> None:
    """Let it count from `mulai` on; of two on one day the later one counts."""
    lama = _kunci_berlaku(mulai)
    if lama and lama.masa.lower == mulai:
        lama.unit, lama.dasar = usulan.unit, usulan.dasar
        lama.save(update_fields=["unit", "dasar"])
    else:
        if lama:
            lama.masa = DateRange(lama.masa.lower, mulai)
            lama.save(update_fields=["masa"])
        UnitPengawas.objects.create(unit=usulan.unit, dasar=usulan.dasar, masa=DateRange(mulai, None))
    if usulan.pengusul is not None:  # nobody is there yet to be told while a city is set up
        kabar.tell_berganti(konteks, usulan)


# --- refusals --------------------------------------------------------------------------------------------


def _check_pengesahan(konteks: Konteks, usulan: UsulanPengawas, lama: UnitPengawas | None) -> None:
    """Refuse to confirm what two officers don't stand behind today, or what was proposed against another unit than `lama`.

    Raises PengusulPergiError, PengusulPengawasError, UnitSendiriError, PengawasDiputusError.
    """
    if not is_bertugas(usulan, konteks.per):
        raise PengusulPergiError(
            _("Pengusulnya tidak lagi bertugas menetapkan unit pengawas, jadi usulan ini tidak dapat disahkan."),
            fix=_("Tolak dengan alasan itu. Bila perubahannya masih perlu, usulkan lagi."),
        )
    _check_bukan_pengusul(konteks, usulan)
    _check_unit(konteks, usulan.unit)
    _check_unit_pengusul(konteks, usulan)
    if (lama.unit_id if lama else None) != usulan.lama_id:
        raise PengawasDiputusError(
            _("Sejak diusulkan, unit pengawas yang berlaku sudah lain."),
            fix=_("Tolak dengan alasan itu; pengusulnya dapat mengusulkan lagi."),
        )


def _check_unit(konteks: Konteks, unit: UnitKerja) -> None:
    """Refuse a unit that is closed, or in or around which this officer works. Raises UnitSendiriError, PengawasDiputusError."""
    if not unit.aktif:
        raise PengawasDiputusError(
            _("%(unit)s sudah ditutup.") % {"unit": unit.nama}, fix=_("Pilih unit yang masih berdiri."), field="unit"
        )
    if sendiri := find_unit_sendiri(konteks, unit):
        raise UnitSendiriError(
            _("Anda bekerja di %(sendiri)s, dan pengaduan tentang pegawai tidak diperiksa orang dari unitnya sendiri.")
            % {"sendiri": sendiri.nama},
            fix=_("Pilih unit lain, atau minta petugas dari unit lain mengusulkan dan mengesahkannya."),
            field="unit",
        )


def _check_unit_pengusul(konteks: Konteks, usulan: UsulanPengawas) -> None:
    """Refuse a unit to which its proposer has come meanwhile. Raises UnitSendiriError."""
    if find_unit_sendiri(build(usulan.pengusul, konteks.per), usulan.unit):
        raise UnitSendiriError(
            _("Pengusulnya sekarang bekerja di lingkungan %(unit)s.") % {"unit": usulan.unit.nama},
            fix=_("Tolak dengan alasan itu; petugas dari unit lain dapat mengusulkannya."),
        )


def _check_bukan_pengusul(konteks: Konteks, usulan: UsulanPengawas) -> None:
    """Refuse who is no second pair of eyes: the proposer, and whoever's way in one of the two has just made."""
    if usulan.pengusul_id == konteks.pengguna.pk:
        raise PengusulPengawasError(
            _("Perubahan ini Anda usulkan sendiri."),
            fix=kata_tanpa_pengesah(konteks) or _("Minta rekan sesama Admin kepegawaian memeriksanya, atau tarik kembali."),
        )
    if usulan.pengusul_id in list_satu_tangan(konteks.pengguna):
        raise PengusulPengawasError(
            _("Jalan masuk ke salah satu akun, Anda atau yang mengusulkan perubahan ini, baru saja dibuat yang lain."),
            fix=_("Petugas lain yang memeriksanya, atau Anda sendiri dua minggu sesudah jalan masuk itu dibuat."),
        )
