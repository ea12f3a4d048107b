"""What follows from a change of who leads or appraises: everybody's superior anew, and word of it to whom it concerns."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection, transaction

from akun.kewenangan import Konteks
from alur.kait import Orang
from inti.kode import buat_kode
from organisasi.models import PejabatNonAsn
from pegawai import kabar, proyeksi
from pegawai.models import Pegawai

_INGAT = """
CREATE TEMP TABLE atasan_semula ON COMMIT DROP AS
SELECT id, atasan_id, atasan_pejabat_id FROM pegawai_pegawai WHERE atasan_id IS NOT NULL OR atasan_pejabat_id IS NOT NULL
"""
_BERGANTI = """
SELECT p.id, p.akun_id, s.atasan_id, s.atasan_pejabat_id, p.atasan_id, p.atasan_pejabat_id
FROM atasan_semula s JOIN pegawai_pegawai p ON p.id = s.id
WHERE (p.atasan_id, p.atasan_pejabat_id) IS DISTINCT FROM (s.atasan_id, s.atasan_pejabat_id)
  AND (p.atasan_id IS NOT NULL OR p.atasan_pejabat_id IS NOT NULL)
ORDER BY p.id
"""


@transaction.atomic
def ikuti() -> None:
    """Let superiors follow, and tell those whose superior changed, and both superiors. A first superior is told to nobody.

    A constant number of statements, whoever is touched. Call it inside the audit context of the change.
    """
    with connection.cursor() as kursor:
        kursor.execute("DROP TABLE IF EXISTS atasan_semula")
        kursor.execute(_INGAT)
        proyeksi.segarkan()
        kursor.execute(_BERGANTI)
        ganti = kursor.fetchall()
    if not ganti:
        return
    pimpinan = _pimpinan({satu for b in ganti for satu in (b[2:4], b[4:6])})
    akun: dict[tuple[Orang, Orang], list[int | None]] = defaultdict(list)
    for _pk, akun_id, *siapa in ganti:
        akun[pimpinan[siapa[0], siapa[1]], pimpinan[siapa[2], siapa[3]]].append(akun_id)
    kabar.tell_atasan_berganti([kabar.GantiAtasan(lama, baru, orang) for (lama, baru), orang in akun.items()], kunci=buat_kode())


def _pimpinan(siapa: set[tuple[int | None, int | None]]) -> dict[tuple[int | None, int | None], Orang]:
    """The superiors behind these pairs (employee, official). Two queries."""
    orang = {p.pk: Orang(p.nama_lengkap, akun_id=p.akun_id) for p in Pegawai.objects.filter(pk__in=[a for a, _b in siapa if a])}
    pejabat = {p.pk: Orang(p.nama, akun_id=p.akun_id) for p in PejabatNonAsn.objects.filter(pk__in=[b for _a, b in siapa if b])}
    return {(a, b): orang[a] if a else pejabat[b or 0] for a, b in siapa}


def susunan_sendiri(konteks: Konteks) -> Any:
    """The own superior, and whom `konteks` leads as an employee or as an official, to be compared. At most three queries."""
    if not konteks.masuk:
        return None
    orang = Pegawai.objects.order_by("pk")
    diri = orang.filter(pk=konteks.pegawai_id or 0).values_list("atasan_id", "atasan_pejabat_id")
    tim = orang.filter(atasan=konteks.pegawai_id or 0).values_list("pk", flat=True)
    jabatan = orang.filter(atasan_pejabat__akun=konteks.pengguna.pk).values_list("pk", flat=True)
    return list(diri), list(tim), list(jabatan)
