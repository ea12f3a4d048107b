"""The life of an SKP: begun, submitted, sent back or agreed. Lines: kinerja.services.rencana."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from inti import audit, instansi
from inti.errors import UseCaseError
from kinerja import kabar
from kinerja.models import (
    SKP,
    Pendekatan,
    PeriodeKinerja,
    StatusHasil,
    StatusSKP,
)
from kinerja.proses import SKP_TAHUNAN
from kinerja.selectors.penilai import get_penilai, is_penilai
from kinerja.services.angka import umumkan_angka
from pegawai.models import Pegawai


class DataPegawaiBelumLengkapError(UseCaseError):
    """An account without a person, or a person without a unit, can't have an SKP."""


class KeadaanSkpError(UseCaseError):
    """The SKP is in a state in which this can't be done."""


class BukanPenilaiError(PermissionDenied):
    """Only the appraiser may do this; the message says who that is."""


@transaction.atomic
def create_skp(*, konteks: Konteks, tahun: int, pendekatan: str = Pendekatan.KUANTITATIF) -> SKP:
    """Begin one's own SKP for `tahun`, or return the one that exists: a second click changes nothing.

    Raises PermissionDenied, DataPegawaiBelumLengkapError, KeadaanSkpError (a year not opened).
    """
    kewenangan.require(konteks, "kinerja.saya")
    pegawai = Pegawai.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=konteks.pegawai_id or 0).first()
    if pegawai is None or pegawai.unit is None:
        raise DataPegawaiBelumLengkapError(
            _("Unit kerja Anda belum tercatat, jadi SKP belum bisa dimulai."),
            fix=_("Minta pengelola kepegawaian melengkapi riwayat jabatan Anda."),
        )
    if not PeriodeKinerja.objects.filter(tahun=tahun).exists():
        raise KeadaanSkpError(
            _("Periode kinerja %(tahun)s belum dibuka.") % {"tahun": tahun},
            fix=_("Pilih tahun lain atau hubungi %(badan)s.") % instansi.kata(),
            field="tahun",
        )
    ada = SKP.objects.filter(pegawai=pegawai, tahun=tahun).first()
    if ada:
        return ada
    with audit.explain(actor=konteks.pengguna, why=f"memulai SKP {tahun}"):
        skp = SKP.objects.create(
            pegawai=pegawai, tahun=tahun, unit=pegawai.unit, jabatan_id=pegawai.jabatan_id, pendekatan=pendekatan
        )
        alur.begin(konteks=konteks, proses=SKP_TAHUNAN, objek=[skp], aksi="mulai")
    umumkan(konteks, skp)  # no figure changes, but a kept board that says how many have begun is drawn anew
    return skp


@transaction.atomic
def update_pendekatan(*, konteks: Konteks, skp: SKP, pendekatan: str) -> SKP:
    """Begin one's own SKP anew with the other approach, while no result is written. Twice is the same as once.

    Raises PermissionDenied, KeadaanSkpError.
    """
    kewenangan.require(konteks, "skp.susun", skp)
    kini = kunci_skp(konteks, skp)
    if kini.pendekatan == pendekatan:
        return kini
    if kini.rencana.exists():
        raise KeadaanSkpError(
            _("SKP ini sudah berisi hasil kerja, dan ukurannya mengikuti cara mengukur yang dipilih."),
            fix=_("Keluarkan dulu hasil kerjanya, lalu ganti cara mengukurnya."),
        )
    with audit.explain(actor=konteks.pengguna, why=f"mengganti cara mengukur SKP {kini.tahun}"):
        SKP.objects.filter(pk=kini.pk).update(pendekatan=pendekatan, versi=F("versi") + 1)
    return SKP.objects.get(pk=kini.pk)


@transaction.atomic
def submit_skp(*, konteks: Konteks, skp: SKP, versi: int) -> SKP:
    """Hand the SKP to the superior. Submitting what is submitted already changes nothing.

    Without a known superior it is submitted all the same and waits until the personnel office has
    named one: a missing appraiser is a task of the office, not of the employee.

    Raises BukanPemegangError, VersiBerbedaError, LangkahTidakAdaError, SkpBelumLengkapError.
    """
    kini = alur.lock(SKP_TAHUNAN, skp)
    ubah = {"diajukan": konteks.per, "unit_id": kini.pegawai.unit_id, "jabatan_id": kini.pegawai.jabatan_id, **_penilai(kini)}
    gerak = alur.move(konteks=konteks, proses=SKP_TAHUNAN, objek=kini, aksi="ajukan", versi=versi, ubah=ubah)
    return _umumkan_gerak(konteks, gerak, {"skp_menunggu": 1}, konteks.per)


@transaction.atomic
def withdraw_skp(*, konteks: Konteks, skp: SKP, versi: int, alasan: str = "") -> SKP:
    """Its owner takes it back while the superior hasn't decided; everything typed stays.

    Raises PermissionDenied, VersiBerbedaError, LangkahTidakAdaError.
    """
    gerak = alur.move(konteks=konteks, proses=SKP_TAHUNAN, objek=skp, aksi="tarik", versi=versi, alasan=alasan)
    return _umumkan_gerak(konteks, gerak, {"skp_menunggu": -1}, gerak.objek.diajukan)


@transaction.atomic
def approve_skp(*, konteks: Konteks, skp: SKP, versi: int) -> SKP:
    """The superior agrees to exactly the version they read. Agreeing twice changes nothing.

    Raises BukanPemegangError, VersiBerbedaError, LangkahTidakAdaError.
    """
    kini = alur.lock(SKP_TAHUNAN, skp)
    ubah = {"disepakati": konteks.per, **_penilai(kini)}
    gerak = alur.move(konteks=konteks, proses=SKP_TAHUNAN, objek=kini, aksi="sepakati", versi=versi, ubah=ubah)
    if gerak.baru:
        with audit.explain(actor=konteks.pengguna, why=f"menyepakati SKP {kini.tahun}"):
            kini.rencana.exclude(status=StatusHasil.SEPAKAT).update(status=StatusHasil.SEPAKAT)
        kabar.tell_disepakati(konteks, gerak.objek)
    beda = {"skp_disepakati": 1, "rhk": kini.rencana.count(), "belum": -1}
    return _umumkan_gerak(konteks, gerak, {"skp_menunggu": -1}, gerak.objek.diajukan, disepakati=beda)


@transaction.atomic
def reject_skp(*, konteks: Konteks, skp: SKP, versi: int, catatan: str) -> SKP:
    """The superior sends the SKP back with a note on what to change.

    Raises BukanPemegangError, VersiBerbedaError, LangkahTidakAdaError, AlasanKosongError.
    """
    gerak = alur.move(
        konteks=konteks, proses=SKP_TAHUNAN, objek=skp, aksi="kembalikan", versi=versi, alasan=catatan, bidang="catatan"
    )
    return _umumkan_gerak(konteks, gerak, {"skp_menunggu": -1}, gerak.objek.diajukan)


def _penilai(skp: SKP) -> dict[str, int | None]:
    """Who appraises now, as columns."""
    penilai = get_penilai(skp.pegawai)
    return {"penilai_id": penilai.pegawai_id, "penilai_pejabat_id": penilai.pejabat_id}


def _umumkan_gerak(
    konteks: Konteks,
    gerak: alur.Gerak[SKP],
    beda: dict[str, int],
    sejak: date | None,
    *,
    disepakati: dict[str, int] | None = None,
) -> SKP:
    """Carry a step that was taken now into the figures: `beda` since `sejak`, `disepakati` since today."""
    if gerak.baru:
        umumkan(konteks, gerak.objek, (sejak, beda), (konteks.per, disepakati or {}))
    return gerak.objek


def require_penilai(konteks: Konteks, pegawai: Pegawai, aksi: str) -> None:
    """Raise BukanPenilaiError unless `konteks` is the appraiser of `pegawai` today. No query beyond `pegawai`'s superior."""
    if kewenangan.boleh(konteks, aksi) and is_penilai(konteks, pegawai):
        return
    if konteks.pegawai_id == pegawai.pk:
        raise BukanPenilaiError(_("Tidak ada yang menilai dirinya sendiri. Bagian ini milik atasan Anda."))
    penilai = get_penilai(pegawai)
    if penilai.nama:
        raise BukanPenilaiError(
            _(
                "Penilai %(pegawai)s adalah %(penilai)s. Hubungi beliau, atau minta %(badan)s memeriksa susunan atasan bila keliru."
            )
            % {**instansi.kata(), "pegawai": pegawai.nama_lengkap, "penilai": penilai.nama}
        )
    raise BukanPenilaiError(
        _("Penilai %(pegawai)s belum ditetapkan. Minta %(badan)s menetapkannya lebih dulu.")
        % {**instansi.kata(), "pegawai": pegawai.nama_lengkap}
    )


def naikkan_versi(skp: SKP) -> None:
    """Count one more change of an SKP that is locked already. One query."""
    SKP.objects.filter(pk=skp.pk).update(versi=F("versi") + 1)
    skp.versi += 1


def kunci_skp(konteks: Konteks, skp: SKP) -> SKP:
    """Lock the SKP for a change by its owner. Raises KeadaanSkpError when it can't be changed now."""
    kini = _kunci(skp)
    if halangan := cari_halangan(kini):
        raise halangan
    return kini


def _kunci(skp: SKP) -> SKP:
    rows = SKP.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "pegawai__unit", "pegawai__atasan", "pegawai__atasan_pejabat").get(pk=skp.pk)


def cari_halangan(skp: SKP) -> KeadaanSkpError | None:
    """Why its owner can't change the SKP now; None while they can. No query: a page says it before anything is typed."""
    if skp.bisa_disusun:
        return None
    if skp.status == StatusSKP.DISEPAKATI:
        return KeadaanSkpError(
            _("SKP ini sudah disepakati."),
            fix=_("Bicarakan perubahan dengan atasan; hasil kerja baru masuk SKP tahun berikut."),
        )
    return KeadaanSkpError(
        _("SKP ini sedang dibaca atasan."),
        fix=_("Bila masih ada yang ingin diubah, tekan 'Tarik kembali' di halaman SKP, atau minta atasan mengembalikannya."),
    )


def umumkan(konteks: Konteks, skp: SKP, *beda: tuple[date | None, dict[str, int]]) -> None:
    """Carry changes of the SKP into the figures of its year, and tell those who watch.

    beda   since which day, and by how much each column of kinerja.rekap changes: in each quarter that ended then or later
    """
    periode = list(PeriodeKinerja.objects.filter(tahun=skp.tahun).order_by("triwulan"))
    isi = {p.pk: {k: n for sejak, kolom in beda if sejak and sejak <= p.akhir for k, n in kolom.items()} for p in periode}
    kini = next((p for p in periode if p.mulai <= konteks.per <= p.akhir), periode[-1])
    umumkan_angka(skp, kini, isi)
