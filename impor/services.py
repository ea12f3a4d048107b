"""Use cases of the import: judge a list, apply it once, mend a cell, undo the batch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pghistory
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from impor.models import BarisImpor, Impor, PutusanBaris, StatusImpor
from impor.pegawai import baca, batalkan, buku, periksa_daftar, terapkan
from impor.pegawai.kolom import PER_BIDANG
from impor.pegawai.periksa_daftar import Hasil
from inti import audit, peristiwa, waktu
from inti.errors import UseCaseError
from laporan import services as pekerjaan_services
from laporan.models import Pekerjaan
from organisasi import services as organisasi_services
from organisasi.models import Jabatan
from pegawai import proyeksi
from pegawai.models import BatchPerubahan, Pegawai

PERIKSA, TERAPKAN, BATALKAN = "impor_pegawai.periksa", "impor_pegawai.terapkan", "impor_pegawai.batalkan"
BATAS_BATAL = timedelta(days=30)
NAMA_DISEBUT = 5
LaporTahap = Callable[[int, int | None, str | None], None]


class ImporSudahDiputusError(UseCaseError):
    """The batch was applied or undone already; doing it twice is the same as once."""


class ImporTidakSiapError(UseCaseError):
    """The batch isn't in the state that this step needs."""


class PratinjauUsangError(UseCaseError):
    """What would happen now differs from what was shown; the preview was renewed."""


class TidakBisaDibatalkanError(UseCaseError):
    """Undoing would lose what somebody did since."""


def _bisu(kemajuan: int, jumlah: int | None = None, tahap: str | None = None) -> None:
    """Report to nobody."""


def _pelaku(konteks: Konteks) -> Any:
    return konteks.pengguna if konteks.masuk else None


def kunci_impor() -> None:
    """Wait for one's turn: one application or undoing at a time, and no move meanwhile, until the transaction ends."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtext('pegawai.impor'))")
    proyeksi.giliran()


# --- from the command line -------------------------------------------------------------------------


def check_berkas(*, konteks: Konteks, berkas: Path, per: date) -> Hasil:
    """Read and judge a list without writing anything. Raises BerkasTidakTerbacaError."""
    kewenangan.require(konteks, "pegawai.impor")
    lembar = baca.baca(berkas)
    return periksa_daftar.periksa_daftar(lembar.kepala, lembar.baris, per)


def import_berkas(*, konteks: Konteks, berkas: Path, per: date) -> Hasil:
    """Read, judge and apply a list at once; the batch can be undone like any other. Raises BerkasTidakTerbacaError."""
    kewenangan.require(konteks, "pegawai.impor")
    lembar = baca.baca(berkas)
    with transaction.atomic():
        kunci_impor()
        impor = Impor.objects.create(
            nama_berkas=berkas.name[:200], per=per, pembuat=_pelaku(konteks), kolom=list(lembar.kepala.judul)
        )
        hasil = periksa_daftar.periksa_daftar(lembar.kepala, lembar.baris, per, kunci=True)
        _tulis(konteks, impor, hasil)
    return hasil


# --- the wizard --------------------------------------------------------------------------------------


@transaction.atomic
def create_impor(*, konteks: Konteks, berkas: Any, per: date) -> Impor:
    """Keep an uploaded list and queue the job that reads it. Raises BerkasTidakTerbacaError for one that is too big."""
    kewenangan.require(konteks, "pegawai.impor")
    baca.periksa_ukuran(berkas.size)
    nama = Path(berkas.name or "daftar.xlsx").name[-200:]
    impor = Impor(nama_berkas=nama, per=per, pembuat=_pelaku(konteks))
    # The name on disk is ours: what a browser calls a file is never a path here.
    impor.berkas.save(f"{impor.kode}.berkas", berkas, save=False)
    impor.save()
    _antrekan(konteks, impor, PERIKSA, _("Memeriksa %(berkas)s") % {"berkas": nama})
    return impor


def queue_terapkan(*, konteks: Konteks, impor: Impor) -> Impor:
    """Queue the job that applies a preview; a second click queues nothing. Raises ImporTidakSiapError."""
    return _antrekan_langkah(
        konteks, impor, TERAPKAN, StatusImpor.DIPERIKSA, _("Menyimpan %(berkas)s") % {"berkas": impor.nama_berkas}
    )


def queue_batalkan(*, konteks: Konteks, impor: Impor) -> Impor:
    """Queue the job that undoes a batch; a second click queues nothing. Raises ImporTidakSiapError."""
    return _antrekan_langkah(
        konteks, impor, BATALKAN, StatusImpor.DITERAPKAN, _("Membatalkan %(berkas)s") % {"berkas": impor.nama_berkas}
    )


@transaction.atomic
def _antrekan_langkah(konteks: Konteks, impor: Impor, jenis: str, dari: str, judul: str) -> Impor:
    kewenangan.require(konteks, "pegawai.impor")
    segar = Impor.objects.select_for_update().get(pk=impor.pk)
    kini = get_pekerjaan(segar)
    if kini is not None and kini.hidup:
        return segar
    if segar.status != dari:
        raise ImporTidakSiapError(
            _("Impor ini %(status)s.") % {"status": segar.get_status_display().lower()},
            fix=_("Lihat keadaannya di halaman ini, lalu pilih langkah berikutnya."),
        )
    _antrekan(konteks, segar, jenis, judul)
    return segar


def _antrekan(konteks: Konteks, impor: Impor, jenis: str, judul: str) -> None:
    # The try is counted in the parameter, so that asking again after a refusal is no double click.
    ke = impor.pekerjaan_kode or "pertama"
    pekerjaan = pekerjaan_services.create_pekerjaan(
        konteks=konteks, jenis=jenis, judul=judul, parameter={"impor": impor.kode, "sesudah": ke}
    )
    impor.pekerjaan_kode = pekerjaan.kode
    impor.save(update_fields=["pekerjaan_kode"])


def get_pekerjaan(impor: Impor) -> Pekerjaan | None:
    """The latest job about the batch. One query."""
    return Pekerjaan.objects.filter(kode=impor.pekerjaan_kode).first() if impor.pekerjaan_kode else None


def check_impor(*, konteks: Konteks, impor: Impor, lapor: LaporTahap = _bisu) -> None:
    """Read and judge an uploaded list, and keep the verdicts for the preview. Twice is the same as once.

    Raises BerkasTidakTerbacaError, noted at the batch, when it can't be read.
    """
    kewenangan.require(konteks, "pegawai.impor")
    if impor.status not in (StatusImpor.DIBACA, StatusImpor.GAGAL):
        return
    try:
        lapor(0, None, _("Membuka berkas"))
        lembar = baca.baca(Path(impor.berkas.path))
    except baca.BerkasTidakTerbacaError as error:
        Impor.objects.filter(pk=impor.pk, status=StatusImpor.DIBACA).update(status=StatusImpor.GAGAL, galat=str(error))
        raise
    jumlah = len(lembar.baris)
    lapor(0, jumlah, _("Memeriksa tiap baris"))
    hasil = periksa_daftar.periksa_daftar(lembar.kepala, lembar.baris, impor.per, lapor=lambda n: lapor(n, jumlah, None))
    lapor(jumlah, jumlah, _("Menyimpan hasil pemeriksaan"))
    with transaction.atomic():
        segar = Impor.objects.select_for_update().get(pk=impor.pk)
        if segar.status in (StatusImpor.DIBACA, StatusImpor.GAGAL):
            buku.simpan(segar, hasil)
            segar.status, segar.galat = StatusImpor.DIPERIKSA, ""
            segar.save(update_fields=["status", "galat"])


def update_baris(*, konteks: Konteks, baris: BarisImpor, isian: dict[str, str]) -> BarisImpor:
    """Mend cells of one row in the preview, `{field: text}`, and judge the list anew.

    Raises ImporTidakSiapError when it is no preview any more, or the file has no such column.
    """
    kewenangan.require(konteks, "pegawai.impor")
    with transaction.atomic():
        impor = _siap(baris.impor_id)
        letak = buku.kepala(impor).letak
        if asing := set(isian) - set(letak):
            raise ImporTidakSiapError(
                _("Kolom %(nama)s tidak ada di berkas ini.") % {"nama": PER_BIDANG[asing.pop()].judul},
                fix=_("Tambahkan di berkasnya, lalu unggah lagi."),
            )
        segar = BarisImpor.objects.select_for_update().get(pk=baris.pk)
        asli = [*segar.asli, *[None] * (len(impor.kolom) - len(segar.asli))]
        for bidang, isi in isian.items():
            asli[letak[bidang]] = isi[:2000] or None
        BarisImpor.objects.filter(pk=segar.pk).update(asli=asli)
        _periksa_ulang(impor)
    return BarisImpor.objects.get(impor_id=impor.pk, nomor_baris=segar.nomor_baris)


def pilih_baris(*, konteks: Konteks, baris: BarisImpor, ikut: bool) -> None:
    """Take a row along or leave it out."""
    kewenangan.require(konteks, "pegawai.impor")
    with transaction.atomic():
        _siap(baris.impor_id)
        BarisImpor.objects.filter(pk=baris.pk).update(ikut=ikut)


def _siap(impor_id: int) -> Impor:
    impor = Impor.objects.select_for_update().get(pk=impor_id)
    if impor.status != StatusImpor.DIPERIKSA:
        raise ImporTidakSiapError(
            _("Impor ini %(status)s, jadi tidak dapat diubah lagi.") % {"status": impor.get_status_display().lower()},
            fix=_("Unggah berkas yang sudah diperbaiki sebagai impor baru."),
        )
    return impor


def _periksa_ulang(impor: Impor, *, kunci: bool = False) -> Hasil:
    isi, tidak_ikut = buku.muat(impor)
    hasil = periksa_daftar.periksa_daftar(buku.kepala(impor), isi, impor.per, kunci=kunci)
    for b in hasil.baris:
        b.ikut = b.nomor not in tidak_ikut
    if not kunci:
        buku.simpan(impor, hasil)
    return hasil


def apply_impor(*, konteks: Konteks, impor: Impor, lapor: LaporTahap = _bisu) -> Impor:
    """Apply a preview, all or nothing; a batch is applied once, however often it is asked for.

    The rows are judged anew under lock. Raises PratinjauUsangError, with the preview renewed, when
    something would happen that was not shown; ImporTidakSiapError for a batch that is no preview.
    """
    kewenangan.require(konteks, "pegawai.impor")
    usang: Hasil | None = None
    with transaction.atomic():
        kunci_impor()
        segar = Impor.objects.select_for_update().get(pk=impor.pk)
        if segar.status == StatusImpor.DITERAPKAN:
            return segar
        segar = _siap(impor.pk)
        lapor(0, sum(segar.jumlah.get(p, 0) for p in PutusanBaris.values), _("Memeriksa sekali lagi"))
        hasil = _periksa_ulang(segar, kunci=True)
        if hasil.sidik() != segar.sidik:
            buku.simpan(segar, hasil)
            usang = hasil
        else:
            lapor(len(hasil.baris), len(hasil.baris), _("Menyimpan"))
            _tulis(konteks, segar, hasil)
    if usang:
        raise PratinjauUsangError(
            _("Sejak Anda memeriksa, data pegawai berubah, jadi belum ada yang disimpan."),
            fix=_("Hasil pemeriksaan sudah diperbarui. Lihat sekali lagi, lalu simpan."),
        )
    return segar


def _tulis(konteks: Konteks, impor: Impor, hasil: Hasil) -> None:
    """Apply inside the caller's transaction, and keep the rows for undoing."""
    why = _("impor %(berkas)s") % {"berkas": impor.nama_berkas}
    with audit.explain(actor=_pelaku(konteks), why=why, batch=impor.kode), pghistory.context() as jejak:
        impor.batch = BatchPerubahan.objects.create(kode=impor.kode, asal=why)
        tertulis = terapkan.terapkan(hasil.baris, batch_id=impor.batch.pk, per=impor.per)
        impor.jejak = [*impor.jejak, str(jejak.id)]
    buku.simpan(impor, hasil, tertulis.pegawai)
    impor.status, impor.diterapkan_at = StatusImpor.DITERAPKAN, tertulis.saat
    impor.save(update_fields=["status", "batch", "diterapkan_at", "jejak"])
    if tertulis.pegawai:
        peristiwa.publish("pegawai.impor")


def cancel_impor(*, konteks: Konteks, impor: Impor) -> Impor:
    """Undo an applied batch as a whole; undone twice is undone once.

    Raises TidakBisaDibatalkanError, naming people who were changed since, or after 30 days.
    """
    kewenangan.require(konteks, "pegawai.impor")
    with transaction.atomic():
        kunci_impor()
        segar = Impor.objects.select_for_update().get(pk=impor.pk)
        if segar.status == StatusImpor.DIBATALKAN:
            return segar
        if segar.status != StatusImpor.DITERAPKAN or segar.diterapkan_at is None:
            raise TidakBisaDibatalkanError(
                _("Impor ini belum disimpan, jadi tidak ada yang perlu dibatalkan."),
                fix=_("Abaikan saja, atau unggah berkas lain."),
            )
        if waktu.now() - segar.diterapkan_at > BATAS_BATAL:
            raise TidakBisaDibatalkanError(
                _("Impor hanya dapat dibatalkan dalam 30 hari."),
                fix=_("Perbaiki orangnya satu per satu, atau impor daftar yang benar."),
            )
        orang = batalkan.terkait(segar)
        _tolak_bila_berubah(segar, orang)
        why = _("pembatalan impor %(berkas)s") % {"berkas": segar.nama_berkas}
        with audit.explain(actor=_pelaku(konteks), why=why, batch=segar.kode), pghistory.context() as jejak:
            batalkan.batalkan(segar, orang)
            segar.jejak = [*segar.jejak, str(jejak.id)]
        segar.status, segar.dibatalkan_at = StatusImpor.DIBATALKAN, waktu.now()
        segar.save(update_fields=["status", "dibatalkan_at", "jejak"])
        peristiwa.publish("pegawai.impor")
    return segar


def _tolak_bila_berubah(impor: Impor, orang: batalkan.Terkait) -> None:
    berubah = batalkan.list_berubah_sejak(impor, orang)
    if berubah:
        raise TidakBisaDibatalkanError(
            _("Sesudah impor ini, data %(nama)s sudah berubah lagi. Membatalkan akan menghilangkan perubahan itu.")
            % {"nama": _sebut(berubah)},
            fix=_("Perbaiki orang-orang ini di halamannya, atau impor daftar yang benar."),
        )
    ditunjuk = batalkan.list_ditunjuk(orang.baru)
    if ditunjuk:
        raise TidakBisaDibatalkanError(
            _("%(nama)s masuk lewat impor ini dan sudah dipakai di bagian lain: akun, kinerja, atau pelatihan.")
            % {"nama": _sebut(ditunjuk)},
            fix=_("Perbaiki orang-orang ini di halamannya, atau impor daftar yang benar."),
        )


def _sebut(ids: list[int]) -> str:
    """'A, B, C dan 12 orang lain'."""
    nama = list(Pegawai.objects.filter(pk__in=ids).order_by("nama_urut", "pk").values_list("nama", flat=True)[:NAMA_DISEBUT])
    lain = len(ids) - len(nama)
    return ", ".join(nama) + (_(" dan %(lain)s orang lain") % {"lain": lain} if lain > 0 else "")


# --- posts that lead ----------------------------------------------------------------------------------


@transaction.atomic
def confirm_pemimpin(*, konteks: Konteks, kode: list[str] | None = None) -> int:
    """Confirm proposed leading posts, all of them without `kode`; superiors follow at once. Returns how many.

    Raises PermissionDenied, ValidationError where a unit has a leading post already.
    """
    usul = list_usul_pemimpin()
    pilihan = usul if kode is None else usul.filter(kode__in=kode)
    return organisasi_services.confirm_memimpin(konteks=konteks, jabatan=pilihan)


def list_usul_pemimpin() -> QuerySet[Jabatan]:
    """Posts that the import proposes as leading their unit. No order."""
    return Jabatan.objects.filter(usul_memimpin=True, memimpin=False)
