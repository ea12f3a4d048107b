"""What values of law mean for learners: whose hours of a year become other ones. Nothing is stored, so nothing is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable

from aturan.aturan import Nilai
from aturan.dampak import Baris, Berbeda, Dampak
from inti.keputusan import _
from pegawai.dampak_aturan import ORANG, sebagai_baris
from pegawai.models import JenisPegawai, Pegawai


def _jam(nilai: Nilai, nama: str) -> Combinable:
    """The hours that this value sets for each person; null where it sets none."""
    isi = nilai[nama].nilai if nama in nilai else {}
    return Case(
        When(jenis=JenisPegawai.PPPK, then=Value(isi.get("pppk"), output_field=IntegerField())),
        default=Value(isi.get("pns"), output_field=IntegerField()),
    )


def _bergeser(nama: str) -> Callable[[Nilai, Nilai, date], Baris]:
    """People in service for whom the value `nama` sets another number of hours."""

    def rows(lama: Nilai, baru: Nilai, per: date) -> Baris:
        semua = Pegawai.objects.bertugas().annotate(sebelum=_jam(lama, nama), sesudah=_jam(baru, nama))
        return sebagai_baris(semua.filter(Berbeda(F("sebelum"), F("sesudah"))))

    return rows


WAJIB = Dampak("jp_wajib", _("Jam pelajaran wajib setahun"), ("jp_tahunan",), _bergeser("jp_tahunan"), orang=ORANG)
DIBIAYAI = Dampak(
    "jp_dibiayai", _("Jam pelajaran yang dibiayai setahun"), ("jp_dibiayai",), _bergeser("jp_dibiayai"), orang=ORANG
)
