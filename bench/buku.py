"""The workbook that `impor` reads: the columns of the national export, every row in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

from bench.orang import AGAMA, PENDIDIKAN, TEMPAT, Orang, nama_jabatan, orang

KEPALA = (
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN",
    "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS",
    "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "NOMOR SK CPNS", "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS",
    "TANGGAL SK PNS", "TMT PNS", "GOL AWAL NAMA", "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN NAMA",
    "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA", "TAHUN LULUS", "LOKASI KERJA NAMA", "UNOR ID", "UNOR NAMA",
    "UNOR INDUK NAMA", "INSTANSI INDUK NAMA", "INSTANSI KERJA NAMA",
)  # fmt: skip
KOTA = "Pemerintah Kota Sibolga"


def tulis_buku(tujuan: Path, n: int, unit: list[dict[str, str]]) -> None:
    """Write `n` people of the units `unit` ({id, nama, induk}); every row passes the check."""
    with xlsxwriter.Workbook(str(tujuan), {"constant_memory": True}) as buku:
        lembar = buku.add_worksheet("Data")
        for nomor, isi in enumerate((KEPALA, *(baris(orang(i, len(unit)), unit) for i in range(n)))):
            for kolom, teks in enumerate(isi):
                if teks:
                    lembar.write_string(nomor, kolom, teks)


def baris(o: Orang, unit: list[dict[str, str]]) -> tuple[str, ...]:
    """The cells of one person, as text: so does the national export."""
    u, i = unit[o.unit], o.nomor_urut
    _kode, tingkat, pendidikan = PENDIDIKAN[i % len(PENDIDIKAN)]
    return (
        o.pns_id, o.nomor, "", o.nama.upper(), "", "S.AP." if i % 3 == 0 else "", TEMPAT[i % len(TEMPAT)], _hari(o.lahir),
        "F" if o.wanita else "M", *AGAMA[i % len(AGAMA)], "1", "Menikah", o.nik, f"0812{i % 10**8:08}", f"pegawai{i}@contoh.go.id", "",
        f"Jl. Contoh No. {i % 200 + 1}", "", "", "PPPK" if o.pppk else "PNS Daerah Kab/Kota", "Aktif", "PPPK" if o.pppk else "P",
        f"813/{i}/{o.tmt_cpns.year}", _hari(o.tmt_cpns), _hari(o.tmt_cpns),
        *(("", "", "") if o.pppk else (f"821/{i}/{o.tmt_pns.year}", _hari(o.tmt_pns), _hari(o.tmt_pns))),
        o.golongan if o.pppk else "III/a", o.golongan, _hari(o.tmt_golongan), str(max(0, 2026 - o.tmt_cpns.year)), str(i % 12),
        o.jenis_jabatan, nama_jabatan(o, u["nama"]), _hari(o.tmt_jabatan), tingkat, pendidikan, str(o.lahir.year + 22), "Kota Sibolga",
        u["id"], u["nama"], u["induk"], KOTA, KOTA,
    )  # fmt: skip


def _hari(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"
