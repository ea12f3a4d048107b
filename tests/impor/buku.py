"""Small employee lists for tests: one ordinary row, changed where a test needs it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from aturan import parameter
from impor.pegawai.acuan import Acuan, Unit
from impor.pegawai.baca import buka
from impor.pegawai.baris import Baris
from impor.pegawai.kolom import Kepala, baca_kepala
from impor.pegawai.periksa import Pemeriksa
from pegawai.rules.nip import syarat_nomor

PER = date(2026, 11, 24)
DINAS, BIDANG, LAIN = "Dinas Uji", "Bidang Uji", "Bidang Lain"
BIASA: dict[str, Any] = {
    "PNS ID": "008a05a6-c464-7159-c324-c9859b810e76",
    "NIP BARU": "199003152015042001",
    "NAMA": "MASDELIMA MANALU",
    "GELAR BELAKANG": "S.AP.",
    "TEMPAT LAHIR NAMA": "Sibolga",
    "TANGGAL LAHIR": "15-03-1990",
    "JENIS KELAMIN": "F",
    "AGAMA NAMA": "Katholik",
    "JENIS KAWIN NAMA": "Belum Menikah",
    "NIK": "1273015503900002",
    "NOMOR HP": "081245746282",
    "EMAIL": "masdelima@contoh.go.id",
    "ALAMAT": "Jl. Contoh No. 1",
    "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "STATUS CPNS PNS": "P",
    "NOMOR SK CPNS": "813/1/2015",
    "TANGGAL SK CPNS": "01-04-2015",
    "TMT CPNS": "01-04-2015",
    "NOMOR SK PNS": "821/1/2016",
    "TANGGAL SK PNS": "01-04-2016",
    "TMT PNS": "01-04-2016",
    "GOL AWAL NAMA": "III/a",
    "GOL AKHIR NAMA": "III/b",
    "TMT GOLONGAN": "01-04-2023",
    "MK TAHUN": "8",
    "MK BULAN": "0",
    "JENIS JABATAN NAMA": "Jabatan Pelaksana",
    "JABATAN NAMA": "Penata Kelola Pemerintahan",
    "TMT JABATAN": "01-04-2023",
    "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
    "PENDIDIKAN NAMA": "S-1 Administrasi Negara",
    "TAHUN LULUS": "2013",
    "UNOR ID": "u-2",
    "UNOR NAMA": BIDANG,
    "UNOR INDUK NAMA": DINAS,
}
PPPK: dict[str, Any] = {
    "PNS ID": "3bab6c39-8d88-348a-7eed-8d14f06d3fef",
    "NIP BARU": "198401272021212002",
    "NAMA": "LESTARI SIBARANI",
    "TANGGAL LAHIR": "27-01-1984",
    "NIK": "1273016701840001",
    "JENIS PEGAWAI NAMA": "PPPK",
    "STATUS CPNS PNS": "PPPK",
    "TMT CPNS": "01-01-2021",
    "TANGGAL SK CPNS": "01-01-2021",
    "NOMOR SK PNS": None,
    "TANGGAL SK PNS": None,
    "TMT PNS": None,
    "GOL AWAL NAMA": "IX",
    "GOL AKHIR NAMA": "IX",
    "TMT GOLONGAN": "01-01-2021",
    "TMT JABATAN": "01-01-2021",
    "TAHUN LULUS": "2008",
}


def baris(**ganti: Any) -> dict[str, Any]:
    """An ordinary row; `baris(NIK=None)`, and `baris(**{"TMT CPNS": …})` for names with a space."""
    return BIASA | ganti


def orang_ke(n: int, **ganti: Any) -> dict[str, Any]:
    """The n-th of many distinct people."""
    unik = {
        "PNS ID": f"{n:032x}",
        "NIP BARU": f"19900315201504{1 + n % 2}{n:03d}",
        "NAMA": f"ORANG KE{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}",
    }
    return BIASA | unik | {"JENIS KELAMIN": "FM"[n % 2 == 0], "NIK": f"12730155039{n:05d}"} | ganti


def tulis_xlsx(tempat: Path, daftar: Iterable[dict[str, Any]], kolom: Iterable[str] | None = None) -> Path:
    """Write rows as a workbook; dates become dates of Excel, numbers numbers."""
    daftar = list(daftar)
    judul = list(kolom) if kolom is not None else list(BIASA)
    with xlsxwriter.Workbook(str(tempat), {"strings_to_formulas": False, "strings_to_urls": False}) as buku:
        lembar = buku.add_worksheet("Data")
        tanggal = buku.add_format({"num_format": "dd-mm-yyyy"})
        lembar.write_row(0, 0, judul)
        for i, b in enumerate(daftar, 1):
            for j, nama in enumerate(judul):
                isi = b.get(nama)
                if isinstance(isi, date):
                    lembar.write_datetime(i, j, isi, tanggal)
                elif isi is not None:
                    lembar.write(i, j, isi)
    return tempat


def tulis_csv(tempat: Path, daftar: Iterable[dict[str, Any]], *, pemisah: str = ";", sandi: str = "utf-8") -> Path:
    """Write rows as a text table."""
    with tempat.open("w", encoding=sandi, newline="") as keluar:
        penulis = csv.writer(keluar, delimiter=pemisah)
        penulis.writerow(BIASA)
        penulis.writerows([b.get(k) or "" for k in BIASA] for b in daftar)
    return tempat


def acuan() -> Acuan:
    """Two units in one office, and a namesake elsewhere; no database."""
    unit = [
        Unit(1, DINAS, "", True),
        Unit(2, BIDANG, DINAS, True),
        Unit(3, LAIN, DINAS, True),
        Unit(4, "Tata Usaha", DINAS, True),
    ]
    unit += [Unit(5, "Tata Usaha", "Badan Uji", True), Unit(6, "Bidang Lama", DINAS, False)]
    per_nama: dict[str, list[Unit]] = {}
    for u in unit:
        per_nama.setdefault(u.nama.casefold(), []).append(u)
    return Acuan(
        PER, PER, syarat_nomor(parameter.acuan(["usia_cpns", "kode_ni_pppk"], PER)), {f"u{u.id}": u for u in unit}, per_nama
    )


def putuskan(isi: dict[str, Any]) -> Baris:
    """Judge one row by itself, without a database."""
    kepala = baca_kepala(list(isi))
    sel = [
        None if v is None else {"t": v.isoformat()} if isinstance(v, date) else {"a": str(v)} if isinstance(v, int | float) else v
        for v in isi.values()
    ]
    return Pemeriksa(kepala, acuan()).periksa(2, sel)


def kolom_galat(isi: dict[str, Any]) -> list[str]:
    """Columns at which the row is refused."""
    return [g["kolom"] for g in putuskan(isi).semua_galat]


@dataclass(frozen=True)
class Terbaca:
    """A list that was read to its end."""

    kepala: Kepala
    baris: list[tuple[int, Any]]


def baca(berkas: Path) -> Terbaca:
    """Open a list and wait for all of its rows. Raises BerkasTidakTerbacaError."""
    with buka(berkas) as lembar:
        return Terbaca(lembar.kepala, list(lembar.baris))
