"""What a change of posts would do: asked before it is saved, from the projection's own SQL, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from inti import waktu
from organisasi.models import PejabatNonAsn
from pegawai import peran_tertinggal, proyeksi, titipan
from pegawai.models import Delegasi, Pegawai
from pegawai.peran_tertinggal import Gerak

Siapa = tuple[int | None, int | None]  # a superior: employee, or official who is no employee


@dataclass(frozen=True)
class Pergantian:
    """So many people get another superior; '' means nobody."""

    lama: str
    baru: str
    jumlah: int


@dataclass(frozen=True)
class Dampak:
    """The person before and after, as of the day on which the change takes effect, and whose superior changes with it.

    atasan       the person's superior by name before and after; '' means nobody
    titipan      mandates that end with it, with the reason (pegawai.titipan)
    tetap_usai   mandates that ended by themselves and stay so, although the cause is gone with it
    gerak        what becomes of roles for a unit that the person leaves, or comes back to
    menyangkut   whether it gives the one who makes the change (an employee's pk) another superior, or others to lead
    """

    hari: date
    sebelum: Pegawai
    sesudah: Pegawai
    atasan: tuple[str, str]
    pergantian: tuple[Pergantian, ...]
    menyangkut: bool = False
    titipan: tuple[Delegasi, ...] = ()
    tetap_usai: tuple[Delegasi, ...] = ()
    gerak: Gerak = Gerak()

    @property
    def nanti(self) -> bool:
        """Whether it takes effect on a day to come: until then nobody is told of what follows."""
        return self.hari > waktu.today()

    @property
    def atasan_tetap(self) -> bool:
        """Whether the person keeps the superior; a namesake is another one."""
        return _atasan(self.sebelum) == _atasan(self.sesudah)


# Superiors as they are, by the projection's SELECT; the same again after the change tells the difference.
_SIMPAN = f"""
DROP TABLE IF EXISTS atasan_lama; CREATE TEMP TABLE atasan_lama ON COMMIT DROP AS
SELECT a.id, a.atasan_id, a.atasan_pejabat_id, p.unit_id, {titipan.KANTOR} AS kantor
FROM ({proyeksi.ATASAN}) a JOIN pegawai_pegawai p ON p.id = a.id LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id
"""  # noqa: S608  # SQL of proyeksi and titipan
_BEDA = f"""
SELECT l.atasan_id, l.atasan_pejabat_id, b.atasan_id, b.atasan_pejabat_id, count(*)
FROM atasan_lama l JOIN ({proyeksi.ATASAN}) b ON b.id = l.id JOIN pegawai_pegawai p ON p.id = l.id
WHERE l.id <> %(pegawai)s AND p.kedudukan NOT IN ('pensiun', 'berhenti', 'tidak_aktif')
  AND (l.atasan_id, l.atasan_pejabat_id) IS DISTINCT FROM (b.atasan_id, b.atasan_pejabat_id)
GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 3 NULLS FIRST
"""  # noqa: S608  # SQL of proyeksi
_MENYANGKUT = f"""
SELECT EXISTS (
    SELECT FROM atasan_lama l JOIN ({proyeksi.ATASAN}) b ON b.id = l.id
    WHERE (l.atasan_id, l.atasan_pejabat_id) IS DISTINCT FROM (b.atasan_id, b.atasan_pejabat_id)
      AND %(pelaku)s IN (l.id, l.atasan_id, b.atasan_id))
"""  # noqa: S608  # SQL of proyeksi


def compute(
    pegawai: Pegawai, hari: date, ubah: Callable[[], object], pelaku: int | None = None, awal: Callable[[], object] | None = None
) -> Dampak:
    """Do `ubah` (which writes histories), look at `hari`, and take everything back. The cost does not grow with the people led.

    awal   what has happened by then already: done first, and part of the state before

    Whatever `ubah` and `awal` raise is raised. Other people's units are taken as they are today.
    """
    with transaction.atomic():
        if awal is not None:
            awal()
        if hari != waktu.today():
            proyeksi.segarkan([pegawai.pk], per=hari)
        sebelum = _orang(pegawai)
        with connection.cursor() as kursor, proyeksi.semua_orang(kursor):
            proyeksi.siapkan_pemimpin(kursor, {"per": hari})
            kursor.execute(_SIMPAN, {"per": hari})
        ubah()
        proyeksi.segarkan([pegawai.pk], per=hari)
        sesudah = _orang(pegawai)
        with connection.cursor() as kursor, proyeksi.semua_orang(kursor):
            proyeksi.siapkan_pemimpin(kursor, {"per": hari})
            kursor.execute(_BEDA, {"per": hari, "pegawai": pegawai.pk})
            beda = kursor.fetchall()
            kursor.execute(_MENYANGKUT, {"per": hari, "pelaku": pelaku})
            (menyangkut,) = kursor.fetchone()
            tabel: dict[str, Any] = {"semula": "atasan_lama", "kini": f"({proyeksi.ATASAN})", "per": hari}
            _pulih, hilang = titipan.list_pulih(kursor, **tabel)
            gerak = peran_tertinggal.find_gerak(kursor, semula="atasan_lama", per=hari)
            berakhir = tuple(titipan.akhiri(titipan.list_usai(kursor, **tabel)))
        transaction.set_rollback(True)
    nama = _nama({a for b in beda for a in (b[:2], b[2:4])} | {_atasan(sebelum), _atasan(sesudah)})
    pergantian = tuple(Pergantian(nama[b[:2]], nama[b[2:4]], b[4]) for b in beda)
    tetap_usai = tuple(titipan.muat(hilang))
    siapa = nama[_atasan(sebelum)], nama[_atasan(sesudah)]
    return Dampak(hari, sebelum, sesudah, siapa, pergantian, bool(menyangkut), berakhir, tetap_usai, gerak)


def _orang(pegawai: Pegawai) -> Pegawai:
    return Pegawai.objects.select_related("unit", "jabatan", "atasan", "atasan_pejabat").get(pk=pegawai.pk)


def _atasan(orang: Pegawai) -> Siapa:
    return orang.atasan_id, orang.atasan_pejabat_id


def _nama(siapa: set[Siapa]) -> dict[Siapa, str]:
    """Superiors by name, with the number where somebody else bears that name, too. At most three queries."""
    orang = {p.pk: p for p in Pegawai.objects.filter(pk__in={o for o, _p in siapa if o})}
    pejabat = {p.pk: str(p) for p in PejabatNonAsn.objects.filter(pk__in={p for _o, p in siapa if p})}
    senama = Pegawai.objects.filter(nama__in={p.nama for p in orang.values()}).values("nama").annotate(n=Count("pk"))
    kembar = {b["nama"] for b in senama if b["n"] > 1}
    kata = {pk: p.nama_bernomor if p.nama in kembar else p.nama_lengkap for pk, p in orang.items()}
    return {s: kata.get(s[0] or 0) or pejabat.get(s[1] or 0) or "" for s in siapa}
