"""What values of law mean for people who may still object to their judgement: whose last day moves."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, DateField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable

from aturan.aturan import Nilai
from aturan.dampak import Dampak
from inti.keputusan import _
from kinerja.models import EvaluasiPeriodik
from kinerja.rules import ATURAN_KEBERATAN
from pegawai.dampak_aturan import ORANG, list_bertugas

TERLAMA = timedelta(days=400)  # the longest time that the value may give, with its days off


def hari_terakhir(lama: Nilai, baru: Nilai, hari: date) -> tuple[Combinable, Combinable]:
    """Each person's last day to object to a judgement that they took note of, where it is another one. One query for the days.

    The rule is asked once for each day on which somebody took note, not once a person.
    """
    rows = EvaluasiPeriodik.objects.filter(diganti_at__isnull=True, diterima__gte=hari - TERLAMA)
    beda: dict[date, list[date | None]] = {}
    for terima in rows.order_by().values_list("diterima", flat=True).distinct():
        if terima is None:
            continue
        tenggat = [_tenggat(nilai, terima, hari) for nilai in (lama, baru)]
        if tenggat[0] != tenggat[1]:
            beda[terima] = tenggat
    rows = rows.filter(pegawai=OuterRef("pk"), diterima__in=list(beda)).order_by("-diterima")
    sebelum, sesudah = (_pilih(rows, {terima: t[sisi] for terima, t in beda.items()}) for sisi in (0, 1))
    return sebelum, sesudah


def _tenggat(nilai: Nilai, diterima: date, per: date) -> date | None:
    """The last day to object while it lies ahead, None where it is gone by or the law has no value."""
    if any(n not in nilai for n in ATURAN_KEBERATAN.parameter):
        return None
    hasil = ATURAN_KEBERATAN.dengan(nilai)(diterima=diterima, diajukan=max(per, diterima), per=per).hasil
    return hasil.tenggat if hasil.paling_akhir >= per else None


def _pilih(rows: QuerySet[EvaluasiPeriodik], tenggat: dict[date, date | None]) -> Combinable:
    """The last day of the latest of these judgements."""
    if not tenggat:
        return Value(None, output_field=DateField())
    hari = Case(*(When(diterima=terima, then=Value(t, output_field=DateField())) for terima, t in tenggat.items()))
    return Subquery(rows.annotate(hari=hari).values("hari")[:1], output_field=DateField())


KEBERATAN = Dampak(
    "keberatan",
    _("Batas waktu keberatan"),
    ATURAN_KEBERATAN.parameter,
    list_bertugas,
    hari_terakhir,
    kelak=True,
    orang=ORANG,
)
