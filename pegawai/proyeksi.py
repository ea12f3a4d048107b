"""The present state on Pegawai, derived from the histories: here and nowhere else.

`segarkan` writes it for some or all people in a fixed number of statements; `drift`
tells where it differs from the histories. Both use one and the same SELECT.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import Any

from django.db import connection, transaction

from alur import alih
from inti import waktu
from pegawai import kait
from pegawai.models import TingkatPendidikan
from pegawai.rules.pensiun import ATURAN_PENSIUN, daftar_bup

KOLOM = (
    "nomor", "jenis", "kedudukan", "unit_id", "jabatan_id", "tmt_jabatan", "golongan_id", "tmt_golongan",
    "mk_tahun", "mk_bulan", "mk_per", "pendidikan", "pendidikan_nama", "tahun_lulus", "tmt_pensiun", "nama_urut",
)  # fmt: skip

TERTULIS = (*KOLOM, "atasan_id", "atasan_pejabat_id")
TABEL = (
    "organisasi_jabatan", "pegawai_pegawai", "pegawai_nomorpegawai", "pegawai_riwayatstatus",
    "pegawai_riwayatgolongan", "pegawai_riwayatjabatan", "pegawai_riwayatpendidikan",
)  # fmt: skip


def _keadaan(syarat: str = "") -> str:
    """SQL: the present state of each person as of %(per)s, of those alone whose `{id}` meets `syarat`.

    Everything is joined by equality, so that everybody at once is a few hash joins and one person a few look-ups.
    Periods that hold exclude each other (see models.riwayat), so the plain joins find at most one row.
    """
    orang = syarat.format(id="p.id")
    milik = syarat.format(id="pegawai_id")
    return f"""
SELECT p.id,
       coalesce(n.nomor, '') AS nomor, coalesce(s.jenis, p.jenis) AS jenis, coalesce(s.kedudukan, p.kedudukan) AS kedudukan,
       jb.unit_id, j.jabatan_id, j.tmt_jabatan, g.golongan_id, lower(g.masa) AS tmt_golongan,
       coalesce(g.mk_tahun, 0) AS mk_tahun, coalesce(g.mk_bulan, 0) AS mk_bulan, coalesce(g.mk_per, lower(g.masa)) AS mk_per,
       coalesce(d.tingkat, '') AS pendidikan, coalesce(d.nama, '') AS pendidikan_nama, d.tahun_lulus,
       (date_trunc('month', p.tanggal_lahir) + make_interval(years => (%(bup)s::jsonb ->> jb.kelas_bup)::int, months => 1))::date AS tmt_pensiun,
       lower(p.nama) AS nama_urut
FROM pegawai_pegawai p
LEFT JOIN (
    SELECT DISTINCT ON (pegawai_id) pegawai_id, nomor FROM pegawai_nomorpegawai WHERE masa @> %(per)s::date {milik}
    ORDER BY pegawai_id, lower(masa) DESC NULLS LAST, id DESC) n ON n.pegawai_id = p.id
LEFT JOIN pegawai_riwayatstatus s ON s.pegawai_id = p.id AND s.diganti_at IS NULL AND s.masa @> %(per)s::date
LEFT JOIN pegawai_riwayatjabatan j ON j.pegawai_id = p.id AND j.diganti_at IS NULL AND j.penugasan = 'definitif' AND j.masa @> %(per)s::date
LEFT JOIN organisasi_jabatan jb ON jb.id = j.jabatan_id
LEFT JOIN pegawai_riwayatgolongan g ON g.pegawai_id = p.id AND g.diganti_at IS NULL AND g.masa @> %(per)s::date
LEFT JOIN (
    SELECT DISTINCT ON (pegawai_id) pegawai_id, tingkat, nama, tahun_lulus FROM pegawai_riwayatpendidikan WHERE diganti_at IS NULL {milik}
    ORDER BY pegawai_id, array_position(%(urutan_pendidikan)s::text[], tingkat::text) DESC NULLS LAST, tahun_lulus DESC NULLS LAST, id DESC
    ) d ON d.pegawai_id = p.id
WHERE true {orang}
"""  # noqa: S608  # conditions of this module


# Who appraises, laid out until the transaction ends. `calon` are candidates, the first one first: a person by id, an
# official who is no employee (PejabatNonAsn) by the negative of theirs.
#
# Whoever is studying, on unpaid leave (CLTN) or suspended has been relieved of the post by law, even where nobody
# has closed it here yet (PP 11/2017 ps. 64 ayat 1; likewise ps. 94 and 144); so has whoever retires, prepares for
# it (MPP, ps. 350) or has left. Other leave keeps the person active and the post theirs (a Plh does not take it).
# A date of retirement that is only computed removes nobody: the decree does, through the status.
#
# Of each post that leads or that a decree names: who acts in it, the definitive holder first, else a Plt, Plh or Pj.
_PEMEGANG = """
SELECT r.jabatan_id, array_agg(r.pegawai_id ORDER BY (r.penugasan = 'definitif') DESC, lower(r.masa) DESC, r.id) AS calon
FROM pegawai_riwayatjabatan r
JOIN pegawai_pegawai o ON o.id = r.pegawai_id
LEFT JOIN pegawai_riwayatstatus s ON s.pegawai_id = o.id AND s.diganti_at IS NULL AND s.masa @> %(per)s::date
WHERE r.diganti_at IS NULL AND r.masa @> %(per)s::date AND coalesce(s.kedudukan, o.kedudukan) = 'aktif'
  AND r.jabatan_id IN (
    SELECT id FROM organisasi_jabatan WHERE memimpin
    UNION SELECT penilai_jabatan_id FROM organisasi_penetapanpenilai WHERE masa @> %(per)s::date) {jabatan}
GROUP BY r.jabatan_id
"""
PEMIMPIN = f"""
CREATE TEMP TABLE pemegang_jabatan ON COMMIT DROP AS {_PEMEGANG.format(jabatan="")};
-- By decree: the official if in office on that day, or whoever acts in the post.
CREATE TEMP TABLE penilai_ditetapkan ON COMMIT DROP AS
SELECT t.unit_id, t.jabatan_id, CASE WHEN j.id IS NULL THEN h.calon ELSE ARRAY[-j.id] END AS calon
FROM organisasi_penetapanpenilai t
LEFT JOIN organisasi_pejabatnonasn j ON j.id = t.penilai_pejabat_id AND j.masa @> %(per)s::date
LEFT JOIN pemegang_jabatan h ON h.jabatan_id = t.penilai_jabatan_id
WHERE t.masa @> %(per)s::date;
-- Of each unit: its leader (a decree on the unit first, then whoever acts in the leading post), then those above it.
CREATE TEMP TABLE pemimpin_unit ON COMMIT DROP AS
WITH pemimpin AS (
    SELECT u.id, u.jalur, coalesce(t.calon[1], h.calon[1]) AS calon
    FROM organisasi_unitkerja u
    LEFT JOIN penilai_ditetapkan t ON t.unit_id = u.id
    LEFT JOIN organisasi_jabatan jb ON jb.unit_id = u.id AND jb.memimpin
    LEFT JOIN pemegang_jabatan h ON h.jabatan_id = jb.id
    WHERE u.aktif)
SELECT u.id AS unit_id, array_agg(m.calon ORDER BY length(m.jalur) DESC) AS calon
FROM organisasi_unitkerja u
CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from u.jalur), '/')::bigint[]) AS atas(id)
JOIN pemimpin m ON m.id = atas.id AND m.calon IS NOT NULL
GROUP BY u.id;
ANALYZE pemegang_jabatan, penilai_ditetapkan, pemimpin_unit
"""  # noqa: S608  # SQL of this module


def _atasan(kolom: str, orang: str) -> str:
    """SQL: columns of `orang` and who is their superior.

    That is whom a decree on the post names; where it names nobody who is in office, the nearest leader from the own
    unit upward. Nobody is their own superior.
    """
    return f"""
SELECT {kolom}, CASE WHEN c.pilihan > 0 THEN c.pilihan END AS atasan_id, CASE WHEN c.pilihan < 0 THEN -c.pilihan END AS atasan_pejabat_id
FROM {orang} k
LEFT JOIN penilai_ditetapkan t ON t.jabatan_id = k.jabatan_id
LEFT JOIN pemimpin_unit u ON u.unit_id = k.unit_id
CROSS JOIN LATERAL (SELECT (array_remove(t.calon || u.calon, k.id))[1] AS pilihan) c
"""  # noqa: S608  # SQL of this module


ATASAN = _atasan("k.id", "pegawai_pegawai")
# Words of names by which people are looked for (pegawai.kata_nama).
_KATA = """
INSERT INTO pegawai_katanama (kata)
SELECT DISTINCT k.kata FROM pegawai_pegawai p CROSS JOIN LATERAL string_to_table(p.nama_urut, ' ') AS k(kata)
WHERE k.kata <> '' {orang} AND NOT EXISTS (SELECT FROM pegawai_katanama n WHERE n.kata = k.kata)
ON CONFLICT DO NOTHING
"""

# Who has something waiting with the officers of another unit than the one where they are now.
_PINDAH = """
SELECT DISTINCT p.kode FROM alur_pemegang m JOIN pegawai_pegawai p ON p.kode = m.orang_kode
WHERE m.jenis = 'kolam' AND m.unit_id IS DISTINCT FROM p.unit_id {orang}
"""


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
    kursor.execute("DROP TABLE IF EXISTS pemegang_jabatan, penilai_ditetapkan, pemimpin_unit")
    kursor.execute(PEMIMPIN, nilai)


def get_pemegang(jabatan_id: int, per: date) -> int | None:
    """Who acts in this post on that day (an employee's pk); None where nobody does, and where the post leads nobody. One query."""
    with connection.cursor() as kursor:
        kursor.execute(_PEMEGANG.format(jabatan="AND r.jabatan_id = %(jabatan)s"), {"per": per, "jabatan": jabatan_id})
        baris = kursor.fetchone()
    return int(baris[1][0]) if baris else None


@contextmanager
def semua_orang(kursor: Any) -> Iterator[None]:
    """Plan the statements inside for everybody: joins by hash, whatever the statistics say of tables just filled."""
    kursor.execute("SET LOCAL enable_nestloop TO off")
    yield
    kursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def ukur() -> None:
    """Tell the planner what stands in the tables, where many rows were just written: autovacuum comes by too late.

    Until it did, the first reports took ten times as long (measured).
    """
    with connection.cursor() as kursor:
        kursor.execute("ANALYZE " + ", ".join(TABEL))


@transaction.atomic
def segarkan(ids: Iterable[int] | None = None, per: date | None = None) -> int:
    """Bring the present state of these people (all, when None) up to their histories. Returns people changed.

    per   another day than today: to look at what would be, in a transaction that is rolled back

    Superiors of everybody are derived anew when `ids` is None; for some people only theirs. What waits for the officers of
    a unit that somebody left goes with them. The number of statements
    does not depend on the people, the work grows in proportion to them.
    Call it inside the transaction and audit context of the change; where many rows were just written, `ukur` first.
    """
    giliran()
    nilai = _nilai(per or waktu.today())
    syarat = ""
    if ids is not None:
        nilai["ids"] = list(ids)
        syarat = "AND {id} = ANY(%(ids)s)"
    isi = ", ".join(f"{k} = k.{k}" for k in TERTULIS)
    beda = " OR ".join(f"p.{k} IS DISTINCT FROM k.{k}" for k in TERTULIS)
    sumber = _atasan("k.*", f"({_keadaan(syarat)})")
    tulis = f"UPDATE pegawai_pegawai p SET {isi} FROM ({sumber}) k{{lama}} WHERE k.id = p.id AND ({beda})"  # noqa: S608  # columns and SQL of this module
    with connection.cursor() as kursor, semua_orang(kursor) if ids is None else nullcontext():
        siapkan_pemimpin(kursor, nilai)
        berubah, unit = _tulis_semua(kursor, tulis, nilai) if ids is None else _tulis(kursor, tulis, nilai)
        kursor.execute(_KATA.format(orang=syarat.format(id="p.id")), nilai)
        if per is None:
            kursor.execute(_PINDAH.format(orang=syarat.format(id="p.id")), nilai)
            if pindah := [kode for (kode,) in kursor.fetchall()]:
                alih.follow_owners(pindah)
            if unit or unit is None:
                kait.tell_pindah(unit)
        return berubah


def _tulis(kursor: Any, tulis: str, nilai: Mapping[str, Any]) -> tuple[int, frozenset[int] | None]:
    """Write the state of some people; return how many changed, and the units that they left, came to or serve no longer."""
    lama = " JOIN pegawai_pegawai lama ON lama.id = k.id"
    kolom = " RETURNING lama.unit_id, p.unit_id, lama.kedudukan <> p.kedudukan"
    kursor.execute(tulis.format(lama=lama) + kolom, nilai)
    baris = kursor.fetchall()
    return len(baris), frozenset(u for dari, ke, lain in baris if lain or dari != ke for u in (dari, ke) if u)


def _tulis_semua(kursor: Any, tulis: str, nilai: Mapping[str, Any]) -> tuple[int, frozenset[int] | None]:
    """Write the state of everybody; where somebody changed, that may be any unit (None): to look would cost an import time."""
    kursor.execute(tulis.format(lama=""), nilai)
    berubah = int(kursor.rowcount)
    return berubah, None if berubah else frozenset()


def drift(per: date | None = None) -> list[dict[str, Any]]:
    """People whose stored present state differs from their histories: `{kode, kolom}`; empty is healthy."""
    nilai = _nilai(per or waktu.today())
    beda = ", ".join(f"CASE WHEN p.{k} IS DISTINCT FROM k.{k} THEN '{k}' END" for k in TERTULIS)
    with transaction.atomic(), connection.cursor() as kursor, semua_orang(kursor):
        siapkan_pemimpin(kursor, nilai)
        kursor.execute(
            f"SELECT p.kode, array_remove(ARRAY[{beda}], NULL) AS kolom "  # noqa: S608  # names of this module
            f"FROM pegawai_pegawai p JOIN ({_atasan('k.*', f'({_keadaan()})')}) k ON k.id = p.id ORDER BY p.kode",
            nilai,
        )
        return [{"kode": kode, "kolom": kolom} for kode, kolom in kursor.fetchall() if kolom]
