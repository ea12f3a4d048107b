"""Writes to accounts: roles and machine clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import get_application_model

from akun import kait, kewenangan
from akun.antre import lock_akun
from akun.cakupan import CakupanTerdaftar
from akun.kewenangan import Konteks
from akun.models import KlienApi, PelepasanFaktor, Pengguna, PenugasanPeran, PerubahanEmail
from akun.pemegang import list_petugas
from akun.peran import Peran
from akun.petugas import (
    check_bukan_peran_sendiri,
    check_petugas_faktor,
    check_petugas_kedua,
    check_petugas_peran,
    perlu_pengesahan,
)
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
    with audit.explain(actor=konteks.pengguna, why=dasar or gettext_noop("penugasan peran")):
        tugas.save()
    announce_peran(konteks, tugas)
    return tugas


@transaction.atomic
def confirm_peran(*, konteks: Konteks, tugas: PenugasanPeran, versi: int) -> PenugasanPeran:
    """Confirm a role that another officer gave; from now on it counts, in its period.

    versi   of the row as it was read

    Raises PermissionDenied, SatuPetugasError, SudahDiputusError, ValidationError (a constraint).
    """
    kini = _kunci_peran(konteks, tugas, versi, menunggu=True)
    check_petugas_kedua(konteks, kini)
    kini.menunggu, kini.disahkan_oleh, kini.disahkan_at = False, konteks.pengguna, waktu.now()
    with audit.explain(actor=konteks.pengguna, why=kini.dasar or gettext_noop("pengesahan peran")):
        kini.save(update_fields=["menunggu", "disahkan_oleh", "disahkan_at"])
    kait.usaikan("akun.peran_menunggu", subjek=("peran", str(kini.pk)))
    announce_peran(konteks, kini)
    _tell_pemberi(konteks, "akun.peran_disahkan", kini.pk, kini)
    return kini


@transaction.atomic
def refuse_peran(*, konteks: Konteks, tugas: PenugasanPeran, versi: int, alasan: str) -> None:
    """Refuse a role that waits, or take back what one has given oneself: the row goes, its history and the reason stay.

    Its giver is told unless they did it. Raises PermissionDenied, SudahDiputusError.
    """
    kini = _kunci_peran(konteks, tugas, versi, menunggu=True)
    kunci = kini.pk
    with audit.explain(actor=konteks.pengguna, why=alasan):
        kini.delete()
    kait.usaikan("akun.peran_menunggu", subjek=("peran", str(kunci)))
    _tell_pemberi(konteks, "akun.peran_ditolak", kunci, kini, alasan=alasan)


@transaction.atomic
def cancel_peran(*, konteks: Konteks, tugas: PenugasanPeran, versi: int, alasan: str) -> None:
    """Cancel a role that began today, or begins later, at once: there is no day before on which it could end.

    The row goes; its history, what was done with it, and the reason stay. Owner and giver are told.

    versi   of the row as it was read

    Raises PermissionDenied, SatuPetugasError, SudahDiputusError, PeranSudahBerjalanError.
    """
    kini = _kunci_peran(konteks, tugas, versi, menunggu=False)
    check_bukan_peran_sendiri(konteks, kini)
    if kini.masa.lower < konteks.per:
        raise PeranSudahBerjalanError(
            _("Peran ini sudah dipegang sebelum hari ini, jadi diakhiri, bukan dibatalkan."),
            fix=_("Buka penugasannya di Meja kerja dan isi hari terakhirnya; kemarin berarti berhenti sekarang juga."),
        )
    kunci = kini.pk
    with audit.explain(actor=konteks.pengguna, why=alasan):
        kini.delete()
    isi = {"peran": kini.nama_peran, "alasan": alasan}
    kait.usaikan("akun.peran_tertinggal", subjek=("peran", str(kunci)))
    kait.kabarkan("akun.peran_dibatalkan", pengguna_id=kini.pengguna_id, subjek=("peran", str(kunci)), kunci=kunci, isi=isi)
    _tell_pemberi(konteks, "akun.peran_ditarik", kunci, kini, alasan=alasan)


def _tell_pemberi(konteks: Konteks, jenis: str, kunci: int, tugas: PenugasanPeran, **lain: str) -> None:
    """Tell whoever gave a role what became of it, unless they did that themselves."""
    pemberi = tugas.diberikan_oleh_id
    isi = {"peran": tugas.nama_peran, "siapa": tugas.pengguna.nama, "petugas": konteks.pengguna.nama} | lain
    if pemberi and pemberi != konteks.pengguna.pk:
        kait.kabarkan(jenis, pengguna_id=pemberi, subjek=("peran", str(kunci)), kunci=kunci, isi=isi)


def _kunci_peran(konteks: Konteks, tugas: PenugasanPeran, versi: int, *, menunggu: bool) -> PenugasanPeran:
    """The row, locked, as it was read. Raises PermissionDenied, SudahDiputusError."""
    kewenangan.require(konteks, "akun.kelola")
    rows = PenugasanPeran.objects.select_for_update(of=("self",)).select_related("pengguna", "diberikan_oleh", "unit")
    kini = rows.filter(pk=tugas.pk, menunggu=menunggu, versi=versi).first()
    if kini is None:
        raise SudahDiputusError(
            _("Peran ini sudah diputuskan, atau diubah sejak Anda membuka halaman ini."),
            fix=_("Periksa daftarnya sekali lagi."),
        )
    return kini


def announce_peran(konteks: Konteks, tugas: PenugasanPeran, lama: DateRange | None = None) -> None:
    """Tell the owner of the account of a new role, of one that goes on after its end, or that one ends on another day than before.

    One that waits for a second officer is told to those who may confirm it, to its owner only then.

    lama   the period until now, None for a new role
    """
    if tugas.menunggu:
        _ask_pengesahan(konteks, tugas)
        return
    peran, subjek = tugas.nama_peran, ("peran", str(tugas.pk))
    lanjut = lama.upper if lama and lama.upper and (not tugas.masa.upper or tugas.masa.upper > lama.upper) else None
    if lama is None or lanjut:
        isi = {"peran": peran, "mulai": lanjut or tugas.masa.lower}
        kait.kabarkan("akun.peran_diberi", pengguna_id=tugas.pengguna_id, subjek=subjek, kunci=isi["mulai"], isi=isi)
    if tugas.masa.upper and tugas.masa.upper != (lama.upper if lama else None):
        kait.usaikan("akun.peran_tertinggal", subjek=subjek)
        isi = {"peran": peran, "sampai": tugas.masa.upper - timedelta(days=1)}
        kait.kabarkan("akun.peran_diakhiri", pengguna_id=tugas.pengguna_id, subjek=subjek, kunci=tugas.masa.upper, isi=isi)


def _ask_pengesahan(konteks: Konteks, tugas: PenugasanPeran) -> None:
    """Ask those who may confirm a role that waits: neither its giver nor its owner."""
    # SECURITY: it leaves by mail: post and unit, not the number; the page shows all of it.
    orang = kait.list_sebutan([tugas.pengguna_id]).get(tugas.pengguna_id)
    sebutan = (orang.tugas if orang else "") or tugas.pengguna.email
    siapa = f"{tugas.pengguna.nama} ({sebutan})" if sebutan else tugas.pengguna.nama
    isi = {"peran": tugas.nama_peran, "siapa": siapa, "petugas": konteks.pengguna.nama}
    for pk in sorted(list_petugas("akun.kelola", konteks.per) - {tugas.pengguna_id, konteks.pengguna.pk}):
        kait.kabarkan("akun.peran_menunggu", pengguna_id=pk, subjek=("peran", str(tugas.pk)), kunci=tugas.versi, isi=isi)


@transaction.atomic
def create_klien_api(*, konteks: Konteks, nama: str, cakupan: Iterable[str], penanggung_jawab: str) -> KlienBaru:
    """Register a machine client with these scopes.

    Raises PermissionDenied, CakupanTidakDikenalError.
    """
    kewenangan.require(konteks, "akun.kelola")
    cakupan = sort_cakupan(cakupan)
    id_, rahasia = generate_client_id(), generate_client_secret()
    model = get_application_model()
    with audit.explain(actor=konteks.pengguna, why=gettext_noop("pendaftaran klien API")):
        aplikasi = model.objects.create(
            name=nama,
            client_id=id_,
            client_secret=rahasia,
            client_type=model.CLIENT_CONFIDENTIAL,
            authorization_grant_type=model.GRANT_CLIENT_CREDENTIALS,
        )
        klien = KlienApi.objects.create(aplikasi=aplikasi, cakupan=cakupan, penanggung_jawab=penanggung_jawab)
    return KlienBaru(klien, id_, rahasia)


def sort_cakupan(cakupan: Iterable[str]) -> list[str]:
    """These scopes, each once, in order. Raises CakupanTidakDikenalError: for one that no action declares, and for none."""
    hasil, ada = sorted(set(cakupan)), set(CakupanTerdaftar().get_all_scopes())
    if not hasil or set(hasil) - ada:
        raise CakupanTidakDikenalError(
            _("Cakupan tidak dikenal: %(asing)s.") % {"asing": ", ".join(sorted(set(hasil) - ada)) or "–"},
            fix=_("Pilih dari: %(ada)s.") % {"ada": ", ".join(sorted(ada))},
            field="cakupan",
        )
    return hasil


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
    with audit.explain(why=gettext_noop("admin pertama saat pemasangan")):
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


class PeranSudahBerjalanError(UseCaseError):
    """The role counted before today: it is ended, not cancelled."""


@transaction.atomic
def delete_faktor(*, konteks: Konteks, pengguna: Pengguna) -> int:
    """Take off every second step of an account whose owner lost phone and codes, and came in person. Returns how many.

    Raises PermissionDenied, SatuPetugasError, TanpaFaktorError.
    """
    kewenangan.require(konteks, "akun.kelola", pengguna)
    lock_akun(pengguna)
    check_petugas_faktor(konteks, pengguna)
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


def announce_tutup(konteks: Konteks, pengguna: Pengguna) -> None:
    """Tell the owner that their account was closed or opened, and the other administrators, without whose hands it was done."""
    subjek, kunci = ("akun", pengguna.kode), waktu.now().isoformat()
    keadaan = "dibuka" if pengguna.is_active else "ditutup"
    isi = {"siapa": pengguna.nama, "petugas": konteks.pengguna.nama}
    rekan = list_petugas("akun.kelola", konteks.per) - {pengguna.pk, konteks.pengguna.pk}
    alamat = [pengguna.email] if pengguna.email and not pengguna.is_active else []  # no mail goes to a closed account
    kait.kabarkan(
        f"akun.{keadaan}", pengguna_id=pengguna.pk, alamat=alamat, subjek=subjek, kunci=kunci, isi={"petugas": isi["petugas"]}
    )
    for pk in sorted(rekan):
        kait.kabarkan(f"akun.rekan_{keadaan}", pengguna_id=pk, subjek=subjek, kunci=kunci, isi=isi)


def announce_kode_pemulihan(faktor: Authenticator) -> None:
    """Tell the owner that one of their recovery codes was used, and how many are left; nothing for another second step."""
    if faktor.type != Authenticator.Type.RECOVERY_CODES:
        return
    faktor.refresh_from_db()  # the code was crossed out on another copy of the row
    sisa = len(faktor.wrap().get_unused_codes())
    subjek = ("akun", faktor.user.kode)
    kunci = waktu.now().isoformat()
    kait.kabarkan("akun.kode_pemulihan_dipakai", pengguna_id=faktor.user_id, subjek=subjek, kunci=kunci, isi={"sisa": sisa})


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
