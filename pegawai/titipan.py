"""Mandates that a change of posts or superiors ends: who gave them leads none of those any more whom they led before, or the
substitute is no more among the colleagues whom the giver could name (susunan.find_rekan).

They stay ended where that change is taken back; whoever gave them reads it then, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from inti import waktu
from pegawai.models import Delegasi

# In Indonesian, whatever language made the change; the page translates it.
ALASAN = gettext_noop("Waktu itu pejabatnya tidak lagi memimpin orang yang dipimpinnya waktu surat ini dicatat.")
ALASAN_WAKIL = gettext_noop("Waktu itu wakilnya bukan lagi rekan sekantor pejabatnya, dan tidak dipimpin pejabat itu.")


def kantor(unit: str) -> str:
    """SQL: the office that a unit belongs to, as susunan._kantor has it; `unit` is its alias."""
    return f"split_part({unit}.jalur, '/', 2) || '/' || split_part({unit}.jalur, '/', 3)"


KANTOR = kantor("u")

_OLEH = "({t}.atasan_id = d.dari_id OR {t}.atasan_pejabat_id = d.dari_pejabat_id)"
# Whether the substitute is a colleague whom the giver could name by number: susunan.find_rekan, before and after the change.
_REKAN = """coalesce({t}_wakil.atasan_id = d.dari_id OR {t}_wakil.kantor = {t}_asal.kantor
    OR {t}_wakil.atasan_pejabat_id = d.dari_pejabat_id OR {t}_atas.atasan_pejabat_id = d.dari_pejabat_id, false)"""
_ORANG = """
LEFT JOIN {t} {t}_wakil ON {t}_wakil.id = d.kepada_id LEFT JOIN {t} {t}_asal ON {t}_asal.id = d.dari_id
LEFT JOIN {t} {t}_atas ON {t}_atas.id = {t}_wakil.atasan_id"""
_SEMUA = f"""
WITH kini AS MATERIALIZED (
    SELECT x.id, x.atasan_id, x.atasan_pejabat_id, {KANTOR} AS kantor
    FROM {{kini}} x JOIN pegawai_pegawai p ON p.id = x.id LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id),
lalu AS MATERIALIZED (
    SELECT id, atasan_id, atasan_pejabat_id, kantor FROM {{semula}}
    UNION ALL SELECT k.* FROM kini k WHERE NOT EXISTS (SELECT FROM {{semula}} s WHERE s.id = k.id))
"""  # noqa: S608  # names of our own tables
_USAI = f"""
SELECT id, CASE WHEN hampa THEN dipimpin ELSE ARRAY[]::bigint[] END FROM (
    SELECT d.id,
           ARRAY(SELECT l.id FROM lalu l WHERE {_OLEH.format(t="l")} ORDER BY l.id) AS dipimpin,
           EXISTS (SELECT FROM lalu l WHERE {_OLEH.format(t="l")})
           AND NOT EXISTS (SELECT FROM kini k JOIN lalu l ON l.id = k.id
                           WHERE {_OLEH.format(t="k")} AND {_OLEH.format(t="l")}) AS hampa,
           {_REKAN.format(t="lalu")} AND NOT {_REKAN.format(t="kini")} AS lepas
    FROM pegawai_delegasi d {_ORANG.format(t="lalu")} {_ORANG.format(t="kini")}
    WHERE d.dicabut_at IS NULL AND upper(d.masa) > %(per)s) x
WHERE hampa OR lepas ORDER BY id"""  # noqa: S608  # SQL of this module
_PULIH = f"""
SELECT d.id, EXISTS (SELECT FROM pegawai_delegasi n
                     WHERE n.dicabut_at IS NULL AND upper(n.masa) > %(per)s AND n.masa && d.masa
                       AND (n.dari_id = d.dari_id OR n.dari_pejabat_id = d.dari_pejabat_id)) AS diganti
FROM pegawai_delegasi d {_ORANG.format(t="lalu")} {_ORANG.format(t="kini")}
WHERE d.dipimpin_dulu IS NOT NULL AND d.pulih_at IS NULL AND upper(d.masa) > %(per)s
  AND CASE WHEN d.dipimpin_dulu = '{{}}' THEN {_REKAN.format(t="kini")} AND NOT {_REKAN.format(t="lalu")}
           ELSE EXISTS (SELECT FROM kini k JOIN lalu l ON l.id = k.id
                        WHERE k.id = ANY(d.dipimpin_dulu) AND {_OLEH.format(t="k")} AND {_OLEH.format(t="l")} IS NOT TRUE) END
ORDER BY d.id"""  # noqa: S608  # SQL of this module


@dataclass(frozen=True)
class Usai:
    """A mandate that a change ends: its id, and whom its giver led until then; nobody where it is the substitute who went."""

    pk: int
    dipimpin: list[int]


def list_usai(kursor: Any, *, semula: str, kini: str, per: date) -> list[Usai]:
    """The mandates that count on `per` or later and that a change ends. One query.

    semula, kini   tables of people (`id`) with their superiors before and after, `semula` with their office (KANTOR), too;
                   whoever is not in `semula` keeps theirs. The office after is that of the unit of pegawai_pegawai

    A substitute of another office whom an officer named was no colleague before: that mandate stays.
    """
    kursor.execute(_SEMUA.format(semula=semula, kini=kini) + _USAI, {"per": per})
    return [Usai(*baris) for baris in kursor.fetchall()]


def list_pulih(kursor: Any, *, semula: str, kini: str, per: date) -> tuple[list[int], list[int]]:
    """Ids of the mandates for whose end the cause is gone with a change, the first time: the giver leads (some of) the very people
    again whom they lost with it, or the substitute is their colleague again; first all, then those without another letter for
    those days, which are missing. One query. Parameters as above.
    """
    kursor.execute(_SEMUA.format(semula=semula, kini=kini) + _PULIH, {"per": per})
    baris = kursor.fetchall()
    return [pk for pk, _diganti in baris], [pk for pk, diganti in baris if not diganti]


def muat(ids: Iterable[int]) -> list[Delegasi]:
    """These mandates with both whom they concern. One query, none for none."""
    semua = list(ids)
    rows = Delegasi.objects.filter(pk__in=semua).select_related("dari", "dari_pejabat", "kepada").order_by("pk")
    return list(rows) if semua else []


def akhiri(usai: Iterable[Usai]) -> list[Delegasi]:
    """End these mandates now, with the reason and without a person: nobody took them back. Two queries, none for none."""
    dipimpin, kini = {u.pk: u.dipimpin for u in usai}, waktu.now()
    semua = muat(dipimpin)
    for d in semua:
        d.dicabut_at, d.dipimpin_dulu = kini, dipimpin[d.pk]
        d.alasan_cabut = ALASAN if d.dipimpin_dulu else ALASAN_WAKIL
    if semua:
        Delegasi.objects.bulk_update(semua, ["dicabut_at", "dipimpin_dulu", "alasan_cabut"])
    return semua


def catat_pulih(ids: list[int]) -> None:
    """Note that the cause is gone, so that no later change is taken for it. One query, none for none."""
    if ids:
        Delegasi.objects.filter(pk__in=ids).update(pulih_at=waktu.now())
