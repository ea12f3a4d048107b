"""Learning outside the catalogue: handing in evidence, and looking at it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from dokumen.models import Dokumen
from dokumen.services import Kiriman, Subjek, menyimpan
from inti import audit, peristiwa, waktu
from inti.errors import UseCaseError
from kompetensi import kabar, selectors
from kompetensi.models import BelajarLuar, CatatanJP, JenisPelatihan, StatusBelajarLuar
from kompetensi.services.dasar import pelaku, require_alasan, sudah_diputuskan

TAHUN_AWAL_JP = 1970  # the same as the constraint catatan_jp_tahun_wajar


class JpKosongError(UseCaseError):
    """No hours given, and the law has no conversion for this kind."""


class TanggalNantiError(UseCaseError):
    """Learning that is not finished yet."""


class TanggalLampauError(UseCaseError):
    """Learning from before the ledger of hours begins."""


class SudahDiperiksaError(UseCaseError):
    """Somebody decided meanwhile."""


def create_belajar_luar(
    *,
    konteks: Konteks,
    jenis: JenisPelatihan,
    judul: str,
    penyelenggara: str,
    tanggal_selesai: date,
    bukti: Kiriman,
    jp: int | None = None,
) -> BelajarLuar:
    """Hand in evidence of learning; it counts once it was looked at. The same evidence again is the one that stands.

    jp     hours of the programme; None takes what the law gives this kind, each time
    bukti  a checked file, or one that waited for this form

    Raises PermissionDenied, TanggalNantiError, TanggalLampauError, JpKosongError, BerkasTungguHilangError.
    """
    kewenangan.require(konteks, "kompetensi.luar_ajukan")
    check_tanggal_selesai(konteks.per, tanggal_selesai)
    jp = get_jp_terhitung(jenis, tanggal_selesai, jp)
    assert konteks.pegawai_id is not None  # the role 'pegawai' follows from the person
    isi = {"jenis": jenis, "judul": judul.strip(), "penyelenggara": penyelenggara.strip(), "jp": jp}
    baru = BelajarLuar(pegawai_id=konteks.pegawai_id, tanggal_selesai=tanggal_selesai, **isi)
    with menyimpan(konteks) as penyimpan:
        antre(konteks)
        rows = BelajarLuar.objects.filter(pegawai=konteks.pegawai_id, tanggal_selesai=tanggal_selesai, **isi)
        lama = rows.exclude(status=StatusBelajarLuar.DITOLAK).select_related("dokumen")
        ada = next((b for b in lama if _sama(b.dokumen, bukti)), None)
        if ada:
            return ada
        with audit.explain(actor=pelaku(konteks), why="Mengajukan bukti belajar"):
            subjek = Subjek("pegawai", konteks.pegawai_kode)
            baru.dokumen = penyimpan.simpan("kompetensi.bukti_belajar", bukti, subjek, bidang="bukti")
            baru.save()
    return baru


def check_tanggal_selesai(per: date, tanggal_selesai: date) -> None:
    """Raise TanggalNantiError or TanggalLampauError for a day that is not one of the ledger's."""
    if tanggal_selesai > per:
        raise TanggalNantiError(
            _("Tanggal selesainya belum tiba."), fix=_("Ajukan setelah kegiatannya selesai."), field="tanggal_selesai"
        )
    if tanggal_selesai.year < TAHUN_AWAL_JP:
        raise TanggalLampauError(
            _("Jam pelajaran dicatat mulai tahun %(tahun)s.") % {"tahun": TAHUN_AWAL_JP},
            fix=_("Periksa tahun pada tanggal selesainya."),
            field="tanggal_selesai",
        )


def get_jp_terhitung(jenis: JenisPelatihan, tanggal_selesai: date, jp: int | None) -> int:
    """The hours that count: those of the programme, else what the law gives this kind. Raises JpKosongError."""
    jp = jp or selectors.get_jp_konversi(jenis.pk, tanggal_selesai)
    if jp is None:
        raise JpKosongError(
            _("Jenis %(jenis)s tidak punya JP baku.") % {"jenis": jenis.nama},
            fix=_("Isi JP yang tertulis pada sertifikatnya."),
            field="jp",
        )
    return jp


def _sama(tersimpan: Dokumen, kiriman: Kiriman) -> bool:
    """Whether a kept file holds the very bytes that would be kept now; one that is lost holds none."""
    return tersimpan.sidik == kiriman.sidik and tersimpan.berkas.storage.exists(str(tersimpan.berkas.name))


@transaction.atomic
def decide_belajar_luar(*, konteks: Konteks, belajar: BelajarLuar, terima: bool, alasan: str = "") -> BelajarLuar:
    """Accept evidence, so that its hours count, or hand it back with the reason. The same decision again changes nothing.

    Raises PermissionDenied, AlasanKosongError, SudahDiperiksaError.
    """
    kewenangan.require(konteks, "kompetensi.luar_periksa", belajar)
    alasan = alasan.strip() if terima else require_alasan(alasan)
    kini = BelajarLuar.objects.select_for_update().get(pk=belajar.pk)
    if sudah_diputuskan(kini, konteks, StatusBelajarLuar.DITERIMA if terima else StatusBelajarLuar.DITOLAK, alasan):
        return kini
    if kini.status != StatusBelajarLuar.DIAJUKAN:
        raise SudahDiperiksaError(
            _("Bukti ini sudah diperiksa: %(keadaan)s.") % {"keadaan": kini.get_status_display().lower()},
            fix=_("Muat ulang halaman untuk melihat sisanya."),
        )
    with audit.explain(actor=pelaku(konteks), why=alasan or "Bukti diterima"):
        kini.status = StatusBelajarLuar.DITERIMA if terima else StatusBelajarLuar.DITOLAK
        kini.alasan, kini.diputuskan_oleh, kini.diputuskan_at = alasan, pelaku(konteks), waktu.now()
        kini.save(update_fields=["status", "alasan", "diputuskan_oleh", "diputuskan_at"])
        if terima:
            CatatanJP.objects.create(
                pegawai_id=kini.pegawai_id, tahun=kini.tanggal_selesai.year, jp=kini.jp, belajar_luar=kini, keterangan=kini.judul
            )
    kabar.tell_belajar_luar(kini)
    peristiwa.publish("kompetensi.belajar_luar")
    return kini
