"""Rollups: figures of every unit with all below it, kept in the transaction of each change.

`terapkan` adds differences to a unit and its ancestors; `bangun` counts everything
anew from the facts, says where the stored figures differed, and mends them.

A quarter holds what was so by its last day: an SKP counts in each quarter that ended on the day it was handed in
(`skp_menunggu`) or agreed (`skp_disepakati`, `rhk`: its results) or later. Results on their way (`rhk_sesuai`) are a
share of those recorded in the quarter (`rhk_tercatat`), so that an SKP that was merely agreed lowers no share.

In a quarter that has not ended, everything of an SKP counts for the unit where its owner works today (`skp`), as people
do (`pegawai`, and `belum`: without an SKP agreed by then): there `pegawai` is `belum` + `skp_disepakati`, at every level.
Whoever serves no longer counts nowhere. Once a quarter is over its SKP count where they were handed in, and no move changes
them any more. Weeks (RekapPekan) are a history: they stay with the unit of the SKP.
"""

# ruff: noqa: S608  # set-based SQL made of column names of this module; values travel as parameters
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from inti import waktu
from kinerja.models import SKP, PeriodeKinerja
from organisasi.jalur import baca as baca_jalur
from organisasi.models import UnitKerja
from pegawai.models.pegawai import TIDAK_BERTUGAS

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
KOLOM = ("skp_menunggu", "skp_disepakati", "dinilai", *PREDIKAT, "rhk", "rhk_tercatat", "rhk_sesuai")
ORANG = ("pegawai", "belum")
PEKAN = ("kemajuan", "pencatat")
BUKAN_AKTIF = [k.value for k in TIDAK_BERTUGAS]

# People are counted when a row begins, by `ikuti_orang` after moves, and by `bangun`.
_TAMBAH = f"""
WITH u AS MATERIALIZED (
    SELECT a.id, a.jalur, EXISTS (SELECT FROM kinerja_rekapkinerja r WHERE r.unit_id = a.id AND r.periode_id = ANY (%(periode)s)) AS ada
    FROM organisasi_unitkerja a WHERE a.id = ANY (%(unit)s)
),
orang AS MATERIALIZED (
    SELECT u.id, p.id AS pegawai_id FROM u JOIN organisasi_unitkerja pu ON pu.jalur LIKE u.jalur || '%%'
    JOIN pegawai_pegawai p ON p.unit_id = pu.id WHERE NOT u.ada AND p.kedudukan <> ALL (%(bukan_aktif)s)
)
INSERT INTO kinerja_rekapkinerja AS r (periode_id, unit_id, pegawai, belum, {", ".join(KOLOM)}, versi, diperbarui_at)
SELECT d.periode_id, u.id, CASE WHEN u.ada THEN 0 ELSE (SELECT count(*) FROM orang o WHERE o.id = u.id) END,
       CASE WHEN u.ada THEN coalesce(d.belum, 0) ELSE (
           SELECT count(*) FROM orang o JOIN kinerja_periodekinerja per ON per.id = d.periode_id
           LEFT JOIN kinerja_skp s ON s.pegawai_id = o.pegawai_id AND s.tahun = per.tahun AND s.status = 'disepakati'
                AND s.disepakati < upper(per.masa)
           WHERE o.id = u.id AND s.id IS NULL) END,
       {", ".join(f"coalesce(d.{k}, 0)" for k in KOLOM)}, 1, now()
FROM u CROSS JOIN jsonb_to_recordset(%(beda)s::jsonb) AS d(periode_id bigint, belum int, {", ".join(f"{k} int" for k in KOLOM)})
ORDER BY d.periode_id, u.id
ON CONFLICT (periode_id, unit_id) DO UPDATE
SET {", ".join(f"{k} = r.{k} + excluded.{k}" for k in ("belum", *KOLOM))}, versi = r.versi + 1, diperbarui_at = now()
RETURNING periode_id, unit_id, versi
"""

_TAMBAH_PEKAN = """
INSERT INTO kinerja_rekappekan AS r (pekan, unit_id, kemajuan, pencatat)
SELECT d.pekan, u.id, d.kemajuan, d.pencatat
FROM unnest(%(unit)s) AS u(id) CROSS JOIN jsonb_to_recordset(%(beda)s::jsonb) AS d(pekan date, kemajuan int, pencatat int)
ORDER BY d.pekan, u.id
ON CONFLICT (pekan, unit_id) DO UPDATE SET kemajuan = r.kemajuan + excluded.kemajuan, pencatat = r.pencatat + excluded.pencatat
"""

# The quarters, the units above each unit, people by the unit where they are (everybody is read once a year), and SKP by the
# unit for which they count.
_ORANG = """
WITH per AS (SELECT id, tahun, masa FROM kinerja_periodekinerja WHERE tahun = ANY (%(tahun)s)),
atas AS (
    SELECT u.id AS unit_id, a.id AS atas_id
    FROM organisasi_unitkerja u CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from u.jalur), '/')::bigint[]) AS a(id)
),
tiap AS (
    SELECT t.tahun, p.unit_id, s.disepakati, count(*) AS n
    FROM unnest(%(tahun)s) AS t(tahun) CROSS JOIN pegawai_pegawai p
    LEFT JOIN kinerja_skp s ON s.pegawai_id = p.id AND s.tahun = t.tahun AND s.status = 'disepakati'
    WHERE p.unit_id IS NOT NULL AND p.kedudukan <> ALL (%(bukan_aktif)s) GROUP BY 1, 2, 3
),
orang AS (
    SELECT per.id AS periode_id, t.unit_id, sum(t.n) AS pegawai,
           coalesce(sum(t.n) FILTER (WHERE (t.disepakati < upper(per.masa)) IS NOT TRUE), 0) AS belum
    FROM per JOIN tiap t ON t.tahun = per.tahun GROUP BY 1, 2
),
skp AS (
    SELECT per.id AS periode_id, per.masa, s.id, s.status, s.diajukan, s.disepakati,
           CASE WHEN upper(per.masa) > %(per)s THEN p.unit_id ELSE s.unit_id END AS unit_id
    FROM per JOIN kinerja_skp s ON s.tahun = per.tahun JOIN pegawai_pegawai p ON p.id = s.pegawai_id
    WHERE upper(per.masa) <= %(per)s OR p.kedudukan <> ALL (%(bukan_aktif)s)
)"""

_KUNCI_ORANG = """
SELECT r.id FROM kinerja_rekapkinerja r JOIN kinerja_periodekinerja per ON per.id = r.periode_id
WHERE per.tahun = ANY (%(tahun)s) AND (%(unit)s::bigint[] IS NULL OR r.unit_id = ANY (%(unit)s))
ORDER BY r.periode_id, r.unit_id FOR UPDATE OF r
"""

# Every figure from the facts; a unit counts for itself and for each unit above it.
_HITUNG = f"""
{_ORANG},
fakta AS (
    SELECT o.periode_id, o.unit_id, j.k, j.n FROM orang o CROSS JOIN LATERAL (VALUES ('pegawai', o.pegawai), ('belum', o.belum)) AS j(k, n)
    UNION ALL
    SELECT s.periode_id, s.unit_id, CASE s.status WHEN 'diajukan' THEN 'skp_menunggu' ELSE 'skp_disepakati' END, count(*)
    FROM skp s WHERE (s.status = 'diajukan' AND s.diajukan < upper(s.masa)) OR (s.status = 'disepakati' AND s.disepakati < upper(s.masa))
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT s.periode_id, s.unit_id, 'rhk', count(*)
    FROM skp s JOIN kinerja_rencanahasilkerja r ON r.skp_id = s.id
    WHERE s.status = 'disepakati' AND s.disepakati < upper(s.masa) GROUP BY 1, 2
    UNION ALL
    SELECT s.periode_id, s.unit_id, j.k, count(*)
    FROM skp s JOIN kinerja_rencanahasilkerja r ON r.skp_id = s.id
    JOIN kinerja_capaianrhk c ON c.rencana_id = r.id AND c.periode_id = s.periode_id
    CROSS JOIN LATERAL (VALUES ('rhk_tercatat', true), ('rhk_sesuai', c.sesuai)) AS j(k, ya) WHERE j.ya GROUP BY 1, 2, 3
    UNION ALL
    SELECT s.periode_id, s.unit_id, j.k, count(*)
    FROM skp s JOIN kinerja_evaluasiperiodik e ON e.skp_id = s.id AND e.periode_id = s.periode_id AND e.diganti_at IS NULL
    CROSS JOIN LATERAL (VALUES ('dinilai'), (e.predikat)) AS j(k) GROUP BY 1, 2, 3
)
SELECT per.id AS periode_id, u.id AS unit_id, {", ".join(f"coalesce(f.{k}, 0) AS {k}" for k in (*ORANG, *KOLOM))}
FROM per CROSS JOIN organisasi_unitkerja u
LEFT JOIN (
    SELECT fakta.periode_id, atas.atas_id, {", ".join(f"sum(n) FILTER (WHERE k = '{k}')::int AS {k}" for k in (*ORANG, *KOLOM))}
    FROM fakta JOIN atas ON atas.unit_id = fakta.unit_id GROUP BY 1, 2
) f ON f.periode_id = per.id AND f.atas_id = u.id
"""

_SIMPAN = f"""
INSERT INTO kinerja_rekapkinerja AS r (periode_id, unit_id, {", ".join((*ORANG, *KOLOM))}, versi, diperbarui_at)
SELECT h.periode_id, h.unit_id, {", ".join(f"h.{k}" for k in (*ORANG, *KOLOM))}, 1, now() FROM ({_HITUNG}) h
WHERE %(unit)s::bigint[] IS NULL OR h.unit_id = ANY (%(unit)s) ORDER BY h.periode_id, h.unit_id
ON CONFLICT (periode_id, unit_id) DO UPDATE
SET {", ".join(f"{k} = excluded.{k}" for k in (*ORANG, *KOLOM))}, versi = r.versi + 1, diperbarui_at = now()
WHERE ({", ".join(f"r.{k}" for k in (*ORANG, *KOLOM))}) IS DISTINCT FROM ({", ".join(f"excluded.{k}" for k in (*ORANG, *KOLOM))})
RETURNING r.unit_id
"""

_HITUNG_PEKAN = """
SELECT k.pekan, a.id AS unit_id, sum(k.n)::int AS kemajuan, count(*)::int AS pencatat
FROM (SELECT date_trunc('week', tanggal)::date AS pekan, skp_id, count(*) AS n
      FROM kinerja_kemajuankerja WHERE diganti_at IS NULL GROUP BY 1, 2) k
JOIN kinerja_skp s ON s.id = k.skp_id AND extract(isoyear FROM k.pekan) = ANY (%(tahun)s)
JOIN organisasi_unitkerja u ON u.id = s.unit_id
CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from u.jalur), '/')::bigint[]) AS a(id)
GROUP BY 1, 2
"""


def pekan_of(hari: date) -> date:
    """The Monday of the week of `hari`."""
    return date.fromordinal(hari.toordinal() - hari.weekday())


def terapkan(
    unit: UnitKerja, beda: Mapping[int, Mapping[str, int]], pekan: Mapping[date, tuple[int, int]] | None = None
) -> dict[int, int]:
    """Add differences to the figures of `unit` and every unit above it. At most two statements.

    beda   by quarter: how much each column of KOLOM changes, and `belum`
    pekan  by Monday: how many entries and how many people more

    Rows are locked in one order (quarter, unit), so that two changes never wait for
    each other in a circle; call it last in a transaction.

    Returns the new version of the unit's own row by quarter.
    """
    induk = baca_jalur(unit.jalur)
    isi = [{"periode_id": p, **kolom} for p, kolom in sorted(beda.items())]
    versi = {}
    with connection.cursor() as kursor:
        if beda:
            kursor.execute(_TAMBAH, {"unit": induk, "periode": list(beda), "beda": json.dumps(isi), "bukan_aktif": BUKAN_AKTIF})
            versi = {p: v for p, u, v in kursor.fetchall() if u == unit.pk}
        if pekan:
            baris = [{"pekan": h.isoformat(), "kemajuan": n, "pencatat": o} for h, (n, o) in sorted(pekan.items())]
            kursor.execute(_TAMBAH_PEKAN, {"unit": induk, "beda": json.dumps(baris)})
    return versi


def terapkan_skp(
    skp: SKP, beda: Mapping[int, Mapping[str, int]], pekan: Mapping[date, tuple[int, int]] | None = None
) -> dict[UnitKerja, dict[int, int]]:
    """Add differences of one SKP where it counts: like `terapkan`, by unit. At most four statements.

    `skp` comes with its unit, its owner and their unit. A move of this very moment is put right by `ikuti_orang`.
    """
    orang = skp.pegawai
    if orang.bertugas and orang.unit_id == skp.unit_id:
        return {skp.unit: terapkan(skp.unit, beda, pekan)}
    usai = set(PeriodeKinerja.objects.filter(pk__in=beda, masa__endswith__lte=waktu.today()).values_list("pk", flat=True))
    versi = {skp.unit: terapkan(skp.unit, {p: kolom for p, kolom in beda.items() if p in usai})}
    if orang.bertugas and orang.unit:
        versi[orang.unit] = terapkan(orang.unit, {p: kolom for p, kolom in beda.items() if p not in usai})
    terapkan(skp.unit, {}, pekan)  # last, as where nobody moved: quarters before weeks
    return versi


@transaction.atomic
def ikuti_orang(tahun: list[int], unit: Iterable[int] | None) -> set[int]:
    """Count anew the figures of these units and every unit above, of all units when None: people moved, their SKP with them.

    Four statements, whatever the number of people; the work is one look at everybody. The lock comes before the count, as
    in `bangun`, whose turn it waits for with nothing in hand; rows are locked in the order of `terapkan`.

    Returns the units whose figures changed.
    """
    nilai = _nilai(tahun)
    if unit is not None:
        jalur = UnitKerja.objects.filter(pk__in=unit).values_list("jalur", flat=True)
        nilai["unit"] = sorted({i for j in jalur for i in baca_jalur(j)})
    with connection.cursor() as kursor:
        kursor.execute("LOCK TABLE kinerja_rekapkinerja IN ROW EXCLUSIVE MODE")
        kursor.execute(_KUNCI_ORANG, nilai)
        kursor.execute(_SIMPAN, nilai)
        return {u for (u,) in kursor.fetchall()}


def _nilai(tahun: list[int]) -> dict[str, Any]:
    """What the statements that count are given; `unit`: all of them."""
    return {"tahun": tahun, "bukan_aktif": BUKAN_AKTIF, "per": waktu.today(), "unit": None}


def drift(tahun: list[int]) -> list[dict[str, Any]]:
    """Where stored figures of these years differ from the facts: quarter or week, unit, column, stored, counted."""
    kolom = (*ORANG, *KOLOM)
    return [
        *_bandingkan(
            _HITUNG,
            "kinerja_rekapkinerja",
            "periode_id",
            kolom,
            tahun,
            "r.periode_id IN (SELECT id FROM kinerja_periodekinerja WHERE tahun = ANY (%(tahun)s))",
        ),
        *_bandingkan(
            _HITUNG_PEKAN, "kinerja_rekappekan", "pekan", PEKAN, tahun, "extract(isoyear FROM r.pekan) = ANY (%(tahun)s)"
        ),
    ]


def _bandingkan(
    hitung: str, tabel: str, kunci: str, kolom: tuple[str, ...], tahun: list[int], saring: str
) -> list[dict[str, Any]]:
    pasangan = ", ".join(f"('{k}', coalesce(r.{k}, 0)::int, coalesce(h.{k}, 0)::int)" for k in kolom)
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT coalesce(r.{kunci}, h.{kunci})::text, coalesce(r.unit_id, h.unit_id), j.k, j.a, j.b "
            f"FROM (SELECT * FROM {tabel} r WHERE {saring}) r FULL JOIN ({hitung}) h ON h.{kunci} = r.{kunci} AND h.unit_id = r.unit_id "
            f"CROSS JOIN LATERAL (VALUES {pasangan}) AS j(k, a, b) WHERE j.a <> j.b ORDER BY 1, 2, 3",
            _nilai(tahun),
        )
        return [dict(zip((kunci, "unit_id", "kolom", "tersimpan", "terhitung"), b, strict=True)) for b in kursor.fetchall()]


@transaction.atomic
def bangun(tahun: list[int]) -> list[dict[str, Any]]:
    """Count the figures of these years anew and return what differed. Writers wait until it is done.

    The lock comes before the count: whoever already added their difference has
    committed by then, and whoever has not adds it afterwards.
    """
    nilai = _nilai(tahun)
    with connection.cursor() as kursor:
        kursor.execute("LOCK TABLE kinerja_rekapkinerja, kinerja_rekappekan IN SHARE ROW EXCLUSIVE MODE")
        beda = drift(tahun)
        kursor.execute(_SIMPAN, nilai)
        kursor.execute(
            "UPDATE kinerja_rekappekan SET kemajuan = 0, pencatat = 0 WHERE extract(isoyear FROM pekan) = ANY (%(tahun)s)", nilai
        )
        kursor.execute(
            "INSERT INTO kinerja_rekappekan AS r (pekan, unit_id, kemajuan, pencatat) "
            f"SELECT h.pekan, h.unit_id, h.kemajuan, h.pencatat FROM ({_HITUNG_PEKAN}) h "
            "ON CONFLICT (pekan, unit_id) DO UPDATE SET kemajuan = excluded.kemajuan, pencatat = excluded.pencatat",
            nilai,
        )
    return beda
