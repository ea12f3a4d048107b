"""Roles for a unit whose holder goes to another one: they run on, so whoever manages roles is told, and their holder.

Nothing ends by itself: a colleague of the personnel office may well look after an office in which they don't serve.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from akun.models import PenugasanPeran
from akun.pemegang import list_petugas
from inti.kode import buat_kode
from kabar.jenis import Nilai
from kabar.penerima import Akun
from kabar.services import Kejadian, kirim_banyak
from organisasi.models import UnitKerja
from pegawai import titipan
from pegawai.models import Pegawai

_KANTOR = "split_part({t}.jalur, '/', 2) || '/' || split_part({t}.jalur, '/', 3)"
# Left behind: served in the unit or its office before, and serves in neither now. `u` is the unit of the role.
_TERTINGGAL = f"""
SELECT r.id
FROM {{semula}} s
JOIN pegawai_pegawai o ON o.id = s.id AND o.unit_id IS DISTINCT FROM s.unit_id
JOIN akun_penugasanperan r ON r.pengguna_id = o.akun_id AND NOT r.menunggu AND coalesce(upper(r.masa) > %(per)s, true)
JOIN organisasi_unitkerja u ON u.id = r.unit_id
JOIN organisasi_unitkerja lalu ON lalu.id = s.unit_id
LEFT JOIN organisasi_unitkerja kini ON kini.id = o.unit_id
WHERE starts_with(lalu.jalur, u.jalur) AND NOT coalesce(starts_with(kini.jalur, u.jalur), false)
   OR {_KANTOR.format(t="lalu")} = {titipan.KANTOR} AND {_KANTOR.format(t="kini")} IS DISTINCT FROM {titipan.KANTOR}
      AND NOT coalesce(starts_with(kini.jalur, u.jalur), false)
ORDER BY r.id
"""  # noqa: S608  # SQL of this module and of titipan


def list_tertinggal(kursor: Any, *, semula: str, per: date) -> list[PenugasanPeran]:
    """Roles that count on `per` or later and that people leave behind with a change, with whose they are. At most two queries.

    semula   a table of people (`id`) with their unit before (`unit_id`); the unit after is that of pegawai_pegawai
    """
    kursor.execute(_TERTINGGAL.format(semula=semula), {"per": per})
    ids = [pk for (pk,) in kursor.fetchall()]
    rows = PenugasanPeran.objects.filter(pk__in=ids).select_related("pengguna", "unit").order_by("pk")
    return list(rows) if ids else []


def list_di_luar(pegawai: Pegawai, per: date) -> list[PenugasanPeran]:
    """Roles of this person for a unit in whose office they don't serve on the day `per`, of which today's unit is no part. One query."""
    if pegawai.akun_id is None:
        return []
    rows = PenugasanPeran.objects.berlaku(per).filter(pengguna=pegawai.akun_id, unit__isnull=False)
    semua = rows.select_related("unit").order_by("pk")
    unit = pegawai.unit
    return [r for r in semua if r.unit and not (unit and _sekantor(r.unit, unit))]


def _sekantor(milik: UnitKerja, kini: UnitKerja) -> bool:
    """Whether the unit of a role is in the office of this one, or has it below."""
    return kini.jalur.startswith(milik.jalur) or milik.jalur.split("/")[1:3] == kini.jalur.split("/")[1:3]


def tell_tertinggal(peran: Iterable[PenugasanPeran], per: date) -> None:
    """Tell those who manage roles, and the holders. A constant number of statements, none for none."""
    semua = list(peran)
    if not semua:
        return
    kunci, pengelola = buat_kode(), list_petugas("akun.kelola", per)
    kirim_banyak("akun.peran_tertinggal", [_kejadian(p, kunci, sorted(pengelola - {p.pengguna_id}), siapa=True) for p in semua])
    kirim_banyak("akun.peran_terbawa", [_kejadian(p, kunci, [p.pengguna_id]) for p in semua])


def _kejadian(peran: PenugasanPeran, kunci: str, akun: Iterable[int], *, siapa: bool = False) -> Kejadian:
    isi: dict[str, Nilai] = {"peran": peran.nama_peran, "unit": str(peran.unit)} | (
        {"siapa": peran.pengguna.nama} if siapa else {}
    )
    return Kejadian(("peran", str(peran.pk)), [Akun(pk) for pk in akun], kunci, isi)
