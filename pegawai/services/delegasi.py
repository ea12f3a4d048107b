"""Handing routine decisions to a colleague for a while, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import Pengguna
from akun.petugas import SatuPetugasError, check_petugas_wakil
from akun.rekan import JEDA_PETUGAS
from aturan import parameter
from inti import audit, tulisan, waktu
from inti.errors import UseCaseError
from inti.kendala import terucap
from inti.penjelasan import jelaskan
from inti.teks import satu_titik
from organisasi.models import PejabatNonAsn
from pegawai.kabar_titipan import tell_delegasi
from pegawai.models import Delegasi, Kedudukan, Pegawai
from pegawai.models.delegasi import BERLAKU_DELEGASI
from pegawai.rules.delegasi import decide_delegasi

BIDANG = {
    "orang_lain": "kepada",
    "bertugas": "kepada",
    "urut": "akhir",
    "belum_lewat": "akhir",
    "lama": "akhir",
    "surat": "tanggal_surat",
}


class DelegasiDitolakError(UseCaseError):
    """The rule says no; the words are what its first unmet condition asks for."""


class SudahBerakhirError(UseCaseError):
    """It has ended or was revoked: nothing left to take back."""


@dataclass(frozen=True)
class IsiDelegasi:
    """What the letter says; `akhir` is the last day, included."""

    kepada: Pegawai
    mulai: date
    akhir: date
    surat: str
    tanggal_surat: date
    alasan: str


@transaction.atomic
def create_delegasi(*, konteks: Konteks, dari: Pegawai | PejabatNonAsn, isi: IsiDelegasi) -> Delegasi:
    """Record who stands in for `dari`. The same letter for the same time again is the one that stands.

    Both read it, unless they did it themselves. Raises PermissionDenied, DelegasiDitolakError (at its field), ValidationError (a second substitute at the same time).
    """
    _require(konteks, dari)
    if isi.kepada.pk == konteks.pegawai_id and isi.kepada != dari:
        raise DelegasiDitolakError(
            _("Petugas tidak menitipkan tugas orang lain kepada dirinya sendiri."),
            fix=_("Pilih wakil lain, atau minta petugas lain mencatat suratnya."),
            field="kepada",
        )
    if _atasan_sendiri(konteks, dari):
        raise DelegasiDitolakError(
            _("Ini atasan Anda sendiri: siapa yang mewakilinya juga memutuskan perkara Anda."),
            fix=_("Minta petugas lain mencatat suratnya, atau atasan Anda sendiri."),
        )
    kepada = Pegawai.objects.select_for_update(of=("self",)).select_related("akun").get(pk=isi.kepada.pk)
    if not _milik_sendiri(konteks, dari):
        check_petugas_wakil(konteks, kepada.akun)
    asal = {"dari": dari} if isinstance(dari, Pegawai) else {"dari_pejabat": dari}
    masa = DateRange(isi.mulai, isi.akhir + timedelta(days=1)) if isi.mulai <= isi.akhir else None
    ada = Delegasi.objects.filter(BERLAKU_DELEGASI, **asal, kepada=kepada, masa=masa, surat=isi.surat).first() if masa else None
    if ada:
        return ada
    _periksa(konteks, dari, kepada, isi)
    with audit.explain(actor=konteks.pengguna, why=f"pendelegasian {isi.surat}"), terucap(Delegasi):
        baru = Delegasi.objects.create(
            **asal,
            kepada=kepada,
            masa=masa,
            surat=isi.surat,
            tanggal_surat=isi.tanggal_surat,
            alasan=isi.alasan,
            dibuat_oleh=konteks.pengguna,
        )
    tell_delegasi("delegasi.dititipkan", konteks, baru)
    return baru


def list_berantai(titipan: Sequence[Delegasi]) -> list[str]:
    """What these mandates don't hand on, in sentences: in their time the substitute, or the giver, is in another one. Two queries."""
    lain = Delegasi.objects.filter(BERLAKU_DELEGASI)
    oleh_wakil = list(lain.filter(dari__in=[d.kepada_id for d in titipan]))
    bagi_asal = list(lain.filter(kepada__in=[d.dari_id for d in titipan if d.dari_id]))
    wakil = _("%(wakil)s juga menitipkan tugasnya sendiri pada masa itu. Yang dititipkan %(nama)s tetap di meja %(wakil)s saja.")
    asal = _(
        "%(nama)s juga mewakili orang lain pada masa itu. Yang dipegangnya sebagai wakil tidak ikut beralih kepada %(wakil)s."
    )
    kata = []
    for d in titipan:
        pemberi = d.dari or d.dari_pejabat
        nama = {"wakil": d.kepada.nama_lengkap, "nama": pemberi.nama if pemberi else ""}
        if any(x.dari_id == d.kepada_id and _semasa(x, d) for x in oleh_wakil):
            kata.append(satu_titik(wakil % nama))
        if any(x.kepada_id == d.dari_id and _semasa(x, d) for x in bagi_asal):
            kata.append(satu_titik(asal % nama))
    return kata


def _semasa(satu: Delegasi, lain: Delegasi) -> bool:
    """Whether two mandates share a day; their periods have both ends."""
    return bool(satu.masa.lower < lain.masa.upper and lain.masa.lower < satu.masa.upper)


@transaction.atomic
def cancel_delegasi(*, konteks: Konteks, delegasi: Delegasi, alasan: str) -> Delegasi:
    """Take it back from now on; what was decided meanwhile stays. The same person twice is the same as once.

    Raises PermissionDenied, SudahBerakhirError (also where somebody else took it back).
    """
    baris = (
        Delegasi.objects.select_for_update(of=("self",))
        .select_related("dari", "dari_pejabat", "kepada", "dicabut_oleh")
        .get(pk=delegasi.pk)
    )
    asal = baris.dari or baris.dari_pejabat
    assert asal is not None  # the constraint delegasi_satu_asal
    _require(konteks, asal)
    if baris.dicabut_at and baris.dicabut_oleh_id == konteks.pengguna.pk:
        return baris
    if baris.dicabut_at and baris.dicabut_oleh is None:
        raise SudahBerakhirError(baris.kata_berakhir, fix=_("Tidak ada lagi yang perlu dicabut."))
    if baris.dicabut_at and baris.dicabut_oleh is not None:
        raise SudahBerakhirError(
            _("Sudah dicabut %(siapa)s pada %(saat)s.")
            % {"siapa": baris.dicabut_oleh.nama, "saat": tulisan.waktu(baris.dicabut_at)},
            fix=_("Alasan Anda belum tersimpan; salin bila masih Anda perlukan."),
        )
    if baris.akhir < konteks.per:
        raise SudahBerakhirError(
            _("Pendelegasian ini sudah berakhir dengan sendirinya."), fix=_("Tidak ada lagi yang perlu dicabut.")
        )
    baris.dicabut_at, baris.dicabut_oleh, baris.alasan_cabut = waktu.now(), konteks.pengguna, alasan.strip()
    with audit.explain(actor=konteks.pengguna, why=baris.alasan_cabut or gettext_noop("pendelegasian dicabut")):
        baris.save(update_fields=["dicabut_at", "dicabut_oleh", "alasan_cabut"])
    tell_delegasi("delegasi.dicabut_dini" if baris.masa.lower > konteks.per else "delegasi.dicabut", konteks, baris)
    return baris


def jaga_jalan_masuk(konteks: Konteks, tangan: set[int], pengguna: Pengguna) -> None:
    """The reverse: who handed somebody's decisions to this account makes no way into it, as long as the mandate has days to
    come and for JEDA_PETUGAS after it was recorded. One query.

    Raises SatuPetugasError. Registered as akun.kait.PenjagaJalanMasuk.
    """
    if not konteks.masuk:
        return
    dicatat = Delegasi.objects.filter(BERLAKU_DELEGASI, kepada__akun=pengguna, dibuat_oleh__in=tangan)
    dicatat = dicatat.filter(Q(dibuat_at__gt=waktu.now() - JEDA_PETUGAS) | Q(masa__endswith__gt=konteks.per))
    if dicatat.exclude(dari__akun=konteks.pengguna.pk).exclude(dari_pejabat__akun=konteks.pengguna.pk).exists():
        raise SatuPetugasError(
            _("Tugas seorang pejabat baru saja Anda titipkan kepada %(nama)s; jalan masuk ke akunnya dibuat petugas lain.")
            % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama petugas kepegawaian."),
        )


def _milik_sendiri(konteks: Konteks, dari: Pegawai | PejabatNonAsn) -> bool:
    """Whether the decisions are those of whoever hands them out."""
    return bool(dari.akun_id == konteks.pengguna.pk)


def _atasan_sendiri(konteks: Konteks, dari: Pegawai | PejabatNonAsn) -> bool:
    """Whether `dari` is the superior of whoever acts. One query, none for somebody who is no employee."""
    if not konteks.pegawai_id:
        return False
    atasan = {"atasan": dari} if isinstance(dari, Pegawai) else {"atasan_pejabat": dari}
    return Pegawai.objects.filter(pk=konteks.pegawai_id, **atasan).exists()


def _require(konteks: Konteks, dari: Pegawai | PejabatNonAsn) -> None:
    """Oneself, or the personnel officers: nobody else hands out a person's decisions."""
    kewenangan.require(konteks, "delegasi.atur" if isinstance(dari, Pegawai) else "delegasi.atur_pejabat", dari)


def _periksa(konteks: Konteks, dari: Pegawai | PejabatNonAsn, kepada: Pegawai, isi: IsiDelegasi) -> None:
    """Ask the rule. Raises DelegasiDitolakError at the field of the first condition that isn't met."""
    keputusan = decide_delegasi(
        mulai=isi.mulai,
        akhir=isi.akhir,
        tanggal_surat=isi.tanggal_surat,
        per=konteks.per,
        wakil_bertugas=kepada.kedudukan == Kedudukan.AKTIF,
        wakil_diwakili=Delegasi.objects.filter(
            BERLAKU_DELEGASI, dari=kepada, masa__overlap=DateRange(isi.mulai, max(isi.mulai, isi.akhir), "[]")
        ).exists(),
        orang_lain=dari != kepada,
        batas=parameter.ambil(["delegasi"], konteks.per)["delegasi"],
    )
    kurang = next((a for a in jelaskan(keputusan)["alasan"] if a["terpenuhi"] is False), None)
    if kurang:
        raise DelegasiDitolakError(
            kurang["cara"],  # a whole sentence: what was typed, and what to type instead
            field=BIDANG.get(kurang["kode"]),
            dasar=keputusan.dasar,
        )
