"""How each result stands against its target, derived from progress: in SQL, for one line or for all.

A result is on its way when every indicator with entries is: quantity against the
share of the year that has passed, the other aspects against the target itself.
The margins are a signal for a talk, not law; no predicate follows from them.
"""

# ruff: noqa: S608  # one statement in two queries; values travel as parameters
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

# How far behind still counts as on the way: 10 % for sums over the year, 5 % for states.
LONGGAR_JUMLAH, LONGGAR_KEADAAN = "0.10", "0.05"

_UKUR = """
ukur AS (
    SELECT t.rencana_id, t.periode_id, t.per, i.id AS indikator_id, i.target, i.arah, s.n AS nilai,
           CASE WHEN i.aspek = 'kuantitas' THEN i.target * least((t.per - t.awal + 1) / 365.0, 1) ELSE i.target END AS patokan,
           CASE WHEN i.aspek = 'kuantitas' THEN %(jumlah)s::numeric ELSE %(keadaan)s::numeric END AS longgar
    FROM terakhir t
    JOIN kinerja_indikatorkinerja i ON i.rencana_id = t.rencana_id
    LEFT JOIN LATERAL (
        SELECT CASE WHEN i.aspek = 'kuantitas' THEN sum(k.nilai)
                    ELSE (array_agg(k.nilai ORDER BY k.tanggal DESC, k.id DESC))[1] END AS n
        FROM kinerja_kemajuankerja k
        WHERE k.rencana_id = t.rencana_id AND k.indikator_id = i.id AND k.diganti_at IS NULL
          AND k.nilai IS NOT NULL AND k.tanggal <= t.per) s ON true
),
baca AS (
    SELECT rencana_id, periode_id, per, indikator_id, nilai, patokan, longgar, target IS NULL AS berkata,
           CASE WHEN nilai IS NULL OR target IS NULL THEN NULL
                WHEN arah = 'naik' THEN least(CASE WHEN target = 0 THEN 100 ELSE nilai * 100 / target END, 150)
                ELSE CASE WHEN nilai <= target THEN 100 ELSE target * 100 / nilai END END AS persen,
           CASE WHEN nilai IS NULL OR target IS NULL THEN NULL
                WHEN arah = 'naik' THEN nilai >= patokan * (1 - longgar)
                ELSE nilai <= patokan * (1 + longgar) END AS sesuai
    FROM ukur
)"""

SEGARKAN = f"""
WITH per AS (
    SELECT id, lower(masa) AS mulai, upper(masa) AS akhir, make_date(tahun, 1, 1) AS awal
    FROM kinerja_periodekinerja WHERE tahun = %(tahun)s
),
terakhir AS (
    SELECT k.rencana_id, p.id AS periode_id, p.awal, max(k.tanggal) AS per
    FROM kinerja_kemajuankerja k JOIN per p ON k.tanggal >= p.mulai AND k.tanggal < p.akhir
    WHERE k.rencana_id = ANY(%(ids)s) AND k.diganti_at IS NULL
    GROUP BY 1, 2, 3
),
{_UKUR},
nilai AS (
    SELECT rencana_id, periode_id, per, CASE WHEN avg(persen) < 100 THEN least(round(avg(persen), 1), 99.9)
                                             ELSE round(avg(persen), 1) END AS persen, coalesce(bool_and(sesuai), bool_and(berkata)) AS sesuai
    FROM baca GROUP BY 1, 2, 3
),
lama AS (
    SELECT rencana_id, periode_id, sesuai FROM kinerja_capaianrhk
    WHERE rencana_id = ANY(%(ids)s) AND periode_id IN (SELECT id FROM per)
),
buang AS (
    DELETE FROM kinerja_capaianrhk c WHERE c.rencana_id = ANY(%(ids)s) AND c.periode_id IN (SELECT id FROM per)
      AND NOT EXISTS (SELECT 1 FROM nilai n WHERE n.rencana_id = c.rencana_id AND n.periode_id = c.periode_id)
),
simpan AS (
    INSERT INTO kinerja_capaianrhk (rencana_id, periode_id, persen, sesuai, per)
    SELECT rencana_id, periode_id, persen, sesuai, per FROM nilai
    ON CONFLICT (rencana_id, periode_id) DO UPDATE SET persen = excluded.persen, sesuai = excluded.sesuai, per = excluded.per
    RETURNING rencana_id, periode_id, sesuai
)
SELECT coalesce(s.periode_id, l.periode_id),
       (count(s.rencana_id) - count(l.rencana_id))::int,
       sum(coalesce(s.sesuai, false)::int - coalesce(l.sesuai, false)::int)::int
FROM simpan s FULL JOIN lama l ON l.rencana_id = s.rencana_id AND l.periode_id = s.periode_id
GROUP BY 1
"""

# The last day with an entry as it is stored: what is read beside a result is what its `sesuai` was found from.
_BACA = f"""
WITH terakhir AS (
    SELECT c.rencana_id, c.periode_id, make_date(p.tahun, 1, 1) AS awal, c.per
    FROM kinerja_capaianrhk c JOIN kinerja_periodekinerja p ON p.id = c.periode_id
    WHERE c.rencana_id = ANY(%(ids)s) AND c.periode_id = %(periode)s
),
{_UKUR}
SELECT indikator_id, per, nilai, patokan, longgar * 100, sesuai FROM baca WHERE sesuai IS NOT NULL
"""


@dataclass(frozen=True)
class Jalur:
    """How a measure stood on the day of the latest entry: `nilai` against `patokan`, with `longgar` per cent to spare."""

    per: date
    nilai: Decimal
    patokan: Decimal
    longgar: Decimal
    sesuai: bool


def list_jalur(rencana: Iterable[int], periode: int) -> dict[int, Jalur]:
    """What `sesuai` of these results in the quarter was found from, by measure; none for what is told in words. One query."""
    nilai: dict[str, Any] = {"ids": list(rencana), "periode": periode, "jumlah": LONGGAR_JUMLAH, "keadaan": LONGGAR_KEADAAN}
    with connection.cursor() as kursor:
        kursor.execute(_BACA, nilai)
        return {satu: Jalur(*lain) for satu, *lain in kursor.fetchall()}


def segarkan(rencana: Iterable[int], tahun: int) -> dict[int, dict[str, int]]:
    """Derive anew how these results stand in each quarter of `tahun`. One statement.

    Call it with the SKP locked, after its progress was written.

    Returns by quarter how many more (or fewer) of them are recorded, and are on their way, than before: columns of kinerja.rekap.
    """
    nilai: dict[str, Any] = {"ids": list(rencana), "tahun": tahun, "jumlah": LONGGAR_JUMLAH, "keadaan": LONGGAR_KEADAAN}
    with connection.cursor() as kursor:
        kursor.execute(SEGARKAN, nilai)
        return {p: {"rhk_tercatat": catat, "rhk_sesuai": sesuai} for p, catat, sesuai in kursor.fetchall() if catat or sesuai}
