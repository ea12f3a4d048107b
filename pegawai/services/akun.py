"""Opening employees' accounts: BKPSDM makes them, a one-time code lets the person in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import KodeAktivasi, Pengguna
from inti import audit, waktu
from inti.errors import UseCaseError
from inti.kode import buat_kode
from pegawai.models import Pegawai

MASA_KODE = timedelta(days=14)


class KodeAktivasiTidakBerlakuError(UseCaseError):
    """Number and code don't fit, or the code was used or ran out: one answer for all, so that nobody can probe."""


@dataclass(frozen=True)
class AkunDibuka:
    """A code to hand over, once, in writing; only its hash is kept."""

    pegawai: Pegawai
    kode: str


def _sidik(kode: str) -> str:
    return hashlib.sha256(re.sub(r"[\s-]", "", kode).lower().encode()).hexdigest()


@transaction.atomic
def buka_akun(*, konteks: Konteks, pegawai: Iterable[Pegawai]) -> list[AkunDibuka]:
    """Make the accounts that are missing and a fresh activation code for each person who has not used one.

    Older unused codes stop working. People whose account is in use are left alone.
    """
    dipilih = list(Pegawai.objects.select_for_update(of=("self",)).select_related("akun").filter(pk__in=[p.pk for p in pegawai]))
    hasil = []
    with audit.explain(actor=konteks.pengguna, why=_("pembukaan akun pegawai")):
        for orang in dipilih:
            kewenangan.require(konteks, "pegawai.buka_akun", orang)
            if orang.akun and orang.akun.has_usable_password():
                continue
            if orang.akun is None:
                orang.akun = Pengguna.objects.create_user(nama=orang.nama_lengkap)
                orang.save(update_fields=["akun"])
            hasil.append(AkunDibuka(orang, _kode_baru(konteks, orang.akun)))
    return hasil


def _kode_baru(konteks: Konteks, akun: Pengguna) -> str:
    kini = waktu.now()
    KodeAktivasi.objects.filter(pengguna=akun, dipakai_at__isnull=True).update(kedaluwarsa_at=kini)
    kode = buat_kode()
    KodeAktivasi.objects.create(pengguna=akun, sidik=_sidik(kode), dibuat_oleh=konteks.pengguna, kedaluwarsa_at=kini + MASA_KODE)
    return f"{kode[:4]}-{kode[4:8]}-{kode[8:]}"


@transaction.atomic
def aktifkan_akun(*, nomor: str, kode: str, sandi: str) -> Pengguna:
    """Set the first password of an account with its number and one-time code.

    Raises KodeAktivasiTidakBerlakuError, ValidationError (a password too weak).
    """
    baris = (
        KodeAktivasi.objects.select_for_update(of=("self",))
        .select_related("pengguna")
        .filter(
            sidik=_sidik(kode),
            dipakai_at__isnull=True,
            kedaluwarsa_at__gt=waktu.now(),
            pengguna__pegawai__riwayat_nomor__nomor=nomor,
        )
        .first()
    )
    if baris is None:
        raise KodeAktivasiTidakBerlakuError(
            _("Nomor dan kode ini tidak cocok, atau kodenya sudah dipakai atau lewat 14 hari."),
            fix=_("Periksa ketikannya, atau minta kode baru kepada pengelola kepegawaian di unit Anda."),
            field="kode",
        )
    validate_password(sandi, baris.pengguna)
    baris.dipakai_at = waktu.now()
    baris.save(update_fields=["dipakai_at"])
    with audit.explain(actor=baris.pengguna, why=_("aktivasi akun")):
        baris.pengguna.set_password(sandi)
        baris.pengguna.save(update_fields=["password"])
    return baris.pengguna
