"""The board of a superior: their people, who may need help first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from akun import kewenangan
from akun.kewenangan import Konteks
from kinerja.models import SKP, CapaianRHK, EvaluasiPeriodik, KemajuanKerja, PeriodeKinerja, RencanaHasilKerja, StatusSKP
from pegawai.models import Pegawai

# Without an entry for this many days somebody is asked kindly whether something stands in the way.
SEPI_HARI = 14


@dataclass(frozen=True)
class BarisTim:
    """One person on the board. `keadaan` is a code of KEADAAN; `urutan` puts who needs help first."""

    pegawai: Any
    keadaan: str
    urutan: int
    persen: float


KEADAAN = ("perlu_bantuan", "menunggu", "belum_mencatat", "belum_skp", "sesuai")


def list_tim(konteks: Konteks, periode: PeriodeKinerja) -> QuerySet[Pegawai]:
    """People whose appraiser `konteks` is, with how they stand in the quarter. One query."""
    skp = SKP.objects.filter(pegawai=OuterRef("pk"), tahun=periode.tahun)
    hasil = RencanaHasilKerja.objects.filter(skp__pegawai=OuterRef("pk"), skp__tahun=periode.tahun)
    capaian = CapaianRHK.objects.filter(rencana__skp__pegawai=OuterRef("pk"), periode=periode)
    catatan = KemajuanKerja.objects.filter(skp__pegawai=OuterRef("pk"), skp__tahun=periode.tahun, diganti_at__isnull=True)
    evaluasi = EvaluasiPeriodik.objects.filter(pegawai=OuterRef("pk"), periode=periode, diganti_at__isnull=True)
    rows = kewenangan.scope(konteks, "kinerja.tim", Pegawai.objects.select_related("jabatan", "unit").bertugas())
    return rows.annotate(
        skp_kode=Subquery(skp.values("kode")[:1]),
        skp_status=Subquery(skp.values("status")[:1]),
        skp_versi=Subquery(skp.values("versi")[:1]),
        skp_diajukan=Subquery(skp.values("diajukan")[:1]),
        hasil=_jumlah(hasil, Count("pk")),
        sesuai=_jumlah(capaian, Count("pk", filter=Q(sesuai=True))),
        bercatatan=_jumlah(capaian, Count("pk")),
        persen=Subquery(capaian.order_by().values("periode").annotate(n=Avg("persen")).values("n")[:1]),
        terakhir=Subquery(catatan.order_by().values("skp__tahun").annotate(n=Max("tanggal")).values("n")[:1]),
        predikat=Subquery(evaluasi.values("predikat")[:1]),
        evaluasi_kode=Subquery(evaluasi.values("kode")[:1]),
    ).order_by("nama_urut", "pk")


def _jumlah(rows: QuerySet[Any], hitung: Count) -> Coalesce:
    """A count per person; rows are grouped by nothing but the outer reference."""
    return Coalesce(Subquery(rows.order_by().annotate(satu=F("pk") * 0).values("satu").annotate(n=hitung).values("n")[:1]), 0)


def susun_papan(tim: list[Any], per: date) -> list[BarisTim]:
    """Order the team for talking: who may need help first, then who waits, then who is on the way."""
    baris = [_baris(p, per) for p in tim]
    return sorted(baris, key=lambda b: (b.urutan, b.persen, b.pegawai.nama_urut))


def _baris(p: Any, per: date) -> BarisTim:
    keadaan = _keadaan(p, per)
    return BarisTim(p, keadaan, KEADAAN.index(keadaan), float(p.persen or 0))


def _keadaan(p: Any, per: date) -> str:
    if p.skp_status == StatusSKP.DIAJUKAN:
        return "menunggu"
    if p.skp_status != StatusSKP.DISEPAKATI:
        return "belum_skp"
    if p.bercatatan and p.sesuai * 2 < p.bercatatan:
        return "perlu_bantuan"
    if p.terakhir is None or p.terakhir < per - timedelta(days=SEPI_HARI):
        return "belum_mencatat"
    return "sesuai"
