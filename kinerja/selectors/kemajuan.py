"""Reads of progress: what was recorded, what took its place, and which judgement counted it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, QuerySet

from akun.kewenangan import Konteks
from inti.halaman import Halaman, buka
from kinerja.models import SKP, EvaluasiPeriodik, KemajuanKerja

UKURAN = 25


def get_baru_dicatat(konteks: Konteks, skp: SKP, sejak: datetime) -> KemajuanKerja | None:
    """The last telling of one's own that was recorded after `sejak` and stands as it was written. One query."""
    rows = KemajuanKerja.objects.filter(
        skp=skp, pencatat=konteks.pengguna.pk, dicatat_at__gt=sejak, diganti_at__isnull=True, menggantikan__isnull=True
    )
    return rows.select_related("rencana").order_by("-pk").first()


def get_baru_ditarik(konteks: Konteks, skp: SKP, sejak: datetime) -> KemajuanKerja | None:
    """The last telling that one took back after `sejak`, while nothing took its place. One query."""
    rows = KemajuanKerja.objects.filter(skp=skp, ditarik_oleh=konteks.pengguna.pk, diganti_at__gt=sejak, koreksi__isnull=True)
    return rows.select_related("rencana").order_by("-diganti_at", "-pk").first()


def buka_riwayat(skp: SKP, kursor: str) -> Halaman[KemajuanKerja]:
    """A page of all entries, newest first; those that count no longer with who ended them, and what took their place."""
    rows = KemajuanKerja.objects.filter(skp=skp).select_related(
        "rencana", "indikator", "menggantikan", "ditarik_oleh", "koreksi__pencatat"
    )
    return buka(rows.prefetch_related("bukti"), ("-tanggal", "-pk"), kursor, UKURAN)


def list_rantai(kemajuan: KemajuanKerja) -> list[KemajuanKerja]:
    """The entry and whatever took its place, one after the other; the last one stands now. A query each."""
    rows = KemajuanKerja.objects.select_related("skp", "rencana", "indikator")
    rantai = [kemajuan]
    while ada := rows.filter(menggantikan=rantai[-1]).first():
        rantai.append(ada)
    return rantai


def list_secatatan(kemajuan: KemajuanKerja) -> QuerySet[KemajuanKerja]:
    """The entries that were told together with this one and still count, each with its measure: as told, or corrected since.

    One query, and the one of the rows.
    """
    rows = KemajuanKerja.objects.filter(skp_id=kemajuan.skp_id, rencana_id=kemajuan.rencana_id)
    asal: dict[int, str] = {}  # the key under which each was told first
    for pk, semula, kunci in rows.order_by("pk").values_list("pk", "menggantikan_id", "kunci"):
        asal[pk] = asal.get(semula or 0, kunci)
    sama = [pk for pk, kunci in asal.items() if kunci == asal.get(kemajuan.pk)]
    return rows.filter(pk__in=sama, diganti_at__isnull=True).select_related("indikator").order_by("pk")


def list_terakhir(skp: SKP) -> dict[int, date]:
    """The day of the last entry of each result that has any, by result. One query."""
    rows = KemajuanKerja.objects.filter(skp=skp, diganti_at__isnull=True).order_by()
    return dict(rows.values_list("rencana").annotate(hari=Max("tanggal")))


def list_penghitung(skp: SKP) -> list[EvaluasiPeriodik]:
    """The judgements in force of an SKP, with their quarters and appraisers. One query."""
    rows = EvaluasiPeriodik.objects.filter(skp=skp, diganti_at__isnull=True)
    return list(rows.select_related("periode", "penilai", "penilai_pejabat"))


def find_penghitung(kemajuan: KemajuanKerja, evaluasi: Iterable[EvaluasiPeriodik]) -> EvaluasiPeriodik | None:
    """Which of these judgements counted the entry: of its quarter, and set when it was recorded already. No query."""
    return next(
        (e for e in evaluasi if e.periode.mulai <= kemajuan.tanggal <= e.periode.akhir and kemajuan.dicatat_at <= e.tercatat_at),
        None,
    )
