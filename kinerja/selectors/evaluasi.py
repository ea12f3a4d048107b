"""Reads of evaluations: the data behind one, the sheet that explains it, a person's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import parameter
from inti import penjelasan
from inti.keputusan import Keputusan
from inti.kueri import Kueri
from kinerja.models import SKP, CapaianRHK, EvaluasiPeriodik, KemajuanKerja, PeriodeKinerja, Rating, RencanaHasilKerja, StatusSKP
from kinerja.rules import ATURAN_KEBERATAN, TenggatKeberatan

# What a list of one person's predicates shows.
KOLOM_PREDIKAT = (
    "kode", "predikat", "ditetapkan", "diterima", "periode__tahun", "periode__triwulan", "penilai__nama", "penilai__gelar_depan",
    "penilai__gelar_belakang", "penilai_pejabat__nama",
)  # fmt: skip
PREDIKAT_MAKS = 4


@dataclass(frozen=True)
class DataPeriode:
    """What the file holds for a quarter: entries, those with evidence, the latest day; of the results recorded in it
    (`hasil`) those on their way (`sesuai`)."""

    catatan: int = 0
    berbukti: int = 0
    terakhir: date | None = None
    hasil: int = 0
    sesuai: int = 0


def get_data_periode(skp: SKP, periode: PeriodeKinerja) -> DataPeriode:
    """Count what the SKP's file holds for the quarter. One query."""
    rows = KemajuanKerja.objects.filter(
        skp=skp, diganti_at__isnull=True, tanggal__gte=periode.masa.lower, tanggal__lt=periode.masa.upper
    )
    capaian = CapaianRHK.objects.filter(rencana__skp=skp, periode=periode)
    isi = rows.aggregate(
        n=Count("pk"),
        b=Count("pk", filter=Q(berbukti=True)),
        akhir=Max("tanggal"),
        hasil=_jumlah(capaian),
        sesuai=_jumlah(capaian.filter(sesuai=True)),
    )
    return DataPeriode(isi["n"], isi["b"], isi["akhir"], isi["hasil"] or 0, isi["sesuai"] or 0)


def _jumlah(rows: QuerySet[Any]) -> Max:
    """A count of other rows, taken along in an aggregate."""
    return Max(
        Subquery(
            rows.order_by().annotate(satu=Value(1)).values("satu").annotate(n=Count("pk")).values("n"),
            output_field=IntegerField(),
        )
    )


def list_evaluasi(konteks: Konteks) -> QuerySet[EvaluasiPeriodik]:
    """Evaluations in force that `konteks` may see, with everything a list or the API shows. No order."""
    rows = EvaluasiPeriodik.objects.filter(diganti_at__isnull=True).select_related(
        "periode", "pegawai", "skp__unit", "skp__jabatan", "penilai", "penilai_pejabat", "keputusan"
    )
    return kewenangan.scope(konteks, "evaluasi.lihat", rows)


_PREDIKAT = Kueri(
    "kinerja.predikat",
    lambda isi, hak: (
        kewenangan.saring(EvaluasiPeriodik.objects.filter(diganti_at__isnull=True, pegawai_id=isi.pegawai), hak)
        .select_related("periode", "penilai", "penilai_pejabat")
        .only(*KOLOM_PREDIKAT)
        .order_by("-periode__tahun", "-periode__triwulan")[:PREDIKAT_MAKS]
    ),
)


def list_predikat(konteks: Konteks, pegawai_id: int) -> list[EvaluasiPeriodik]:
    """The latest predicates of one person, newest first: for the profile. One query."""
    return _PREDIKAT.baca(kewenangan.syarat(konteks, "evaluasi.lihat"), pegawai=pegawai_id)


def list_belum_dinilai(periode: Any, tahun: Any, batas: Any) -> QuerySet[SKP]:
    """SKP that held in a quarter and have no judgement for it: agreed before `batas`, the day after the quarter, or later
    with something recorded on the quarter.

    The three are values, or references to an outer query; `periode` stands one query deeper than the others.
    """
    sudah = EvaluasiPeriodik.objects.filter(skp=OuterRef("pk"), periode=periode, diganti_at__isnull=True)
    tercatat = CapaianRHK.objects.filter(rencana__skp=OuterRef("pk"), periode=periode)
    sepakat = SKP.objects.filter(~Exists(sudah), status=StatusSKP.DISEPAKATI, tahun=tahun)
    return sepakat.filter(Q(disepakati__lt=batas) | Exists(tercatat))


def get_batas_keberatan(evaluasi: EvaluasiPeriodik, per: date) -> Keputusan[TenggatKeberatan]:
    """Until when the person may object; as if received on `per` while they have not taken note. One query."""
    diterima = evaluasi.diterima or max(per, evaluasi.ditetapkan)
    return ATURAN_KEBERATAN.decide(diterima=diterima, diajukan=max(per, diterima), per=per)


def sebagai_json(evaluasi: EvaluasiPeriodik) -> dict[str, Any]:
    """A stored judgement in the one shape of decisions: for the sheet, the API and whoever redoes it. No query
    for rows from list_evaluasi."""
    k = evaluasi.keputusan
    return {
        "aturan": k.aturan,
        "versi": k.versi,
        "per": k.per.isoformat(),
        "hasil": k.hasil,
        "ringkas": _("Predikat %(predikat)s") % {"predikat": evaluasi.get_predikat_display()},
        "masukan": k.masukan,
        "alasan": k.alasan,
        "dasar": k.dasar,
        "yang_mengubah": k.yang_mengubah,
        "keberatan": "",
        "parameter": k.parameter,
    }


def get_lembar(evaluasi: EvaluasiPeriodik, batas: Keputusan[TenggatKeberatan]) -> dict[str, Any]:
    """The 'Mengapa?' sheet of a judgement, with the due date of an objection in words. No query."""
    return {**sebagai_json(evaluasi), "keberatan": penjelasan.kalimat(batas.ringkas)}


def list_capaian(skp: SKP, periode: PeriodeKinerja) -> dict[int, CapaianRHK]:
    """How each result of the SKP stood in the quarter, by line. One query."""
    return {c.rencana_id: c for c in CapaianRHK.objects.filter(rencana__skp=skp, periode=periode)}


def list_hasil(skp: SKP, periode: PeriodeKinerja) -> list[RencanaHasilKerja]:
    """Results of the SKP with measures and with `persen`, `sesuai`, `per` of the quarter (None without entries). Two queries."""
    capaian = FilteredRelation("capaian", condition=Q(capaian__periode=periode))
    rows = (
        RencanaHasilKerja.objects.filter(skp=skp)
        .annotate(c=capaian)
        .annotate(persen=F("c__persen"), sesuai=F("c__sesuai"), per=F("c__per"))
    )
    return list(rows.prefetch_related("indikator").order_by("-jenis", "pk"))


def list_matriks(per: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The 3×3 matrix as it counts on a day: rating of results → (rating of behaviour, predicate). One query."""
    tabel = parameter.nilai("matriks_predikat", per)
    return [(hasil, [(perilaku, tabel[hasil][perilaku]) for perilaku in Rating.values]) for hasil in Rating.values]
