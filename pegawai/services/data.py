"""Corrections of private data, moves to another post, saved views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit
from inti.errors import UseCaseError
from organisasi.models import Jabatan
from pegawai import proyeksi, riwayat
from pegawai.models import BERLAKU, DataPribadi, Pegawai, Penugasan, RiwayatJabatan, TampilanTersimpan


class TmtMendahuluiJabatanError(UseCaseError):
    """The new post would start before the present one did."""


class PegawaiBerubahError(UseCaseError):
    """Somebody changed this person's data while the form was open."""


class JabatanSamaError(UseCaseError):
    """The person holds this very post."""


@transaction.atomic
def update_data_pribadi(*, konteks: Konteks, pegawai: Pegawai, nilai: Mapping[str, Any], alasan: str) -> DataPribadi:
    """Write private data with the reason; only fields that differ. Raises ValidationError for a NIK that another person has."""
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    Pegawai.objects.select_for_update().get(pk=pegawai.pk)
    data, _baru = DataPribadi.objects.get_or_create(pegawai=pegawai)
    berubah = [k for k, v in nilai.items() if getattr(data, k) != v]
    for kolom in berubah:
        setattr(data, kolom, nilai[kolom])
    data.full_clean()
    if berubah:
        with audit.explain(actor=konteks.pengguna, why=alasan):
            data.save(update_fields=berubah)
    return data


@transaction.atomic
def create_mutasi(
    *, konteks: Konteks, pegawai: Pegawai, jabatan: Jabatan, tmt: date, nomor_sk: str, tanggal_sk: date | None = None
) -> RiwayatJabatan:
    """End the running post on `tmt` and start `jabatan` the same day; a future TMT waits for its day.

    Raises PermissionDenied, TmtMendahuluiJabatanError, JabatanSamaError, ValidationError (a constraint).
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    Pegawai.objects.select_for_update().get(pk=pegawai.pk)
    with audit.explain(actor=konteks.pengguna, why=_("SK %(nomor)s") % {"nomor": nomor_sk}):
        lama = pegawai.riwayat_jabatan.filter(BERLAKU, masa__upper_inf=True, penugasan=Penugasan.DEFINITIF).first()
        if lama:
            _periksa_mutasi(lama, jabatan, tmt)
            riwayat.supersede(lama, masa=DateRange(lama.masa.lower, tmt))
        baru = RiwayatJabatan(
            pegawai=pegawai, jabatan=jabatan, masa=DateRange(tmt, None), tmt_jabatan=tmt, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk
        )
        baru.full_clean()
        baru.save()
        proyeksi.segarkan(None if jabatan.memimpin or (lama and lama.jabatan.memimpin) else [pegawai.pk])
    return baru


def _periksa_mutasi(lama: RiwayatJabatan, jabatan: Jabatan, tmt: date) -> None:
    if lama.jabatan_id == jabatan.pk:
        raise JabatanSamaError(
            _("Jabatan ini sudah dipegang sejak %(mulai)s.") % {"mulai": lama.masa.lower},
            fix=_("Pilih jabatan lain."),
            field="jabatan",
        )
    if lama.masa.lower and tmt <= lama.masa.lower:
        raise TmtMendahuluiJabatanError(
            _("Jabatan sekarang baru dimulai %(mulai)s.") % {"mulai": lama.masa.lower},
            fix=_("Periksa TMT pada SK: harus sesudah tanggal itu."),
            field="tmt",
        )


@transaction.atomic
def create_tampilan(*, konteks: Konteks, nama: str, kueri: str) -> TampilanTersimpan:
    """Keep a state of the list under a name. Raises ValidationError for an empty or taken name."""
    kewenangan.require(konteks, "pegawai.daftar")
    tampilan = TampilanTersimpan(pemilik_id=konteks.pengguna.pk, nama=nama, kueri=kueri)
    tampilan.full_clean()
    tampilan.save()
    return tampilan
