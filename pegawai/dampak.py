"""What a change of posts would do: asked before it is saved, from the projection's own SQL, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from organisasi.models import PejabatNonAsn
from pegawai import proyeksi
from pegawai.models import Pegawai


@dataclass(frozen=True)
class Pergantian:
    """So many people get another superior; '' means nobody."""

    lama: str
    baru: str
    jumlah: int


@dataclass(frozen=True)
class Dampak:
    """The person before and after, as of the day on which the change takes effect, and whose superior changes with it.

    menyangkut   whether it gives the one who makes the change (an employee's pk) another superior, or others to lead
    """

    hari: date
    sebelum: Pegawai
    sesudah: Pegawai
    pergantian: tuple[Pergantian, ...]
    menyangkut: bool = False

    @property
    def atasan_tetap(self) -> bool:
        """Whether the person keeps the superior; a namesake is another one."""
        lama, baru = self.sebelum, self.sesudah
        return (lama.atasan_id, lama.atasan_pejabat_id) == (baru.atasan_id, baru.atasan_pejabat_id)


# Superiors as they are, by the projection's SELECT; the same again after the change tells the difference.
_SIMPAN = f"DROP TABLE IF EXISTS atasan_lama; CREATE TEMP TABLE atasan_lama ON COMMIT DROP AS {proyeksi.ATASAN}"
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


def compute(pegawai: Pegawai, hari: date, ubah: Callable[[], object], pelaku: int | None = None) -> Dampak:
    """Do `ubah` (which writes histories), look at `hari`, and take everything back. The cost does not grow with the people led.

    Whatever `ubah` raises is raised. Other people's posts and units are taken as they are today.
    """
    sebelum = _orang(pegawai)
    with transaction.atomic():
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
        transaction.set_rollback(True)
    return Dampak(hari, sebelum, sesudah, _bernama(beda), bool(menyangkut))


def _orang(pegawai: Pegawai) -> Pegawai:
    return Pegawai.objects.select_related("unit", "jabatan", "atasan", "atasan_pejabat").get(pk=pegawai.pk)


def _bernama(beda: list[tuple[int | None, int | None, int | None, int | None, int]]) -> tuple[Pergantian, ...]:
    """The rows with names instead of ids. At most two queries."""
    orang_id = {i for b in beda for i in (b[0], b[2]) if i}
    pejabat_id = {i for b in beda for i in (b[1], b[3]) if i}
    orang = {p.pk: p.nama for p in Pegawai.objects.filter(pk__in=orang_id)} if orang_id else {}
    pejabat = {p.pk: str(p) for p in PejabatNonAsn.objects.filter(pk__in=pejabat_id)} if pejabat_id else {}

    def nama(orang_: int | None, pejabat_: int | None) -> str:
        return orang.get(orang_ or 0) or pejabat.get(pejabat_ or 0) or ""

    return tuple(Pergantian(nama(b[0], b[1]), nama(b[2], b[3]), b[4]) for b in beda)
