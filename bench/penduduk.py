"""Filling a database with N invented employees, set by set: the same tables and triggers as in production."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import psycopg2
from django.db import connection, transaction

from bench.buku import KOTA
from bench.orang import PENDIDIKAN, TEMPAT, Orang, nama_jabatan, orang
from impor.pegawai.terapkan import salin
from inti import audit
from inti.kode import buat_kode
from organisasi.models import UnitKerja
from organisasi.services import baca_unit, import_unit
from pegawai import proyeksi
from pegawai.models import Pegawai
from pegawai.rules.jabatan import urai_jabatan
from sibolga_asn.mesin.paths import BASE_DIR

BERKAS_UNIT = BASE_DIR / "demo" / "data" / "unit-kerja.json"
SEKALI = 10_000  # people a transaction

SEMENTARA = """
DROP TABLE IF EXISTS pg_temp.bench_orang, pg_temp.bench_post, pg_temp.bench_kunci;
CREATE TEMP TABLE bench_orang (urut int PRIMARY KEY, kode text, nama text, gelar text, tempat text, lahir date, kelamin text, pppk boolean,
    tmt_cpns date, nomor text, nik text, alamat text, hp text, email text, golongan text, tmt_golongan date, mk int, unit_id bigint,
    jabatan text, tmt_jabatan date, tingkat text, pendidikan text, lulus int) ON COMMIT DROP;
CREATE TEMP TABLE bench_post (unit_id bigint, nama text, kode text, jenis text, jenjang text, guru boolean, memimpin boolean) ON COMMIT DROP;
"""
LANGKAH = (
    """INSERT INTO organisasi_jabatan (kode, unit_id, nama, jenis, jenjang, guru, memimpin, usul_memimpin)
       SELECT kode, unit_id, nama, jenis, jenjang, guru, memimpin, false FROM bench_post ON CONFLICT (unit_id, nama) DO NOTHING""",
    """INSERT INTO pegawai_pegawai (kode, id_asing, nama, gelar_depan, gelar_belakang, tempat_lahir, tanggal_lahir, jenis_kelamin, tmt_cpns,
           nomor, nama_urut, jenis, kedudukan, mk_tahun, mk_bulan, pendidikan, pendidikan_nama)
       SELECT kode, 'bench-' || urut, nama, '', gelar, tempat, lahir, kelamin, tmt_cpns, '', lower(nama),
           CASE WHEN pppk THEN 'pppk' ELSE 'pns' END, 'aktif', 0, 0, '', '' FROM bench_orang""",
    """CREATE TEMP TABLE bench_kunci ON COMMIT DROP AS
       SELECT b.*, p.id AS pegawai_id FROM bench_orang b JOIN pegawai_pegawai p ON p.kode = b.kode""",
    """INSERT INTO pegawai_datapribadi (pegawai_id, nik, npwp, bpjs, alamat, nomor_hp, email, email_dinas, agama, status_kawin)
       SELECT pegawai_id, nik, '', '', alamat, hp, email, '', 'Islam', 'menikah' FROM bench_kunci""",
    """INSERT INTO pegawai_nomorpegawai (pegawai_id, nomor, jenis, masa)
       SELECT pegawai_id, nomor, CASE WHEN pppk THEN 'ni_pppk' ELSE 'nip' END, daterange(tmt_cpns, NULL) FROM bench_kunci""",
    """INSERT INTO pegawai_riwayatstatus (pegawai_id, masa, jenis, kedudukan, nomor_sk)
       SELECT pegawai_id, masa, jenis, 'aktif', '' FROM bench_kunci CROSS JOIN LATERAL (VALUES
           (pppk, daterange(tmt_cpns, NULL), 'pppk'),
           (NOT pppk, daterange(tmt_cpns, (tmt_cpns + interval '1 year')::date), 'cpns'),
           (NOT pppk, daterange((tmt_cpns + interval '1 year')::date, NULL), 'pns')) AS s(ya, masa, jenis) WHERE ya""",
    """INSERT INTO pegawai_riwayatgolongan (pegawai_id, masa, golongan_id, mk_tahun, mk_bulan, nomor_sk)
       SELECT pegawai_id, masa, g.golongan, g.mk, 0, '' FROM bench_kunci CROSS JOIN LATERAL (VALUES
           (tmt_golongan > tmt_cpns, daterange(tmt_cpns, tmt_golongan, '[)'), 'III/a', 0),
           (true, daterange(tmt_golongan, NULL), golongan, mk)) AS g(ya, masa, golongan, mk) WHERE ya""",
    """INSERT INTO pegawai_riwayatjabatan (pegawai_id, masa, jabatan_id, penugasan, tmt_jabatan, nomor_sk)
       SELECT b.pegawai_id, daterange(b.tmt_jabatan, NULL), j.id, 'definitif', b.tmt_jabatan, ''
       FROM bench_kunci b JOIN organisasi_jabatan j ON j.unit_id = b.unit_id AND j.nama = b.jabatan""",
    """INSERT INTO pegawai_riwayatpendidikan (pegawai_id, tingkat, nama, tahun_lulus)
       SELECT pegawai_id, tingkat, pendidikan, lulus FROM bench_kunci""",
)


def bangun_unit() -> None:
    """The unit tree of the city, by the product's own import; twice is the same as once."""
    import_unit(actor=None, baris=list_unit())


def list_unit() -> list[dict[str, str]]:
    """The units of the city as their file names them."""
    return baca_unit(BERKAS_UNIT.read_text(encoding="utf-8"))


def unit_kerja() -> list[dict[str, str]]:
    """The units in which people work: all but the city itself."""
    return [u for u in list_unit() if u["nama"] != KOTA]


def isi_sampai(n: int) -> None:
    """Add people until there are `n`, then derive everybody's present state and tell the planner."""
    unit = [(u["id"], u["nama"]) for u in unit_kerja()]
    pk = dict(UnitKerja.objects.values_list("id_asing", "pk"))
    ada = Pegawai.objects.count()
    for awal in range(ada, n, SEKALI):
        rombongan = [orang(i, len(unit)) for i in range(awal, min(n, awal + SEKALI))]
        with transaction.atomic(), audit.explain(why="penduduk untuk pengukuran"), connection.cursor() as kursor:
            kursor.execute(SEMENTARA)
            salin(kursor, "bench_orang", (_baris(o, unit, pk) for o in rombongan))
            salin(kursor, "bench_post", _posisi(rombongan, unit, pk))
            for sql in LANGKAH:
                kursor.execute(sql)
    proyeksi.ukur()
    with audit.explain(why="penduduk untuk pengukuran"):
        proyeksi.segarkan()
    rapikan()


def _baris(o: Orang, unit: list[tuple[str, str]], pk: dict[Any, int]) -> tuple[Any, ...]:
    i = o.nomor_urut
    id_unit, nama_unit = unit[o.unit]
    tingkat, _nasional, pendidikan = PENDIDIKAN[i % len(PENDIDIKAN)]
    return (
        i, buat_kode(), o.nama, "S.AP." if i % 3 == 0 else "", TEMPAT[i % len(TEMPAT)], o.lahir, "wanita" if o.wanita else "pria", o.pppk,
        o.tmt_cpns, o.nomor, o.nik, f"Jl. Contoh No. {i % 200 + 1}", f"0812{i % 10**8:08}", f"pegawai{i}@contoh.go.id", o.golongan,
        o.tmt_golongan, max(0, 2026 - o.tmt_cpns.year), pk[id_unit], nama_jabatan(o, nama_unit), o.tmt_jabatan, tingkat, pendidikan,
        o.lahir.year + 22,
    )  # fmt: skip


def _posisi(rombongan: Iterable[Orang], unit: list[tuple[str, str]], pk: dict[Any, int]) -> list[tuple[Any, ...]]:
    """The posts that these people hold, each once."""
    posisi: dict[tuple[int, str], tuple[Any, ...]] = {}
    for o in rombongan:
        id_unit, nama_unit = unit[o.unit]
        nama = nama_jabatan(o, nama_unit)
        urai = urai_jabatan(nama, o.jenis_jabatan)
        posisi.setdefault((pk[id_unit], nama), (pk[id_unit], nama, buat_kode(), urai.jenis, urai.jenjang, urai.guru, o.memimpin))
    return list(posisi.values())


def rapikan() -> None:
    """VACUUM and ANALYZE as the owner, as autovacuum would have done by now; without an owner only what the app may."""
    pemilik = os.environ.get("SIBOLGA_PEMILIK_URL", "")
    if not pemilik:
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")
        return
    with closing(psycopg2.connect(pemilik)) as sambungan:
        sambungan.autocommit = True
        with sambungan.cursor() as kursor:
            kursor.execute("VACUUM (ANALYZE)")
