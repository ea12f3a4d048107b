"""Employees' accounts: the personnel office opens them, a one-time code lets the person in, at first and after a forgotten password."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import KelompokData, KodeAktivasi, Pengguna
from akun.pembacaan import buka_daftar
from akun.petugas import check_bukan_diri, check_petugas_kode
from inti import audit, instansi, waktu
from inti.errors import UseCaseError
from inti.kode import baca_kode, buat_kode
from kabar.penerima import Akun
from kabar.services import kirim
from pegawai.models import Pegawai

MASA_KODE = timedelta(days=14)
MEMBUAT_KODE = gettext_noop("Membuat kode masuk baru")


class KodeAktivasiTidakBerlakuError(UseCaseError):
    """Number and code don't fit, or the code was used or ran out: one answer for all, so that nobody can probe."""


class AkunDitutupError(UseCaseError):
    """A closed account gets no code."""


@dataclass(frozen=True)
class AkunDibuka:
    """A code to hand over, once, in writing; only its hash is kept."""

    pegawai: Pegawai
    kode: str


def _sidik(kode: str) -> str:
    return hashlib.sha256(baca_kode(kode).encode()).hexdigest()


def pernah_masuk(orang: Pegawai) -> bool:
    """Whether somebody has used their account: has signed in, or chosen a password. No query when loaded with `akun`."""
    return bool(orang.akun and (orang.akun.has_usable_password() or orang.akun.last_login))


@transaction.atomic
def buka_akun(*, konteks: Konteks, pegawai: Iterable[Pegawai]) -> list[AkunDibuka]:
    """Make the accounts that are missing and a fresh activation code for each person who has not used one.

    Older unused codes stop working. People whose account is in use are left alone.

    Raises PermissionDenied, SatuPetugasError: then no code was made for anybody.
    """
    rows = Pegawai.objects.select_for_update(of=("self",)).select_related("akun", "unit")  # a code is handed over by unit
    dipilih = list(rows.filter(pk__in=[p.pk for p in pegawai]))
    hasil = []
    with audit.explain(actor=konteks.pengguna, why=gettext_noop("pembukaan akun pegawai")):
        for orang in dipilih:
            kewenangan.require(konteks, "pegawai.buka_akun", orang)
            if pernah_masuk(orang):
                continue
            akun = _buka(orang)
            check_bukan_diri(konteks, akun)
            check_petugas_kode(konteks, akun)  # also for a new one: a mandate or people may wait for who has none yet
            hasil.append(AkunDibuka(orang, _kode_baru(konteks, akun)))
    return hasil


def _buka(orang: Pegawai) -> Pengguna:
    """The person's account; made now where there is none."""
    if orang.akun is None:
        orang.akun = Pengguna.objects.create_user(nama=orang.nama_lengkap)
        orang.save(update_fields=["akun"])
    return orang.akun


@transaction.atomic
def create_kode_masuk(*, konteks: Konteks, pegawai: Pegawai, alasan: str) -> AkunDibuka:
    """A fresh code for one person, also where the account is in use: the way back after a forgotten password.

    The old password works until the code is used; then it ends, and every session with it. The second step stays.
    The person sees who did it and why among the readings of their data.

    Raises PermissionDenied, AkunDitutupError, SatuPetugasError.
    """
    kewenangan.require(konteks, "pegawai.buka_akun", pegawai)
    orang = Pegawai.objects.select_for_update(of=("self",)).select_related("akun").get(pk=pegawai.pk)
    with audit.explain(actor=konteks.pengguna, why=alasan):
        akun = Pengguna.objects.select_for_update().get(pk=_buka(orang).pk)
        check_bukan_diri(konteks, akun)
        check_petugas_kode(konteks, akun)
        if not akun.is_active:
            raise AkunDitutupError(
                _("Akun %(nama)s sedang ditutup.") % {"nama": akun.nama},
                fix=_("Bila memang boleh masuk lagi, aktifkan dulu akunnya di Meja kerja, bagian Pengguna."),
            )
        kode = _kode_baru(konteks, akun, alasan)
    buka_daftar(konteks, [orang], KelompokData.KEPEGAWAIAN, f"{MEMBUAT_KODE}: {alasan}", kode=lambda p: p.kode)
    _kabarkan_kode(konteks, akun, alasan)
    return AkunDibuka(orang, kode)


def _kabarkan_kode(konteks: Konteks, akun: Pengguna, alasan: str) -> None:
    """Tell the owner of an account that somebody can now sign in with a code, by the roads that lead to the owner so far."""
    kode = KodeAktivasi.objects.filter(pengguna=akun).order_by("-pk").values_list("pk", flat=True).first()
    isi = {"petugas": konteks.pengguna.nama, "alasan": alasan.rstrip(".")}
    kirim("akun.kode_dibuat", kepada=[Akun(akun.pk)], subjek=("akun", akun.kode), kunci=kode, isi=isi)


def _kode_baru(konteks: Konteks, akun: Pengguna, alasan: str = "") -> str:
    kini = waktu.now()
    KodeAktivasi.objects.expire(akun)
    kode = buat_kode()
    KodeAktivasi.objects.create(
        pengguna=akun, sidik=_sidik(kode), dibuat_oleh=konteks.pengguna, kedaluwarsa_at=kini + MASA_KODE, alasan=alasan
    )
    return f"{kode[:4]}-{kode[4:8]}-{kode[8:]}"


@transaction.atomic
def aktifkan_akun(*, nomor: str, kode: str, sandi: str) -> Pengguna:
    """Set a password with the account's number and a one-time code: the first one, or a new one instead of a forgotten one.

    Every session of the account ends, because a session holds the fingerprint of the password. Raises KodeAktivasiTidakBerlakuError, ValidationError (a password too weak).
    """
    sidik, kini = _sidik(kode), waktu.now()
    # The account first, then its codes: the order in which an officer's new code locks them.
    akun = (
        Pengguna.objects.select_for_update(of=("self",))
        .filter(kode_aktivasi__sidik=sidik, pegawai__riwayat_nomor__nomor=nomor, is_active=True)
        .first()
    )
    baris = KodeAktivasi.objects.filter(pengguna=akun, sidik=sidik, dipakai_at__isnull=True, kedaluwarsa_at__gt=kini).first()
    if akun is None or baris is None:
        raise KodeAktivasiTidakBerlakuError(
            _("Nomor dan kode ini tidak cocok, atau kodenya sudah dipakai atau lewat 14 hari."),
            fix=_("Periksa ketikannya, atau minta kode baru kepada %(badan)s.") % instansi.kata(),
            field="kode",
        )
    validate_password(sandi, akun)
    baris.dipakai_at = kini
    baris.save(update_fields=["dipakai_at"])
    KodeAktivasi.objects.expire(akun)
    with audit.explain(actor=akun, why=gettext_noop("kata sandi dengan kode masuk")):
        akun.set_password(sandi)
        akun.save(update_fields=["password"])
    return akun
