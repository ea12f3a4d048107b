"""Applying a judged list: plans are copied into temporary tables, then a fixed number of statements does the rest.

COPY goes only into tables without triggers; the statements on the tracked tables run
inside `audit.explain`, so that each changed row knows who, why and by which batch.
Run it in one transaction, after `nilai` with `kunci=True`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from impor.models import DITULIS
from impor.pegawai import pemimpin
from impor.pegawai.baris import Baris
from impor.pegawai.keadaan import ORANG, PRIBADI
from inti.kode import buat_kode
from organisasi.models import UnitKerja
from pegawai import atasan, proyeksi
from pegawai.rules.jabatan import urai_jabatan

TEKS_ORANG = ", ".join(f"{k} {'date' if k in ('tanggal_lahir', 'tmt_cpns') else 'text'}" for k in (*ORANG, *PRIBADI))
TABEL_SEMENTARA = f"""
CREATE TEMP TABLE impor_orang (baris int PRIMARY KEY, pegawai_id bigint, baru boolean, ubah_orang boolean, ubah_pribadi boolean,
    kode text, id_asing text, jenis text, {TEKS_ORANG}) ON COMMIT DROP;
CREATE TEMP TABLE impor_nomor (baris int, nomor text, jenis text, mulai date) ON COMMIT DROP;
CREATE TEMP TABLE impor_post (unit_id bigint, nama text, kode text, jenis text, jenjang text, guru boolean, usul boolean) ON COMMIT DROP;
CREATE TEMP TABLE impor_riwayatstatus (baris int, sejak date, mulai date, selesai date, jenis text, kedudukan text, nomor_sk text, tanggal_sk date) ON COMMIT DROP;
CREATE TEMP TABLE impor_riwayatgolongan (baris int, sejak date, golongan_id text, mk_tahun int, mk_bulan int, mk_per date) ON COMMIT DROP;
CREATE TEMP TABLE impor_riwayatjabatan (baris int, sejak date, tmt date, unit_id bigint, nama text, penugasan text) ON COMMIT DROP;
CREATE TEMP TABLE impor_pendidikan (baris int, ganti bigint, tingkat text, nama text, tahun int) ON COMMIT DROP;
"""
BUANG = ("orang", "nomor", "post", "riwayatstatus", "riwayatgolongan", "riwayatjabatan", "pendidikan")
# Columns that a shortened copy of a history row takes over from the row it replaces.
WARISAN = {
    "riwayatstatus": "jenis, kedudukan, nomor_sk, tanggal_sk",
    "riwayatgolongan": "golongan_id, mk_tahun, mk_bulan, mk_per, nomor_sk, tanggal_sk",
    "riwayatjabatan": "jabatan_id, penugasan, tmt_jabatan, nomor_sk, tanggal_sk",
}
# History rows go in by person: an index whose rows come in any order is searched anew for each, and that grows with the list.
LANGKAH = (
    # New posts; then new people, and who they have become.
    """INSERT INTO organisasi_jabatan (kode, unit_id, nama, jenis, jenjang, guru, memimpin, usul_memimpin)
       SELECT kode, unit_id, nama, jenis, jenjang, guru, false, usul FROM impor_post
       ON CONFLICT (unit_id, nama) DO NOTHING""",
    f"""INSERT INTO pegawai_pegawai (kode, id_asing, {", ".join(ORANG)}, nomor, nama_urut, jenis, kedudukan, mk_tahun, mk_bulan, pendidikan, pendidikan_nama)
       SELECT kode, id_asing, {", ".join(ORANG)}, '', lower(nama), jenis, 'aktif', 0, 0, '', '' FROM impor_orang WHERE baru""",
    "UPDATE impor_orang o SET pegawai_id = p.id FROM pegawai_pegawai p WHERE o.baru AND p.kode = o.kode",
    # Known people.
    f"""UPDATE pegawai_pegawai p SET id_asing = coalesce(o.id_asing, p.id_asing), {", ".join(f"{k} = o.{k}" for k in ORANG)}
       FROM impor_orang o WHERE o.ubah_orang AND NOT o.baru AND p.id = o.pegawai_id""",
    # A NIK that moves from one person to another leaves the first before it reaches the second.
    """UPDATE pegawai_datapribadi d SET nik = NULL FROM impor_orang o
       WHERE o.ubah_pribadi AND NOT o.baru AND d.pegawai_id = o.pegawai_id AND d.nik IS NOT NULL AND d.nik IS DISTINCT FROM o.nik""",
    f"""INSERT INTO pegawai_datapribadi (pegawai_id, {", ".join(PRIBADI)})
       SELECT pegawai_id, {", ".join(PRIBADI)} FROM impor_orang WHERE baru OR ubah_pribadi ORDER BY pegawai_id
       ON CONFLICT (pegawai_id) DO UPDATE SET {", ".join(f"{k} = excluded.{k}" for k in PRIBADI)}""",
    # Numbers: the old one ends where the new one begins.
    """UPDATE pegawai_nomorpegawai n SET masa = daterange(lower(n.masa), x.mulai)
       FROM impor_nomor x JOIN impor_orang o USING (baris)
       WHERE NOT o.baru AND n.pegawai_id = o.pegawai_id AND upper_inf(n.masa)""",
    """INSERT INTO pegawai_nomorpegawai (pegawai_id, nomor, jenis, masa)
       SELECT o.pegawai_id, x.nomor, x.jenis, daterange(x.mulai, NULL) FROM impor_nomor x JOIN impor_orang o USING (baris)
       ORDER BY o.pegawai_id""",
)
SISIP_RIWAYAT = (
    """INSERT INTO pegawai_riwayatstatus (pegawai_id, masa, jenis, kedudukan, nomor_sk, tanggal_sk, batch_id, tercatat_at)
       SELECT o.pegawai_id, daterange(x.mulai, x.selesai), x.jenis, x.kedudukan, x.nomor_sk, x.tanggal_sk, %(batch)s, %(saat)s
       FROM impor_riwayatstatus x JOIN impor_orang o USING (baris) ORDER BY o.pegawai_id""",
    """INSERT INTO pegawai_riwayatgolongan (pegawai_id, masa, golongan_id, mk_tahun, mk_bulan, mk_per, nomor_sk, batch_id, tercatat_at)
       SELECT o.pegawai_id, daterange(x.sejak, NULL), x.golongan_id, x.mk_tahun, x.mk_bulan, x.mk_per, '', %(batch)s, %(saat)s
       FROM impor_riwayatgolongan x JOIN impor_orang o USING (baris) ORDER BY o.pegawai_id""",
    """INSERT INTO pegawai_riwayatjabatan (pegawai_id, masa, jabatan_id, penugasan, tmt_jabatan, nomor_sk, batch_id, tercatat_at)
       SELECT o.pegawai_id, daterange(x.sejak, NULL), j.id, x.penugasan, x.tmt, '', %(batch)s, %(saat)s
       FROM impor_riwayatjabatan x JOIN impor_orang o USING (baris)
       JOIN organisasi_jabatan j ON j.unit_id = x.unit_id AND j.nama = x.nama ORDER BY o.pegawai_id""",
    """UPDATE pegawai_riwayatpendidikan r SET diganti_at = %(saat)s FROM impor_pendidikan x
       WHERE r.id = x.ganti AND r.diganti_at IS NULL""",
    """INSERT INTO pegawai_riwayatpendidikan (pegawai_id, tingkat, nama, tahun_lulus, batch_id, tercatat_at)
       SELECT o.pegawai_id, x.tingkat, x.nama, x.tahun, %(batch)s, %(saat)s FROM impor_pendidikan x JOIN impor_orang o USING (baris)
       ORDER BY o.pegawai_id""",
)


@dataclass(frozen=True)
class Tertulis:
    """What an application wrote: person of each row, and the instant that all of its history rows carry."""

    pegawai: dict[int, int]
    saat: datetime


def terapkan(baris: Iterable[Baris], *, batch_id: int, per: date) -> Tertulis:
    """Write the plans of accepted rows that are to be taken along. The number of statements doesn't depend on the rows."""
    dipakai = [b for b in baris if b.nasib in DITULIS]
    with connection.cursor() as kursor:
        kursor.execute("SELECT clock_timestamp()")
        saat: datetime = kursor.fetchone()[0]
        nilai: dict[str, int | datetime] = {"batch": batch_id, "saat": saat}
        _siapkan(kursor, dipakai)
        for sql in LANGKAH:
            kursor.execute(sql, dict(nilai))
        for tabel in WARISAN:
            _potong(kursor, tabel, nilai)
        for sql in SISIP_RIWAYAT:
            kursor.execute(sql, dict(nilai))
        kursor.execute("SELECT baris, pegawai_id FROM impor_orang")
        pegawai = dict(kursor.fetchall())
    if dipakai:
        proyeksi.ukur()
        # Another superior is told, as on every road, and another unit. A new post in the same unit is not: a list can't tell a
        # decree from a spelling that was put right, and would write to thousands who sit where they sat.
        atasan.ikuti(lewat_daftar=True)
    return Tertulis(pegawai, saat)


def _siapkan(kursor: Any, dipakai: Sequence[Baris]) -> None:
    kursor.execute("DROP TABLE IF EXISTS " + ", ".join(f"pg_temp.impor_{t}" for t in BUANG))
    kursor.execute(TABEL_SEMENTARA)
    salin(kursor, "impor_orang", map(_baris_orang, dipakai))
    salin(kursor, "impor_nomor", ((b.nomor, *b.rencana.nomor) for b in dipakai if b.rencana.nomor))
    salin(kursor, "impor_post", _posisi_baru(dipakai))
    salin(kursor, "impor_riwayatstatus", ((b.nomor, b.rencana.sejak_status, *r) for b in dipakai for r in b.rencana.status))
    salin(kursor, "impor_riwayatgolongan", ((b.nomor, *b.rencana.golongan) for b in dipakai if b.rencana.golongan))
    salin(kursor, "impor_riwayatjabatan", ((b.nomor, *b.rencana.jabatan) for b in dipakai if b.rencana.jabatan))
    salin(kursor, "impor_pendidikan", ((b.nomor, *b.rencana.pendidikan) for b in dipakai if b.rencana.pendidikan))
    # Nobody else can tell the planner how many they are: autovacuum never sees another session's temporary tables.
    kursor.execute("ANALYZE " + ", ".join(f"impor_{t}" for t in BUANG))


def _baris_orang(b: Baris) -> tuple[Any, ...]:
    r = b.rencana
    return (
        b.nomor, b.pegawai_id, r.baru, r.ubah_orang, r.ubah_pribadi, buat_kode() if r.baru else None, r.id_asing, b.bersih["jenis"],
        *(r.skalar[k] for k in (*ORANG, *PRIBADI)),
    )  # fmt: skip


def _posisi_baru(dipakai: Sequence[Baris]) -> list[tuple[Any, ...]]:
    """Posts that the plans name, each once, with what its title says."""
    posisi: dict[tuple[int, str], str] = {}
    for b in dipakai:
        if b.rencana.jabatan:
            posisi.setdefault((b.rencana.jabatan.unit_id, b.rencana.jabatan.nama), b.bersih.get("jenis_jabatan", ""))
    nama_unit = dict(UnitKerja.objects.filter(pk__in={u for u, _nama in posisi}).values_list("pk", "nama"))
    hasil = []
    for (unit_id, nama), jenis_nasional in posisi.items():
        urai = urai_jabatan(nama, jenis_nasional)
        hasil.append(
            (unit_id, nama, buat_kode(), urai.jenis, urai.jenjang, urai.guru, pemimpin.is_usul(nama, nama_unit[unit_id]))
        )
    return hasil


def _potong(kursor: Any, tabel: str, nilai: dict[str, int | datetime]) -> None:
    """Supersede what overlaps the new rows of known people, and put shortened copies in place of what began before."""
    definitif, baru = (
        ("AND r.penugasan = 'definitif'", "AND x.penugasan = 'definitif'") if tabel == "riwayatjabatan" else ("", "")
    )
    pemotong = f"""(SELECT o.pegawai_id, min(x.sejak) AS sejak FROM impor_{tabel} x JOIN impor_orang o USING (baris)
        WHERE NOT o.baru {baru} GROUP BY 1) c"""
    kursor.execute(
        f"""UPDATE pegawai_{tabel} r SET diganti_at = %(saat)s FROM {pemotong}
            WHERE r.pegawai_id = c.pegawai_id AND r.diganti_at IS NULL AND r.masa && daterange(c.sejak, NULL) {definitif}""",
        dict(nilai),
    )
    warisan = WARISAN[tabel]
    kursor.execute(
        f"""INSERT INTO pegawai_{tabel} (pegawai_id, masa, {warisan}, batch_id, tercatat_at)
            SELECT r.pegawai_id, daterange(lower(r.masa), c.sejak), {", ".join(f"r.{k.strip()}" for k in warisan.split(","))}, %(batch)s, %(saat)s
            FROM pegawai_{tabel} r JOIN {pemotong} ON c.pegawai_id = r.pegawai_id
            WHERE r.diganti_at = %(saat)s AND (lower_inf(r.masa) OR lower(r.masa) < c.sejak)""",
        dict(nilai),
    )


# --- COPY -------------------------------------------------------------------------------------


def salin(kursor: Any, tabel: str, baris: Iterable[Sequence[Any]], kolom: str = "") -> int:
    """COPY rows into a table without triggers; returns how many."""
    isi = io.StringIO()
    jumlah = 0
    for b in baris:
        isi.write("\t".join(map(_sel, b)) + "\n")
        jumlah += 1
    if jumlah:
        isi.seek(0)
        kursor.copy_expert(f"COPY {tabel} {kolom} FROM STDIN", isi)
    return jumlah


LOLOS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _sel(nilai: Any) -> str:
    if nilai is None:
        return r"\N"
    if isinstance(nilai, bool):
        return "t" if nilai else "f"
    return str(nilai).translate(LOLOS)
