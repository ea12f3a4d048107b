"""Values that decrees set, by the day on which they count: read for rules, loaded at installation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Min, QuerySet

from aturan import daftar_parameter
from aturan.models import ParameterAturan, Tanda
from aturan.skema import Kelompok
from inti.keputusan import MasukanDitolak, Parameter, _

BERKAS = Path("acuan") / "parameter.json"  # in the folder of each app


class NilaiBelumTercatatError(MasukanDitolak):
    """On that day a value has not been recorded: says from when it is. Pages and API answer it in these words."""


def nilai(nama: str, per: date) -> Any:
    """Return the value of one parameter on the day `per`. One query; raises like `ambil`."""
    return ambil([nama], per)[nama].nilai


def ambil(nama: Iterable[str], per: date, boleh_kosong: Iterable[str] = ()) -> dict[str, Parameter]:
    """Return the parameters named, as they count on the day `per`. One query for all of them.

    boleh_kosong   those that may be missing from the answer

    Raises NilaiBelumTercatatError (field 'per') when another one has no value on that day; that costs one query more.
    """
    diminta = sorted(set(nama))
    if not diminta:
        return {}
    ada = {b.nama: sebagai_parameter(b) for b in list_berlaku(per).filter(nama__in=diminta)}
    if hilang := [n for n in diminta if n not in ada and n not in boleh_kosong]:
        raise _belum_tercatat(hilang, per, _mulai(hilang))
    return ada


def list_berlaku(per: date) -> QuerySet[ParameterAturan]:
    """The rows that count on a day: of each name, the one that starts latest. Ordered by name."""
    rows = ParameterAturan.objects.filter(ditarik_at__isnull=True, berlaku__contains=per)
    return rows.order_by("nama", "-berlaku__startswith", "-pk").distinct("nama")


def sebagai_parameter(baris: ParameterAturan) -> Parameter:
    """A row as rules receive it."""
    return Parameter(baris.nama, _lengkapi(baris.nama, baris.nilai), baris.dasar, baris.berlaku.lower, baris.pk)


def _lengkapi(nama: str, nilai: Any) -> Any:
    """A value with the parts that were declared after it was recorded: they count as they are shipped, until the city records its own."""
    definisi = daftar_parameter.get_definisi(nama)
    if definisi is None or not isinstance(definisi.bentuk, Kelompok) or not isinstance(nilai, dict):
        return nilai
    kurang = [b.nama for b in definisi.bentuk.bagian if b.nama not in nilai]
    if not kurang:
        return nilai
    bawaan = [b["nilai"] for b in list_bawaan() if b["nama"] == nama]
    return nilai | {k: isi[k] for isi in bawaan for k in kurang if k in isi}


def acuan(nama: Iterable[str], per: date) -> dict[str, Parameter]:
    """Return the same from the shipped files, without a database: what a new installation starts with."""
    diminta = sorted(set(nama))
    milik = [b for b in list_bawaan() if b["nama"] in diminta]
    ada = {b["nama"]: Parameter(b["nama"], b["nilai"], b["dasar"], _mulai_bawaan(b)) for b in milik if per in _Masa(b)}
    if hilang := [n for n in diminta if n not in ada]:
        raise _belum_tercatat(hilang, per, [_mulai_bawaan(b) for b in milik if b["nama"] in hilang])
    return ada


def muat() -> int:
    """Insert the shipped parameters that are not there yet; return how many were new. Two queries.

    A parameter whose name the city already keeps is left alone: what the personnel office changed is never overwritten.
    """
    dipelihara = set(ParameterAturan.objects.values_list("nama", flat=True))
    baru = [
        ParameterAturan(
            nama=b["nama"],
            nilai=b["nilai"],
            berlaku=DateRange(_mulai_bawaan(b), _akhir_bawaan(b)),
            dasar=b["dasar"],
            tanda=Tanda(b["tanda"]),
            catatan=b.get("catatan", ""),
        )
        for b in list_bawaan()
        if b["nama"] not in dipelihara
    ]
    ParameterAturan.objects.bulk_create(baru)
    return len(baru)


@cache
def list_bawaan() -> tuple[dict[str, Any], ...]:
    """The rows of every app's acuan/parameter.json."""
    return tuple(_baca_bawaan())


def _baca_bawaan() -> Iterator[dict[str, Any]]:
    for app in apps.get_app_configs():
        berkas = Path(app.path) / BERKAS
        if berkas.exists():
            yield from json.loads(berkas.read_text(encoding="utf-8"))


def _mulai(nama: list[str]) -> list[date]:
    """The first day of each of these parameters, where there is one. One query."""
    rows = ParameterAturan.objects.filter(nama__in=nama, ditarik_at__isnull=True)
    return [hari for (hari,) in rows.values("nama").annotate(mulai=Min("berlaku__startswith")).values_list("mulai")]


def _belum_tercatat(hilang: list[str], per: date, mulai: list[date]) -> NilaiBelumTercatatError:
    """The refusal, with the day from which all of them are recorded, where it lies ahead of the day asked."""
    sejak = max(mulai, default=None)
    nilai = {"per": per, "hilang": [daftar_parameter.judul(n) for n in hilang], "sejak": sejak}
    saran = (
        _("Aturan ini tercatat sejak %(sejak)s: pilih tanggal itu atau sesudahnya.")
        if sejak and sejak > per
        else _("Pilih tanggal lain, atau minta pengelola aturan di kantor kepegawaian mencatat nilainya.")
    )
    return NilaiBelumTercatatError(
        _("Nilai aturan untuk %(per)s belum tercatat (%(hilang)s)."), nilai, saran=saran, field="per", kode="parameter_hilang"
    )


def _mulai_bawaan(baris: dict[str, Any]) -> date:
    return date.fromisoformat(baris["mulai"])


def _akhir_bawaan(baris: dict[str, Any]) -> date | None:
    return date.fromisoformat(baris["akhir"]) if baris.get("akhir") else None


class _Masa:
    """`day in period` for a shipped row."""

    def __init__(self, baris: dict[str, Any]) -> None:
        self.baris = baris

    def __contains__(self, hari: date) -> bool:
        akhir = _akhir_bawaan(self.baris)
        return _mulai_bawaan(self.baris) <= hari and (akhir is None or hari < akhir)
