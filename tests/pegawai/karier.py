"""Random careers, written row by row, and the slow way to read them: one row after the other, without a query that thinks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from organisasi.models import Jabatan, UnitKerja
from pegawai.models import (
    Kedudukan,
    NomorPegawai,
    Pegawai,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatPendidikan,
    RiwayatStatus,
    TingkatPendidikan,
)
from pegawai.rules.golongan import PNS, PPPK
from pegawai.rules.masa_kerja import tambah
from tests.organisasi.factories import buat_jabatan, buat_unit

AWAL, AKHIR = date(2012, 1, 1), date(2028, 12, 31)
DIGANTI = "2026-01-01T00:00:00Z"
JENIS_JABATAN = (
    ("jpt", ""), ("administrator", ""), ("pengawas", ""), ("pelaksana", ""),
    ("fungsional", "ahli_madya"), ("fungsional", "terampil"), ("fungsional", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Kota:
    """The units, the posts and the people of one draw."""

    unit: list[UnitKerja]
    jabatan: list[Jabatan]
    orang: list[Pegawai]


def hari(acak: random.Random, awal: date = AWAL) -> date:
    """Any day of these years, not before `awal`; the borders of months come up often."""
    bebas = awal + timedelta(days=acak.randrange((AKHIR - awal).days))
    return max(awal, acak.choice([bebas, bebas.replace(day=1)]))


def dinas(acak: random.Random) -> list[DateRange]:
    """Periods one after the other without a gap, from some first day on: once in service there is always a status."""
    batas = sorted({date(acak.randint(2012, 2019), acak.randint(1, 12), 1), *(hari(acak, date(2020, 1, 1)) for _n in range(2))})
    return [DateRange(a, b) for a, b in zip(batas, [*batas[1:], None], strict=True)]


def deret(acak: random.Random, paling: int = 4) -> list[DateRange]:
    """Periods one after the other, some with a gap before them, the last one open or not."""
    batas = sorted({hari(acak) for _n in range(acak.randint(1, paling + 1))})
    akhir = [*batas[1:], acak.choice([None, AKHIR])]
    masa = [DateRange(a, b) for a, b in zip(batas, akhir, strict=True) if b is None or a < b]
    return [m for m in masa if acak.random() < 0.8] or masa[:1]


def bangun(acak: random.Random, banyak: int) -> Kota:
    """A small city whose people have whole careers: corrected rows, gaps, deputies, leave, several numbers and educations."""
    kota = buat_unit("Kota Uji")
    dinas = [buat_unit(f"Dinas {n}", kota) for n in (1, 2)]
    unit = [kota, *dinas, *(buat_unit(f"Bidang {n}", dinas[n % 2]) for n in range(3))]
    jabatan = [
        buat_jabatan(acak.choice(unit), f"Jabatan {n}", jenis=jenis, jenjang=jenjang)
        for n, (jenis, jenjang) in enumerate(JENIS_JABATAN * 2)
    ]
    orang = [
        Pegawai.objects.create(
            nama=f"{acak.choice(['Siti', 'BUTET', 'ucok'])} Orang {n:02}",
            nama_urut="",
            gelar_depan=acak.choice(["", "Dr."]),
            gelar_belakang=acak.choice(["", "S.AP."]),
            tanggal_lahir=date(acak.randint(1962, 1999), acak.randint(1, 12), acak.randint(1, 28)),
            tempat_lahir=acak.choice(["", "Sibolga"]),
            jenis_kelamin=acak.choice(["pria", "wanita"]),
            jenis="pns",
            id_asing=f"karier-{n}",
        )
        for n in range(banyak)
    ]
    for n, o in enumerate(orang):
        _karier(acak, o, n, jabatan)
    return Kota(unit, jabatan, orang)


def _karier(acak: random.Random, orang: Pegawai, n: int, jabatan: list[Jabatan]) -> None:
    jenis = acak.choice(["pns", "pns", "cpns", "pppk"])
    tulis(acak, RiwayatStatus, orang, dinas(acak), lambda: {
        "jenis": jenis, "kedudukan": acak.choice([*Kedudukan.values, *["aktif"] * 9, "cltn", "cltn"]),
    })  # fmt: skip
    tulis(acak, RiwayatGolongan, orang, deret(acak), lambda: {
        "golongan_id": acak.choice(PPPK if jenis == "pppk" else PNS).kode, "mk_tahun": acak.randrange(12), "mk_bulan": acak.randrange(12),
        "mk_per": acak.choice([None, hari(acak)]),
    })  # fmt: skip
    tulis(acak, RiwayatJabatan, orang, deret(acak), lambda: {"jabatan": acak.choice(jabatan), "tmt_jabatan": hari(acak)})
    for masa in deret(acak)[: acak.randrange(2)]:
        RiwayatJabatan.objects.create(
            pegawai=orang, jabatan=acak.choice(jabatan), penugasan=acak.choice(["plt", "plh", "pj"]), masa=masa, tmt_jabatan=AWAL
        )
    for k in range(acak.randrange(3)):
        masa = DateRange(hari(acak), acak.choice([None, AKHIR + timedelta(days=1)]))
        NomorPegawai.objects.create(pegawai=orang, nomor=f"{n:09}{k:09}", jenis="nip", masa=masa)
    lulus = [(acak.choice(TingkatPendidikan.values), acak.choice([None, 2005, 2019, 2026])) for _k in range(3)]
    for tingkat, tahun in dict.fromkeys(lulus):
        RiwayatPendidikan.objects.create(
            pegawai=orang, tingkat=tingkat, nama=acak.choice(["", f"{tingkat} {tahun}"]), tahun_lulus=tahun,
            diganti_at=acak.choice([None, None, DIGANTI]),
        )  # fmt: skip


def tulis(acak: random.Random, model: Any, orang: Pegawai, deretan: list[DateRange], isi: Callable[[], dict[str, Any]]) -> None:
    """A history of these periods, and rows that something replaced since: those lie anywhere."""
    for masa in deretan:
        model.objects.create(pegawai=orang, masa=masa, **isi())
        if acak.random() < 0.4:
            model.objects.create(pegawai=orang, masa=DateRange(AWAL, None), diganti_at=DIGANTI, **isi())


# --- read slowly ------------------------------------------------------------------------------------------


def memuat(masa: DateRange, per: date) -> bool:
    """Whether the day lies in the half-open period."""
    return (masa.lower is None or masa.lower <= per) and (masa.upper is None or per < masa.upper)


def pada(rows: Iterable[Any], per: date) -> Any:
    """The row that holds on the day; None without one."""
    (satu,) = [r for r in rows if r.diganti_at is None and memuat(r.masa, per)] or [None]
    return satu


def jabatan_pada(orang: Pegawai, per: date) -> RiwayatJabatan | None:
    """The definitive post of the day."""
    rows = orang.riwayat_jabatan.select_related("jabatan")
    hasil: RiwayatJabatan | None = pada([r for r in rows if r.penugasan == "definitif"], per)
    return hasil


def golongan_pada(orang: Pegawai, per: date) -> RiwayatGolongan | None:
    """The rank of the day."""
    hasil: RiwayatGolongan | None = pada(orang.riwayat_golongan.select_related("golongan"), per)
    return hasil


def nomor_pada(orang: Pegawai, per: date) -> str:
    """The number of the day, the one that began last where there are two."""
    rows = [r for r in orang.riwayat_nomor.all() if memuat(r.masa, per)]
    return max(rows, key=lambda r: (r.masa.lower or date.min, r.pk)).nomor if rows else ""


def pendidikan_tertinggi(orang: Pegawai, sampai: int = 9999) -> RiwayatPendidikan | None:
    """The highest education until a year; of two alike the later one."""
    rows = [d for d in orang.riwayat_pendidikan.all() if d.diganti_at is None and (d.tahun_lulus or 0) <= sampai]
    urut = TingkatPendidikan.values
    return max(rows, key=lambda d: (urut.index(d.tingkat), d.tahun_lulus or 0, d.pk)) if rows else None


def masa_kerja_pada(orang: Pegawai, per: date) -> tuple[int, int]:
    """Service for pay on the day, by the pure rule."""
    g = golongan_pada(orang, per)
    if g is None:
        return 0, 0
    cuti = [(s.masa.lower, s.masa.upper) for s in orang.riwayat_status.all() if s.diganti_at is None and s.kedudukan == "cltn"]
    return tambah(g.mk_tahun, g.mk_bulan, sejak=g.mk_per or g.masa.lower, per=per, jeda=cuti)
