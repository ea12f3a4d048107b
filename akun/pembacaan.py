"""Reading protected data leaves a receipt that the person concerned can see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db import connection

from akun.kewenangan import Konteks
from akun.models import CatatanAkses
from inti import waktu

SEKALI_SEHARI = """
INSERT INTO akun_catatanakses (pembaca_id, pembaca_peran, subjek_kode, kelompok, tujuan)
SELECT %(pembaca)s, %(peran)s, %(subjek)s, %(kelompok)s, %(tujuan)s
WHERE NOT EXISTS (SELECT 1 FROM akun_catatanakses WHERE subjek_kode = %(subjek)s AND pembaca_id = %(pembaca)s
                  AND kelompok = %(kelompok)s AND dibaca_at >= %(mulai)s)
"""


def catat(konteks: Konteks, *, subjek_kode: str, kelompok: str, tujuan: str) -> CatatanAkses | None:
    """Write the receipt before the answer; reading one's own data needs none. Costs one query."""
    if konteks.pegawai_kode == subjek_kode or not konteks.masuk:
        return None
    return CatatanAkses.objects.create(
        pembaca=konteks.pengguna,
        pembaca_peran=konteks.kode_peran[0] if konteks.kode_peran else "",
        subjek_kode=subjek_kode,
        kelompok=kelompok,
        tujuan=tujuan,
    )


def catat_harian(konteks: Konteks, *, subjek_kode: str, kelompok: str, tujuan: str) -> None:
    """The same, once a day for one reader, person and group: a page opened ten times is one reading. One query."""
    if konteks.pegawai_kode == subjek_kode or not konteks.masuk:
        return
    mulai = datetime.combine(konteks.per, time.min, waktu.ZONA)
    peran = konteks.kode_peran[0] if konteks.kode_peran else ""
    with connection.cursor() as kursor:
        kursor.execute(
            SEKALI_SEHARI,
            {
                "pembaca": konteks.pengguna.pk,
                "peran": peran,
                "subjek": subjek_kode,
                "kelompok": kelompok,
                "tujuan": tujuan,
                "mulai": mulai,
            },
        )


def catat_banyak(konteks: Konteks, *, subjek_kode: Iterable[str], kelompok: str, tujuan: str) -> int:
    """The same for a page that shows data of several people, once a day for each. Returns new receipts. Two queries."""
    if not konteks.masuk:
        return 0
    orang = set(subjek_kode) - {konteks.pegawai_kode}
    sudah = CatatanAkses.objects.filter(
        pembaca=konteks.pengguna, subjek_kode__in=orang, kelompok=kelompok, dibaca_at__date=konteks.per
    )
    peran = konteks.kode_peran[0] if konteks.kode_peran else ""
    baru = [
        CatatanAkses(pembaca=konteks.pengguna, pembaca_peran=peran, subjek_kode=kode, kelompok=kelompok, tujuan=tujuan)
        for kode in sorted(orang - set(sudah.values_list("subjek_kode", flat=True)))
    ]
    return len(CatatanAkses.objects.bulk_create(baru))
