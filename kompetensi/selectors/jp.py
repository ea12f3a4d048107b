"""Reads of the hours of learning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from akun import kewenangan
from inti.keputusan import Keputusan
from inti.kueri import Kueri
from kompetensi.kewajaran import GUGUR
from kompetensi.models import BelajarLuar, CatatanJP, JenisPelatihan
from kompetensi.rules import ATURAN_JP_TAHUNAN, JpTahunan
from organisasi.models import UnitKerja
from pegawai.models import JenisPegawai, Pegawai


def list_pegawai_jp(konteks: kewenangan.Konteks) -> QuerySet[Pegawai]:
    """People whose hours `konteks` may see. No order."""
    rows = Pegawai.objects.select_related("unit", "jabatan")
    return kewenangan.scope(konteks, "kompetensi.jp_lihat", rows)


def get_jp_tahun(pegawai_ids: Iterable[int], tahun: int) -> dict[int, int]:
    """Hours of these people in a year; who has none is left out. One query."""
    rows = CatatanJP.objects.filter(pegawai__in=list(pegawai_ids), tahun=tahun)
    return dict(rows.values_list("pegawai").annotate(jumlah=Sum("jp")))


_JP_TAHUN = Kueri(
    "kompetensi.jp_tahun",
    lambda isi: CatatanJP.objects.filter(pegawai=isi.pegawai, tahun=isi.tahun).values_list("pegawai").annotate(jumlah=Sum("jp")),
)


def get_jp_orang(pegawai_id: int, tahun: int) -> int:
    """Hours of one person in a year. One query."""
    baris = _JP_TAHUN.satu(pegawai=pegawai_id, tahun=tahun)
    return baris[1] if baris else 0


def list_catatan_jp(pegawai_id: int, tahun: int) -> QuerySet[CatatanJP]:
    """The lines of a person's ledger in a year, oldest first. The caller checked the person."""
    rows = CatatanJP.objects.filter(pegawai=pegawai_id, tahun=tahun)
    return rows.select_related("sertifikat", "belajar_luar").order_by("dicatat_at", "pk")


def decide_jp(catatan: Iterable[CatatanJP], jenis: str, tahun: int, per: date) -> Keputusan[JpTahunan]:
    """The year's hours against what the law asks, from the lines of the ledger. One query (the law).

    What a counter-entry reversed doesn't count as an activity. The law is that of `per`, or of
    the last day of a year gone by.
    """
    bersih: dict[tuple[int | None, int | None], int] = {}
    for baris in catatan:
        kunci = (baris.sertifikat_id, baris.belajar_luar_id)
        bersih[kunci] = bersih.get(kunci, 0) + baris.jp
    hari = min(per, date(tahun, 12, 31))
    return ATURAN_JP_TAHUNAN.decide(jenis_pegawai=_jenis(jenis), jp=[Decimal(n) for n in bersih.values() if n > 0], per=hari)


def list_rekap_jp(konteks: kewenangan.Konteks, unit: UnitKerja | None = None) -> QuerySet[Pegawai]:
    """Active employees that `konteks` may report on, all or those of a unit and below it. No order."""
    rows = Pegawai.objects.bertugas().select_related("unit", "jabatan")
    if unit:
        rows = rows.di_bawah(unit)
    return kewenangan.scope(konteks, "kompetensi.rekap", rows)


def iter_rekap_jp(
    konteks: kewenangan.Konteks, tahun: int, unit: UnitKerja | None = None
) -> Iterator[tuple[Pegawai, int, Keputusan[JpTahunan]]]:
    """Everybody of list_rekap_jp with hours and decision, by unit and name. Two queries, streamed."""
    hari = min(konteks.per, date(tahun, 12, 31))
    decide = ATURAN_JP_TAHUNAN.dengan(ATURAN_JP_TAHUNAN.ambil(hari))
    jumlah = (
        CatatanJP.objects.filter(pegawai=OuterRef("pk"), tahun=tahun)
        .order_by()
        .values("pegawai")
        .annotate(n=Sum("jp"))
        .values("n")
    )
    rows = (
        list_rekap_jp(konteks, unit)
        .annotate(jp_tahun=Coalesce(Subquery(jumlah), 0))
        .order_by(F("unit__jalur").asc(nulls_last=True), "nama_urut", "pk")
    )
    for pegawai in rows.iterator(chunk_size=2000):
        jp: int = pegawai.jp_tahun
        yield pegawai, jp, decide(jenis_pegawai=_jenis(pegawai.jenis), jp=[Decimal(jp)] if jp else [], per=hari)


def list_belajar_luar(konteks: kewenangan.Konteks) -> QuerySet[BelajarLuar]:
    """Learning outside the catalogue that `konteks` may see. No order."""
    rows = BelajarLuar.objects.select_related("jenis", "pegawai__unit")
    return kewenangan.scope(konteks, "kompetensi.luar_lihat", rows)


def get_contoh_luar(konteks: kewenangan.Konteks, kode: str) -> BelajarLuar | None:
    """Evidence of one's own that came to nothing, to hand it in once more. One query, none without a code."""
    if not kode:
        return None
    rows = kewenangan.scope(konteks, "kompetensi.luar_milik", BelajarLuar.objects.all())
    return rows.filter(kode=kode, status__in=GUGUR).first()


def get_nama_jenis(kode: str) -> str:
    """A kind of training by its code as a form sent it; what no kind has stays as it is. One query."""
    jenis = JenisPelatihan.objects.filter(kode=kode).first() if kode.isdecimal() and len(kode) < 5 else None
    return jenis.nama if jenis else kode


def _jenis(jenis: str) -> str:
    return "pppk" if jenis == JenisPegawai.PPPK else "pns"
