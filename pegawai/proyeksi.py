"""The present state on Pegawai, derived from the histories: here and nowhere else.

`segarkan` writes it for some or all people in a fixed number of statements; `drift`
tells where it differs from the histories. Both use one and the same SELECT.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from inti import parameter, waktu
from pegawai.models import TingkatPendidikan
from pegawai.rules.pensiun import PARAMETER, daftar_bup

KOLOM = (
    "nomor", "jenis", "kedudukan", "unit_id", "jabatan_id", "tmt_jabatan", "golongan_id", "tmt_golongan",
    "mk_tahun", "mk_bulan", "pendidikan", "pendidikan_nama", "tahun_lulus", "tmt_pensiun", "nama_urut",
)  # fmt: skip

# Present state of each person as of %(per)s. Lateral joins take the one row that holds.
KEADAAN = """
SELECT p.id,
       coalesce(n.nomor, '') AS nomor, coalesce(s.jenis, p.jenis) AS jenis, coalesce(s.kedudukan, p.kedudukan) AS kedudukan,
       j.unit_id, j.jabatan_id, j.tmt_jabatan, g.golongan_id, g.tmt_golongan,
       coalesce(g.mk_tahun, 0) AS mk_tahun, coalesce(g.mk_bulan, 0) AS mk_bulan,
       coalesce(d.tingkat, '') AS pendidikan, coalesce(d.nama, '') AS pendidikan_nama, d.tahun_lulus,
       (date_trunc('month', p.tanggal_lahir) + make_interval(years => (%(bup)s::jsonb ->> j.kelas_bup)::int, months => 1))::date AS tmt_pensiun,
       lower(p.nama) AS nama_urut
FROM pegawai_pegawai p
LEFT JOIN LATERAL (
    SELECT nomor FROM pegawai_nomorpegawai WHERE pegawai_id = p.id AND masa @> %(per)s::date
    ORDER BY lower(masa) DESC NULLS LAST, id DESC LIMIT 1) n ON true
LEFT JOIN LATERAL (
    SELECT jenis, kedudukan FROM pegawai_riwayatstatus
    WHERE pegawai_id = p.id AND diganti_at IS NULL AND masa @> %(per)s::date LIMIT 1) s ON true
LEFT JOIN LATERAL (
    SELECT r.jabatan_id, r.tmt_jabatan, jb.unit_id, jb.kelas_bup
    FROM pegawai_riwayatjabatan r JOIN organisasi_jabatan jb ON jb.id = r.jabatan_id
    WHERE r.pegawai_id = p.id AND r.diganti_at IS NULL AND r.penugasan = 'definitif' AND r.masa @> %(per)s::date LIMIT 1) j ON true
LEFT JOIN LATERAL (
    SELECT golongan_id, lower(masa) AS tmt_golongan, mk_tahun, mk_bulan FROM pegawai_riwayatgolongan
    WHERE pegawai_id = p.id AND diganti_at IS NULL AND masa @> %(per)s::date LIMIT 1) g ON true
LEFT JOIN LATERAL (
    SELECT tingkat, nama, tahun_lulus FROM pegawai_riwayatpendidikan
    WHERE pegawai_id = p.id AND diganti_at IS NULL
    ORDER BY array_position(%(urutan_pendidikan)s::text[], tingkat::text) DESC NULLS LAST, tahun_lulus DESC NULLS LAST, id DESC LIMIT 1) d ON true
"""

# For each unit: who leads it (a decree on the unit first, then the leading post's holder, Plt/Plh when vacant).
PEMIMPIN = """
CREATE TEMP TABLE pemimpin_unit ON COMMIT DROP AS
SELECT u.id AS unit_id, u.jalur, coalesce(pp.pegawai_id, h.pegawai_id) AS pegawai_id, pp.pejabat_id
FROM organisasi_unitkerja u
LEFT JOIN LATERAL (
    SELECT penilai_pejabat_id AS pejabat_id,
           (SELECT r.pegawai_id FROM pegawai_riwayatjabatan r
            WHERE r.jabatan_id = t.penilai_jabatan_id AND r.diganti_at IS NULL AND r.masa @> %(per)s::date
            ORDER BY (r.penugasan = 'definitif') DESC, lower(r.masa) DESC, r.id LIMIT 1) AS pegawai_id
    FROM organisasi_penetapanpenilai t WHERE t.unit_id = u.id AND t.masa @> %(per)s::date LIMIT 1) pp ON true
LEFT JOIN LATERAL (
    SELECT r.pegawai_id FROM organisasi_jabatan jb JOIN pegawai_riwayatjabatan r ON r.jabatan_id = jb.id
    WHERE jb.unit_id = u.id AND jb.memimpin AND r.diganti_at IS NULL AND r.masa @> %(per)s::date
    ORDER BY (r.penugasan = 'definitif') DESC, lower(r.masa) DESC, r.id LIMIT 1) h ON true
WHERE u.aktif;
CREATE INDEX ON pemimpin_unit (unit_id);
ANALYZE pemimpin_unit
"""

# The superior: a decree on the post; else the nearest leader from the own unit upward who is not the person.
ATASAN = """
SELECT p.id,
       CASE WHEN dp.ada THEN dp.pegawai_id ELSE a.pegawai_id END AS atasan_id,
       CASE WHEN dp.ada THEN dp.pejabat_id ELSE a.pejabat_id END AS atasan_pejabat_id
FROM pegawai_pegawai p
LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id
LEFT JOIN LATERAL (
    SELECT true AS ada, t.penilai_pejabat_id AS pejabat_id,
           (SELECT r.pegawai_id FROM pegawai_riwayatjabatan r
            WHERE r.jabatan_id = t.penilai_jabatan_id AND r.diganti_at IS NULL AND r.masa @> %(per)s::date
              AND r.pegawai_id <> p.id
            ORDER BY (r.penugasan = 'definitif') DESC, lower(r.masa) DESC, r.id LIMIT 1) AS pegawai_id
    FROM organisasi_penetapanpenilai t WHERE t.jabatan_id = p.jabatan_id AND t.masa @> %(per)s::date LIMIT 1) dp ON true
LEFT JOIN LATERAL (
    SELECT m.pegawai_id, m.pejabat_id FROM pemimpin_unit m
    WHERE m.unit_id = ANY (string_to_array(trim(both '/' from u.jalur), '/')::bigint[])
      AND (m.pejabat_id IS NOT NULL OR m.pegawai_id <> p.id)
    ORDER BY length(m.jalur) DESC LIMIT 1) a ON true
"""


def _nilai(per: date) -> dict[str, Any]:
    bup = {kode: b.usia for kode, b in daftar_bup(parameter.ambil(PARAMETER, per)).items()}
    return {"per": per, "urutan_pendidikan": list(TingkatPendidikan.values), "bup": json.dumps(bup)}


@transaction.atomic
def segarkan(ids: Iterable[int] | None = None, per: date | None = None) -> int:
    """Bring the present state of these people (all, when None) up to their histories. Returns rows changed.

    Superiors of everybody are derived anew when `ids` is None; for some people only theirs.
    Call it inside the transaction and audit context of the change.
    """
    nilai = _nilai(per or waktu.today())
    saring = ""
    if ids is not None:
        nilai["ids"] = list(ids)
        saring = " WHERE p.id = ANY(%(ids)s)"
    isi = ", ".join(f"{k} = k.{k}" for k in KOLOM)
    beda = " OR ".join(f"p.{k} IS DISTINCT FROM k.{k}" for k in KOLOM)
    with connection.cursor() as kursor:
        kursor.execute(f"UPDATE pegawai_pegawai p SET {isi} FROM ({KEADAAN}{saring}) k WHERE k.id = p.id AND ({beda})", nilai)  # noqa: S608  # columns and SQL of this module
        berubah = int(kursor.rowcount)
        kursor.execute("DROP TABLE IF EXISTS pemimpin_unit")
        kursor.execute(PEMIMPIN, nilai)
        kursor.execute(
            f"UPDATE pegawai_pegawai p SET atasan_id = k.atasan_id, atasan_pejabat_id = k.atasan_pejabat_id FROM ({ATASAN}{saring}) k "  # noqa: S608  # SQL of this module
            "WHERE k.id = p.id AND (p.atasan_id IS DISTINCT FROM k.atasan_id OR p.atasan_pejabat_id IS DISTINCT FROM k.atasan_pejabat_id)",
            nilai,
        )
        return berubah + int(kursor.rowcount)


def drift(per: date | None = None) -> list[dict[str, Any]]:
    """People whose stored present state differs from their histories: `{kode, kolom}`; empty is healthy."""
    nilai = _nilai(per or waktu.today())
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("DROP TABLE IF EXISTS pemimpin_unit")
        kursor.execute(PEMIMPIN, nilai)
        beda = ", ".join(f"CASE WHEN p.{k} IS DISTINCT FROM k.{k} THEN '{k}' END" for k in KOLOM)
        kursor.execute(
            f"SELECT p.kode, array_remove(ARRAY[{beda}, CASE WHEN p.atasan_id IS DISTINCT FROM a.atasan_id THEN 'atasan_id' END], NULL) AS kolom "  # noqa: S608  # names of this module
            f"FROM pegawai_pegawai p JOIN ({KEADAAN}) k ON k.id = p.id JOIN ({ATASAN}) a ON a.id = p.id ORDER BY p.kode",
            nilai,
        )
        return [{"kode": kode, "kolom": kolom} for kode, kolom in kursor.fetchall() if kolom]
