"""Lines of an SKP: results, their indicators, expected behaviour, and the talk about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, peristiwa
from inti.errors import UseCaseError
from inti.kendala import terucap
from inti.kode import buat_kode
from inti.versi import BerubahError, Suntingan, gabung
from kinerja import kabar
from kinerja.models import (
    SKP,
    Arah,
    CatatanDialog,
    EkspektasiPerilaku,
    IndikatorKinerja,
    RencanaHasilKerja,
    SasaranUnit,
    StatusHasil,
    StatusSKP,
)
from kinerja.selectors.penilai import is_penilai
from kinerja.selectors.sandaran import list_hasil_atasan
from kinerja.services.skp import KeadaanSkpError, kunci_skp, naikkan_versi, require_penilai


class SandaranTidakBerlakuError(UseCaseError):
    """The result or target above is not one that this SKP may hang on."""


class UkuranKosongError(UseCaseError):
    """A result without any indicator can't be appraised later."""


class HasilDikeluarkanError(UseCaseError):
    """The result was taken out of the SKP meanwhile: by its owner, in another tab or on another device."""

    def __init__(self) -> None:
        super().__init__(
            _("Hasil kerja ini sudah dikeluarkan dari SKP sejak halaman ini dibuka, mungkin dari tab atau perangkat lain."),
            fix=_("Buka SKP-nya untuk melihat hasil kerja yang ada sekarang."),
        )


@dataclass(frozen=True)
class IsianIndikator:
    """One way of measuring a result; `target` is None in the qualitative approach."""

    aspek: str
    uraian: str
    target: Decimal | None = None
    satuan: str = ""
    arah: str = Arah.NAIK


@dataclass(frozen=True)
class IsianRencana:
    """One result as somebody wrote it."""

    jenis: str
    uraian: str
    indikator: Sequence[IsianIndikator]
    intervensi: RencanaHasilKerja | None = None
    sasaran: SasaranUnit | None = None


@transaction.atomic
def create_rencana(*, konteks: Konteks, skp: SKP, isian: IsianRencana, kunci: str = "") -> RencanaHasilKerja:
    """Add a result to one's own SKP. The same `kunci` again returns the row of the first time.

    Raises PermissionDenied, KeadaanSkpError, SandaranTidakBerlakuError, UkuranKosongError,
    ValidationError (the same wording twice).
    """
    kewenangan.require(konteks, "skp.susun", skp)
    kini = kunci_skp(konteks, skp)
    ada = kini.rencana.filter(kunci=kunci).first() if kunci else None
    if ada:
        return ada
    _periksa(kini, isian)
    with audit.explain(actor=konteks.pengguna, why=f"menyusun SKP {kini.tahun}"), terucap(RencanaHasilKerja, IndikatorKinerja):
        rencana = RencanaHasilKerja.objects.create(
            skp=kini,
            jenis=isian.jenis,
            uraian=isian.uraian,
            intervensi=isian.intervensi,
            sasaran=isian.sasaran,
            kunci=kunci or buat_kode(),
        )
        IndikatorKinerja.objects.bulk_create([IndikatorKinerja(rencana=rencana, **vars(i)) for i in isian.indikator])
        naikkan_versi(kini)
    return rencana


@transaction.atomic
def save_rencana(*, konteks: Konteks, rencana: RencanaHasilKerja, versi: int, isian: IsianRencana) -> RencanaHasilKerja:
    """Change a result, provided that it is still the version its owner opened.

    Raises BerubahError (with what stands there now: a line and its measures are one), HasilDikeluarkanError, and what
    create_rencana raises.
    """
    kewenangan.require(konteks, "skp.susun", rencana.skp)
    kini = kunci_skp(konteks, rencana.skp)
    _periksa(kini, isian)
    with audit.explain(actor=konteks.pengguna, why=f"menyusun SKP {kini.tahun}"), terucap(RencanaHasilKerja, IndikatorKinerja):
        kena = RencanaHasilKerja.objects.filter(pk=rencana.pk, skp=kini, versi=versi).update(
            versi=F("versi") + 1, jenis=isian.jenis, uraian=isian.uraian, intervensi=isian.intervensi, sasaran=isian.sasaran
        )
        if not kena:
            raise BerubahError(_terbaru(rencana), sendiri=True)  # nobody else writes in it
        _simpan_indikator(rencana, isian.indikator)
        naikkan_versi(kini)
    return RencanaHasilKerja.objects.get(pk=rencana.pk)


@transaction.atomic
def delete_rencana(*, konteks: Konteks, rencana: RencanaHasilKerja) -> None:
    """Take a result out of a draft; its history and the talk about it stay readable in the audit."""
    kewenangan.require(konteks, "skp.susun", rencana.skp)
    kini = kunci_skp(konteks, rencana.skp)
    if rencana.dialog.exists():
        raise KeadaanSkpError(
            _("Hasil kerja ini sedang dibicarakan dengan atasan, jadi tidak dihapus."),
            fix=_("Ubah isinya, atau sampaikan di percakapan bahwa hasil ini tidak jadi."),
        )
    with audit.explain(actor=konteks.pengguna, why=f"menghapus dari SKP {kini.tahun}"):
        kini.rencana.filter(pk=rencana.pk).delete()
        naikkan_versi(kini)


@transaction.atomic
def save_perilaku(*, konteks: Konteks, skp: SKP, ekspektasi: Mapping[str, str], sunting: Suntingan | None = None) -> None:
    """Write the special expectations by value (empty text removes one); by the owner of a draft, or its appraiser.

    Raises BerubahError where somebody else has changed one that was changed here.
    """
    kini = SKP.objects.select_for_update(of=("self",)).select_related("pegawai__atasan_pejabat").get(pk=skp.pk)
    if kini.status == StatusSKP.DIAJUKAN and is_penilai(konteks, kini.pegawai):
        kewenangan.require(konteks, "skp.sepakati")
    else:
        kewenangan.require(konteks, "skp.susun", kini)
        kunci_skp(konteks, kini)
    ada = dict(kini.perilaku.values_list("nilai", "ekspektasi"))
    baru = {n: t.strip() for n, t in ekspektasi.items()}
    isi = gabung(kini, sunting, baru, ada={n: ada.get(n, "") for n in baru})
    with audit.explain(actor=konteks.pengguna, why=f"ekspektasi perilaku SKP {kini.tahun}"):
        kini.perilaku.filter(nilai__in=[n for n, teks in isi.items() if not teks]).delete()
        EkspektasiPerilaku.objects.bulk_create(
            [EkspektasiPerilaku(skp=kini, nilai=n, ekspektasi=teks) for n, teks in isi.items() if teks],
            update_conflicts=True,
            unique_fields=["skp", "nilai"],
            update_fields=["ekspektasi"],
        )
        naikkan_versi(kini)


@transaction.atomic
def create_dialog(
    *, konteks: Konteks, rencana: RencanaHasilKerja, isi: str, selesai: bool = False, kunci: str = ""
) -> CatatanDialog:
    """Say something about one line: the owner or the appraiser, nobody else; the other side is told.

    selesai  the appraiser has no more questions about this line

    The same `kunci` again returns the note of the first time.
    Raises PermissionDenied, BukanPenilaiError, KeadaanSkpError, HasilDikeluarkanError.
    """
    skp = (
        SKP.objects.select_for_update(of=("self",))
        .select_related("pegawai__atasan", "pegawai__atasan_pejabat", "unit")
        .get(pk=rencana.skp_id)
    )
    pemilik = skp.pegawai_id == konteks.pegawai_id
    if not pemilik:
        require_penilai(konteks, skp.pegawai, "skp.sepakati")
    kewenangan.require(konteks, "skp.susun" if pemilik else "skp.sepakati", skp)
    if skp.status == StatusSKP.DISEPAKATI:
        raise KeadaanSkpError(_("SKP ini sudah disepakati."), fix=_("Lanjutkan pembicaraan lewat umpan balik triwulan."))
    if not skp.rencana.filter(pk=rencana.pk).exists():
        raise HasilDikeluarkanError
    ada = rencana.dialog.filter(kunci=kunci).first() if kunci else None
    if ada:
        return ada
    status = StatusHasil.SEPAKAT if selesai and not pemilik else StatusHasil.DIBICARAKAN
    with audit.explain(actor=konteks.pengguna, why=f"dialog SKP {skp.tahun}"):
        catatan = CatatanDialog.objects.create(
            rencana=rencana,
            oleh=konteks.pengguna,
            oleh_nama=konteks.pengguna.nama,
            dari_atasan=not pemilik,
            isi=isi.strip(),
            kunci=kunci or buat_kode(),
        )
        RencanaHasilKerja.objects.filter(pk=rencana.pk).update(status=status)
    kabar.tell_dialog(konteks, rencana, skp, dari_atasan=not pemilik)
    peristiwa.publish("kinerja.dialog", unit_id=skp.unit_id, jalur=skp.unit.jalur)
    return catatan


def _terbaru(rencana: RencanaHasilKerja) -> RencanaHasilKerja:
    """The line as it stands now. Raises HasilDikeluarkanError."""
    rows = RencanaHasilKerja.objects.select_related("skp", "intervensi", "sasaran").prefetch_related("indikator")
    kini = rows.filter(pk=rencana.pk).first()
    if kini is None:
        raise HasilDikeluarkanError
    return kini


def _periksa(skp: SKP, isian: IsianRencana) -> None:
    if not isian.indikator:
        raise UkuranKosongError(
            _("Hasil kerja ini belum punya ukuran."),
            fix=_("Isi paling sedikit satu: kuantitas, kualitas, waktu, atau biaya."),
            dasar="PermenPANRB 6/2022",
        )
    hasil, sasaran = isian.intervensi, isian.sasaran
    salah_hasil = hasil and not list_hasil_atasan(skp.pegawai, skp.tahun).filter(pk=hasil.pk).exists()
    salah_sasaran = sasaran and not (sasaran.tahun == skp.tahun and skp.unit.jalur.startswith(sasaran.unit.jalur))
    if salah_hasil or salah_sasaran:
        raise SandaranTidakBerlakuError(
            _("Hasil yang dipilih bukan milik atasan atau unit Anda pada tahun ini."),
            fix=_("Pilih dari daftar yang ditampilkan."),
            field="sandaran",
        )


def _simpan_indikator(rencana: RencanaHasilKerja, isian: Sequence[IsianIndikator]) -> None:
    rencana.indikator.exclude(aspek__in=[i.aspek for i in isian]).delete()
    IndikatorKinerja.objects.bulk_create(
        [IndikatorKinerja(rencana=rencana, **vars(i)) for i in isian],
        update_conflicts=True,
        unique_fields=["rencana", "aspek"],
        update_fields=["uraian", "target", "satuan", "arah"],
    )
