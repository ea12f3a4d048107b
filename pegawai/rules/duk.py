"""The order of the rank list (daftar urut kepangkatan)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DASAR = "PP 15/1979 tentang Daftar Urut Kepangkatan PNS"
_JAUH = date.max
# Equal levels follow the equalisation of posts (PermenPANRB 17/2021): administrator = ahli madya, pengawas = ahli muda.
TINGKAT_JABATAN = {
    "jpt": 9,
    "ahli_utama": 8,
    "administrator": 7,
    "ahli_madya": 7,
    "pengawas": 6,
    "ahli_muda": 6,
    "penyelia": 5,
    "ahli_pertama": 5,
    "mahir": 4,
    "terampil": 3,
    "pemula": 2,
    "pelaksana": 1,
}
TINGKAT_PENDIDIKAN = {
    "sd": 1,
    "smp": 2,
    "sma": 3,
    "d1": 4,
    "d2": 5,
    "d3": 6,
    "d4": 7,
    "s1": 7,
    "profesi": 8,
    "s2": 9,
    "spesialis": 9,
    "s3": 10,
}


@dataclass(frozen=True)
class DataDuk:
    """What the order looks at. Unknown dates are None and stand last.

    urutan_golongan  rank within PNS, 1 is the lowest (golongan.Golongan.urutan)
    jabatan          level of a functional post, else the kind of post; '' when there is none
    mk_bulan         service used for pay, in months
    diklat           leadership training: 4 PKN I … 1 PKP, 0 for none
    kunci            something unique and stable, so that two runs give one list
    """

    urutan_golongan: int
    tmt_golongan: date | None
    jabatan: str
    tmt_jabatan: date | None
    mk_bulan: int
    pendidikan: str
    tahun_lulus: int | None
    tanggal_lahir: date
    kunci: int | str
    diklat: int = 0
    tahun_diklat: int | None = None


def kunci_duk(data: DataDuk) -> tuple[object, ...]:
    """Return the key by which the list is sorted, ascending.

    Highest golongan; earlier TMT of it; higher post, earlier TMT of the post; longer
    service; higher leadership training, earlier; higher education, earlier
    graduation; older; then the stable key.
    Source: PP 15/1979. Example: IV/a since 2020 stands before IV/a since 2021, and both before III/d.
    """
    return (
        -data.urutan_golongan,
        data.tmt_golongan or _JAUH,
        -TINGKAT_JABATAN.get(data.jabatan, 0),
        data.tmt_jabatan or _JAUH,
        -data.mk_bulan,
        -data.diklat,
        data.tahun_diklat or _JAUH.year,
        -TINGKAT_PENDIDIKAN.get(data.pendidikan, 0),
        data.tahun_lulus or _JAUH.year,
        data.tanggal_lahir,
        data.kunci,
    )
