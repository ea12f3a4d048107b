"""`pegawai.rules.masa_kerja.tambah` said in SQL, for lists and reports; a test compares the two on random data."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, DateField, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear, Greatest, Least
from django.db.models.lookups import GreaterThan, LessThan

from pegawai.models import BERLAKU, Kedudukan, RiwayatStatus


def bulan_pada(bulan: Combinable, sejak: str, per: date) -> Case:
    """Months of service for pay on `per`, when they were `bulan` on the day `sejak`; time on CLTN doesn't count.

    For a query of Pegawai; `sejak` is the name of a column or an annotation. Without that day `bulan` stands as it is.
    """
    hari = Value(per, output_field=DateField())
    awal, akhir = Least(F(sejak), hari), Greatest(F(sejak), hari)
    dinas = _bulan_penuh(awal, akhir) - _jeda(sejak, hari)
    return Case(
        When(**{f"{sejak}__isnull": True}, then=bulan),
        When(LessThan(hari, F(sejak)), then=Greatest(bulan - dinas, Value(0))),
        default=Greatest(bulan + dinas, Value(0)),
        output_field=IntegerField(),
    )


def _jeda(sejak: str, hari: Value) -> Coalesce:
    """Whole months on CLTN between the two days."""
    batas_awal, batas_akhir = Least(OuterRef(sejak), hari), Greatest(OuterRef(sejak), hari)
    awal = Greatest(F("masa__startswith"), batas_awal)
    akhir = Least(Coalesce(F("masa__endswith"), batas_akhir), batas_akhir)
    cuti = RiwayatStatus.objects.filter(
        BERLAKU, Q(GreaterThan(akhir, awal)), pegawai=OuterRef("pk"), kedudukan=Kedudukan.CLTN, masa__startswith__isnull=False
    )
    jumlah = cuti.order_by().values("pegawai").annotate(jumlah=Sum(_bulan_penuh(awal, akhir))).values("jumlah")
    return Coalesce(Subquery(jumlah), Value(0), output_field=IntegerField())


def _bulan_penuh(awal: Combinable, akhir: Combinable) -> Combinable:
    """Whole months from one day to a later one."""
    belum = Case(When(LessThan(ExtractDay(akhir), ExtractDay(awal)), then=Value(1)), default=Value(0))
    hasil: Combinable = (ExtractYear(akhir) - ExtractYear(awal)) * 12 + ExtractMonth(akhir) - ExtractMonth(awal) - belum
    return hasil
