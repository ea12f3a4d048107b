"""Reads of follow-ups."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from akun import kewenangan
from akun.kewenangan import Konteks
from forum.models import Aspirasi, Hasil, KabarTindakLanjut, TanggapanPengirim, Tautan, TindakLanjut
from forum.selectors.hitungan import with_suara
from kinerja.models import SasaranUnit
from organisasi.jalur import baca as baca_jalur
from organisasi.models import UnitKerja

KEADAAN = ("berubah", "dikerjakan", "lewat", "tidak_bisa")


def list_terbit(konteks: Konteks) -> QuerySet[TindakLanjut]:
    """Published follow-ups, for everybody. No order; lists go by ('-terbit_at', '-pk')."""
    rows = kewenangan.scope(konteks, "tindak_lanjut.lihat", TindakLanjut.objects.select_related("unit"))
    return with_suara(rows.filter(terbit_at__isnull=False))


def saring(rows: QuerySet[TindakLanjut], *, keadaan: str, unit: UnitKerja | None, per: date) -> QuerySet[TindakLanjut]:
    """Keep those in a state of KEADAAN ('' for all) and of an office."""
    if unit:
        rows = rows.filter(unit__jalur__startswith=unit.jalur)
    return rows.filter(syarat(keadaan, per)) if keadaan in KEADAAN else rows


def syarat(keadaan: str, per: date) -> Q:
    """The condition of a state; 'lewat' is work whose promised day has passed."""
    if keadaan == "lewat":
        return Q(hasil=Hasil.DIKERJAKAN, dijanjikan__lt=per)
    return Q(hasil=keadaan)


def hitung(rows: QuerySet[TindakLanjut], per: date) -> dict[str, int]:
    """How many are in each state, and 'semua'. One query."""
    return rows.aggregate(semua=Count("pk"), **{k: Count("pk", filter=syarat(k, per)) for k in KEADAAN})


def list_unit_terbit() -> QuerySet[UnitKerja]:
    """Offices with a published follow-up, by name."""
    ada = TindakLanjut.objects.filter(terbit_at__isnull=False).values("unit")
    return UnitKerja.objects.filter(pk__in=ada).order_by("nama")


def with_kabar(rows: QuerySet[TindakLanjut]) -> QuerySet[TindakLanjut]:
    """Add the news, newest first. One more query."""
    return rows.prefetch_related(Prefetch("kabar", KabarTindakLanjut.objects.order_by("-pada_at", "-pk")))


def list_usulan(konteks: Konteks) -> QuerySet[TindakLanjut]:
    """Proposals that wait for a moderator: all of them for moderators and readers, their own for an office."""
    rows = kewenangan.scope(konteks, "tindak_lanjut.naskah", TindakLanjut.objects.select_related("unit"))
    return with_suara(rows.filter(terbit_at=None))


def list_asal(tindak_lanjut: TindakLanjut) -> QuerySet[Aspirasi]:
    """The inputs that a follow-up answers, hidden ones included: for counting, never for showing."""
    kode = Tautan.objects.filter(dari_jenis="tindak_lanjut", dari_kode=tindak_lanjut.kode, ke_jenis="aspirasi").values("ke_kode")
    return Aspirasi.objects.filter(kode__in=kode)


def hitung_kata_pengirim(tindak_lanjut: TindakLanjut) -> dict[str, int]:
    """How many senders said 'beres' and 'belum', each by their last word. One query."""
    rows = TanggapanPengirim.objects.filter(aspirasi__in=list_asal(tindak_lanjut))
    terakhir = rows.order_by("aspirasi", "-pada_at", "-pk").distinct("aspirasi").values("pk")
    jumlah = dict(TanggapanPengirim.objects.filter(pk__in=terakhir).values_list("beres").annotate(n=Count("pk")))
    return {"beres": jumlah.get(True, 0), "belum": jumlah.get(False, 0)}


def cari_tindak_lanjut(konteks: Konteks, kode: Collection[str]) -> dict[str, tuple[str, str]]:
    """Published follow-ups by code, for links. One query."""
    baris = list_terbit(konteks).filter(kode__in=list(kode)).values_list("kode", "judul")
    return {k: (j, reverse("forum:jejak", kwargs={"kode": k})) for k, j in baris}


def terbaru_tiap_hasil(rows: QuerySet[TindakLanjut]) -> list[TindakLanjut]:
    """The newest of each result, in the order of Hasil. One query."""
    terbaru = {b.hasil: b for b in rows.order_by("hasil", "-terbit_at", "-pk").distinct("hasil")}
    return [terbaru[h] for h in Hasil if h in terbaru]


def list_sasaran(konteks: Konteks, tindak_lanjut: TindakLanjut, per: date) -> QuerySet[SasaranUnit]:
    """This year's targets of the office and of the units above it: what a follow-up can be carried by."""
    atas = baca_jalur(tindak_lanjut.unit.jalur)
    rows = SasaranUnit.objects.select_related("unit").filter(unit__in=atas, tahun=per.year)
    return kewenangan.scope(konteks, "sasaran.lihat", rows).order_by("-unit__jalur", "pk")


def cari_sasaran(konteks: Konteks, kode: Collection[str]) -> dict[str, tuple[str, str]]:
    """Targets by code, for links, as far as `konteks` may see them. One query."""
    rows = kewenangan.scope(konteks, "sasaran.lihat", SasaranUnit.objects.filter(kode__in=list(kode)))
    return {
        k: (u, reverse("kinerja:sasaran", kwargs={"kode": unit}))
        for k, u, unit in rows.values_list("kode", "uraian", "unit__kode")
    }
