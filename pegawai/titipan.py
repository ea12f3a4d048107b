"""Mandates that a change of superiors leaves empty: who gave them leads none of those any more whom they led before.

They stay ended where that change is taken back; whoever gave them reads it then.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from inti import waktu
from pegawai.models import Delegasi

# In Indonesian, whatever language made the change; the page translates it.
ALASAN = gettext_noop("Pejabatnya tidak lagi memimpin orang yang dipimpinnya waktu surat ini dicatat.")

_OLEH = "({t}.atasan_id = d.dari_id OR {t}.atasan_pejabat_id = d.dari_pejabat_id)"


def list_hampa(kursor: Any, *, semula: str, kini: str, per: date) -> list[int]:
    """Ids of the mandates that count on `per` or later, whose giver led somebody before a change and keeps none of them. One query.

    semula, kini   tables of people (`id`) with their superiors before and after; whoever is not in `semula` keeps theirs
    """
    kursor.execute(
        f"""
        WITH kini AS MATERIALIZED (SELECT id, atasan_id, atasan_pejabat_id FROM {kini} x)
        SELECT d.id FROM pegawai_delegasi d
        WHERE d.dicabut_at IS NULL AND upper(d.masa) > %(per)s
          AND EXISTS (SELECT FROM {semula} s WHERE {_OLEH.format(t="s")})
          AND NOT EXISTS (SELECT FROM kini k LEFT JOIN {semula} s ON s.id = k.id
                          WHERE {_OLEH.format(t="k")} AND (s.id IS NULL OR {_OLEH.format(t="s")}))
        ORDER BY d.id""",  # noqa: S608  # names of our own tables
        {"per": per},
    )
    return [pk for (pk,) in kursor.fetchall()]


def list_tetap_usai(kursor: Any, *, semula: str, kini: str, per: date) -> list[int]:
    """Ids of the mandates that ended by themselves before their last day, whose giver gets people (back) by a change. One query.

    Where another letter for those days counts nothing is missing. Parameters as above.
    """
    kursor.execute(
        f"""
        WITH kini AS MATERIALIZED (SELECT id, atasan_id, atasan_pejabat_id FROM {kini} x)
        SELECT d.id FROM pegawai_delegasi d
        WHERE d.dicabut_at IS NOT NULL AND d.dicabut_oleh_id IS NULL AND upper(d.masa) > %(per)s
          AND EXISTS (SELECT FROM kini k JOIN {semula} s ON s.id = k.id
                      WHERE {_OLEH.format(t="k")} AND {_OLEH.format(t="s")} IS NOT TRUE)
          AND NOT EXISTS (SELECT FROM pegawai_delegasi n
                          WHERE n.dicabut_at IS NULL AND upper(n.masa) > %(per)s AND n.masa && d.masa
                            AND (n.dari_id = d.dari_id OR n.dari_pejabat_id = d.dari_pejabat_id))
        ORDER BY d.id""",  # noqa: S608  # names of our own tables
        {"per": per},
    )
    return [pk for (pk,) in kursor.fetchall()]


def muat(ids: list[int]) -> list[Delegasi]:
    """These mandates with both whom they concern. One query, none for none."""
    rows = Delegasi.objects.filter(pk__in=ids).select_related("dari", "dari_pejabat", "kepada").order_by("pk")
    return list(rows) if ids else []


def akhiri(ids: list[int]) -> list[Delegasi]:
    """End these mandates now, with the reason and without a person: nobody took them back. Two queries, none for none."""
    if not ids:
        return []
    Delegasi.objects.filter(pk__in=ids).update(dicabut_at=waktu.now(), alasan_cabut=ALASAN)
    return muat(ids)
