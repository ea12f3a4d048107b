"""Writes to accounts: roles and machine clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import get_application_model

from akun import kait, kewenangan
from akun.antre import lock_akun
from akun.cakupan import CakupanTerdaftar
from akun.kewenangan import Konteks
from akun.models import KlienApi, KodeAktivasi, PelepasanFaktor, Pengguna, PenugasanPeran, PerubahanEmail
from akun.pemegang import list_petugas
from akun.peran import DUA_PETUGAS, Peran
from inti import audit, waktu
from inti.errors import UseCaseError
from organisasi.models import UnitKerja


class CakupanTidakDikenalError(UseCaseError):
    """A scope that no action declares."""


@dataclass(frozen=True)
class KlienBaru:
    """A registration with its secret, which is shown once: only its hash is kept."""

    klien: KlienApi
    id: str
    rahasia: str


# How long the officer who gave somebody a code may not take off that person's second step, and the reverse.
JEDA_PETUGAS = timedelta(days=14)
# What decides how somebody signs in: a code, another address, the second step taken off; and what its columns begin with.
JALAN_MASUK: tuple[tuple[type[Model], str], ...] = (
    (KodeAktivasi, "dibuat"), (PerubahanEmail, "diubah"), (PelepasanFaktor, "dilepas"),
)  # fmt: skip


@transaction.atomic
def create_penugasan_peran(
    *, konteks: Konteks, pengguna: Pengguna, peran: str, unit: UnitKerja | None = None, mulai: date | None = None, dasar: str = ""
) -> PenugasanPeran:
    """Grant a role from `mulai` (today) on; one of weight waits for a second officer.

    Raises PermissionDenied, SatuPetugasError, ValidationError (a constraint).
    """
    kewenangan.require(konteks, "akun.kelola")
    check_petugas_peran(konteks, pengguna, peran)
    tugas = PenugasanPeran(
        pengguna=pengguna,
        peran=peran,
        unit=unit,
        masa=DateRange(mulai or konteks.per, None),
        dasar=dasar,
        diberikan_oleh=konteks.pengguna if konteks.masuk else None,
        menunggu=perlu_pengesahan(konteks, pengguna, peran),
    )
    tugas.full_clean()
    with audit.explain(actor=konteks.pengguna, why=dasar or _("penugasan peran")):
        tugas.save()
    announce_peran(konteks, tugas)
    return tugas


def perlu_pengesahan(konteks: Konteks, pengguna: Pengguna, peran: str) -> bool:
    """Whether a role given now waits for a second officer: those of weight do, wherever there is somebody to confirm them."""
    return peran in DUA_PETUGAS and konteks.masuk and _ada_admin_lain(konteks, pengguna)


@transaction.atomic
def confirm_peran(*, konteks: Konteks, tugas: PenugasanPeran, versi: int) -> PenugasanPeran:
    """Confirm a role that another officer gave; from now on it counts, in its period.

    versi   of the row as it was read

    Raises PermissionDenied, SatuPetugasError, SudahDiputusError, ValidationError (a constraint).
    """
    kini = _kunci_menunggu(konteks, tugas, versi)
    _check_petugas_kedua(konteks, kini)
    kini.menunggu, kini.disahkan_oleh, kini.disahkan_at = False, konteks.pengguna, waktu.now()
    with audit.explain(actor=konteks.pengguna, why=kini.dasar or _("pengesahan peran")):
        kini.save(update_fields=["menunggu", "disahkan_oleh", "disahkan_at"])
    kait.usaikan("akun.peran_menunggu", subjek=("peran", str(kini.pk)))
    announce_peran(konteks, kini)
    return kini


@transaction.atomic
def refuse_peran(*, konteks: Konteks, tugas: PenugasanPeran, versi: int, alasan: str) -> None:
    """Refuse a role that waits, or take back what one has given oneself: the row goes, its history and the reason stay.

    Its giver is told unless they did it. Raises PermissionDenied, SudahDiputusError.
    """
    kini = _kunci_menunggu(konteks, tugas, versi)
    kunci, peran, pemberi = kini.pk, kini.get_peran_display(), kini.diberikan_oleh_id
    isi = {"peran": peran, "siapa": kini.pengguna.nama, "petugas": konteks.pengguna.nama, "alasan": alasan}
    with audit.explain(actor=konteks.pengguna, why=alasan):
        kini.delete()
    kait.usaikan("akun.peran_menunggu", subjek=("peran", str(kunci)))
    if pemberi and pemberi != konteks.pengguna.pk:
        kait.kabarkan("akun.peran_ditolak", pengguna_id=pemberi, subjek=("peran", str(kunci)), kunci=kunci, isi=isi)


def _kunci_menunggu(konteks: Konteks, tugas: PenugasanPeran, versi: int) -> PenugasanPeran:
    """The row, locked, as it was read. Raises PermissionDenied, SudahDiputusError."""
    kewenangan.require(konteks, "akun.kelola")
    rows = PenugasanPeran.objects.select_for_update(of=("self",)).select_related("pengguna", "diberikan_oleh")
    kini = rows.filter(pk=tugas.pk, menunggu=True, versi=versi).first()
    if kini is None:
        raise SudahDiputusError(
            _("Peran ini sudah diputuskan, atau diubah sejak Anda membuka halaman ini."),
            fix=_("Periksa daftarnya sekali lagi."),
        )
    return kini


def _check_petugas_kedua(konteks: Konteks, tugas: PenugasanPeran) -> None:
    """Refuse who is no second pair of eyes: the giver, the owner, and whoever's way in the giver has just made."""
    pemberi = tugas.diberikan_oleh
    if konteks.pengguna.pk in (tugas.pengguna_id, tugas.diberikan_oleh_id):
        raise SatuPetugasError(
            _("Peran ini Anda berikan sendiri, atau diberikan kepada Anda."),
            fix=_("Minta rekan sesama Admin kepegawaian mengesahkannya."),
        )
    if pemberi and pemberi.pk in list_satu_tangan(konteks.pengguna):
        raise SatuPetugasError(
            _("Jalan masuk ke salah satu akun, Anda atau %(siapa)s yang memberikan peran ini, baru saja dibuat yang lain.")
            % {"siapa": pemberi.nama},
            fix=_("Minta rekan sesama Admin kepegawaian yang lain mengesahkannya."),
        )
    # With two administrators one opens the account and the other gives the role: there is nobody else to ask.
    ada_ketiga = _list_admin(konteks).exclude(pengguna__in=[konteks.pengguna.pk, tugas.pengguna_id, tugas.diberikan_oleh_id or 0])
    if ada_ketiga.exists() and any(_baru_saja(konteks.pengguna, model, kata, tugas.pengguna) for model, kata in JALAN_MASUK):
        raise SatuPetugasError(
            _("Jalan masuk ke akun %(siapa)s baru saja Anda buat; perannya disahkan petugas lain.")
            % {"siapa": tugas.pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian yang lain mengesahkannya."),
        )


def list_satu_tangan(pengguna: Pengguna) -> set[int]:
    """Accounts that are no second pair of eyes beside this one: who has just decided how it signs in, by its code, its address
    or its second step, and those of whom it has just decided that. Two queries.

    SECURITY: what was done to an account before its first role of weight was looked at when that was given and confirmed,
    else who opened everybody's account would be alone for two weeks.
    """
    berbobot = PenugasanPeran.objects.filter(pengguna=OuterRef("pengguna"), peran__in=DUA_PETUGAS, menunggu=False)
    pertama = Subquery(berbobot.order_by("diberikan_at").values("diberikan_at")[:1])

    def sesudah_pertama(tentang: str, lain: str) -> set[int]:
        bagian = [
            model._default_manager.filter(**{tentang.format(kata): pengguna, f"{kata}_at__gt": waktu.now() - JEDA_PETUGAS})
            .filter(**{f"{kata}_at__gt": pertama})
            .values_list(lain.format(kata), flat=True)
            for model, kata in JALAN_MASUK
        ]
        return set(bagian[0].union(*bagian[1:]))

    return sesudah_pertama("pengguna", "{}_oleh_id") | sesudah_pertama("{}_oleh", "pengguna_id")


def announce_peran(konteks: Konteks, tugas: PenugasanPeran, lama: DateRange | None = None) -> None:
    """Tell the owner of the account of a new role, of one that goes on after its end, or that one ends on another day than before.

    One that waits for a second officer is told to those who may confirm it, to its owner only then.

    lama   the period until now, None for a new role
    """
    if tugas.menunggu:
        _ask_pengesahan(konteks, tugas)
        return
    peran, subjek = tugas.get_peran_display(), ("peran", str(tugas.pk))
    lanjut = lama.upper if lama and lama.upper and (not tugas.masa.upper or tugas.masa.upper > lama.upper) else None
    if lama is None or lanjut:
        isi = {"peran": peran, "mulai": lanjut or tugas.masa.lower}
        kait.kabarkan("akun.peran_diberi", pengguna_id=tugas.pengguna_id, subjek=subjek, kunci=isi["mulai"], isi=isi)
    if tugas.masa.upper and tugas.masa.upper != (lama.upper if lama else None):
        isi = {"peran": peran, "sampai": tugas.masa.upper - timedelta(days=1)}
        kait.kabarkan("akun.peran_diakhiri", pengguna_id=tugas.pengguna_id, subjek=subjek, kunci=tugas.masa.upper, isi=isi)


def _ask_pengesahan(konteks: Konteks, tugas: PenugasanPeran) -> None:
    """Ask those who may confirm a role that waits: neither its giver nor its owner."""
    sebutan = kait.list_sebutan([tugas.pengguna_id]).get(tugas.pengguna_id) or tugas.pengguna.email
    siapa = f"{tugas.pengguna.nama} ({sebutan})" if sebutan else tugas.pengguna.nama
    isi = {"peran": tugas.get_peran_display(), "siapa": siapa, "petugas": konteks.pengguna.nama}
    for pk in sorted(list_petugas("akun.kelola", konteks.per) - {tugas.pengguna_id, konteks.pengguna.pk}):
        kait.kabarkan("akun.peran_menunggu", pengguna_id=pk, subjek=("peran", str(tugas.pk)), kunci=tugas.versi, isi=isi)


@transaction.atomic
def create_klien_api(*, konteks: Konteks, nama: str, cakupan: Iterable[str], penanggung_jawab: str) -> KlienBaru:
    """Register a machine client with these scopes.

    Raises PermissionDenied, CakupanTidakDikenalError.
    """
    kewenangan.require(konteks, "akun.kelola")
    cakupan = sorted(set(cakupan))
    asing = set(cakupan) - set(CakupanTerdaftar().get_all_scopes())
    if asing or not cakupan:
        raise CakupanTidakDikenalError(
            _("Cakupan tidak dikenal: %(asing)s.") % {"asing": ", ".join(sorted(asing)) or "–"},
            fix=_("Pilih dari: %(ada)s.") % {"ada": ", ".join(sorted(CakupanTerdaftar().get_all_scopes()))},
            field="cakupan",
        )
    id_, rahasia = generate_client_id(), generate_client_secret()
    model = get_application_model()
    with audit.explain(actor=konteks.pengguna, why=_("pendaftaran klien API")):
        aplikasi = model.objects.create(
            name=nama,
            client_id=id_,
            client_secret=rahasia,
            client_type=model.CLIENT_CONFIDENTIAL,
            authorization_grant_type=model.GRANT_CLIENT_CREDENTIALS,
        )
        klien = KlienApi.objects.create(aplikasi=aplikasi, cakupan=cakupan, penanggung_jawab=penanggung_jawab)
    return KlienBaru(klien, id_, rahasia)


class AdminSudahAdaError(UseCaseError):
    """The first administrator exists; others are made by them, with a trace."""


@transaction.atomic
def create_admin_pertama(*, nama: str, email: str, sandi: str | None) -> Pengguna:
    """Make the account from which everything else is granted; only while there is no administrator at all.

    Raises AdminSudahAdaError, ValidationError.
    """
    if PenugasanPeran.objects.filter(peran=Peran.ADMIN_BKPSDM).exists():
        raise AdminSudahAdaError(
            _("Admin kepegawaian sudah ada."), fix=_("Masuk dengan akun itu, lalu beri peran dari meja kerja.")
        )
    with audit.explain(why=_("admin pertama saat pemasangan")):
        pengguna = Pengguna.objects.create_user(email=email, password=sandi, nama=nama, is_staff=True)
        pengguna.full_clean()
        PenugasanPeran.objects.create(
            pengguna=pengguna, peran=Peran.ADMIN_BKPSDM, masa=DateRange(waktu.today(), None), dasar=_("pemasangan")
        )
    return pengguna


class TanpaFaktorError(UseCaseError):
    """There is no second step to take off."""


class SudahDiputusError(UseCaseError):
    """Somebody decided it, or changed it, since the page was opened."""


class SatuPetugasError(UseCaseError):
    """Password and second step of one account in one officer's hands: that would be the account itself."""


@transaction.atomic
def delete_faktor(*, konteks: Konteks, pengguna: Pengguna) -> int:
    """Take off every second step of an account whose owner lost phone and codes, and came in person. Returns how many.

    Raises PermissionDenied, SatuPetugasError, TanpaFaktorError.
    """
    kewenangan.require(konteks, "akun.kelola", pengguna)
    lock_akun(pengguna)
    check_bukan_diri(konteks, pengguna)
    rekan = _("Minta rekan sesama Admin kepegawaian melepasnya.")
    # SECURITY: who could choose the password must not be who removes what stands beside it.
    if _baru_saja(konteks.pengguna, KodeAktivasi, "dibuat", pengguna):
        raise SatuPetugasError(
            _("Kode masuk %(nama)s baru saja Anda buat; langkah keduanya dilepas petugas lain.") % {"nama": pengguna.nama},
            fix=rekan,
        )
    if _baru_saja(konteks.pengguna, PerubahanEmail, "diubah", pengguna):
        raise SatuPetugasError(
            _("Alamat e-mail %(nama)s baru saja Anda ganti; langkah keduanya dilepas petugas lain.") % {"nama": pengguna.nama},
            fix=rekan,
        )
    jumlah = int(Authenticator.objects.filter(user=pengguna).delete()[0])
    if not jumlah:
        raise TanpaFaktorError(
            _("%(nama)s belum memasang langkah kedua.") % {"nama": pengguna.nama}, fix=_("Tidak ada yang perlu dilepas.")
        )
    pelepasan = PelepasanFaktor.objects.create(pengguna=pengguna, dilepas_oleh=konteks.pengguna)
    kait.kabarkan(
        "akun.langkah_kedua_dilepas",
        pengguna_id=pengguna.pk,
        subjek=("akun", pengguna.kode),
        kunci=pelepasan.pk,
        isi={"petugas": konteks.pengguna.nama},
    )
    return jumlah


def announce_kode_pemulihan(faktor: Authenticator) -> None:
    """Tell the owner that one of their recovery codes was used, and how many are left; nothing for another second step."""
    if faktor.type != Authenticator.Type.RECOVERY_CODES:
        return
    faktor.refresh_from_db()  # the code was crossed out on another copy of the row
    sisa = len(faktor.wrap().get_unused_codes())
    subjek = ("akun", faktor.user.kode)
    kunci = waktu.now().isoformat()
    kait.kabarkan("akun.kode_pemulihan_dipakai", pengguna_id=faktor.user_id, subjek=subjek, kunci=kunci, isi={"sisa": sisa})


def check_bukan_diri(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse to help oneself past one's own password or second step. Raises SatuPetugasError."""
    if konteks.pengguna.pk == pengguna.pk:
        raise SatuPetugasError(
            _("Ini akun Anda sendiri."),
            fix=_("Ganti kata sandi atau langkah kedua di halaman akun Anda, atau minta rekan sesama Admin kepegawaian."),
        )


def check_petugas_email(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse to change one's own address here, or that of somebody whose second step one has just taken off or to whom one has
    just given a role.

    The account is locked until the transaction ends. Raises SatuPetugasError.
    """
    lock_akun(pengguna)
    check_bukan_diri(konteks, pengguna)
    _check_bukan_pemberi_peran(
        konteks, pengguna, _("Peran %(nama)s baru saja Anda berikan; alamat e-mailnya diganti petugas lain."), "email"
    )
    if _baru_saja(konteks.pengguna, PelepasanFaktor, "dilepas", pengguna):
        raise SatuPetugasError(
            _("Langkah kedua %(nama)s baru saja Anda lepas; alamat e-mailnya diganti petugas lain.") % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian menggantinya."),
            field="email",
        )


@transaction.atomic
def record_ganti_email(*, konteks: Konteks, pengguna: Pengguna, lama: str) -> None:
    """Note that an officer has given an account another address, and tell the person by the old one and by the new one.

    lama   the address that stood there, '' for none

    Addresses that were confirmed before open the account no longer. The caller has asked check_petugas_email.
    """
    EmailAddress.objects.filter(user=pengguna).exclude(email=pengguna.email or "").delete()
    perubahan = PerubahanEmail.objects.create(pengguna=pengguna, diubah_oleh=konteks.pengguna)
    kait.kabarkan(
        "akun.email_diganti",
        pengguna_id=pengguna.pk,
        alamat=[lama] if lama else [],
        subjek=("akun", pengguna.kode),
        kunci=perubahan.pk,
        isi={"petugas": konteks.pengguna.nama},
    )


def check_petugas_peran(konteks: Konteks, pengguna: Pengguna, peran: str) -> None:
    """Refuse a role of weight by the officer who could sign in with the account: who made its code or chose its address.

    A city with one administrator can't ask a second one, and appoints them so; the trail says who did it.
    The account is locked until the transaction ends. Raises SatuPetugasError.
    """
    lock_akun(pengguna)
    if peran not in DUA_PETUGAS or not konteks.masuk or not _ada_admin_lain(konteks, pengguna):
        return
    if _baru_saja(konteks.pengguna, KodeAktivasi, "dibuat", pengguna) or _baru_saja(
        konteks.pengguna, PerubahanEmail, "diubah", pengguna
    ):
        raise SatuPetugasError(
            _("Kode masuk atau alamat e-mail %(nama)s baru saja Anda buat; perannya diberikan petugas lain.")
            % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian memberikannya."),
            field="pengguna",
        )


def _baru_saja(petugas: Pengguna, model: type[Model], kata: str, pengguna: Pengguna, **syarat: Any) -> bool:
    """Whether this officer did that to the account within JEDA_PETUGAS; `kata` is what its columns begin with. One query."""
    oleh = {f"{kata}_oleh": petugas, f"{kata}_at__gt": waktu.now() - JEDA_PETUGAS}
    return model._default_manager.filter(pengguna=pengguna, **oleh, **syarat).exists()


def _ada_admin_lain(konteks: Konteks, pengguna: Pengguna) -> bool:
    """Whether there is, or was within JEDA_PETUGAS, another administrator: also one whose account is closed.

    SECURITY: one officer closes accounts and ends roles. Doing that to all others makes nobody the only one at once.
    """
    return _list_admin(konteks).exclude(pengguna__in=[konteks.pengguna.pk, pengguna.pk]).exists()


def _list_admin(konteks: Konteks) -> QuerySet[PenugasanPeran]:
    """Roles of those who are administrators, or were within JEDA_PETUGAS."""
    baru = DateRange(konteks.per - JEDA_PETUGAS, konteks.per, "[]")
    return PenugasanPeran.objects.filter(peran=Peran.ADMIN_BKPSDM, masa__overlap=baru, menunggu=False)


def _check_bukan_pemberi_peran(konteks: Konteks, pengguna: Pengguna, pesan: str, field: str | None = None) -> None:
    """The reverse: who has just given the account a role of weight, or confirmed it, makes no way into it. Raises SatuPetugasError."""
    diberi = any(
        _baru_saja(konteks.pengguna, PenugasanPeran, kata, pengguna, peran__in=DUA_PETUGAS) for kata in ("diberikan", "disahkan")
    )
    if diberi and _ada_admin_lain(konteks, pengguna):
        raise SatuPetugasError(pesan % {"nama": pengguna.nama}, fix=_("Minta rekan sesama Admin kepegawaian."), field=field)


def check_petugas_kode(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse a code by the officer who has just taken off this account's second step, or given it a role. Raises SatuPetugasError."""
    _check_bukan_pemberi_peran(konteks, pengguna, _("Peran %(nama)s baru saja Anda berikan; kode masuknya dibuat petugas lain."))
    if _baru_saja(konteks.pengguna, PelepasanFaktor, "dilepas", pengguna):
        raise SatuPetugasError(
            _("Langkah kedua %(nama)s baru saja Anda lepas; kode masuknya dibuat petugas lain.") % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian membuatnya."),
        )
