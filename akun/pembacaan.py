"""Reading protected data leaves a receipt that the person concerned can see.

What for (`tujuan`) is kept in Indonesian, whatever language the reader uses: what the
person typed, or a sentence of ours marked with gettext_noop. CatatanAkses.kata_tujuan
says it in the language of whoever reads the receipt.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db import connection

from akun.kewenangan import Konteks
from akun.models import CatatanAkses
from inti import waktu

SEKALI_SEHARI = """
INSERT INTO akun_catatanakses (pembaca_id, pembaca_peran, subjek_kode, kelompok, tujuan)
SELECT %(pembaca)s, %(peran)s, s.kode, %(kelompok)s, %(tujuan)s FROM unnest(%(subjek)s::text[]) s (kode)
WHERE NOT EXISTS (SELECT 1 FROM akun_catatanakses c WHERE c.subjek_kode = s.kode AND c.pembaca_id = %(pembaca)s
                  AND c.kelompok = %(kelompok)s AND c.dibaca_at >= %(mulai)s)
ORDER BY s.kode
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
    catat_banyak(konteks, subjek_kode=[subjek_kode], kelompok=kelompok, tujuan=tujuan)


def catat_banyak(konteks: Konteks, *, subjek_kode: Iterable[str], kelompok: str, tujuan: str) -> int:
    """The same for a page that shows data of several people, once a day for each. Returns new receipts. One query."""
    orang = set(subjek_kode) - {konteks.pegawai_kode}
    if not konteks.masuk or not orang:
        return 0
    nilai = {
        "pembaca": konteks.pengguna.pk,
        "peran": konteks.kode_peran[0] if konteks.kode_peran else "",
        "subjek": sorted(orang),
        "kelompok": kelompok,
        "tujuan": tujuan,
        "mulai": datetime.combine(konteks.per, time.min, waktu.ZONA),
    }
    with connection.cursor() as kursor:
        kursor.execute(SEKALI_SEHARI, nilai)
        return int(kursor.rowcount)
