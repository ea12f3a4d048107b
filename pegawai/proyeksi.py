"""The present state on Pegawai, derived from the histories: here and nowhere else.

`segarkan` writes it for some or all people in a fixed number of statements; `drift`
tells where it differs from the histories. Both use one and the same SELECT.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from inti import waktu
from pegawai.models import TingkatPendidikan
from pegawai.rules.pensiun import ATURAN_PENSIUN, daftar_bup

KOLOM = (
    "nomor", "jenis", "kedudukan", "unit_id", "jabatan_id", "tmt_jabatan", "golongan_id", "tmt_golongan",
    "mk_tahun", "mk_bulan", "mk_per", "pendidikan", "pendidikan_nama", "tahun_lulus", "tmt_pensiun", "nama_urut",
)  # fmt: skip

# Present state of each person as of %(per)s. Lateral joins take the one row that holds.
KEADAAN = """
SELECT p.id,
       coalesce(n.nomor, '') AS nomor, coalesce(s.jenis, p.jenis) AS jenis, coalesce(s.kedudukan, p.kedudukan) AS kedudukan,
       j.unit_id, j.jabatan_id, j.tmt_jabatan, g.golongan_id, g.tmt_golongan,
       coalesce(g.mk_tahun, 0) AS mk_tahun, coalesce(g.mk_bulan, 0) AS mk_bulan, g.mk_per,
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
    SELECT golongan_id, lower(masa) AS tmt_golongan, mk_tahun, mk_bulan, coalesce(mk_per, lower(masa)) AS mk_per FROM pegawai_riwayatgolongan
    WHERE pegawai_id = p.id AND diganti_at IS NULL AND masa @> %(per)s::date LIMIT 1) g ON true
LEFT JOIN LATERAL (
    SELECT tingkat, nama, tahun_lulus FROM pegawai_riwayatpendidikan
    WHERE pegawai_id = p.id AND diganti_at IS NULL
    ORDER BY array_position(%(urutan_pendidikan)s::text[], tingkat::text) DESC NULLS LAST, tahun_lulus DESC NULLS LAST, id DESC LIMIT 1) d ON true
"""


def _pemegang(jabatan: str, syarat: str = "") -> str:
    """SQL: who acts in the post `jabatan` on that day; the definitive holder first, else a Plt, Plh or Pj. Only active people.

    Whoever is studying, on unpaid leave (CLTN) or suspended has been relieved of the post by law, even where nobody
    has closed it here yet (PP 11/2017 ps. 64 ayat 1; likewise ps. 94 and 144); so has whoever retires, prepares for
    it (MPP, ps. 350) or has left. Other leave keeps the person active and the post theirs (a Plh does not take it).
    A date of retirement that is only computed removes nobody: the decree does, through the status.
    """
    return f"""SELECT r.pegawai_id FROM pegawai_riwayatjabatan r JOIN pegawai_pegawai o ON o.id = r.pegawai_id
            LEFT JOIN LATERAL (
                SELECT kedudukan FROM pegawai_riwayatstatus
                WHERE pegawai_id = o.id AND diganti_at IS NULL AND masa @> %(per)s::date LIMIT 1) s ON true
            WHERE r.jabatan_id = {jabatan} AND r.diganti_at IS NULL AND r.masa @> %(per)s::date
              AND coalesce(s.kedudukan, o.kedudukan) = 'aktif' {syarat}
            ORDER BY (r.penugasan = 'definitif') DESC, lower(r.masa) DESC, r.id LIMIT 1"""  # noqa: S608  # names of this module


def _penilai(syarat: str, lain: str = "") -> str:
    """SQL: who appraises by decree: an official in office on that day, or whoever acts in the post."""
    return f"""SELECT (SELECT j.id FROM organisasi_pejabatnonasn j WHERE j.id = t.penilai_pejabat_id AND j.masa @> %(per)s::date) AS pejabat_id,
           ({_pemegang("t.penilai_jabatan_id", lain)}) AS pegawai_id
    FROM organisasi_penetapanpenilai t WHERE {syarat} AND t.masa @> %(per)s::date LIMIT 1"""  # noqa: S608  # names of this module


# For each unit: who leads it (a decree on the unit first, then whoever acts in the leading post).
PEMIMPIN = f"""
CREATE TEMP TABLE pemimpin_unit ON COMMIT DROP AS
SELECT u.id AS unit_id, u.jalur, CASE WHEN pp.pejabat_id IS NULL THEN coalesce(pp.pegawai_id, h.pegawai_id) END AS pegawai_id, pp.pejabat_id
FROM organisasi_unitkerja u
LEFT JOIN LATERAL ({_penilai("t.unit_id = u.id")}) pp ON true
LEFT JOIN organisasi_jabatan jb ON jb.unit_id = u.id AND jb.memimpin
LEFT JOIN LATERAL ({_pemegang("jb.id")}) h ON true
WHERE u.aktif;
CREATE INDEX ON pemimpin_unit (unit_id);
ANALYZE pemimpin_unit
"""  # noqa: S608  # SQL of this module

# The superior: a decree on the post; where that names nobody who is in office, the nearest leader from the own
# unit upward who is not the person.
ATASAN = f"""
SELECT p.id,
       CASE WHEN dp.ada THEN dp.pegawai_id ELSE a.pegawai_id END AS atasan_id,
       CASE WHEN dp.ada THEN dp.pejabat_id ELSE a.pejabat_id END AS atasan_pejabat_id
FROM pegawai_pegawai p
LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id
LEFT JOIN LATERAL (
    SELECT d.pegawai_id IS NOT NULL OR d.pejabat_id IS NOT NULL AS ada, d.pejabat_id, d.pegawai_id
    FROM ({_penilai("t.jabatan_id = p.jabatan_id", "AND r.pegawai_id <> p.id")}) d) dp ON true
LEFT JOIN LATERAL (
    SELECT m.pegawai_id, m.pejabat_id FROM pemimpin_unit m
    WHERE m.unit_id = ANY (string_to_array(trim(both '/' from u.jalur), '/')::bigint[])
      AND (m.pejabat_id IS NOT NULL OR m.pegawai_id <> p.id)
    ORDER BY length(m.jalur) DESC LIMIT 1) a ON true
"""  # noqa: S608  # SQL of this module


def _nilai(per: date) -> dict[str, Any]:
    bup = {kode: b.usia for kode, b in daftar_bup(ATURAN_PENSIUN.ambil(per)).items()}
    return {"per": per, "urutan_pendidikan": list(TingkatPendidikan.values), "bup": json.dumps(bup)}


def giliran() -> None:
    """Wait for one's turn to change careers, until the transaction ends: take it before any row is locked.

    A change of one leader writes the superiors of many people, so two at once could each wait for the other's rows.
    """
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtext('pegawai.riwayat'))")


def siapkan_pemimpin(kursor: Any, nilai: Mapping[str, Any]) -> None:
    """Lay out, until the transaction ends, who leads each unit on `nilai["per"]`: what ATASAN reads."""
    kursor.execute("DROP TABLE IF EXISTS pemimpin_unit")
    kursor.execute(PEMIMPIN, nilai)


@transaction.atomic
def segarkan(ids: Iterable[int] | None = None, per: date | None = None) -> int:
    """Bring the present state of these people (all, when None) up to their histories. Returns rows changed.

    Superiors of everybody are derived anew when `ids` is None; for some people only theirs.
    Call it inside the transaction and audit context of the change.
    """
    giliran()
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
        siapkan_pemimpin(kursor, nilai)
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
        siapkan_pemimpin(kursor, nilai)
        sumber = [*((k, "k") for k in KOLOM), ("atasan_id", "a"), ("atasan_pejabat_id", "a")]
        beda = ", ".join(f"CASE WHEN p.{k} IS DISTINCT FROM {t}.{k} THEN '{k}' END" for k, t in sumber)
        kursor.execute(
            f"SELECT p.kode, array_remove(ARRAY[{beda}], NULL) AS kolom "  # noqa: S608  # names of this module
            f"FROM pegawai_pegawai p JOIN ({KEADAAN}) k ON k.id = p.id JOIN ({ATASAN}) a ON a.id = p.id ORDER BY p.kode",
            nilai,
        )
        return [{"kode": kode, "kolom": kolom} for kode, kolom in kursor.fetchall() if kolom]
