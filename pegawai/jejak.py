"""What changed on a person's data: who, when, before, after, why; from the history that the database keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import BooleanField, DateField, DateTimeField, Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from akun.perlindungan import is_tertutup, samarkan
from inti.masa import sebut
from inti.waktu import lokal
from pegawai.models import (
    DataPribadi,
    NomorPegawai,
    Pegawai,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatPendidikan,
    RiwayatStatus,
)

UKURAN = 30
# Tracked tables of a person, with the column that names the person and the data group they belong to.
TABEL: tuple[tuple[type[Model], str, str], ...] = (
    (Pegawai, "id", "kepegawaian"),
    (NomorPegawai, "pegawai_id", "kepegawaian"),
    (RiwayatStatus, "pegawai_id", "kepegawaian"),
    (RiwayatGolongan, "pegawai_id", "kepegawaian"),
    (RiwayatJabatan, "pegawai_id", "kepegawaian"),
    (RiwayatPendidikan, "pegawai_id", "kepegawaian"),
    (DataPribadi, "pegawai_id", "pribadi"),
)
# Technical columns, and those that repeat what another row of the same change already says.
ABAIKAN = {"id", "kode", "batch_id", "tercatat_at", "diganti_at", "pegawai_id", "nama_urut", "akun_id"}


@dataclass(frozen=True)
class Perubahan:
    """One change: the fields with their values before and after. `beda` is empty for a row that is only new.

    tersamar  some of the values are masked, because nobody said what they are needed for
    """

    id: str
    waktu: datetime
    jenis: str
    judul: str
    pengguna: str
    alasan: str
    beda: list[tuple[str, Any, Any]]
    tersamar: bool = False


def list_perubahan(
    pegawai: Pegawai, kelompok: Iterable[str], sebelum: datetime | None = None, *, terbuka: bool = False
) -> list[Perubahan]:
    """The newest UKURAN changes before `sebelum`, of the data groups that the reader may see. One query.

    terbuka  the person's closed groups were opened by akun.pembacaan.buka; their values are masked otherwise
    """
    boleh = set(kelompok)
    tabel = [t for t in TABEL if t[2] in boleh]
    if not tabel:
        return []
    bagian, nilai = [], []
    for model, kolom, _kelompok in tabel:
        nama = apps.get_model(model._meta.app_label, f"{model.__name__}Event")._meta.db_table
        bagian.append(
            f"(SELECT '{model.__name__}' AS tabel, e.pgh_id, e.pgh_obj_id, e.pgh_created_at, e.pgh_label, e.pgh_context_id, to_jsonb(e) AS kini, "  # noqa: S608
            f"(SELECT to_jsonb(l) FROM {nama} l WHERE l.pgh_obj_id = e.pgh_obj_id AND l.pgh_id < e.pgh_id ORDER BY l.pgh_id DESC LIMIT 1) AS lalu "
            f"FROM {nama} e WHERE e.{kolom} = %s AND (%s::timestamptz IS NULL OR e.pgh_created_at < %s) ORDER BY e.pgh_created_at DESC, e.pgh_id DESC LIMIT {UKURAN})"
        )
        nilai += [pegawai.pk, sebelum, sebelum]
    sql = (
        f"SELECT x.*, c.metadata FROM ({' UNION ALL '.join(bagian)}) x LEFT JOIN pghistory_context c ON c.id = x.pgh_context_id "  # noqa: S608
        f"ORDER BY x.pgh_created_at DESC, x.tabel, x.pgh_id DESC LIMIT {UKURAN}"
    )
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        kepala = [k.name for k in kursor.description or ()]
        return list(_baca((dict(zip(kepala, b, strict=True)) for b in kursor.fetchall()), terbuka=terbuka))


def _baca(baris: Iterable[dict[str, Any]], *, terbuka: bool) -> Iterator[Perubahan]:
    baris = [b | {k: _json(b[k]) or {} for k in ("kini", "lalu", "metadata")} for b in baris]
    nama = _nama_rujukan(baris)
    for b in baris:
        model = apps.get_model("pegawai", b["tabel"])
        beda = list(_beda(model, b["lalu"], b["kini"], nama, terbuka=terbuka))
        if not beda and b["lalu"]:
            continue
        yield Perubahan(
            id=f"{b['tabel']}-{b['pgh_id']}",
            waktu=b["pgh_created_at"],
            jenis="diubah" if b["lalu"] else "ditambah",
            judul=capfirst(str(model._meta.verbose_name)),
            pengguna=b["metadata"].get("pengguna_nama") or _("sistem"),
            alasan=b["metadata"].get("alasan") or _("tanpa keterangan"),
            beda=[(judul, lama, baru) for judul, lama, baru, _samar in beda],
            tersamar=any(samar for _judul, _lama, _baru, samar in beda),
        )


def _json(nilai: Any) -> Any:
    return json.loads(nilai) if isinstance(nilai, str) else nilai


def _kolom(model: type[Model]) -> Iterator[Any]:
    return (k for k in model._meta.concrete_fields if k.attname not in ABAIKAN)


def _nama_rujukan(baris: list[dict[str, Any]]) -> dict[type[Model], dict[Any, str]]:
    """Names of what the changed foreign keys point at: one query a table."""
    id_: dict[type[Model], set[Any]] = {}
    for b in baris:
        for k in _kolom(apps.get_model("pegawai", b["tabel"])):
            if k.is_relation:
                id_.setdefault(k.related_model, set()).update({b["kini"].get(k.attname), b["lalu"].get(k.attname)} - {None})
    return {m: {o.pk: str(o) for o in m._default_manager.filter(pk__in=pk)} for m, pk in id_.items() if pk}


def _beda(
    model: type[Model], lalu: dict[str, Any], kini: dict[str, Any], nama: dict[type[Model], dict[Any, str]], *, terbuka: bool
) -> Iterator[tuple[str, Any, Any, bool]]:
    for kolom in _kolom(model):
        kata = nama.get(kolom.related_model, {}) if kolom.is_relation else dict(kolom.flatchoices)
        sebelum, sesudah = lalu.get(kolom.attname), kini.get(kolom.attname)
        if sebelum == sesudah or (not lalu and sesudah in (None, "")):
            continue
        judul, samar = capfirst(str(kolom.verbose_name)), not terbuka and is_tertutup(model, kolom.name)
        lama, baru = (samarkan(n) if samar else _tampil(kolom, n, kata) for n in (sebelum, sesudah))
        yield judul, lama, baru, samar


def _tampil(kolom: Any, nilai: Any, kata: dict[Any, Any]) -> str:
    """A value of the history, which is JSON, as people read it."""
    match kolom:
        case _ if nilai is None:
            return ""
        case _ if nilai in kata:
            return str(kata[nilai])
        case DateTimeField():
            return date_format(lokal(datetime.fromisoformat(nilai)), "j F Y, H.i")
        case DateField():
            return date_format(date.fromisoformat(nilai), "j F Y")
        case DateRangeField():
            return sebut(_masa(nilai))
        case BooleanField():
            return _("ya") if nilai else _("tidak")
    return str(nilai)


def _masa(teks: str) -> DateRange:
    """A period as JSON has it: '[2018-03-01,2020-01-01)', either end open."""
    awal, _koma, akhir = teks.strip("[]()").partition(",")
    return DateRange(*(date.fromisoformat(hari) if hari else None for hari in (awal, akhir)))
