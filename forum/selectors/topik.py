"""Reads of topics and posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from akun import kewenangan
from akun.kewenangan import Konteks
from forum import lacak
from forum.models import Dukungan, JawabanResmi, Kiriman, LaporanKiriman, Topik
from forum.selectors.hitungan import with_kiriman, with_setuju
from organisasi.models import UnitKerja

URUT_KIRIMAN = {"terbaru": ("-dikirim_at", "-pk"), "didukung": ("-jumlah_setuju", "-pk")}


def list_topik(konteks: Konteks) -> QuerySet[Topik]:
    """Topics, for everybody. No order; lists go by ('-dibuka_at', '-pk')."""
    return with_kiriman(kewenangan.scope(konteks, "topik.lihat", Topik.objects.select_related("unit")))


def list_mendengar(konteks: Konteks, per: date) -> QuerySet[Topik]:
    """Topics in which one may still speak, those that end soonest first."""
    rows = list_topik(konteks).filter(ditutup_at=None).filter(Q(mendengar_sampai=None) | Q(mendengar_sampai__gte=per))
    return rows.order_by("mendengar_sampai", "-pk")


def with_jawaban(rows: QuerySet[Topik]) -> QuerySet[Topik]:
    """Add the official answers, newest first. One more query."""
    return rows.prefetch_related(Prefetch("jawaban", JawabanResmi.objects.select_related("unit").order_by("-dijawab_at", "-pk")))


def list_kiriman(topik: Topik) -> QuerySet[Kiriman]:
    """Posts of a topic, hidden ones too: their place shows why they are hidden. No order."""
    return with_setuju(Kiriman.objects.filter(topik=topik))


def list_disetujui(konteks: Konteks, kiriman: Sequence[Kiriman]) -> set[str]:
    """Codes of those of these posts that this account agrees with. One query, none for a visitor."""
    if not konteks.masuk:
        return set()
    jejak = {lacak.jejak(f"akun {konteks.pengguna.pk}", k.kode): k.kode for k in kiriman}
    ada = Dukungan.objects.filter(kiriman__in=[k.pk for k in kiriman], jejak__in=jejak).values_list("jejak", flat=True)
    return {jejak[j] for j in ada}


def count_tersembunyi(topik: Topik) -> int:
    """How many posts moderators have hidden. One query."""
    return Kiriman.objects.filter(topik=topik, tersembunyi=True).count()


def list_dilaporkan(konteks: Konteks) -> QuerySet[Kiriman]:
    """Posts with flags that nobody has answered. No order; lists go by ('pk',)."""
    rows = Kiriman.objects.select_related("topik").filter(
        pk__in=LaporanKiriman.objects.filter(ditangani_at=None).values("kiriman")
    )
    rows = rows.annotate(jumlah_laporan=Count("laporan", filter=Q(laporan__ditangani_at=None)))
    return with_laporan(kewenangan.scope(konteks, "kiriman.moderasi", rows))


def with_laporan(rows: QuerySet[Kiriman]) -> QuerySet[Kiriman]:
    """Add the flags that nobody has answered, the oldest first. One more query."""
    return rows.prefetch_related(Prefetch("laporan", LaporanKiriman.objects.filter(ditangani_at=None).order_by("pk")))


def list_unit_bertanya(konteks: Konteks) -> QuerySet[UnitKerja]:
    """Offices in whose name `konteks` may open a topic."""
    return kewenangan.scope(konteks, "topik.buka", UnitKerja.objects.filter(aktif=True)).order_by("jalur")


def cari_topik(konteks: Konteks, kode: Collection[str]) -> dict[str, tuple[str, str]]:
    """Topics by code, for links. One query."""
    baris = list_topik(konteks).filter(kode__in=list(kode)).values_list("kode", "judul")
    return {k: (j, reverse("forum:topik", kwargs={"kode": k})) for k, j in baris}
