"""Looking for a name: which words people bear that are like the typed ones, then who bears one of each.

The first question is put to the words (`KataNama`), of which a large city has hardly more than a small one, so that
what is typed costs nearly the same in both. Where more people fit than anybody reads, only the words closest to what
was typed count.
"""

# ruff: noqa: S608  # SQL of this module; what was typed travels as a parameter
from __future__ import annotations

import json
from functools import reduce
from operator import add
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When

from pegawai.models import Pegawai
from pegawai.models.kata import KATA

P = TypeVar("P", bound=QuerySet[Pegawai])
SINGKAT = 3  # letters from which on a name is looked for inside, not only where it begins
KATA_MAKS = 8  # typed words that are looked at
MIRIP_MAKS = 24  # words of names offered for each of them
BANYAK = 1000  # from so many people on, nobody reads to the end
TERDEKAT = 100  # points (of 1,000) below the best word within which another counts as as close
URUT = ("nama_urut", "pk")

Calon = dict[str, int]  # word of a name → how like the typed one it is, 0 to 1,000

# For each typed word, the words of names that are it, begin with it, hold it, or are like it: a typing error is forgiven.
_CALON = f"""
SELECT w.urut, k.kata, k.skor
FROM unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS w(kata, awal, isi, urut)
CROSS JOIN LATERAL (
    SELECT kata, CASE WHEN kata = w.kata THEN 1000 WHEN kata LIKE w.awal THEN 900 WHEN kata LIKE w.isi THEN 800
                      ELSE (similarity(w.kata, kata) * 800)::int END AS skor
    FROM pegawai_katanama WHERE kata LIKE w.awal OR kata LIKE w.isi OR kata %% w.kata
    ORDER BY 2 DESC, kata LIMIT {MIRIP_MAKS}) k
"""


def saring(rows: P, nama: str) -> tuple[P, tuple[str, ...]]:
    """People of `rows` in whose name there is a word like each typed one, and their order, best first. At most one query.

    A typed word that is like nobody's is left aside, unless all are. One or two letters are the beginning of a name.
    """
    if len(nama) < SINGKAT:
        return rows.filter(nama_urut__startswith=nama), URUT
    calon, ramai = _tanya(list(dict.fromkeys(nama.split()))[:KATA_MAKS])
    if not calon:
        return rows.none(), URUT
    if ramai:
        calon = [_terdekat(c) for c in calon]
    rows = rows.alias(kata=KATA)
    for c in calon:
        rows = rows.filter(kata__overlap=list(c))
    if all(len(set(c.values())) == 1 for c in calon):  # all are equally close: by name alone, for which there is an index
        return rows, URUT
    return rows.annotate(skor=reduce(add, map(_skor, calon))), ("-skor", *URUT)


def _tanya(kata: list[str]) -> tuple[list[Calon], bool]:
    """The words of names for each typed word that has any, and whether more than BANYAK people bear one of each."""
    lolos = [k.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") for k in kata]
    isi = [f"%{k}%" if len(k) >= SINGKAT else f"{k}%" for k in lolos]  # inside a word only what is long enough to mean something
    # A word without any takes the place of one that has some, and so asks for nothing more.
    punya = " AND ".join(
        f"string_to_array(p.nama_urut, ' ') && coalesce((SELECT kata FROM himpun WHERE urut = {n}), (SELECT kata FROM himpun LIMIT 1))"
        for n in range(1, len(kata) + 1)
    )
    sql = f"""
    WITH calon AS ({_CALON}), himpun AS (SELECT urut, array_agg(kata::text) AS kata FROM calon GROUP BY urut)
    SELECT (SELECT jsonb_agg(jsonb_build_array(urut, kata, skor)) FROM calon),
           (SELECT count(*) FROM (SELECT FROM pegawai_pegawai p WHERE {punya} LIMIT {BANYAK + 1}) b)
    """
    with connection.cursor() as kursor:
        kursor.execute(sql, [kata, [f"{k}%" for k in lolos], isi])
        daftar, jumlah = kursor.fetchone()
    per_kata: dict[int, Calon] = {}
    for urut, k, skor in json.loads(daftar or "[]"):
        per_kata.setdefault(urut, {})[k] = skor
    return list(per_kata.values()), jumlah > BANYAK


def _terdekat(calon: Calon) -> Calon:
    batas = max(calon.values()) - TERDEKAT
    return {k: skor for k, skor in calon.items() if skor >= batas}


def _skor(calon: Calon) -> Any:
    """How like the typed word the closest word of the person's name is."""
    per_skor: dict[int, list[str]] = {}
    for k, skor in calon.items():
        per_skor.setdefault(skor, []).append(k)
    pilihan = [When(kata__overlap=k, then=Value(skor)) for skor, k in sorted(per_skor.items(), reverse=True)]
    return Case(*pilihan, default=Value(0), output_field=IntegerField())
