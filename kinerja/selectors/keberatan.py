"""To whom an objection to a judgement is handed."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.models import EvaluasiPeriodik
from pegawai.models import Pegawai


@dataclass(frozen=True)
class Tujuan:
    """The superior of the appraiser, as somebody writes it on an envelope."""

    nama: str
    jabatan: str = ""
    unit: str = ""


def get_tujuan(evaluasi: EvaluasiPeriodik) -> Tujuan | None:
    """Who is above the appraiser today (PP 30/2019 art. 59); None where nobody is known. One query.

    Above an official who is no employee nobody is recorded, and nobody decides about an objection of their own.
    """
    rows = Pegawai.objects.select_related("atasan__jabatan", "atasan__unit", "atasan_pejabat")
    penilai = rows.filter(pk=evaluasi.penilai_id or 0).first()
    if penilai is None:
        return None
    if penilai.atasan and penilai.atasan_id != evaluasi.pegawai_id:
        atasan = penilai.atasan
        return Tujuan(atasan.nama_lengkap, atasan.jabatan.nama if atasan.jabatan else "", atasan.unit.nama if atasan.unit else "")
    if penilai.atasan_pejabat:
        return Tujuan(penilai.atasan_pejabat.nama, penilai.atasan_pejabat.sebutan)
    return None
