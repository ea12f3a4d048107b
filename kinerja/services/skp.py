"""The life of an SKP: begun, submitted, sent back or agreed. Lines: kinerja.services.rencana."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, peristiwa
from inti.errors import UseCaseError, VersiBerbedaError
from kinerja import rekap
from kinerja.models import (
    SKP,
    JejakSKP,
    JenisHasil,
    Pendekatan,
    PeriodeKinerja,
    RencanaHasilKerja,
    StatusHasil,
    StatusSKP,
)
from kinerja.selectors.penilai import get_penilai, is_penilai
from kinerja.selectors.sandaran import list_hasil_atasan, list_sasaran_untuk
from pegawai.models import Pegawai


class DataPegawaiBelumLengkapError(UseCaseError):
    """An account without a person, or a person without a unit, can't have an SKP."""


class SkpBelumLengkapError(UseCaseError):
    """Something is missing before the SKP can be submitted."""


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
            fix=_("Pilih tahun lain atau hubungi BKPSDM."),
            field="tahun",
        )
    ada = SKP.objects.filter(pegawai=pegawai, tahun=tahun).first()
    if ada:
        return ada
    with audit.explain(actor=konteks.pengguna, why=f"memulai SKP {tahun}"):
        skp = SKP.objects.create(
            pegawai=pegawai, tahun=tahun, unit=pegawai.unit, jabatan_id=pegawai.jabatan_id, pendekatan=pendekatan
        )
        _jejak(konteks, skp, "", StatusSKP.DRAF)
    return skp


@transaction.atomic
def submit_skp(*, konteks: Konteks, skp: SKP, versi: int) -> SKP:
    """Hand the SKP to the superior. Submitting what is submitted already changes nothing.

    Without a known superior it is submitted all the same and waits until BKPSDM has
    named one: a missing appraiser is a task of the office, not of the employee.

    Raises PermissionDenied, VersiBerbedaError, SkpBelumLengkapError.
    """
    kewenangan.require(konteks, "skp.susun", skp)
    kini = _kunci(skp)
    if kini.status == StatusSKP.DIAJUKAN and versi >= kini.versi - 1:
        return kini
    _periksa_keadaan(kini, (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN))
    _periksa_lengkap(kini)
    penilai = get_penilai(kini.pegawai)
    dengan = {
        "status": StatusSKP.DIAJUKAN,
        "diajukan": konteks.per,
        "unit_id": kini.pegawai.unit_id,
        "jabatan_id": kini.pegawai.jabatan_id,
        "penilai_id": penilai.pegawai_id,
        "penilai_pejabat_id": penilai.pejabat_id,
    }
    return _pindah(konteks, kini, versi, dengan, beda={"skp_menunggu": 1})


@transaction.atomic
def approve_skp(*, konteks: Konteks, skp: SKP, versi: int) -> SKP:
    """The superior agrees to exactly the version they read. Agreeing twice changes nothing.

    Raises BukanPenilaiError, VersiBerbedaError, KeadaanSkpError.
    """
    kini = _kunci(skp)
    require_penilai(konteks, kini.pegawai, "skp.sepakati")
    if kini.status == StatusSKP.DISEPAKATI:
        return kini
    _periksa_keadaan(kini, (StatusSKP.DIAJUKAN,))
    penilai = get_penilai(kini.pegawai)
    dengan = {
        "status": StatusSKP.DISEPAKATI,
        "disepakati": konteks.per,
        "penilai_id": penilai.pegawai_id,
        "penilai_pejabat_id": penilai.pejabat_id,
    }
    baris = kini.rencana.exclude(status=StatusHasil.SEPAKAT)
    with audit.explain(actor=konteks.pengguna, why=f"menyepakati SKP {kini.tahun}"):
        baris.update(status=StatusHasil.SEPAKAT)
    jumlah = kini.rencana.count()
    return _pindah(konteks, kini, versi, dengan, beda={"skp_menunggu": -1, "skp_disepakati": 1, "rhk": jumlah})


@transaction.atomic
def reject_skp(*, konteks: Konteks, skp: SKP, versi: int, catatan: str) -> SKP:
    """The superior sends the SKP back with a note on what to change.

    Raises BukanPenilaiError, VersiBerbedaError, KeadaanSkpError, SkpBelumLengkapError (no note).
    """
    kini = _kunci(skp)
    require_penilai(konteks, kini.pegawai, "skp.sepakati")
    if kini.status == StatusSKP.DIKEMBALIKAN and versi >= kini.versi - 1:
        return kini
    _periksa_keadaan(kini, (StatusSKP.DIAJUKAN,))
    if not catatan.strip():
        raise SkpBelumLengkapError(
            _("Catatan masih kosong."),
            fix=_("Tulis apa yang perlu disesuaikan, supaya jelas harus mulai dari mana."),
            field="catatan",
        )
    return _pindah(konteks, kini, versi, {"status": StatusSKP.DIKEMBALIKAN}, beda={"skp_menunggu": -1}, catatan=catatan.strip())


def require_penilai(konteks: Konteks, pegawai: Pegawai, aksi: str) -> None:
    """Raise BukanPenilaiError unless `konteks` is the appraiser of `pegawai` today. No query beyond `pegawai`'s superior."""
    if kewenangan.boleh(konteks, aksi) and is_penilai(konteks, pegawai):
        return
    if konteks.pegawai_id == pegawai.pk:
        raise BukanPenilaiError(_("Tidak ada yang menilai dirinya sendiri. Bagian ini milik atasan Anda."))
    penilai = get_penilai(pegawai)
    if penilai.nama:
        raise BukanPenilaiError(
            _("Penilai %(pegawai)s adalah %(penilai)s. Hubungi beliau, atau minta BKPSDM memeriksa susunan atasan bila keliru.")
            % {"pegawai": pegawai.nama_lengkap, "penilai": penilai.nama}
        )
    raise BukanPenilaiError(
        _("Penilai %(pegawai)s belum ditetapkan. Minta BKPSDM menetapkannya lebih dulu.") % {"pegawai": pegawai.nama_lengkap}
    )


def naikkan_versi(skp: SKP) -> None:
    """Count one more change of an SKP that is locked already. One query."""
    SKP.objects.filter(pk=skp.pk).update(versi=F("versi") + 1)
    skp.versi += 1


def kunci_skp(konteks: Konteks, skp: SKP) -> SKP:
    """Lock the SKP for a change by its owner. Raises KeadaanSkpError when it can't be changed now."""
    kini = _kunci(skp)
    _periksa_keadaan(kini, (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN))
    return kini


def _kunci(skp: SKP) -> SKP:
    rows = SKP.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "pegawai__unit", "pegawai__atasan", "pegawai__atasan_pejabat").get(pk=skp.pk)


def _periksa_keadaan(skp: SKP, boleh: tuple[str, ...]) -> None:
    if skp.status in boleh:
        return
    kata = {
        StatusSKP.DISEPAKATI: (
            _("SKP ini sudah disepakati."),
            _("Bicarakan perubahan dengan atasan; hasil kerja baru masuk SKP tahun berikut."),
        ),
        StatusSKP.DIAJUKAN: (
            _("SKP ini sedang dibaca atasan."),
            _("Minta atasan mengembalikannya bila masih ada yang ingin diubah."),
        ),
    }
    pesan, saran = kata.get(StatusSKP(skp.status), (_("SKP ini belum diajukan."), _("Tunggu sampai pemiliknya mengajukan.")))
    raise KeadaanSkpError(pesan, fix=saran)


def _periksa_lengkap(skp: SKP) -> None:
    """At least one main result, each with an indicator, each hung on something above where there is something."""
    baris = list(skp.rencana.annotate(jumlah=Count("indikator")))
    if not any(b.jenis == JenisHasil.UTAMA for b in baris):
        raise SkpBelumLengkapError(
            _("SKP ini belum punya hasil kerja utama."), fix=_("Tambahkan paling sedikit satu hasil kerja, lalu ajukan.")
        )
    tanpa_ukuran = next((b for b in baris if not b.jumlah), None)
    if tanpa_ukuran:
        raise SkpBelumLengkapError(
            _("“%(hasil)s” belum punya ukuran.") % {"hasil": tanpa_ukuran.uraian},
            fix=_("Buka hasil kerja itu dan isi paling sedikit satu ukuran."),
            dasar="PermenPANRB 6/2022",
        )
    lepas = next((b for b in baris if _perlu_sandaran(b)), None)
    if lepas and (list_hasil_atasan(skp.pegawai, skp.tahun).exists() or list_sasaran_untuk(skp.unit, skp.tahun).exists()):
        raise SkpBelumLengkapError(
            _("“%(hasil)s” belum tersambung ke hasil di atasnya.") % {"hasil": lepas.uraian},
            fix=_("Pilih hasil atasan atau sasaran unit yang dibantu hasil kerja itu."),
        )


def _perlu_sandaran(baris: RencanaHasilKerja) -> bool:
    return baris.jenis == JenisHasil.UTAMA and baris.intervensi_id is None and baris.sasaran_id is None


def _pindah(konteks: Konteks, skp: SKP, versi: int, dengan: dict[str, Any], *, beda: dict[str, int], catatan: str = "") -> SKP:
    """Move the SKP to another state, provided that it is still the version somebody read."""
    dari, ke = skp.status, str(dengan["status"])
    with audit.explain(actor=konteks.pengguna, why=catatan or f"SKP {skp.tahun}: {StatusSKP(ke).label}"):
        kena = SKP.objects.filter(pk=skp.pk, versi=versi, status=dari).update(versi=F("versi") + 1, **dengan)
        if not kena:
            raise VersiBerbedaError(
                _("SKP ini berubah sejak Anda membukanya."), fix=_("Baca versi terbarunya di bawah, lalu putuskan lagi.")
            )
        _jejak(konteks, skp, dari, ke, catatan)
    kini = SKP.objects.select_related("unit", "pegawai").get(pk=skp.pk)
    umumkan(konteks, kini, beda)
    return kini


def _jejak(konteks: Konteks, skp: SKP, dari: str, ke: str, catatan: str = "") -> None:
    JejakSKP.objects.create(
        skp=skp, dari=dari, ke=ke, oleh=konteks.pengguna, oleh_nama=konteks.pengguna.nama, catatan=catatan, tanggal=konteks.per
    )


def umumkan(konteks: Konteks, skp: SKP, beda: dict[str, int]) -> None:
    """Carry a change of the SKP into the figures of each quarter of its year, and tell those who watch."""
    periode = list(PeriodeKinerja.objects.filter(tahun=skp.tahun).order_by("triwulan"))
    versi = rekap.terapkan(skp.unit, {p.pk: beda for p in periode})
    kini = next((p for p in periode if p.mulai <= konteks.per <= p.akhir), periode[-1])
    peristiwa.publish("kinerja", unit_id=skp.unit_id, jalur=skp.unit.jalur, periode=kini.kode, versi=versi.get(kini.pk, 0))
