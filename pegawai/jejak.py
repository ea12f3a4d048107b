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
from django.db.models import BooleanField, DateField, DateTimeField, Model, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.perlindungan import is_tertutup, samarkan
from inti.audit import baca_alasan, baca_pelaku
from inti.masa import sebut
from inti.waktu import lokal
from organisasi.models import Jabatan
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
# In which order one act is told: what was written, then the present state that the system derived from it.
URUTAN = [m.__name__ for m, _kolom, _kelompok in TABEL if m is not Pegawai] + [Pegawai.__name__]
# Histories, which are superseded instead of edited, and by which column a row of each is known.
PERIHAL = {
    "RiwayatStatus": "jenis",
    "RiwayatGolongan": "golongan_id",
    "RiwayatJabatan": "jabatan_id",
    "RiwayatPendidikan": "nama",
}
KATA = {
    "ditambah": gettext_lazy("ditambah"),
    "diubah": gettext_lazy("diubah"),
    "diganti": gettext_lazy("diganti"),
    "masa": gettext_lazy("berubah masanya"),
    "ditarik": gettext_lazy("ditarik"),
    "dipulihkan": gettext_lazy("berlaku lagi"),
}

Baris = dict[str, Any]  # an event
Isi = dict[str, Any]  # a row as JSON, empty where there was none
Nama = dict[type[Model], dict[Any, str]]
Beda = tuple[str, Any, Any, bool]  # field, before, after, masked


@dataclass(frozen=True)
class Bagian:
    """What one act did to one row: the fields with their values before and after; before is empty where a field just is so.

    jenis     a key of KATA
    tersamar  some of the values are masked, because nobody said what they are needed for
    """

    jenis: str
    judul: str
    beda: list[tuple[str, Any, Any]]
    tersamar: bool = False

    @property
    def kata(self) -> str:
        """What was done, after the name of what it was done to."""
        return str(KATA[self.jenis])


@dataclass(frozen=True)
class Perubahan:
    """One act: who did it, when and why, and all that it did to this person's rows."""

    waktu: datetime
    pengguna: str
    alasan: str
    bagian: list[Bagian]

    @property
    def tersamar(self) -> bool:
        """Whether some of its values are masked."""
        return any(b.tersamar for b in self.bagian)


@dataclass(frozen=True)
class Lembar:
    """Acts, newest first; older ones lie before `berikut`, None when there are none."""

    daftar: list[Perubahan]
    berikut: datetime | None


def list_perubahan(
    pegawai: Pegawai, kelompok: Iterable[str], sebelum: datetime | None = None, *, terbuka: bool = False
) -> Lembar:
    """The newest acts before `sebelum` (UKURAN rows, then to the end of that transaction), of the data groups that the
    reader may see. One query, and one for each table that a changed column points at.

    terbuka  the person's closed groups were opened by akun.pembacaan.buka; their values are masked otherwise
    """
    baris = _rows(pegawai, set(kelompok), sebelum)
    nama = _nama_rujukan(baris)
    tindakan: dict[tuple[Any, Any], list[Baris]] = {}
    for b in baris:
        tindakan.setdefault((b["pgh_created_at"], b["pgh_context_id"]), []).append(b)
    semua = [_perubahan(isi, nama, terbuka=terbuka) for isi in tindakan.values()]
    berikut = baris[-1]["pgh_created_at"] if len(baris) >= UKURAN else None
    return Lembar([p for p in semua if p.bagian], berikut)


def _rows(pegawai: Pegawai, kelompok: set[str], sebelum: datetime | None) -> list[Baris]:
    """Events as the database keeps them, newest transaction first, each with the row before (`lalu`) and after (`kini`)."""
    tabel = [t for t in TABEL if t[2] in kelompok]
    if not tabel:
        return []
    bagian, nilai = [], []
    for model, kolom, _kelompok in tabel:
        nama = apps.get_model(model._meta.app_label, f"{model.__name__}Event")._meta.db_table
        bagian.append(
            f"(SELECT '{model.__name__}' AS tabel, e.pgh_id, e.pgh_obj_id, e.pgh_created_at, e.pgh_context_id, to_jsonb(e) AS kini, "  # noqa: S608
            f"(SELECT to_jsonb(l) FROM {nama} l WHERE l.pgh_obj_id = e.pgh_obj_id AND l.pgh_id < e.pgh_id ORDER BY l.pgh_id DESC LIMIT 1) AS lalu "
            f"FROM {nama} e WHERE e.{kolom} = %s AND (%s::timestamptz IS NULL OR e.pgh_created_at < %s) "
            f"ORDER BY e.pgh_created_at DESC FETCH FIRST {UKURAN} ROWS WITH TIES)"
        )
        nilai += [pegawai.pk, sebelum, sebelum]
    sql = (
        f"SELECT x.*, c.metadata FROM ({' UNION ALL '.join(bagian)}) x LEFT JOIN pghistory_context c ON c.id = x.pgh_context_id "  # noqa: S608
        f"ORDER BY x.pgh_created_at DESC FETCH FIRST {UKURAN} ROWS WITH TIES"
    )
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        kepala = [k.name for k in kursor.description or ()]
        baris = [dict(zip(kepala, b, strict=True)) for b in kursor.fetchall()]
    return [b | {k: _json(b[k]) or {} for k in ("kini", "lalu", "metadata")} for b in baris]


def _perubahan(baris: list[Baris], nama: Nama, *, terbuka: bool) -> Perubahan:
    """The rows that one act changed, as what it did: histories first, then the present state that follows from them."""
    bagian = []
    for tabel in sorted({b["tabel"] for b in baris}, key=URUTAN.index):
        model = apps.get_model("pegawai", tabel)
        milik = sorted((b for b in baris if b["tabel"] == tabel), key=lambda b: int(b["pgh_id"]))
        for jenis, lalu, kini in _uraikan(model, milik) if tabel in PERIHAL else _apa_adanya(milik):
            beda = list(_beda(model, lalu, kini, nama, terbuka=terbuka))
            if not beda:
                continue
            tetap = _perihal(model, lalu, kini, nama, terbuka=terbuka)
            judul = capfirst(str(model._meta.verbose_name))
            samar = any(b[3] for b in (*tetap, *beda))
            bagian.append(Bagian(jenis, judul, [b[:3] for b in (*tetap, *beda)], samar))
    kepala = baris[0]
    isi = kepala["metadata"]
    pengguna, alasan = baca_pelaku(isi), baca_alasan(isi) or _("tanpa keterangan")
    return Perubahan(kepala["pgh_created_at"], pengguna, alasan, bagian)


def _apa_adanya(baris: list[Baris]) -> Iterator[tuple[str, Isi, Isi]]:
    """Rows that are edited in place: each write as it was."""
    return (("diubah" if b["lalu"] else "ditambah", b["lalu"], b["kini"]) for b in baris)


def _uraikan(model: type[Model], baris: list[Baris]) -> Iterator[tuple[str, Isi, Isi]]:
    """What one act did to the rows of one history: (jenis, before, after).

    It is superseded: the old row is marked as replaced, and what holds instead is a new row. The two are told as one
    change. A row that the same act wrote and replaced again never counted, so it is not told.
    """
    baru: dict[int, Isi] = {}
    gugur: dict[int, Isi] = {}
    for b in baris:
        nomor, lalu, kini = b["pgh_obj_id"], b["lalu"], b["kini"]
        tadi, sekarang = bool(lalu.get("diganti_at")), bool(kini.get("diganti_at"))
        if not lalu:
            baru[nomor] = kini
        elif sekarang and not tadi:
            if baru.pop(nomor, None) is None:
                gugur[nomor] = lalu
        elif tadi and not sekarang:
            if gugur.pop(nomor, None) is None:
                yield "dipulihkan", {}, kini
        elif nomor in baru:
            baru[nomor] = kini
        else:
            yield "diubah", lalu, kini
    for lama, ganti in _pasangkan(model, gugur, baru):
        sebelum, sesudah = gugur.pop(lama), baru.pop(ganti)
        yield "masa" if _kolom_beda(model, sebelum, sesudah) == {"masa"} else "diganti", sebelum, sesudah
    yield from (("ditarik", {}, isi) for isi in gugur.values())
    yield from (("ditambah", {}, isi) for isi in baru.values())


def _pasangkan(model: type[Model], gugur: dict[int, Isi], baru: dict[int, Isi]) -> list[tuple[int, int]]:
    """Which new row stands in the place of which replaced one: those that differ least go together."""
    jarak = [(len(_kolom_beda(model, gugur[g], baru[b])), g, b) for g in gugur for b in baru]
    pasangan: list[tuple[int, int]] = []
    for _jarak, g, b in sorted(jarak):
        if all(g != g_ and b != b_ for g_, b_ in pasangan):
            pasangan.append((g, b))
    return pasangan


def _kolom_beda(model: type[Model], lalu: Isi, kini: Isi) -> set[str]:
    return {k.attname for k in _kolom(model) if lalu.get(k.attname) != kini.get(k.attname)}


def _perihal(model: type[Model], lalu: Isi, kini: Isi, nama: Nama, *, terbuka: bool) -> list[Beda]:
    """Which post, rank, … a changed row is about, where the change itself doesn't say."""
    kolom = PERIHAL.get(model.__name__, "")
    if kolom not in lalu or lalu[kolom] != kini[kolom]:
        return []
    return list(_beda(model, {}, {kolom: kini[kolom]}, nama, terbuka=terbuka))


def _json(nilai: Any) -> Any:
    return json.loads(nilai) if isinstance(nilai, str) else nilai


def _kolom(model: type[Model]) -> Iterator[Any]:
    return (k for k in model._meta.concrete_fields if k.attname not in ABAIKAN)


def _nama_rujukan(baris: list[Baris]) -> Nama:
    """Names of what the changed foreign keys point at: one query a table."""
    id_: dict[type[Model], set[Any]] = {}
    for b in baris:
        for k in _kolom(apps.get_model("pegawai", b["tabel"])):
            if k.is_relation:
                id_.setdefault(k.related_model, set()).update({b["kini"].get(k.attname), b["lalu"].get(k.attname)} - {None})
    return {m: {o.pk: _nama(o) for o in _muat(m).filter(pk__in=pk)} for m, pk in id_.items() if pk}


def _muat(model: type[Model]) -> QuerySet[Any]:
    return Jabatan.objects.select_related("unit") if model is Jabatan else model._default_manager.all()


def _nama(objek: Any) -> str:
    """How it is called; a post with its unit, for many units have one of the same name."""
    return f"{objek.nama}, {objek.unit.nama}" if isinstance(objek, Jabatan) else str(objek)


def _beda(model: type[Model], lalu: Isi, kini: Isi, nama: Nama, *, terbuka: bool) -> Iterator[Beda]:
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
