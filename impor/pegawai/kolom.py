"""The columns of the national export, by their names there. Imports no Django: the reading child uses it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from inti.teks import rapikan_baris


@dataclass(frozen=True)
class Kolom:
    """A column that is taken over.

    judul   its name in the national export, as compared (capitals, single spaces)
    bidang  field under which the cleaned value is kept
    jenis   how a cell is cleaned (a key of bersih.PEMBERSIH)
    wajib   the column must be there, and each cell filled (the PNS ID: of new people only)
    batas   longest text, or largest number
    """

    judul: str
    bidang: str
    jenis: str
    wajib: bool = False
    batas: int = 0


KOLOM: tuple[Kolom, ...] = (
    Kolom("PNS ID", "id_asing", "pns_id", wajib=True, batas=64),
    Kolom("NIP BARU", "nomor", "nomor", wajib=True),
    Kolom("NAMA", "nama", "nama", wajib=True, batas=200),
    Kolom("GELAR DEPAN", "gelar_depan", "teks", batas=50),
    Kolom("GELAR BELAKANG", "gelar_belakang", "teks", batas=100),
    Kolom("TEMPAT LAHIR NAMA", "tempat_lahir", "tempat", batas=100),
    Kolom("TANGGAL LAHIR", "tanggal_lahir", "tanggal", wajib=True),
    Kolom("JENIS KELAMIN", "jenis_kelamin", "kelamin", wajib=True),
    Kolom("AGAMA NAMA", "agama", "agama"),
    Kolom("JENIS KAWIN NAMA", "status_kawin", "kawin"),
    Kolom("NIK", "nik", "nik"),
    Kolom("NOMOR HP", "nomor_hp", "hp", batas=30),
    Kolom("EMAIL", "email", "email", batas=254),
    Kolom("EMAIL GOV", "email_dinas", "email", batas=254),
    Kolom("ALAMAT", "alamat", "teks", batas=500),
    Kolom("NPWP NOMOR", "npwp", "nomor_bebas", batas=30),
    Kolom("BPJS", "bpjs", "nomor_bebas", batas=30),
    Kolom("JENIS PEGAWAI NAMA", "jenis_pegawai", "jenis_pegawai", wajib=True),
    Kolom("KEDUDUKAN HUKUM NAMA", "kedudukan", "kedudukan"),
    Kolom("STATUS CPNS PNS", "status", "status"),
    Kolom("NOMOR SK CPNS", "sk_cpns", "teks", batas=100),
    Kolom("TANGGAL SK CPNS", "tanggal_sk_cpns", "tanggal"),
    Kolom("TMT CPNS", "tmt_cpns", "tanggal"),
    Kolom("NOMOR SK PNS", "sk_pns", "teks", batas=100),
    Kolom("TANGGAL SK PNS", "tanggal_sk_pns", "tanggal"),
    Kolom("TMT PNS", "tmt_pns", "tanggal"),
    Kolom("GOL AWAL NAMA", "golongan_awal", "golongan"),
    Kolom("GOL AKHIR NAMA", "golongan", "golongan", wajib=True),
    Kolom("TMT GOLONGAN", "tmt_golongan", "tanggal", wajib=True),
    Kolom("MK TAHUN", "mk_tahun", "bulat", batas=60),
    Kolom("MK BULAN", "mk_bulan", "bulat", batas=11),
    Kolom("JENIS JABATAN NAMA", "jenis_jabatan", "teks", batas=100),
    Kolom("JABATAN NAMA", "jabatan", "jabatan", wajib=True, batas=200),
    Kolom("TMT JABATAN", "tmt_jabatan", "tanggal", wajib=True),
    Kolom("TINGKAT PENDIDIKAN NAMA", "pendidikan", "tingkat"),
    Kolom("PENDIDIKAN NAMA", "pendidikan_nama", "teks", batas=200),
    Kolom("TAHUN LULUS", "tahun_lulus", "tahun"),
    Kolom("UNOR ID", "unit_id_asing", "teks", batas=100),
    Kolom("UNOR NAMA", "unit_nama", "teks", batas=300),
    Kolom("UNOR INDUK NAMA", "unit_induk_nama", "teks", batas=300),
)
# Known columns of the export that this product has no place for.
TIDAK_DIPAKAI = frozenset(
    {"NIP LAMA", "TEMPAT LAHIR ID", "AGAMA ID", "JENIS KAWIN ID", "JENIS PEGAWAI ID", "KEDUDUKAN HUKUM ID", "KARTU ASN VIRTUAL"}
    | {"GOL AWAL ID", "GOL AKHIR ID", "JENIS JABATAN ID", "JABATAN ID", "TINGKAT PENDIDIKAN ID", "PENDIDIKAN ID", "KPKN ID"}
    | {"KPKN NAMA", "LOKASI KERJA ID", "LOKASI KERJA NAMA", "UNOR INDUK ID", "INSTANSI INDUK ID", "INSTANSI INDUK NAMA"}
    | {"INSTANSI KERJA ID", "INSTANSI KERJA NAMA", "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA", "SATUAN KERJA KERJA ID"}
    | {"SATUAN KERJA KERJA NAMA", "IS VALID NIK", "NAMA SEKOLAH", "FLAG IKD"}
)
PER_JUDUL = {k.judul: k for k in KOLOM}
PER_BIDANG = {k.bidang: k for k in KOLOM}
SEBUTAN_LAIN = {"UNOR": "UNOR NAMA"}
UNIT = ("UNOR ID", "UNOR NAMA")
# Reasons that we add to a workbook of faulty rows; coming back with it they are not taken for unknown columns.
CATATAN = "YANG PERLU DIPERBAIKI"


@dataclass(frozen=True)
class Kepala:
    """The header row understood.

    judul   each column as it stands in the file
    letak   where each known field stands
    asing   columns that nobody knows, listed and left alone
    hilang  needed columns that are missing, each with a similar name found in the file or ''
    ganda   needed or known columns that stand there twice
    """

    judul: tuple[str, ...]
    letak: dict[str, int]
    asing: tuple[str, ...]
    hilang: tuple[tuple[str, str], ...]
    ganda: tuple[str, ...]

    def judul_of(self, bidang: str) -> str:
        """The column's name as the file writes it, or its usual name where the file lacks it."""
        letak = self.letak.get(bidang)
        return PER_BIDANG[bidang].judul if letak is None else self.judul[letak]


def sebut(judul: str) -> str:
    """Return a header as compared: capitals, single spaces, underscores and no-break spaces as spaces."""
    teks = rapikan_baris(judul, bentuk="NFKC").replace("_", " ")
    teks = " ".join(teks.strip(" *:'\"").upper().split())
    return SEBUTAN_LAIN.get(teks, teks)


def dikenal(judul: str) -> bool:
    """Whether this is a column of the national export."""
    return (nama := sebut(judul)) in PER_JUDUL or nama in TIDAK_DIPAKAI


def baca_kepala(judul: Sequence[str]) -> Kepala:
    """Return what a header row offers, columns in any order."""
    letak: dict[str, int] = {}
    asing: list[str] = []
    ganda: list[str] = []
    for i, teks in enumerate(judul):
        nama = sebut(teks)
        kolom = PER_JUDUL.get(nama)
        if kolom is None:
            if nama and nama not in TIDAK_DIPAKAI and nama != CATATAN:
                asing.append(" ".join(teks.split()))
        elif kolom.bidang in letak:
            ganda.append(nama)
        else:
            letak[kolom.bidang] = i
    return Kepala(tuple(judul), letak, tuple(asing), _hilang(letak, asing), tuple(dict.fromkeys(ganda)))


def _hilang(letak: dict[str, int], asing: Sequence[str]) -> tuple[tuple[str, str], ...]:
    nama = [k.judul for k in KOLOM if k.wajib and k.bidang not in letak]
    if not any(PER_JUDUL[u].bidang in letak for u in UNIT):
        nama.append("UNOR NAMA")
    mirip = {sebut(a): a for a in asing}
    return tuple((n, mirip[dekat[0]] if (dekat := get_close_matches(n, mirip, 1, 0.75)) else "") for n in nama)
