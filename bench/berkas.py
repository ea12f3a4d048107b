"""`impor` and `ekspor_xlsx`: whole files in and out, against the libraries and the database alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from django.db import connection, transaction

from akun.konteks import sistem
from akun.models import Pengguna
from bench.angka import BESAR, Angka, banding, sekali_detik
from bench.buku import KEPALA, tulis_buku
from bench.kesalahan import TidakTerukurError
from bench.penduduk import rapikan, unit_kerja
from impor.pegawai.terapkan import salin
from impor.services import import_berkas
from inti import waktu
from laporan import berkas, mesin
from laporan.daftar_laporan import LAPORAN
from laporan.models import Pekerjaan, StatusPekerjaan

KALI, DETIK = 2, 30
IMPOR_MAKS = 30_000  # a list of more people than a city has; the reader takes 100,000 rows
# The same columns as the report, from the present state, in no order that would cost anything.
SQL_NOMINATIF = """
SELECT p.nama, p.nomor, p.jenis, p.jenis_kelamin, p.tempat_lahir, p.tanggal_lahir, g.pangkat, g.kode, p.tmt_golongan, j.nama, p.tmt_jabatan,
       p.mk_tahun, p.mk_bulan, p.pendidikan_nama, p.tahun_lulus, u.nama, i.nama
FROM pegawai_pegawai p LEFT JOIN pegawai_golongan g ON g.kode = p.golongan_id LEFT JOIN organisasi_jabatan j ON j.id = p.jabatan_id
LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id LEFT JOIN organisasi_unitkerja i ON i.id = u.induk_id
"""


class _Urungkan(Exception):  # noqa: N818  # not an error: the way out of a transaction that is measured and not kept
    """Undo what was measured."""


def _tanpa_bekas(kerja: Callable[[], object]) -> None:
    """Do the work in a transaction with every constraint checked, and undo it."""
    try:
        with transaction.atomic():
            kerja()
            with connection.cursor() as kursor:
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            raise _Urungkan
    except _Urungkan:
        return


def ukur_impor(n: int) -> Angka:
    """Import a list of `n` unknown people (at most IMPOR_MAKS): read, judge, apply, project. Undone, so that each time all are new.

    Limit: openpyxl reads every cell of the same file, and COPY takes the cells into a table of text.
    From BESAR rows on the line tells how it grows: `sepersepuluh`, the seconds of a list a tenth as long, and `tumbuh`,
    how many times as long the whole one takes. Ten is linear.
    """
    n = min(n, IMPOR_MAKS)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            kecil = _ukur_kecil(Path(folder), n // 10) if n >= BESAR else 0.0
            buku = _tulis(Path(folder), n)
            angka = banding(
                "impor",
                lambda _giliran: _tanpa_bekas(lambda: _baca_dan_salin(buku, n)),
                lambda _giliran: _tanpa_bekas(lambda: _impor(buku, n)),
                n=n, kali=KALI if n < BESAR else 1, detik=DETIK, satuan="detik",
            )  # fmt: skip
        finally:
            rapikan()
    return replace(angka, lebih={"sepersepuluh": kecil, "tumbuh": angka.nilai / kecil}) if kecil else angka


def _ukur_kecil(folder: Path, n: int) -> float:
    """Seconds of importing `n` people, once that has been done for warming up."""
    buku = _tulis(folder, n)
    return min(sekali_detik(lambda: _tanpa_bekas(lambda: _impor(buku, n))) for _kali in range(KALI))


def _tulis(folder: Path, n: int) -> Path:
    buku = folder / f"pegawai-{n}.xlsx"
    tulis_buku(buku, n, unit_kerja())
    return buku


def _baca_dan_salin(buku: Path, n: int) -> None:
    with closing(openpyxl.load_workbook(buku, read_only=True)) as isi, connection.cursor() as kursor:
        kursor.execute(f"CREATE TEMP TABLE bench_sel ({', '.join(f'k{i} text' for i in range(len(KEPALA)))}) ON COMMIT DROP")
        jumlah = salin(kursor, "bench_sel", isi.worksheets[0].iter_rows(min_row=2, values_only=True))
    if jumlah != n:
        raise TidakTerukurError(f"impor: batas membaca {jumlah} baris, seharusnya {n}")


def _impor(buku: Path, n: int) -> None:
    hasil = import_berkas(konteks=sistem(), berkas=buku, per=waktu.today())
    if hasil.jumlah["baru"] != n:
        galat = next((g for b in hasil.baris for g in b.semua_galat), {})
        raise TidakTerukurError(
            f"impor: {hasil.jumlah['baru']} dari {n} baris diterima sebagai orang baru; galat pertama: {galat}"
        )


def ukur_ekspor(n: int, peminta: Pengguna) -> Angka:
    """Make the nominative list of everybody as a worker does: claim, count, rows as of today, file, publish.

    Limit: xlsxwriter writes the rows of a bare server-side cursor.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return banding(
            "ekspor_xlsx",
            lambda _giliran: _tulis_polos(Path(folder) / "polos.xlsx", n),
            lambda _giliran: _buat_laporan(peminta, n),
            n=n, kali=KALI * 3 if n < BESAR else 1, detik=DETIK, satuan="detik",
        )  # fmt: skip


def _buat_laporan(peminta: Pengguna, n: int) -> None:
    isian = {"per": waktu.today().isoformat(), "jenis": "semua"}
    pekerjaan = Pekerjaan.objects.create(
        jenis=LAPORAN["nominatif"].jenis,
        judul="nominatif",
        parameter={"isian": isian, "ringkas": []},
        format="xlsx",
        peminta=peminta,
    )
    mesin.jalankan(pekerjaan.kode)
    pekerjaan.refresh_from_db()
    baris = pekerjaan.hasil.get("baris")
    if pekerjaan.status != StatusPekerjaan.SELESAI or baris != n:
        raise TidakTerukurError(f"ekspor_xlsx: {pekerjaan.status}, {baris} dari {n} baris. {pekerjaan.galat}")
    berkas.buang(pekerjaan.berkas)


def _tulis_polos(tujuan: Path, n: int) -> None:
    with (
        transaction.atomic(),
        xlsxwriter.Workbook(str(tujuan), {"constant_memory": True}) as buku,
        connection.chunked_cursor() as kursor,
    ):
        lembar, tanggal = buku.add_worksheet("Laporan"), buku.add_format({"num_format": "dd-mm-yyyy"})
        kursor.execute(SQL_NOMINATIF)
        jumlah = 0
        for jumlah, baris in enumerate(kursor, 1):
            for kolom, isi in enumerate(baris):
                _tulis_sel(lembar, jumlah, kolom, isi, tanggal)
    if jumlah != n:
        raise TidakTerukurError(f"ekspor_xlsx: batas menulis {jumlah} baris, seharusnya {n}")


def _tulis_sel(lembar: Any, baris: int, kolom: int, isi: Any, tanggal: Any) -> None:
    if isinstance(isi, str):
        lembar.write_string(baris, kolom, isi)
    elif isinstance(isi, date):
        lembar.write_datetime(baris, kolom, isi, tanggal)
    elif isi is not None:
        lembar.write_number(baris, kolom, isi)
