"""The child process that opens a file nobody trusts: `python -m impor.pegawai.anak FILE OUT MEMORY_MB CPU_SECONDS`.

It limits itself first, knows no settings, no database and no secrets, and hands
rows over as JSON lines `[row number, [cells]]`. A cell is null, text, `{"t": "1990-07-26"}`
for a date of Excel, or `{"a": "1.5"}` for a number of Excel. The last line of stdout
says how it went: `{"lembar", "kepala", "jumlah"}` or `{"galat": code, "nilai": {…}}`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import sys
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from impor.pegawai.kolom import dikenal

MAKS_BARIS = 100_000
MAKS_KOLOM = 500
MAKS_TEKS = 2_000
MAKS_BAGIAN = 3_000
MAKS_TERURAI = 700_000_000
NISBAH_BOM = 250
BESAR_BOM = 15_000_000
CARI_KEPALA = 30

Baris = tuple[int, list[Any]]


class TidakTerbaca(Exception):  # noqa: N818  # a verdict on the file, sent to the parent
    """The file can't be read; `kode` is a key of baca.PESAN."""

    def __init__(self, kode: str, **nilai: Any) -> None:
        super().__init__(kode)
        self.kode = kode
        self.nilai = nilai


# --- what kind of file is it ------------------------------------------------------------------


def baca(path: str) -> Iterator[tuple[str, Iterable[Baris]]]:
    """Yield (sheet name, rows) for each sheet, judging by the content and never by the file's name."""
    with open(path, "rb") as berkas:
        awal = berkas.read(8192)
    if not awal.strip(b"\x00 \t\r\n"):
        raise TidakTerbaca("kosong")
    if awal.startswith(b"PK"):
        periksa_zip(path)
        yield from baca_xlsx(path)
        return
    if kode := _bukan_tabel(awal, path):
        raise TidakTerbaca(kode)
    yield "CSV", baca_csv(path)


def _bukan_tabel(awal: bytes, path: str) -> str:
    kepala = awal.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if awal.startswith(b"\xd0\xcf\x11\xe0"):
        with open(path, "rb") as berkas:
            return "bersandi" if "EncryptedPackage".encode("utf-16-le") in berkas.read(4_000_000) else "xls_lama"
    if awal.startswith(b"%PDF"):
        return "pdf"
    if kepala.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")) or b"<table" in kepala[:4096]:
        return "html"
    if kepala.startswith((b"<?xml", b"{\\rtf", b"{", b"[")):
        return "bukan_tabel"
    if awal.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x7fELF", b"MZ")
    ):
        return "bukan_tabel"
    return ""


def periksa_zip(path: str) -> None:
    """Refuse what isn't a plain workbook, and what would unpack to far more than it says."""
    try:
        with zipfile.ZipFile(path) as arsip:
            isi = arsip.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise TidakTerbaca("rusak") from error
    nama = {i.filename for i in isi}
    terurai = sum(i.file_size for i in isi)
    if len(isi) > MAKS_BAGIAN or terurai > MAKS_TERURAI:
        raise TidakTerbaca("bom", terurai=terurai)
    if any(i.file_size > BESAR_BOM and i.file_size > NISBAH_BOM * max(1, i.compress_size) for i in isi):
        raise TidakTerbaca("bom", terurai=terurai)
    if any(i.flag_bits & 0x1 for i in isi):
        raise TidakTerbaca("bersandi")
    if len(nama) != len(isi):
        raise TidakTerbaca("rusak")
    if "xl/workbook.bin" in nama:
        raise TidakTerbaca("xlsb")
    if "content.xml" in nama and "mimetype" in nama:
        raise TidakTerbaca("ods")
    if any(n.lower().endswith("vbaproject.bin") for n in nama):
        raise TidakTerbaca("makro")
    if "[Content_Types].xml" not in nama or not any(n.startswith("xl/") for n in nama):
        raise TidakTerbaca("bukan_buku_kerja")


# --- workbooks --------------------------------------------------------------------------------


def baca_xlsx(path: str) -> Iterator[tuple[str, Iterable[Baris]]]:
    """Yield the sheets of a workbook, visible ones first."""
    import openpyxl  # noqa: PLC0415  # only once the archive has passed, and inside the limits

    warnings.simplefilter("ignore")
    # Opened here, for the library would judge a file by the end of its name.
    with open(path, "rb") as berkas:
        buku = openpyxl.load_workbook(berkas, read_only=True, data_only=False, keep_links=False)
        lembar = [s for s in buku.worksheets if hasattr(s, "iter_rows")]
        for s in sorted(lembar, key=lambda s: s.sheet_state != "visible"):
            yield s.title, _baris_xlsx(s)


def _baris_xlsx(lembar: Any) -> Iterator[Baris]:
    # What the sheet says about its own size is not believed; rows are as wide as their last cell.
    lembar.reset_dimensions()
    for nomor, baris in enumerate(lembar.iter_rows(values_only=True), 1):
        if nomor > 1_048_576:
            raise TidakTerbaca("terlalu_banyak_baris", baris=nomor, paling=MAKS_BARIS)
        if not baris or not any(s is not None for s in baris):
            continue
        if nomor > MAKS_BARIS + CARI_KEPALA:
            raise TidakTerbaca("terlalu_banyak_baris", baris=nomor, paling=MAKS_BARIS)
        if len(baris) > MAKS_KOLOM and any(s is not None and str(s).strip() for s in baris[MAKS_KOLOM:]):
            raise TidakTerbaca("terlalu_banyak_kolom", kolom=len(baris), baris=nomor, paling=MAKS_KOLOM)
        yield nomor, [_sel(s) for s in baris[:MAKS_KOLOM]]


def _sel(nilai: Any) -> Any:
    """Return a cell as it travels: null, text, a date or a number."""
    if nilai is None or isinstance(nilai, str):
        return nilai[:MAKS_TEKS] if nilai else None
    if isinstance(nilai, bool):
        return str(nilai).upper()
    if isinstance(nilai, datetime):
        return {"t": nilai.date().isoformat()}
    if isinstance(nilai, date):
        return {"t": nilai.isoformat()}
    if isinstance(nilai, int):
        return {"a": str(nilai)}
    if isinstance(nilai, float):
        return {"a": str(int(nilai)) if nilai.is_integer() and abs(nilai) < 1e15 else repr(nilai)}
    rumus = getattr(nilai, "text", None)  # an array formula
    return str(rumus if isinstance(rumus, str) else nilai)[:MAKS_TEKS]


# --- text files -------------------------------------------------------------------------------


def baca_csv(path: str) -> Iterator[Baris]:
    """Yield the records of a text file in UTF-8, UTF-16 or Windows-1252, split by ; , or tab."""
    with open(path, "rb") as berkas:
        teks = _dekode(berkas.read())
    csv.field_size_limit(200_000)
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=_pemisah(teks))
    try:
        for nomor, isi in enumerate(pembaca, 1):
            if nomor > MAKS_BARIS + CARI_KEPALA:
                raise TidakTerbaca("terlalu_banyak_baris", baris=nomor, paling=MAKS_BARIS)
            if len(isi) > MAKS_KOLOM and any(s.strip() for s in isi[MAKS_KOLOM:]):
                raise TidakTerbaca("terlalu_banyak_kolom", kolom=len(isi), baris=nomor, paling=MAKS_KOLOM)
            if any(s.strip() for s in isi):
                yield nomor, [s[:MAKS_TEKS] or None for s in isi[:MAKS_KOLOM]]
    except csv.Error as error:
        raise TidakTerbaca("csv_rusak", baris=pembaca.line_num) from error


def _dekode(isi: bytes) -> str:
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        sandi = ["utf-16"]
    elif sum(b < 32 and b not in b"\t\n\r\x1a" for b in isi[:4096]) > len(isi[:4096]) // 20:
        raise TidakTerbaca("bukan_tabel")
    else:
        sandi = ["utf-8-sig", "cp1252"]
    for nama in sandi:
        try:
            return isi.decode(nama)
        except UnicodeDecodeError:
            continue
    raise TidakTerbaca("penyandian")


def _pemisah(teks: str) -> str:
    """The separator that finds the most known columns near the top."""
    awal = [b.strip("\r").split for b in teks[:200_000].split("\n", CARI_KEPALA)[:CARI_KEPALA]]
    return max(";,\t|", key=lambda p: max((sum(map(dikenal, pecah(p))) for pecah in awal), default=0))


# --- from rows to the parent ------------------------------------------------------------------


def cari_kepala(baris: Iterator[Baris]) -> tuple[list[str], list[Baris], bool]:
    """Return the header among the first rows (the one with the most known names), the rows below it that were read, and whether there was any row."""
    awal = list(islice(baris, CARI_KEPALA))
    nilai = [sum(dikenal(s) for s in sel if isinstance(s, str)) for _nomor, sel in awal]
    terbaik = max(nilai, default=0)
    if terbaik < 2:
        return [], [], bool(awal)
    letak = nilai.index(terbaik)
    return [s if isinstance(s, str) else "" for s in awal[letak][1]], awal[letak + 1 :], True


def salin(path: str, keluar: str) -> dict[str, Any]:
    """Write the rows of the first sheet that has a header; return what the parent is told."""
    ada_isi = False
    for nama, baris in baca(path):
        sumber = iter(baris)
        judul, awal, ada = cari_kepala(sumber)
        ada_isi = ada_isi or ada
        if judul:
            return {"lembar": nama, "kepala": _rapi(judul), "jumlah": _tulis(keluar, chain(awal, sumber))}
    raise TidakTerbaca("tanpa_kepala" if ada_isi else "kosong")


def _tulis(keluar: str, baris: Iterable[Baris]) -> int:
    jumlah = 0
    with open(keluar, "w", encoding="ascii") as berkas:
        for nomor, sel in baris:
            if any(s is not None and (not isinstance(s, str) or s.strip()) for s in sel):
                berkas.write(json.dumps([nomor, sel], separators=(",", ":")) + "\n")
                jumlah += 1
    return jumlah


def _rapi(judul: list[str]) -> list[str]:
    while judul and not judul[-1].strip():
        judul = judul[:-1]
    return [" ".join(j.split())[:200] for j in judul]


def batasi(memori_mb: int, detik: int) -> None:
    """Limit this process before it touches the file."""
    byte = memori_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (byte, byte))
    resource.setrlimit(resource.RLIMIT_CPU, (detik, detik + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000_000, 2_000_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def utama(path: str, keluar: str, memori_mb: str, detik: str) -> int:
    """Read `path` into `keluar` and print the verdict."""
    batasi(int(memori_mb), int(detik))
    try:
        hasil = salin(path, keluar)
    except TidakTerbaca as galat:
        hasil = {"galat": galat.kode, "nilai": galat.nilai}
    except MemoryError:
        hasil = {"galat": "terlalu_berat", "nilai": {}}
    except Exception as galat:  # noqa: BLE001  # whatever a hostile file provokes is one verdict: it is damaged
        hasil = {"galat": "rusak", "nilai": {"jenis": type(galat).__name__}}
    os.write(1, (json.dumps(hasil) + "\n").encode())
    return 0


if __name__ == "__main__":
    sys.exit(utama(*sys.argv[1:]))
