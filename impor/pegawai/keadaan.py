"""What the city knows about the people of a list, loaded in a fixed number of queries whatever its length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from impor.pegawai.baris import Baris

ORANG = ("nama", "gelar_depan", "gelar_belakang", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "tmt_cpns")
PRIBADI = ("nik", "npwp", "bpjs", "alamat", "nomor_hp", "email", "email_dinas", "agama", "status_kawin")


class Nomor(NamedTuple):
    """A number held, and since when."""

    nomor: str
    jenis: str
    mulai: date | None


class Status(NamedTuple):
    """A row of the status history."""

    mulai: date
    jenis: str
    kedudukan: str
    nomor_sk: str
    tanggal_sk: date | None
    selesai: date | None


class Pangkat(NamedTuple):
    """A row of the rank history."""

    mulai: date
    golongan: str
    mk_tahun: int
    mk_bulan: int
    mk_per: date


class Posisi(NamedTuple):
    """A post held, definitive or acting."""

    mulai: date
    tmt: date
    unit_id: int
    unit: str
    nama: str
    penugasan: str = "definitif"


class Ijazah(NamedTuple):
    """An education completed."""

    id: int
    tingkat: str
    nama: str
    tahun: int | None


@dataclass(slots=True)
class Orang:
    """One known person: present values, and the running rows of each history, oldest first. `tugas` are acting posts."""

    id: int
    kode: str
    id_asing: str | None
    nama: str
    nomor: str
    skalar: dict[str, Any]
    riwayat_nomor: list[Nomor] = field(default_factory=list)
    status: list[Status] = field(default_factory=list)
    golongan: list[Pangkat] = field(default_factory=list)
    jabatan: list[Posisi] = field(default_factory=list)
    tugas: list[Posisi] = field(default_factory=list)
    pendidikan: list[Ijazah] = field(default_factory=list)


@dataclass(slots=True)
class Keadaan:
    """Everybody whom a list may mean, and who holds the keys that its rows name."""

    orang: dict[int, Orang]
    per_id_asing: dict[str, int]
    pemilik_nomor: dict[str, int]
    pemilik_nik: dict[str, int]
    nama_pemilik_nik: dict[str, str]
    nama_jabatan: dict[tuple[int, str], str]


def muat(baris: Iterable[Baris], *, kunci: bool = False) -> Keadaan:
    """Load the state that `baris` is compared with. Eight queries, one more to lock.

    kunci   lock these people until the transaction ends, so that what is compared is what is changed
    """
    nomor = sorted({b.nomor_terbaca for b in baris} - {""})
    kunci_baris = {"id": _isi(baris, "id_asing"), "nomor": nomor, "nik": _isi(baris, "nik")}
    if kunci:
        _ambil(f"SELECT p.id FROM pegawai_pegawai p {CALON} ORDER BY p.id FOR UPDATE OF p", kunci_baris)
    orang = _muat_orang(kunci_baris)
    keadaan = Keadaan(orang, {o.id_asing: o.id for o in orang.values() if o.id_asing}, {}, {}, {}, {})
    for o in orang.values():
        if o.skalar["nik"]:
            keadaan.pemilik_nik[o.skalar["nik"]] = o.id
            keadaan.nama_pemilik_nik[o.skalar["nik"]] = o.nama
    _muat_riwayat(keadaan, {"orang": list(orang)})
    keadaan.nama_jabatan = {(u, n.casefold()): n for u, n in _ambil("SELECT unit_id, nama FROM organisasi_jabatan", {})}
    return keadaan


def _isi(baris: Iterable[Baris], bidang: str) -> list[str]:
    return sorted({b.bersih[bidang] for b in baris if bidang in b.bersih})


def _ambil(sql: str, nilai: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        hasil: list[tuple[Any, ...]] = kursor.fetchall()
        return hasil


CALON = """
WHERE p.id IN (
    SELECT id FROM pegawai_pegawai WHERE id_asing = ANY(%(id)s)
    UNION SELECT pegawai_id FROM pegawai_nomorpegawai WHERE nomor = ANY(%(nomor)s)
    UNION SELECT pegawai_id FROM pegawai_datapribadi WHERE nik = ANY(%(nik)s))
"""


def _muat_orang(kunci: dict[str, list[str]]) -> dict[int, Orang]:
    kolom = ", ".join([f"p.{k}" for k in ORANG] + [f"d.{k}" for k in PRIBADI])
    sql = f"SELECT p.id, p.kode, p.id_asing, p.nomor, {kolom} FROM pegawai_pegawai p LEFT JOIN pegawai_datapribadi d ON d.pegawai_id = p.id {CALON}"
    hasil = {}
    for id_, kode, id_asing, nomor, *sisa in _ambil(sql, kunci):
        skalar = dict(zip((*ORANG, *PRIBADI), sisa, strict=True))
        hasil[id_] = Orang(id_, kode, id_asing, skalar["nama"], nomor, skalar)
    return hasil


def _muat_riwayat(keadaan: Keadaan, nilai: dict[str, Any]) -> None:
    orang, milik = keadaan.orang, "pegawai_id = ANY(%(orang)s)"
    for id_, *sisa in _ambil(
        f"SELECT pegawai_id, nomor, jenis, lower(masa) FROM pegawai_nomorpegawai WHERE {milik} ORDER BY lower(masa) NULLS FIRST, id",
        nilai,
    ):
        orang[id_].riwayat_nomor.append(Nomor(*sisa))
        keadaan.pemilik_nomor[sisa[0]] = id_
    berlaku = f"WHERE {milik} AND diganti_at IS NULL"
    urut = "ORDER BY lower(masa) NULLS FIRST, id"
    for id_, *sisa in _ambil(
        f"SELECT pegawai_id, {MULAI}, jenis, kedudukan, nomor_sk, tanggal_sk, upper(masa) FROM pegawai_riwayatstatus {berlaku} {urut}",
        nilai,
    ):
        orang[id_].status.append(Status(*sisa))
    for id_, *sisa in _ambil(
        f"SELECT pegawai_id, {MULAI}, golongan_id, mk_tahun, mk_bulan, coalesce(mk_per, {MULAI}) FROM pegawai_riwayatgolongan {berlaku} {urut}",
        nilai,
    ):
        orang[id_].golongan.append(Pangkat(*sisa))
    for id_, *sisa in _ambil(JABATAN, nilai):
        posisi = Posisi(*sisa)
        (orang[id_].jabatan if posisi.penugasan == "definitif" else orang[id_].tugas).append(posisi)
    for id_, *sisa in _ambil(
        f"SELECT pegawai_id, id, tingkat, nama, tahun_lulus FROM pegawai_riwayatpendidikan {berlaku} ORDER BY id", nilai
    ):
        orang[id_].pendidikan.append(Ijazah(*sisa))


MULAI = "coalesce(lower(masa), DATE '1900-01-01')"
JABATAN = """
SELECT r.pegawai_id, coalesce(lower(r.masa), DATE '1900-01-01'), r.tmt_jabatan, j.unit_id, u.nama, j.nama, r.penugasan
FROM pegawai_riwayatjabatan r JOIN organisasi_jabatan j ON j.id = r.jabatan_id JOIN organisasi_unitkerja u ON u.id = j.unit_id
WHERE r.pegawai_id = ANY(%(orang)s) AND r.diganti_at IS NULL
ORDER BY lower(r.masa) NULLS FIRST, r.id
"""
