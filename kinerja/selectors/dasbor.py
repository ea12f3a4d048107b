"""The leader's dashboard: city, office, team; figures from rollups alone, tens of rows whatever the city's size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from akun import kewenangan
from akun.kewenangan import Konteks
from inti.kueri import Kueri
from kinerja.models import PeriodeKinerja, RekapKinerja, RekapPekan
from kinerja.rekap import PREDIKAT, pekan_of
from organisasi.jalur import baca as baca_jalur
from organisasi.models import UnitKerja

KELOMPOK_KECIL = 10  # below this no percentages: they would be about persons (PermenPANRB 6/2022 as we read it)
PEKAN_TREN = 12
JUMLAHAN = ("pegawai", "belum", "skp_menunggu", "skp_disepakati", "dinilai", "rhk", "rhk_tercatat", "rhk_sesuai")
# Rows as text, each once and in one order: figures in the quarters, entries by week, names of the units.
SIDIK = """
SELECT md5(coalesce(string_agg(b.teks, E'\\n' ORDER BY b.teks), '')) FROM (
    SELECT ROW(r.*, u.kode, u.nama, u.aktif)::text FROM kinerja_rekapkinerja r JOIN organisasi_unitkerja u ON u.id = r.unit_id
    WHERE r.unit_id = %(unit)s AND r.periode_id = ANY (%(semua)s)
       OR u.induk_id = %(unit)s AND u.aktif AND r.periode_id = ANY (%(kini)s)
    UNION ALL
    SELECT ROW(p.*)::text FROM kinerja_rekappekan p
    WHERE p.unit_id = %(unit)s AND p.pekan > %(awal)s AND p.pekan <= %(senin)s
       OR p.pekan = %(senin)s AND p.unit_id IN (SELECT id FROM organisasi_unitkerja WHERE induk_id = %(unit)s)
) b (teks)
"""


@dataclass(frozen=True)
class Angka:
    """Figures of one unit in one quarter, ready to be shown."""

    unit: UnitKerja
    pegawai: int = 0
    belum: int = 0
    skp_menunggu: int = 0
    skp_disepakati: int = 0
    dinilai: int = 0
    predikat: tuple[int, ...] = (0, 0, 0, 0, 0)
    rhk: int = 0
    rhk_tercatat: int = 0
    rhk_sesuai: int = 0
    pencatat: int = 0
    kemajuan: int = 0
    versi: int = 0

    @property
    def kecil(self) -> bool:
        """Too few people for percentages."""
        return self.dinilai < KELOMPOK_KECIL

    @property
    def persen_sesuai(self) -> float | None:
        """Share of results on their way of those recorded in the quarter, None for a small group or without any."""
        return (
            None if self.skp_disepakati < KELOMPOK_KECIL or not self.rhk_tercatat else self.rhk_sesuai * 100 / self.rhk_tercatat
        )

    @property
    def rhk_belum(self) -> int:
        """Results of agreed SKP on which nothing was recorded in the quarter."""
        return max(self.rhk - self.rhk_tercatat, 0)

    @property
    def untuk_dinilai(self) -> int:
        """SKP of which the judged ones are a part: agreed by the end of the quarter, or judged all the same."""
        return max(self.skp_disepakati, self.dinilai)

    @property
    def persen_pencatat(self) -> float | None:
        """Share of SKP holders who recorded this week, None for a small group; what people wrote who left it counts, up to all."""
        return None if self.skp_disepakati < KELOMPOK_KECIL else min(self.pencatat * 100 / self.skp_disepakati, 100)

    def tanpa(self, bagian: Iterable[Angka]) -> Angka:
        """What is left without the figures of these units below: the people of the unit itself."""
        lain = list(bagian)

        def sisa(kolom: str) -> int:
            return max(0, int(getattr(self, kolom)) - sum(int(getattr(a, kolom)) for a in lain))

        predikat = tuple(max(0, n - sum(a.predikat[i] for a in lain)) for i, n in enumerate(self.predikat))
        return Angka(self.unit, predikat=predikat, **{k: sisa(k) for k in (*JUMLAHAN, "pencatat", "kemajuan")})


@dataclass(frozen=True)
class Dasbor:
    """Everything one page of the dashboard shows.

    lampau   the quarter is over: what is only true today has no place
    acuan    the quarter whose predicates the list of units shows: the running one has hardly any
    bawahan  units below that have SKP, with their figures in the quarter and in `acuan`
    sepi     units below that have not begun
    langsung people who belong to the unit itself, as `bawahan`: with them, its parts add up
    pekan    entries of the last weeks up to today, or up to the end of a quarter that is over
    """

    unit: UnitKerja
    periode: PeriodeKinerja
    lampau: bool
    daftar_periode: list[PeriodeKinerja]
    kini: Angka
    lalu: Angka | None
    acuan: PeriodeKinerja
    bawahan: list[tuple[Angka, Angka]]
    sepi: list[Angka]
    langsung: tuple[Angka, Angka]
    triwulan: list[tuple[PeriodeKinerja, Angka]]
    pekan: list[tuple[date, int]]

    @property
    def jumlah_unit(self) -> int:
        """Units directly below."""
        return len(self.bawahan) + len(self.sepi)

    @property
    def bagian(self) -> list[tuple[Angka, Angka]]:
        """What the unit is made of, as far as it has begun: its own people where there are any, then the units below."""
        sendiri = self.langsung[0]
        return [*([self.langsung] if self.jumlah_unit and (sendiri.pegawai or sendiri.skp_disepakati) else []), *self.bawahan]


def list_unit_dasbor(konteks: Konteks) -> QuerySet[UnitKerja]:
    """Units whose dashboard `konteks` may open."""
    return kewenangan.scope(konteks, "kinerja.dasbor", UnitKerja.objects.filter(aktif=True))


def _bangun_puncak(_isi: Any, hak: Q | None) -> QuerySet[UnitKerja]:
    rows = kewenangan.saring(UnitKerja.objects.filter(aktif=True), hak)
    return rows.filter(~Exists(rows.filter(pk=OuterRef("induk")))).order_by("jalur")


_PUNCAK = Kueri("kinerja.unit_puncak", _bangun_puncak)


def list_unit_puncak(konteks: Konteks) -> list[UnitKerja]:
    """The tops of what this person may see: several for whoever acts as head of another unit. The dashboard opens at the first.
    One query."""
    return _PUNCAK.baca(kewenangan.syarat(konteks, "kinerja.dasbor"))


def get_sidik(unit: UnitKerja, periode: PeriodeKinerja, daftar_periode: list[PeriodeKinerja], per: date) -> str:
    """The fingerprint of every row from which get_dasbor makes its answer: the same means the same answer. One query."""
    acuan, senin = _acuan(periode, daftar_periode, per), pekan_of(min(per, periode.akhir))
    nilai: dict[str, Any] = {"unit": unit.pk, "semua": [p.pk for p in daftar_periode], "kini": [periode.pk, acuan.pk]}
    with connection.cursor() as kursor:
        kursor.execute(SIDIK, nilai | {"senin": senin, "awal": senin - timedelta(weeks=PEKAN_TREN)})
        (sidik,) = kursor.fetchone()
    return str(sidik)


def get_dasbor(unit: UnitKerja, periode: PeriodeKinerja, daftar_periode: list[PeriodeKinerja], per: date) -> Dasbor:
    """Figures of `unit`, of the units below it, and how they came about, the same for everybody who may see it. Two queries."""
    acuan = _acuan(periode, daftar_periode, per)
    rekap = list(
        RekapKinerja.objects.filter(
            Q(unit=unit, periode__in=daftar_periode) | Q(unit__induk=unit, unit__aktif=True, periode__in=(periode, acuan))
        )
        .select_related("unit")
        .order_by("unit__nama")
    )
    lampau, senin = periode.akhir < per, pekan_of(min(per, periode.akhir))
    pekan = list(
        RekapPekan.objects.filter(
            Q(unit=unit, pekan__gt=senin - timedelta(weeks=PEKAN_TREN), pekan__lte=senin) | Q(unit__induk=unit, pekan=senin)
        )
    )
    pekan_ini = {} if lampau else {p.unit_id: p for p in pekan if p.pekan == senin}
    angka = {(r.unit_id, r.periode_id): _angka(r, pekan_ini.get(r.unit_id)) for r in rekap}
    milik = [(p, angka.get((unit.pk, p.pk), Angka(unit))) for p in daftar_periode]
    kini = next(a for p, a in milik if p.pk == periode.pk)
    lalu = next((a for p, a in milik if p.triwulan == periode.triwulan - 1), None)
    anak = [angka[r.unit_id, periode.pk] for r in rekap if r.unit_id != unit.pk and r.periode_id == periode.pk]
    anak_acuan = [angka[r.unit_id, acuan.pk] for r in rekap if r.unit_id != unit.pk and r.periode_id == acuan.pk]
    catatan = {p.pekan: p.kemajuan for p in pekan if p.unit_id == unit.pk}
    deret = [senin - timedelta(weeks=n) for n in reversed(range(PEKAN_TREN))]
    return Dasbor(
        unit=unit,
        periode=periode,
        lampau=lampau,
        daftar_periode=daftar_periode,
        kini=kini,
        lalu=lalu,
        acuan=acuan,
        bawahan=[(a, angka.get((a.unit.pk, acuan.pk), Angka(a.unit))) for a in anak if a.skp_disepakati or a.skp_menunggu],
        sepi=[a for a in anak if not (a.skp_disepakati or a.skp_menunggu) and a.pegawai],
        langsung=(kini.tanpa(anak), angka.get((unit.pk, acuan.pk), Angka(unit)).tanpa(anak_acuan)),
        triwulan=[(p, a) for p, a in milik if p.mulai <= per],
        pekan=[(h, catatan.get(h, 0)) for h in deret],
    )


def _acuan(periode: PeriodeKinerja, daftar: list[PeriodeKinerja], per: date) -> PeriodeKinerja:
    """The quarter itself when it is over, else the one before it in the same year."""
    sebelum = next((p for p in daftar if p.triwulan == periode.triwulan - 1), None)
    return periode if periode.akhir < per or sebelum is None else sebelum


def _angka(r: RekapKinerja, pekan: RekapPekan | None) -> Angka:
    sama: dict[str, Any] = {k: getattr(r, k) for k in (*JUMLAHAN, "versi")}
    return Angka(
        unit=r.unit,
        predikat=tuple(getattr(r, k) for k in PREDIKAT),
        pencatat=pekan.pencatat if pekan else 0,
        kemajuan=pekan.kemajuan if pekan else 0,
        **sama,
    )


def list_jalan(konteks: Konteks, unit: UnitKerja) -> list[UnitKerja]:
    """Units above that this person may open, from the top down. One query, none at the top."""
    induk = baca_jalur(unit.jalur)[:-1]
    return list(list_unit_dasbor(konteks).filter(pk__in=induk).order_by("jalur")) if induk else []
