"""The child process that opens a file nobody trusts: `python -m impor.pegawai.anak FILE MEMORY_MB CPU_SECONDS`.

It limits itself first, knows no settings, no database and no secrets, and speaks in JSON
lines: `{"lembar", "kepala"}`, then each row as soon as it is read, `[row number, [cells]]`,
at last `{"jumlah": n}`, or `{"galat": code, "nilai": {…}}` in place of whatever could not follow.
A cell is null, text, `{"t": "1990-07-26"}` for a date of Excel, `{"a": "1.5"}` for a number of Excel, or `{"r": "TRUE"}` for what is
none of these: the row goes on, and the parent refuses that cell in words.
"""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import sys
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from itertools import chain, islice, repeat
from typing import Any, TextIO

from impor.pegawai import tahan
from impor.pegawai.kolom import KOLOM, baca_kepala, dikenal

MAKS_BARIS = 100_000
MAKS_KOLOM = 500
MAKS_TEKS = 2_000
MAKS_BAGIAN = 3_000
MAKS_TERURAI = 700_000_000
NISBAH_BOM = 250
BESAR_BOM = 15_000_000
CARI_KEPALA = 30
SELISIH_1904 = 1462  # days between the two calendars of Excel
KETAT = re.compile(rb"http://purl\.oclc\.org/ooxml/")  # strict OOXML, in which openpyxl sees no sheet
KOLOM_TANGGAL = frozenset(k.bidang for k in KOLOM if k.jenis == "tanggal")

Baris = tuple[int, list[Any]]


class TidakTerbaca(Exception):  # noqa: N818  # a verdict on the file, sent to the parent
    """The file can't be read; `kode` is a key of baca.PESAN."""

    def __init__(self, kode: str, **nilai: Any) -> None:
        super().__init__(kode)
        self.kode = kode
        self.nilai = nilai


class TidakTerbuka(Exception):  # noqa: N818  # a reason to try the other library
    """openpyxl can't open the workbook; its sheets were not looked at."""


# --- what kind of file is it ------------------------------------------------------------------


def baca(path: str, *, longgar: bool = False) -> Iterator[tuple[str, Iterable[Baris]]]:
    """Yield (sheet name, rows) for each sheet, judging by the content and never by the file's name.

    longgar  read a workbook with calamine, which looks past styles that openpyxl stumbles over
    """
    with open(path, "rb") as berkas:
        awal = berkas.read(8192)
    if not awal.strip(b"\x00 \t\r\n"):
        raise TidakTerbaca("kosong")
    if awal.startswith(b"PK"):
        periksa_zip(path)
        yield from baca_calamine(path) if longgar else baca_xlsx(path)
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
    """Yield the sheets of a workbook, visible ones first. A formula counts as the result stored with it; without one it stays a formula."""
    import openpyxl  # noqa: PLC0415  # only once the archive has passed, and inside the limits

    warnings.simplefilter("ignore")
    berumus = _isi_zip(path, "xl/worksheets/", re.compile(rb"<f[ />]"))
    # Opened here, for the library would judge a file by the end of its name.
    tahan.tandai_sel()
    with tahan.buka_utuh(path) as berkas, tahan.buka_utuh(path) if berumus else nullcontext() as lagi:
        try:
            buku = openpyxl.load_workbook(berkas, read_only=True, data_only=True, keep_links=False)
            rumus = openpyxl.load_workbook(lagi, read_only=True, data_only=False, keep_links=False) if lagi else None
        except MemoryError:
            raise
        except Exception as galat:  # whatever it stumbles over, the sheets may be sound
            raise TidakTerbuka from galat
        lembar = [s for s in buku.worksheets if hasattr(s, "iter_rows")]
        for s in sorted(lembar, key=lambda s: s.sheet_state != "visible"):
            yield s.title, _baris_xlsx(s, rumus[s.title] if rumus else None)


def _isi_zip(path: str, awalan: str, pola: re.Pattern[bytes]) -> bool:
    """Whether a part of the archive whose name begins like this holds the pattern; read piece by piece."""
    with zipfile.ZipFile(path) as arsip:
        for nama in arsip.namelist():
            if not nama.startswith(awalan):
                continue
            ekor = b""
            with arsip.open(nama) as bagian:
                while potong := bagian.read(1 << 20):
                    if pola.search(ekor + potong):
                        return True
                    ekor = potong[-64:]
    return False


def _baris_xlsx(lembar: Any, rumus: Any) -> Iterator[Baris]:
    # What the sheet says about its own size is not believed; rows are as wide as their last cell.
    lembar.reset_dimensions()
    asal: Iterable[Any] = repeat(None)
    if rumus is not None:
        rumus.reset_dimensions()
        asal = rumus.iter_rows(values_only=True)
    for nomor, (hasil, tertulis) in enumerate(zip(lembar.iter_rows(values_only=True), asal, strict=False), 1):
        baris = hasil if tertulis is None else tuple(t if h is None else h for h, t in zip(hasil, tertulis, strict=False))
        if sel := _periksa_baris(nomor, baris):
            yield nomor, sel


def _periksa_baris(nomor: int, baris: Sequence[Any]) -> list[Any]:
    """The cells of a row as they travel, [] for an empty row. Raises TidakTerbaca for a sheet beyond all measure."""
    if nomor > 1_048_576:
        raise TidakTerbaca("terlalu_banyak_baris", baris=nomor, paling=MAKS_BARIS)
    if not any(s is not None and s != "" for s in baris):
        return []
    if nomor > MAKS_BARIS + CARI_KEPALA:
        raise TidakTerbaca("terlalu_banyak_baris", baris=nomor, paling=MAKS_BARIS)
    if len(baris) > MAKS_KOLOM and any(s is not None and str(s).strip() for s in baris[MAKS_KOLOM:]):
        raise TidakTerbaca("terlalu_banyak_kolom", kolom=len(baris), baris=nomor, paling=MAKS_KOLOM)
    return [_sel(s) for s in baris[:MAKS_KOLOM]]


def baca_calamine(path: str) -> Iterator[tuple[str, Iterable[Baris]]]:
    """The same by another library, for books that openpyxl can't open. A hostile sheet may end this process: nothing else."""
    import python_calamine  # noqa: PLC0415  # only where it is needed, and inside the limits

    with tahan.buka_utuh(path) as berkas:
        buku = python_calamine.CalamineWorkbook.from_filelike(berkas)
        meta = sorted(buku.sheets_metadata, key=lambda m: m.visible != python_calamine.SheetVisibleEnum.Visible)
        for m in meta:
            if m.typ == python_calamine.SheetTypeEnum.WorkSheet:
                yield m.name, _baris_calamine(buku.get_sheet_by_name(m.name))


def _baris_calamine(lembar: Any) -> Iterator[Baris]:
    if lembar.start is None:
        return
    mulai, geser = lembar.start
    for nomor, baris in enumerate(lembar.to_python(skip_empty_area=True), mulai + 1):
        if sel := _periksa_baris(nomor, [*[None] * geser, *baris]):
            yield nomor, sel


def _sel(nilai: Any) -> Any:
    """Return a cell as it travels: null, text, a date or a number."""
    if isinstance(nilai, tahan.TakTerbaca | bool):
        return {"r": (str(nilai).upper() if isinstance(nilai, bool) else str(nilai))[:MAKS_TEKS]}
    if nilai is None or isinstance(nilai, str):
        return _teks(nilai) if nilai else None  # calamine writes an empty cell as ''
    if isinstance(nilai, datetime):
        return {"t": nilai.date().isoformat()}
    if isinstance(nilai, date):
        return {"t": nilai.isoformat()}
    if isinstance(nilai, int):
        return {"a": str(nilai)}
    if isinstance(nilai, float):
        return {"a": str(int(nilai)) if nilai.is_integer() and abs(nilai) < 1e15 else repr(nilai)}
    if isinstance(nilai, time | timedelta):
        return str(nilai)
    rumus = getattr(nilai, "text", None)  # an array formula; that of a data table has none
    return _teks(rumus) if isinstance(rumus, str) else {"r": "="}


def _teks(isi: str) -> str | None:
    """Text as it travels; NUL, which no database keeps, is no part of it."""
    return isi[:MAKS_TEKS].replace("\x00", "") or None


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
                yield nomor, [_teks(s) for s in isi[:MAKS_KOLOM]]
    except csv.Error as error:
        raise TidakTerbaca("csv_rusak", baris=pembaca.line_num) from error


def _dekode(isi: bytes) -> str:
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        return isi.decode("utf-16", "replace")  # it says what it is: an odd letter is one cell's matter
    if sum(b < 32 and b not in b"\t\n\r\x1a" for b in isi[:4096]) > len(isi[:4096]) // 20:
        raise TidakTerbaca("bukan_tabel")
    for nama in ("utf-8-sig", "cp1252"):
        try:
            return isi.decode(nama)
        except UnicodeDecodeError as galat:
            if nama == "utf-8-sig" and _utf8(teks := galat.object.decode(nama, "replace")):
                return teks
    raise TidakTerbaca("penyandian")


def _utf8(teks: str) -> bool:
    """Whether what was read as UTF-8 is: more of its letters beyond ASCII are sound than broken."""
    rusak = teks.count("\ufffd")
    return sum(1 for h in teks if h > "\x7f") > 2 * rusak


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


def salin(path: str, keluar: TextIO, *, longgar: bool = False) -> None:
    """Write the header and the rows of the first sheet that has one, and how many rows there were."""
    ada_isi = False
    for nama, baris in baca(path, longgar=longgar):
        sumber = iter(baris)
        judul, awal, ada = cari_kepala(sumber)
        ada_isi = ada_isi or ada
        if judul:
            isi: Iterator[Baris] = chain(awal, sumber)
            if _sejak_1904(path):
                isi = _ke_1900(isi, [i for bidang, i in baca_kepala(judul).letak.items() if bidang in KOLOM_TANGGAL])
            _kata(keluar, {"lembar": nama, "kepala": _rapi(judul)})
            _kata(keluar, {"jumlah": _tulis(keluar, isi)})
            return
    raise TidakTerbaca("tanpa_kepala" if ada_isi else "kosong")


def salin_bagaimanapun(path: str, keluar: TextIO) -> None:
    """The same; a workbook that openpyxl can't open, or sees empty because it is strict, is read by calamine.

    A sheet that breaks off in the middle stays damaged: half a list is worse than none.
    """
    try:
        salin(path, keluar)
        return
    except TidakTerbuka:
        tanpa_isi = "rusak"
    except TidakTerbaca as galat:
        if galat.kode != "kosong" or not _buku_kerja(path) or not _isi_zip(path, "xl/workbook.xml", KETAT):
            raise
        tanpa_isi = "kosong"
    try:
        salin(path, keluar, longgar=True)
    except TidakTerbaca as galat:
        raise TidakTerbaca(tanpa_isi if galat.kode == "kosong" else galat.kode, **galat.nilai) from galat


def _buku_kerja(path: str) -> bool:
    with open(path, "rb") as berkas:
        return berkas.read(2) == b"PK"


def _sejak_1904(path: str) -> bool:
    """Whether the workbook counts its days from 1904, as those made on old Macs do."""
    return _buku_kerja(path) and _isi_zip(path, "xl/workbook.xml", re.compile(rb"date1904=[\"'](1|true)[\"']"))


def _ke_1900(baris: Iterable[Baris], letak: Sequence[int]) -> Iterator[Baris]:
    """Rows with plain numbers in date columns moved to the usual calendar; real dates of Excel were read rightly before."""
    for nomor, sel in baris:
        for i in letak:
            if i < len(sel) and isinstance(sel[i], dict) and sel[i].get("a", "").isdecimal():
                sel[i] = {"a": str(int(sel[i]["a"]) + SELISIH_1904)}
        yield nomor, sel


def _tulis(keluar: TextIO, baris: Iterable[Baris]) -> int:
    jumlah = 0
    for nomor, sel in baris:
        if any(s is not None and (not isinstance(s, str) or s.strip()) for s in sel):
            _kata(keluar, [nomor, sel])
            jumlah += 1
    return jumlah


def _kata(keluar: TextIO, isi: Any) -> None:
    keluar.write(json.dumps(isi, separators=(",", ":")) + "\n")


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


def utama(path: str, memori_mb: str, detik: str) -> int:
    """Read `path` onto stdout, the verdict last."""
    batasi(int(memori_mb), int(detik))
    with open(1, "w", encoding="ascii", buffering=1 << 16, closefd=False) as keluar:
        try:
            salin_bagaimanapun(path, keluar)
        except TidakTerbaca as galat:
            _kata(keluar, {"galat": galat.kode, "nilai": galat.nilai})
        except MemoryError:
            _kata(keluar, {"galat": "terlalu_berat", "nilai": {}})
        except Exception as galat:  # noqa: BLE001  # whatever a hostile file provokes is one verdict: it is damaged
            _kata(keluar, {"galat": "rusak", "nilai": {"jenis": type(galat).__name__}})
    return 0


if __name__ == "__main__":
    sys.exit(utama(*sys.argv[1:]))
