"""What follows from a change of who leads or appraises: everybody's superior anew, and word of it to whom it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from akun.kewenangan import Konteks
from akun.petugas import list_terjangkau
from alur import alih
from alur.kait import Orang
from inti import waktu
from inti.kode import buat_kode
from organisasi.models import PejabatNonAsn, PenetapanPenilai
from pegawai import kabar, kabar_titipan, peran_tertinggal, proyeksi, titipan
from pegawai.models import Pegawai, RiwayatJabatan
from pegawai.models.pegawai import TIDAK_BERTUGAS

_INGAT = f"""
CREATE TEMP TABLE atasan_semula ON COMMIT DROP AS
SELECT p.id, p.atasan_id, p.atasan_pejabat_id, p.unit_id, {titipan.KANTOR} AS kantor
FROM pegawai_pegawai p LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id
WHERE %(ids)s::bigint[] IS NULL OR p.id = ANY(%(ids)s)
"""  # noqa: S608  # SQL of titipan
_SEMULA = """
SELECT DISTINCT atasan_id, atasan_pejabat_id FROM atasan_semula WHERE atasan_id IS NOT NULL OR atasan_pejabat_id IS NOT NULL
"""
_PINDAH_MEJA = """
SELECT p.kode FROM atasan_semula s JOIN pegawai_pegawai p ON p.id = s.id
WHERE (p.atasan_id, p.atasan_pejabat_id) IS DISTINCT FROM (s.atasan_id, s.atasan_pejabat_id)
"""
# Whoever has left the service is led by nobody, whatever post still stands open for them.
_BERGANTI = f"""
SELECT p.id, p.akun_id, s.atasan_id, s.atasan_pejabat_id, p.atasan_id, p.atasan_pejabat_id
FROM atasan_semula s JOIN pegawai_pegawai p ON p.id = s.id
WHERE (p.atasan_id, p.atasan_pejabat_id) IS DISTINCT FROM (s.atasan_id, s.atasan_pejabat_id)
  AND (s.atasan_id IS NOT NULL OR s.atasan_pejabat_id IS NOT NULL)
  AND (p.atasan_id IS NOT NULL OR p.atasan_pejabat_id IS NOT NULL)
  AND p.kedudukan NOT IN ({", ".join(f"'{k.value}'" for k in TIDAK_BERTUGAS)})
ORDER BY p.id
"""  # noqa: S608  # made of the codes of our own model

# Who serves in another unit now. A post under another name in the same unit may be a spelling that was put right.
_BERPINDAH = f"""
SELECT p.id, p.akun_id, j.nama, u.nama, p.tmt_jabatan, p.atasan_id, p.atasan_pejabat_id
FROM atasan_semula s JOIN pegawai_pegawai p ON p.id = s.id
JOIN organisasi_jabatan j ON j.id = p.jabatan_id JOIN organisasi_unitkerja u ON u.id = p.unit_id
WHERE s.unit_id IS NOT NULL AND s.unit_id <> p.unit_id
  AND p.kedudukan NOT IN ({", ".join(f"'{k.value}'" for k in TIDAK_BERTUGAS)})
ORDER BY p.id
"""  # noqa: S608  # made of the codes of our own model

DISEBUT = 10  # so many people are named in a message; the others are in its number
Siapa = tuple[int | None, int | None]  # a superior: employee, or official who is no employee


def ikuti(ids: Iterable[int] | None = None, *, tahu: int | None = None, lewat_daftar: bool = False, kembali: bool = False) -> int:
    """Bring people up to their histories (proyeksi.segarkan), and tell whom another superior concerns. Returns people changed.

    Every road that changes who leads or appraises ends here, so that it is told once, whichever it was: see `dikabari`.
    """
    daftar = None if ids is None else list(ids)
    with dikabari(daftar, tahu=tahu, lewat_daftar=lewat_daftar, kembali=kembali):
        return proyeksi.segarkan(daftar)


@contextmanager
def dikabari(
    ids: Iterable[int] | None = None, *, tahu: int | None = None, lewat_daftar: bool = False, kembali: bool = False
) -> Iterator[None]:
    """Around a change of posts or superiors: tell those whose superior is another after it, and both superiors; end the mandates
    that it leaves empty, or whose substitute it takes away, and tell both whom they concern; and tell of roles for a unit that is left, or come back to.

    ids    the only people whose superior may change; None for everybody
    tahu   somebody who is told of the change in other words, by whoever makes it
    lewat_daftar   a list made the change, and nobody else tells of it: who serves in another unit now reads post, unit, day and
           superior in one message
    kembali   an earlier change is taken back: a list says so, and whoever gave a mandate that it had ended reads that it stays so

    A first superior is told to nobody; what waits for a superior goes to the desk of the present one in any case. A constant number of statements, whoever is touched. Call it inside the audit
    context of the change.
    """
    with transaction.atomic(), connection.cursor() as kursor:
        proyeksi.giliran()  # what another change did, and told, while we waited is no news of ours
        kursor.execute("DROP TABLE IF EXISTS atasan_semula")
        kursor.execute(_INGAT, {"ids": None if ids is None else list(ids)})
        kursor.execute(_SEMULA)
        semula = _pimpinan(kursor.fetchall())  # by name, before the change: undoing an import may remove a superior
        yield
        pindah = _kabarkan_pindah(kursor, kembali) if lewat_daftar else set()
        kursor.execute(_BERGANTI)
        _kabarkan(semula, kursor.fetchall(), pindah | {tahu})
        _akhiri_titipan(kursor, kembali)
        per = waktu.today()
        peran_tertinggal.tell_gerak(peran_tertinggal.find_gerak(kursor, semula="atasan_semula", per=per), per)
        kursor.execute(_PINDAH_MEJA)
        alih.follow_superiors(kode for (kode,) in kursor.fetchall())


def _akhiri_titipan(kursor: Any, kembali: bool) -> None:
    """End the mandates that the change ends, and note for which the cause is gone with it. Two to seven queries, and the messages."""
    tabel: dict[str, Any] = {"semula": "atasan_semula", "kini": "pegawai_pegawai", "per": waktu.today()}
    pulih, hilang = titipan.list_pulih(kursor, **tabel)
    kabar_titipan.tell_titipan_usai(titipan.akhiri(titipan.list_usai(kursor, **tabel)))
    titipan.catat_pulih(pulih)
    if kembali:
        kabar_titipan.tell_titipan_tetap_usai(titipan.muat(hilang))


def _kabarkan_pindah(kursor: Any, kembali: bool) -> set[int | None]:
    """Tell who serves in another unit now; one event for all of whom the same is true. Returns whom. At most three queries more."""
    kursor.execute(_BERPINDAH)
    baris = kursor.fetchall()
    if not baris:
        return set()
    atasan = _pimpinan({(b[5], b[6]) for b in baris if b[5] or b[6]})
    rombongan: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for _pk, akun_id, *ke in baris:
        if akun_id:
            rombongan[tuple(ke)].append(akun_id)
    pindah = [
        kabar.Pindah(jabatan, unit, tmt, atasan[a, p].nama if a or p else "", akun)
        for (jabatan, unit, tmt, a, p), akun in rombongan.items()
    ]
    kabar.tell_pindah_lewat_daftar(pindah, kunci=buat_kode(), kembali=kembali)
    return {b[0] for b in baris}


def _kabarkan(semula: dict[Siapa, Orang], ganti: list[tuple[Any, ...]], tahu: set[int | None]) -> None:
    if not ganti:
        return
    kini = _pimpinan({(b[4], b[5]) for b in ganti})
    rombongan: dict[tuple[Siapa, Siapa], dict[int, int | None]] = defaultdict(dict)
    for pk, akun_id, *siapa in ganti:
        rombongan[(siapa[0], siapa[1]), (siapa[2], siapa[3])][pk] = None if pk in tahu else akun_id
    nama = _nama(pk for orang in rombongan.values() for pk in islice(orang, DISEBUT))
    kabar.tell_atasan_berganti(
        [
            kabar.GantiAtasan(semula[lama], kini[baru], list(orang.values()), [nama[pk] for pk in islice(orang, DISEBUT)])
            for (lama, baru), orang in rombongan.items()
        ],
        kunci=buat_kode(),
    )


def _nama(ids: Iterable[int]) -> dict[int, str]:
    """The names of these people. One query."""
    return {p.pk: p.nama_lengkap for p in Pegawai.objects.filter(pk__in=list(ids))}


def _pimpinan(siapa: Iterable[Siapa]) -> dict[Siapa, Orang]:
    """The superiors behind these pairs. At most two queries."""
    pasangan = set(siapa)
    orang_id, pejabat_id = {a for a, _b in pasangan if a}, {b for _a, b in pasangan if b}
    orang = {p.pk: Orang(p.nama_lengkap, akun_id=p.akun_id) for p in Pegawai.objects.filter(pk__in=orang_id)} if orang_id else {}
    pejabat = (
        {p.pk: Orang(p.nama, akun_id=p.akun_id) for p in PejabatNonAsn.objects.filter(pk__in=pejabat_id)} if pejabat_id else {}
    )
    return {(a, b): orang[a] if a else pejabat[b or 0] for a, b in pasangan}


def susunan_sendiri(konteks: Konteks) -> Any:
    """The own superior, and whom `konteks` leads as an employee or as an official, today and by decrees to come, to be compared.

    At most four queries.
    """
    if not konteks.masuk:
        return None
    orang = Pegawai.objects.order_by("pk")
    diri = orang.filter(pk=konteks.pegawai_id or 0).values_list("atasan_id", "atasan_pejabat_id")
    tim = orang.filter(atasan=konteks.pegawai_id or 0).values_list("pk", flat=True)
    jabatan = orang.filter(atasan_pejabat__akun=konteks.pengguna.pk).values_list("pk", flat=True)
    saya = Q(unit=konteks.unit_id or 0) | Q(jabatan__in=_jabatan_kelak({konteks.pengguna.pk}, konteks.per))
    return list(diri), list(tim), list(jabatan), _penetapan_kelak({konteks.pengguna.pk}, konteks.per, saya)


def susunan_terjangkau(konteks: Konteks) -> set[tuple[Any, ...]]:
    """Who is led, today or by a decree to come, by accounts into which whoever acts has just made a way. At most six queries."""
    akun = list_terjangkau(konteks) if konteks.masuk else set()
    if not akun:
        return set()
    rows = Pegawai.objects.filter(Q(atasan__akun__in=akun) | Q(atasan_pejabat__akun__in=akun))
    kini = rows.order_by().values_list("pk", "atasan_id", "atasan_pejabat_id")
    return {*kini, *_penetapan_kelak(akun, konteks.per)}


def _penetapan_kelak(akun: set[int], per: date, *lain: Q) -> set[tuple[Any, ...]]:
    """Decrees with a day after today by which these accounts will appraise, or that are about `lain`. One query.

    What they will mean for single people is known on their day alone; that somebody is given people is known now.
    """
    tentang = Q(penilai_jabatan__in=_jabatan_kelak(akun, per)) | Q(penilai_pejabat__akun__in=akun)
    rows = PenetapanPenilai.objects.filter(reduce(or_, lain, tentang), masa__overlap=DateRange(per + timedelta(days=1), None))
    return set(rows.values_list("pk", "unit", "jabatan", "penilai_jabatan", "penilai_pejabat", "masa"))


def _jabatan_kelak(akun: set[int], per: date) -> QuerySet[Any, Any]:
    """The posts that the people behind these accounts hold, today or on a day to come: a subquery."""
    rows = RiwayatJabatan.objects.berlaku().filter(pegawai__akun__in=akun, masa__overlap=DateRange(per, None))
    return rows.order_by().values("jabatan")
