"""What values of law mean for people who may still object to their judgement: whose last day moves."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, DateField, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable

from aturan.aturan import Nilai
from aturan.dampak import Baris, Dampak
from inti.keputusan import _
from kinerja.models import EvaluasiPeriodik
from kinerja.rules import ATURAN_KEBERATAN
from pegawai.dampak_aturan import ORANG, sebagai_baris
from pegawai.models import Pegawai

TERLAMA = timedelta(days=400)  # the longest time that the value may give, with its days off


def list_keberatan_bergeser(lama: Nilai, baru: Nilai, per: date) -> Baris:
    """People with a judgement that they took note of and may object to, whose last day is another one. One query more for the days.

    The rule is asked once for each day on which somebody took note, not once a person.
    """
    rows = EvaluasiPeriodik.objects.filter(diganti_at__isnull=True, diterima__gte=per - TERLAMA)
    beda: dict[date, list[date | None]] = {}
    for hari in rows.order_by().values_list("diterima", flat=True).distinct():
        if hari is None:
            continue
        tenggat = [_tenggat(nilai, hari, per) for nilai in (lama, baru)]
        if tenggat[0] != tenggat[1]:
            beda[hari] = tenggat
    terima = Subquery(rows.filter(pegawai=OuterRef("pk"), diterima__in=list(beda)).order_by("-diterima").values("diterima")[:1])
    semua = Pegawai.objects.bertugas().annotate(terima=terima).filter(terima__isnull=False)
    sebelum, sesudah = (_pilih({hari: t[sisi] for hari, t in beda.items()}) for sisi in (0, 1))
    return sebagai_baris(semua.annotate(sebelum=sebelum, sesudah=sesudah))


def _tenggat(nilai: Nilai, diterima: date, per: date) -> date | None:
    """The last day to object while it lies ahead, None where it is gone by or the law has no value."""
    if any(n not in nilai for n in ATURAN_KEBERATAN.parameter):
        return None
    hasil = ATURAN_KEBERATAN.dengan(nilai)(diterima=diterima, diajukan=max(per, diterima), per=per).hasil
    return hasil.tenggat if hasil.paling_akhir >= per else None


def _pilih(tenggat: dict[date, date | None]) -> Combinable:
    return Case(
        *(When(terima=hari, then=Value(t, output_field=DateField())) for hari, t in tenggat.items()),
        default=Value(None, output_field=DateField()),
    )


KEBERATAN = Dampak(
    "keberatan", _("Batas waktu keberatan"), ATURAN_KEBERATAN.parameter, list_keberatan_bergeser, kelak=True, orang=ORANG
)
