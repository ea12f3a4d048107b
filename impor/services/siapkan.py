"""Preparing a list: uploaded, read by a job, judged row by row, mended and chosen in the preview."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from alur.selectors import list_terlibat
from impor.models import BarisImpor, Impor, StatusImpor
from impor.pegawai import baca, buku, periksa_daftar
from impor.pegawai.kolom import PER_BIDANG
from impor.pegawai.periksa_daftar import Hasil
from impor.proses import DISIAPKAN, IMPOR, MENYIAPKAN
from impor.services.dasar import PERIKSA, ImporTidakSiapError, LaporTahap, antrekan, bisu, kunci, pelaku

BELUM_TERBACA = (StatusImpor.DIBACA, StatusImpor.GAGAL)


def check_berkas(*, konteks: Konteks, berkas: Path, per: date) -> Hasil:
    """Read and judge a list without writing anything. Raises BerkasTidakTerbacaError."""
    kewenangan.require(konteks, "pegawai.impor")
    with baca.buka(berkas) as lembar:
        return periksa_daftar.periksa_daftar(lembar.kepala, lembar.baris, per)


@transaction.atomic
def create_impor(*, konteks: Konteks, berkas: Any, per: date) -> Impor:
    """Keep an uploaded list and queue the job that reads it. Raises BerkasTidakTerbacaError for one that is too big."""
    kewenangan.require(konteks, "pegawai.impor")
    baca.periksa_ukuran(berkas.size)
    nama = Path(berkas.name or "daftar.xlsx").name[-200:]
    impor = Impor(nama_berkas=nama, per=per, pembuat=pelaku(konteks))
    # The name on disk is ours: what a browser calls a file is never a path here.
    impor.berkas.save(f"{impor.kode}.berkas", berkas, save=False)
    impor.save()
    alur.begin(konteks=konteks, proses=IMPOR, objek=[impor], aksi="unggah")
    antrekan(konteks, impor, PERIKSA, _("Memeriksa %(berkas)s") % {"berkas": nama})
    return impor


def check_impor(*, konteks: Konteks, impor: Impor, lapor: LaporTahap = bisu) -> None:
    """Read and judge an uploaded list, and keep the verdicts for the preview. Twice is the same as once.

    Raises BerkasTidakTerbacaError, noted at the batch, when it can't be read.
    """
    kewenangan.require(konteks, "pegawai.impor")
    if impor.status not in BELUM_TERBACA:
        return
    try:
        lapor(0, None, _("Membuka berkas"))
        with baca.buka(Path(impor.berkas.path)) as lembar:
            lapor(0, None, _("Memeriksa tiap baris"))
            hasil = periksa_daftar.periksa_daftar(lembar.kepala, lembar.baris, impor.per, lapor=lambda n: lapor(n, None, None))
    except baca.BerkasTidakTerbacaError as error:
        _catat_gagal(konteks, impor, str(error))
        raise
    jumlah = len(hasil.baris)
    lapor(jumlah, jumlah, _("Menyimpan hasil pemeriksaan"))
    with transaction.atomic():
        segar = alur.lock(IMPOR, impor)
        if segar.status in BELUM_TERBACA:
            buku.simpan(segar, hasil)
            alur.move(konteks=konteks, proses=IMPOR, objek=segar, aksi="periksa", ubah={"galat": ""})


@transaction.atomic
def _catat_gagal(konteks: Konteks, impor: Impor, galat: str) -> None:
    segar = alur.lock(IMPOR, impor)
    if segar.status == StatusImpor.DIBACA:
        alur.move(konteks=konteks, proses=IMPOR, objek=segar, aksi="tak_terbaca", alasan=galat, ubah={"galat": galat})


def update_baris(*, konteks: Konteks, baris: BarisImpor, isian: dict[str, str]) -> BarisImpor:
    """Mend cells of one row in the preview, `{field: text}`, and judge the list anew.

    Raises ImporTidakSiapError when it is no preview any more, or the file has no such column.
    """
    kewenangan.require(konteks, "pegawai.impor")
    with transaction.atomic():
        impor = kunci(baris.impor, *DISIAPKAN)
        letak = buku.kepala(impor).letak
        if asing := set(isian) - set(letak):
            raise ImporTidakSiapError(
                _("Kolom %(nama)s tidak ada di berkas ini.") % {"nama": PER_BIDANG[asing.pop()].judul},
                fix=_("Tambahkan di berkasnya, lalu unggah lagi."),
            )
        _ikut_menyiapkan(konteks, impor)
        segar = BarisImpor.objects.select_for_update().get(impor=impor, nomor_baris=baris.nomor_baris)  # judging makes rows anew
        asli = [*segar.asli, *[None] * (len(impor.kolom) - len(segar.asli))]
        for bidang, isi in isian.items():
            asli[letak[bidang]] = isi[:2000].replace("\x00", "") or None
        BarisImpor.objects.filter(pk=segar.pk).update(asli=asli)
        buku.simpan(impor, periksa_ulang(impor))
    return BarisImpor.objects.get(impor_id=impor.pk, nomor_baris=segar.nomor_baris)


def pilih_baris(*, konteks: Konteks, baris: BarisImpor, ikut: bool) -> None:
    """Take a row along or leave it out. Raises ImporTidakSiapError when it is no preview any more."""
    kewenangan.require(konteks, "pegawai.impor")
    with transaction.atomic():
        impor = kunci(baris.impor, *DISIAPKAN)
        _ikut_menyiapkan(konteks, impor)
        oleh = None if ikut else pelaku(konteks)
        BarisImpor.objects.filter(impor=impor, nomor_baris=baris.nomor_baris).update(ikut=ikut, dilewati_oleh=oleh)
        buku.hitung_ulang(impor)


def _ikut_menyiapkan(konteks: Konteks, impor: Impor) -> None:
    """Count the change, and write down once who helps to prepare: whoever does leaves the decision to others."""
    if konteks.masuk and not list_terlibat(konteks, IMPOR, [impor.kode], MENYIAPKAN):
        alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="bantu")
    Impor.objects.filter(pk=impor.pk).update(versi=F("versi") + 1)


def periksa_ulang(impor: Impor, *, kunci: bool = False) -> Hasil:
    """Judge the rows of a batch anew; those left out by hand stay out.

    kunci   lock what would be written, as storing does
    """
    isi, dilewati = buku.muat(impor)
    hasil = periksa_daftar.periksa_daftar(buku.kepala(impor), isi, impor.per, kunci=kunci)
    for b in hasil.baris:
        b.ikut, b.dilewati_oleh = b.nomor not in dilewati, dilewati.get(b.nomor)
    return hasil
