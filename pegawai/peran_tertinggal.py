"""Roles for a unit whose holder goes to another one, or comes back: whoever manages roles is told, and their holder.

Nothing ends by itself: a colleague of the personnel office may well look after an office in which they don't serve.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from akun.models import PenugasanPeran
from akun.pemegang import list_petugas
from inti.kode import buat_kode
from kabar.jenis import Nilai
from kabar.penerima import Akun
from kabar.services import Kejadian, kirim_banyak, record_usai
from organisasi.models import UnitKerja
from pegawai import titipan
from pegawai.models import Pegawai

TERTINGGAL, TERBAWA = "akun.peran_tertinggal", "akun.peran_terbawa"  # to those who manage roles, to the holder
KEMBALI, KEMBALI_SAYA = "akun.peran_kembali", "akun.peran_kembali_saya"
USAI, USAI_SAYA = "akun.peran_tetap_usai", "akun.peran_tetap_usai_saya"

# How near somebody serves to the unit `u` of a role: in it or below it, in its office, elsewhere (_dekat says the same of one).
_DEKAT = f"""CASE WHEN starts_with({{t}}.jalur, u.jalur) THEN 2
    WHEN {titipan.kantor("{t}")} = {titipan.KANTOR} THEN 1 ELSE 0 END"""
_GERAK = f"""
SELECT id, kini < lalu AS pergi, usai FROM (
    SELECT r.id, {_DEKAT.format(t="lalu")} AS lalu, {_DEKAT.format(t="kini")} AS kini, coalesce(upper(r.masa) <= %(per)s, false) AS usai
    FROM {{semula}} s
    JOIN pegawai_pegawai o ON o.id = s.id AND o.unit_id IS DISTINCT FROM s.unit_id
    JOIN akun_penugasanperan r ON r.pengguna_id = o.akun_id AND NOT r.menunggu
    JOIN organisasi_unitkerja u ON u.id = r.unit_id
    JOIN organisasi_unitkerja lalu ON lalu.id = s.unit_id
    LEFT JOIN organisasi_unitkerja kini ON kini.id = o.unit_id) x
WHERE kini < lalu AND NOT usai
   OR kini > lalu AND %(tertinggal)s = (
        SELECT k.jenis FROM kabar_kabar k
        WHERE k.subjek_jenis = 'peran' AND k.subjek_kode = x.id::text AND k.jenis IN (%(tertinggal)s, %(kembali)s, %(tetap_usai)s)
        ORDER BY k.id DESC LIMIT 1)
ORDER BY id
"""  # noqa: S608  # SQL of this module


@dataclass(frozen=True)
class Gerak:
    """What a change means for roles that are bound to a unit.

    pergi    roles that run on, or will begin, though their holder serves further from their unit
    kembali  of those that were told to run on, the ones whose holder serves nearer again
    usai     likewise, but ended meanwhile: they don't come back by themselves
    """

    pergi: Sequence[PenugasanPeran] = ()
    kembali: Sequence[PenugasanPeran] = ()
    usai: Sequence[PenugasanPeran] = ()


def find_gerak(kursor: Any, *, semula: str, per: date) -> Gerak:
    """What a change does, as of the day `per`. At most two queries.

    semula   a table of people (`id`) with their unit before (`unit_id`); the unit after is that of pegawai_pegawai
    """
    nama = {"tertinggal": TERTINGGAL, "kembali": KEMBALI, "tetap_usai": USAI}
    kursor.execute(_GERAK.format(semula=semula), {"per": per} | nama)
    arah = {pk: ("pergi" if pergi else "usai" if usai else "kembali") for pk, pergi, usai in kursor.fetchall()}
    rows = PenugasanPeran.objects.filter(pk__in=arah).select_related("pengguna", "unit").order_by("pk") if arah else []
    kelompok: dict[str, list[PenugasanPeran]] = {"pergi": [], "kembali": [], "usai": []}
    for p in rows:
        kelompok[arah[p.pk]].append(p)
    return Gerak(**kelompok)


def list_di_luar(pegawai: Pegawai, kini: UnitKerja | None, lalu: UnitKerja | None, per: date) -> list[PenugasanPeran]:
    """Roles of this person, on the day `per` or later, for a unit in whose office they don't serve, or to which they served nearer.

    kini, lalu   where they serve, and where they did before

    One query.
    """
    if pegawai.akun_id is None:
        return []
    rows = PenugasanPeran.objects.filter(pengguna=pegawai.akun_id, unit__isnull=False, menunggu=False)
    masih = rows.filter(Q(masa__endswith__isnull=True) | Q(masa__endswith__gt=per)).select_related("unit").order_by("pk")
    return [p for p in masih if p.unit and (not (dekat := _dekat(p.unit, kini)) or dekat < _dekat(p.unit, lalu))]


def _dekat(milik: UnitKerja, unit: UnitKerja | None) -> int:
    """As _DEKAT."""
    if unit is None:
        return 0
    if unit.jalur.startswith(milik.jalur):
        return 2
    return int(milik.jalur.split("/")[1:3] == unit.jalur.split("/")[1:3])


def tell_gerak(gerak: Gerak, per: date) -> None:
    """Tell those who manage roles, and the holders. A constant number of statements, none for nothing."""
    semua = [*gerak.pergi, *gerak.kembali, *gerak.usai]
    if not semua:
        return
    kunci, pengelola = buat_kode(), list_petugas("akun.kelola", per)
    kini = _unit_kini(semua)
    selesai: dict[str, tuple[int, ...]] = {str(p.pk): () for p in (*gerak.kembali, *gerak.usai)}
    if selesai:
        record_usai(jenis=[TERTINGGAL, TERBAWA], subjek_jenis="peran", masih=selesai)
    for peran, nama, nama_saya in (
        (gerak.pergi, TERTINGGAL, TERBAWA), (gerak.kembali, KEMBALI, KEMBALI_SAYA), (gerak.usai, USAI, USAI_SAYA),
    ):  # fmt: skip
        if peran:
            isi = {p.pk: {"kini": kini.get(p.pengguna_id, "–")} if nama != TERTINGGAL else {} for p in peran}
            siapa = {p.pk: {"siapa": p.pengguna.nama} for p in peran}
            kirim_banyak(nama, [_kejadian(p, kunci, sorted(pengelola - {p.pengguna_id}), isi[p.pk] | siapa[p.pk]) for p in peran])
            kirim_banyak(nama_saya, [_kejadian(p, kunci, [p.pengguna_id], isi[p.pk]) for p in peran])


def _unit_kini(peran: Iterable[PenugasanPeran]) -> dict[int, str]:
    """Where the holders serve now, by account. One query."""
    rows = Pegawai.objects.filter(akun__in={p.pengguna_id for p in peran}, unit__isnull=False)
    return dict(rows.values_list("akun_id", "unit__nama"))


def _kejadian(peran: PenugasanPeran, kunci: str, akun: Iterable[int], lain: dict[str, str]) -> Kejadian:
    isi: dict[str, Nilai] = {"peran": peran.nama_peran, **lain}
    return Kejadian(("peran", str(peran.pk)), [Akun(pk) for pk in akun], kunci, isi)
