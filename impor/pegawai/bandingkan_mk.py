"""Years of service that a list names, against those that the city counts up to the list's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from impor.pegawai.baris import Baris
from impor.pegawai.keadaan import Orang, Pangkat
from pegawai.models import Kedudukan
from pegawai.rules.masa_kerja import tambah

TOLERANSI = 1  # month: lists are rounded


@dataclass(frozen=True)
class MasaKerja:
    """What to write (years, months, the day up to which they count), and whether the list says something new.

    kata   the two figures in words, the city's and the list's, both on the list's day
    """

    nilai: tuple[int, int, date | None]
    berbeda: bool = False
    kata: tuple[str, str] = ("", "")


def bandingkan(b: Baris, orang: Orang | None, per: date) -> MasaKerja:
    """Compare. A list without these columns leaves figure and day as they are; time that merely passed is no difference."""
    akhir = orang.golongan[-1] if orang and orang.golongan else None
    bernama = "mk_tahun" in b.bersih or "mk_bulan" in b.bersih
    if akhir is None:
        return MasaKerja((b.bersih.get("mk_tahun", 0), b.bersih.get("mk_bulan", 0), per if bernama else None))
    tersimpan = (akhir.mk_tahun, akhir.mk_bulan)
    if not bernama:
        return MasaKerja((*tersimpan, akhir.mk_per))
    kini = _pada(akhir, orang, per)
    tahun, bulan = b.bersih.get("mk_tahun", kini[0]), b.bersih.get("mk_bulan", kini[1])
    selisih = abs(tahun * 12 + bulan - kini[0] * 12 - kini[1])
    berbeda = selisih > TOLERANSI and (tahun, bulan) != tersimpan  # the stored figure itself: the same list once more
    return MasaKerja((tahun, bulan, per), berbeda, (_kata(*kini), _kata(tahun, bulan)))


def _pada(akhir: Pangkat, orang: Orang | None, per: date) -> tuple[int, int]:
    """The stored figure brought to the list's day; time on CLTN doesn't count."""
    jeda = [(s.mulai, s.selesai) for s in orang.status if s.kedudukan == Kedudukan.CLTN] if orang else []
    return tambah(akhir.mk_tahun, akhir.mk_bulan, sejak=akhir.mk_per, per=per, jeda=jeda)


def _kata(tahun: int, bulan: int) -> str:
    return _("%(tahun)s tahun %(bulan)s bulan") % {"tahun": tahun, "bulan": bulan}
