"""Asking for long work, changing one's mind, asking again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti.errors import UseCaseError
from kabar.services import record_dibaca_subjek
from laporan import berkas, mesin
from laporan.antrean import kirim
from laporan.daftar_laporan import Laporan
from laporan.forms import ParameterForm
from laporan.models import Pekerjaan, StatusPekerjaan

KEMBAR = timedelta(seconds=10)  # the same request again within this time is the same request
ANTREAN_PENUH = 20  # jobs that one person may have waiting or running
TAMBAH_PERCOBAAN = 3


class TerlaluBanyakPekerjaanError(UseCaseError):
    """One person has many jobs waiting already."""


class TidakBisaDibatalkanError(UseCaseError):
    """The job ended before the cancel arrived."""


class TidakBisaDiulangError(UseCaseError):
    """The job still runs, or its result is there."""


@transaction.atomic
def create_pekerjaan(*, konteks: Konteks, jenis: str, judul: str, parameter: dict[str, Any], format: str = "") -> Pekerjaan:
    """Queue a job of a registered kind; the caller has checked that `konteks` may ask for it.

    A double click is one job: the same request of the same person within ten seconds returns the first one.
    Raises TerlaluBanyakPekerjaanError, and ValueError for an unknown kind (a bug in the caller).
    """
    if jenis not in mesin.JENIS:
        raise ValueError(f"jenis pekerjaan {jenis} belum didaftarkan")
    peminta = konteks.pengguna if konteks.masuk else None
    peminta_id = peminta.pk if peminta else None
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtext('laporan.pekerjaan'), %s)", [peminta_id or 0])
    milik = Pekerjaan.objects.filter(peminta_id=peminta_id)
    kembar = milik.filter(jenis=jenis, format=format, parameter=parameter, dibuat_at__gt=Now() - KEMBAR).exclude(
        status__in=(StatusPekerjaan.GAGAL, StatusPekerjaan.DIBATALKAN)
    )
    if ada := kembar.order_by("-id").first():
        return ada
    if milik.filter(status__in=(StatusPekerjaan.ANTRE, StatusPekerjaan.JALAN)).count() >= ANTREAN_PENUH:
        raise TerlaluBanyakPekerjaanError(
            _("Sudah ada %(jumlah)s pekerjaan Anda yang menunggu.") % {"jumlah": ANTREAN_PENUH},
            fix=_("Tunggu sampai ada yang selesai, atau batalkan yang tidak perlu."),
        )
    p = Pekerjaan.objects.create(peminta=peminta, jenis=jenis, judul=judul[:200], parameter=_bersih(parameter), format=format)
    transaction.on_commit(lambda: kirim([p.kode]), robust=True)
    return p


def _bersih(parameter: dict[str, Any]) -> dict[str, Any]:
    """The parameters as JSON will give them back; refuses what isn't JSON."""
    isi: dict[str, Any] = json.loads(json.dumps(parameter))
    return isi


@transaction.atomic
def cancel_pekerjaan(*, konteks: Konteks, pekerjaan: Pekerjaan) -> Pekerjaan:
    """Cancel a waiting job at once; ask a running one to stop, which it does within seconds.

    Raises PermissionDenied, TidakBisaDibatalkanError.
    """
    kewenangan.require(konteks, "laporan.pekerjaan", pekerjaan)
    p = Pekerjaan.objects.select_for_update().get(pk=pekerjaan.pk)
    if not p.hidup:
        raise TidakBisaDibatalkanError(_("Pekerjaan ini sudah berakhir."), fix=_("Tidak ada yang perlu dibatalkan."))
    if p.status == StatusPekerjaan.ANTRE:
        Pekerjaan.objects.filter(pk=p.pk).update(status=StatusPekerjaan.DIBATALKAN, selesai_at=Now(), batal_diminta=True)
    else:
        Pekerjaan.objects.filter(pk=p.pk).update(batal_diminta=True)
    p.refresh_from_db()
    return p


@transaction.atomic
def retry_pekerjaan(*, konteks: Konteks, pekerjaan: Pekerjaan) -> Pekerjaan:
    """Queue a job again that failed, was cancelled or whose file expired: same request, same date.

    Raises PermissionDenied, TidakBisaDiulangError.
    """
    kewenangan.require(konteks, "laporan.pekerjaan", pekerjaan)
    p = Pekerjaan.objects.select_for_update().get(pk=pekerjaan.pk)
    if p.hidup:
        return p  # a second click
    if not p.bisa_diulang:
        raise TidakBisaDiulangError(_("Hasilnya sudah ada."), fix=_("Unduh hasilnya, atau buat laporan baru."))
    Pekerjaan.objects.filter(pk=p.pk).update(
        status=StatusPekerjaan.ANTRE,
        percobaan_maks=F("percobaan") + TAMBAH_PERCOBAAN,
        batal_diminta=False,
        kemajuan=0,
        jumlah=None,
        tahap="",
        galat="",
        berkas="",
        ukuran=None,
        hasil={},
        dikirim_at=None,
        mulai_at=None,
        selesai_at=None,
        kedaluwarsa_at=None,
    )
    berkas.buang(p.berkas)
    transaction.on_commit(lambda: kirim([p.kode]), robust=True)
    p.refresh_from_db()
    return p


def record_unduhan(*, konteks: Konteks, pekerjaan: Pekerjaan) -> None:
    """Note that the file was fetched, and the message about it seen. Raises PermissionDenied."""
    kewenangan.require(konteks, "laporan.pekerjaan", pekerjaan)
    record_dibaca_subjek(konteks=konteks, subjek=("pekerjaan", pekerjaan.kode))
    Pekerjaan.objects.filter(pk=pekerjaan.pk).update(unduhan=F("unduhan") + 1, diunduh_at=Now())


@transaction.atomic
def create_laporan(*, konteks: Konteks, laporan: Laporan, form: ParameterForm) -> Pekerjaan:
    """Queue a report with the parameters of a valid form. Raises PermissionDenied, TerlaluBanyakPekerjaanError."""
    kewenangan.require(konteks, laporan.aksi, kelompok=laporan.kelompok)
    with translation.override(settings.LANGUAGE_CODE):  # the report itself is always in Indonesian
        parameter = {"isian": form.simpan(), "ringkas": form.ringkas()}
        judul = str(laporan.judul)
    return create_pekerjaan(
        konteks=konteks, jenis=laporan.jenis, judul=judul, parameter=parameter, format=form.cleaned_data["bentuk"]
    )
