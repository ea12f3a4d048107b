"""What values of law mean for learners: whose hours of a year become other ones. Nothing is stored, so nothing is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import Combinable

from aturan.aturan import Nilai
from aturan.dampak import Dampak, dua_sisi
from inti.keputusan import _
from pegawai.dampak_aturan import ORANG, list_bertugas
from pegawai.models import JenisPegawai


def _jam(nama: str) -> Callable[[Nilai, Nilai, date], tuple[Combinable, Combinable]]:
    """The hours that the value `nama` sets for each person; null where it sets none."""

    def satu(nilai: Nilai) -> Combinable:
        isi = nilai[nama].nilai if nama in nilai else {}
        return Case(
            When(jenis=JenisPegawai.PPPK, then=Value(isi.get("pppk"), output_field=IntegerField())),
            default=Value(isi.get("pns"), output_field=IntegerField()),
        )

    return dua_sisi(satu)


WAJIB = Dampak("jp_wajib", _("Jam pelajaran wajib setahun"), ("jp_tahunan",), list_bertugas, _jam("jp_tahunan"), orang=ORANG)
DIBIAYAI = Dampak(
    "jp_dibiayai", _("Jam pelajaran yang dibiayai setahun"), ("jp_dibiayai",), list_bertugas, _jam("jp_dibiayai"), orang=ORANG
)
