"""Values that decrees set, by the day on which they count: read for rules, loaded at installation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps as aplikasi
from django.db.backends.postgresql.psycopg_any import DateRange

from inti.keputusan import Istilah, MasukanDitolak, Parameter, _

ACUAN = Path(__file__).parent / "acuan" / "parameter.json"
# What people read in the place of a parameter's name; a test asks it of every one that is shipped.
JUDUL = {
    "usia_cpns": _("Usia saat diangkat menjadi CPNS"),
    "kode_ni_pppk": _("Kode dalam nomor induk PPPK"),
    "bup_jabatan": _("Batas usia pensiun menurut jabatan"),
    "bup_jenjang": _("Batas usia pensiun menurut jenjang fungsional"),
    "bup_khusus": _("Batas usia pensiun jabatan dengan undang-undang sendiri"),
    "matriks_predikat": _("Matriks predikat kinerja"),
    "keberatan_kinerja": _("Tenggat keberatan atas hasil evaluasi"),
    "jp_tahunan": _("Jam pelajaran paling sedikit setahun"),
    "jp_dibiayai": _("Jam pelajaran yang dibiayai, paling banyak"),
    "konversi_jp": _("Jam pelajaran baku tiap jenis kegiatan"),
    "tenggat_aspirasi": _("Tenggat menjawab masukan warga"),
    "hari_libur": _("Hari libur nasional dan cuti bersama"),
    "delegasi": _("Lama pendelegasian tugas, paling lama"),
    "tenggat_alur": _("Tenggat langkah proses kepegawaian"),
}


def judul(nama: str) -> Istilah:
    """The parameter as people call it; one that the city added itself is read from its name."""
    return Istilah(nama, JUDUL.get(nama) or nama.replace("_", " ").capitalize())


def nilai(nama: str, per: date) -> Any:
    """Return the value of one parameter on the day `per`. One query; raises like `ambil`."""
    return ambil([nama], per)[nama].nilai


def ambil(nama: Iterable[str], per: date) -> dict[str, Parameter]:
    """Return the parameters named, as they count on the day `per`. One query for all of them.

    Raises MasukanDitolak (field 'per') when one has no value on that day.
    """
    diminta = sorted(set(nama))
    if not diminta:
        return {}
    model = aplikasi.get_model("inti", "ParameterAturan")
    baris = model._default_manager.filter(nama__in=diminta, berlaku__contains=per)
    ada = {b.nama: Parameter(b.nama, b.nilai, b.dasar, b.berlaku.lower, b.pk) for b in baris}
    return _lengkap(ada, diminta, per)


def acuan(nama: Iterable[str], per: date) -> dict[str, Parameter]:
    """Return the same from the shipped file, without a database: what a new installation starts with."""
    diminta = sorted(set(nama))
    ada = {p.nama: p for p in (_dari_berkas(b) for b in _isi_berkas() if b["nama"] in diminta and _berlaku(b, per))}
    return _lengkap(ada, diminta, per)


def muat(apps: Any) -> int:
    """Insert the shipped parameters that are not there yet; return how many were new.

    `apps` is the registry of a migration or django.apps. A parameter whose name
    the city already keeps is left alone: what BKPSDM changed is never overwritten.
    """
    model = apps.get_model("inti", "ParameterAturan")
    dipelihara = set(model._default_manager.values_list("nama", flat=True))
    baru = [
        model(
            nama=b["nama"],
            nilai=b["nilai"],
            berlaku=DateRange(date.fromisoformat(b["mulai"]), _akhir(b)),
            dasar=b["dasar"],
            catatan=b.get("catatan", ""),
        )
        for b in _isi_berkas()
        if b["nama"] not in dipelihara
    ]
    model._default_manager.bulk_create(baru)
    return len(baru)


def _lengkap(ada: dict[str, Parameter], diminta: list[str], per: date) -> dict[str, Parameter]:
    hilang = [n for n in diminta if n not in ada]
    if hilang:
        raise MasukanDitolak(
            _("Nilai aturan untuk %(per)s belum tercatat (%(hilang)s)."),
            {"per": per, "hilang": [judul(n) for n in hilang]},
            saran=_("Pilih tanggal lain, atau minta pengelola aturan di kantor kepegawaian mencatat nilainya."),
            field="per",
            kode="parameter_hilang",
        )
    return ada


@cache
def _isi_berkas() -> list[dict[str, Any]]:
    isi: list[dict[str, Any]] = json.loads(ACUAN.read_text(encoding="utf-8"))
    return isi


def _akhir(baris: dict[str, Any]) -> date | None:
    return date.fromisoformat(baris["akhir"]) if baris.get("akhir") else None


def _berlaku(baris: dict[str, Any], per: date) -> bool:
    akhir = _akhir(baris)
    return date.fromisoformat(baris["mulai"]) <= per and (akhir is None or per < akhir)


def _dari_berkas(baris: dict[str, Any]) -> Parameter:
    return Parameter(baris["nama"], baris["nilai"], baris["dasar"], date.fromisoformat(baris["mulai"]))
