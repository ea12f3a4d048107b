"""Reads of inputs: what strangers, senders, moderators and offices may see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import CatatanAkses, KelompokData
from alur.models import Jejak, JenisPemegang, Pemegang
from forum import lacak
from forum.models import (
    DITUTUP,
    PUBLIK,
    Aspirasi,
    JawabanResmi,
    PengirimAspirasi,
    Status,
    TanggapanPengirim,
)
from forum.proses import ASPIRASI, DINAS, PENGAWAS
from forum.selectors.hitungan import with_dukungan
from organisasi.models import UnitKerja

MIRIP = 0.3  # trigram similarity of titles from which two inputs may be about the same thing


def _dipegang(**siapa: str) -> Q:
    """The condition on inputs that they lie with these holders."""
    return Q(kode__in=Pemegang.objects.filter(proses=ASPIRASI.nama, **siapa).values("kode"))


# The queues of the desk: with whom an input lies.
ANTREAN: dict[str, Q] = {
    "baru": _dipegang(izin=PENGAWAS.izin),
    "dinas": _dipegang(izin=DINAS.izin),
    "pengirim": _dipegang(jenis=JenisPemegang.LUAR),
    "selesai": Q(status__in=DITUTUP),
}


def list_publik() -> QuerySet[Any]:
    """Inputs that strangers may read, with how many say the same. No order."""
    return with_dukungan(Aspirasi.objects.filter(PUBLIK).select_related("unit"))


def find_utama(kode: str) -> Aspirasi | None:
    """The public input into which the one of this code was merged, None where it wasn't. One query.

    SECURITY: nor where strangers never could read that one: that it was there, and about what, is not for them.
    """
    terbuka = Jejak.objects.filter(proses=ASPIRASI.nama, kode=kode, aksi="gabung", data__terbuka=True)
    return list_publik().filter(Exists(terbuka), pk__in=Aspirasi.objects.filter(kode=kode).values("gabung_ke")).first()


def list_mirip(judul: str, paling_banyak: int = 3) -> list[Aspirasi]:
    """Public inputs with a similar title, the most similar first. One query, by index."""
    return list(
        list_publik()
        .filter(judul__trigram_similar=judul)
        .exclude(status=Status.SELESAI)
        .annotate(mirip=TrigramSimilarity("judul", judul))
        .filter(mirip__gte=MIRIP)
        .order_by("-mirip", "-jumlah_dukungan", "pk")[:paling_banyak]
    )


def find_lacak(teks: str) -> Aspirasi | None:
    """The input of a tracking code as a person typed it, or None. One query, whatever was typed."""
    return Aspirasi.objects.filter(sidik_lacak=lacak.sidik(lacak.baca_kode(teks))).first()


def list_milik(konteks: Konteks, dipegang: Collection[str]) -> QuerySet[Aspirasi]:
    """Inputs whose code this session has shown, or that were sent from this account. No order."""
    milik = Q(kode__in=list(dipegang))
    if konteks.masuk:
        milik |= Q(pengirim__akun=konteks.pengguna)
    return with_dukungan(Aspirasi.objects.filter(milik).select_related("unit", "gabung_ke", "keputusan_tenggat"))


def is_bernama(aspirasi: Aspirasi) -> bool:
    """Whether the sender left a name, a contact or an account: then it can be opened, and that is written down. One query."""
    return PengirimAspirasi.objects.filter(aspirasi=aspirasi).exists()


def list_baca_pengirim(aspirasi: Aspirasi) -> QuerySet[CatatanAkses]:
    """Who opened the sender's name, as what and what for, oldest first."""
    return CatatanAkses.objects.filter(subjek_kode=aspirasi.kode, kelompok=KelompokData.PENGIRIM).order_by("dibaca_at", "pk")


def dipegang_kota() -> QuerySet[Pemegang]:
    """Who in the city holds an open input until when; what waits for its sender is left out."""
    return Pemegang.objects.filter(proses=ASPIRASI.nama).exclude(jenis=JenisPemegang.LUAR)


def with_tenggat(rows: QuerySet[Aspirasi]) -> QuerySet[Any]:
    """Inputs with `tenggat_kini`: the last day of whoever holds it in the city; None where nobody does. No query of its own."""
    return rows.annotate(tenggat_kini=Subquery(dipegang_kota().filter(kode=OuterRef("kode")).values("tenggat")[:1]))


def list_meja(konteks: Konteks, antrean: str = "") -> QuerySet[Aspirasi]:
    """Inputs on the desk of `konteks`, in one of the queues of ANTREAN. No order."""
    rows = kewenangan.scope(konteks, "aspirasi.lihat", Aspirasi.objects.select_related("unit", "gabung_ke"))
    rows = with_tenggat(with_dukungan(rows))
    return rows.filter(ANTREAN[antrean]) if antrean in ANTREAN else rows


def hitung_meja(konteks: Konteks, per: date) -> dict[str, int]:
    """How many stand in each queue, and how many are late ('lewat'). One query."""
    rows = kewenangan.scope(konteks, "aspirasi.lihat", Aspirasi.objects.all())
    kolom = {nama: Count("pk", filter=syarat) for nama, syarat in ANTREAN.items()}
    return rows.aggregate(**kolom, lewat=Count("pk", filter=Q(kode__in=dipegang_kota().filter(tenggat__lt=per).values("kode"))))


def with_perjalanan(rows: QuerySet[Aspirasi]) -> QuerySet[Aspirasi]:
    """Add what forum.perjalanan draws beside the trail: answers, the sender's replies, the due day. Two more queries."""
    return with_tenggat(rows).prefetch_related(
        Prefetch("jawaban", JawabanResmi.objects.select_related("unit").order_by("-dijawab_at", "-pk")),
        Prefetch("tanggapan_pengirim", TanggapanPengirim.objects.order_by("pada_at", "pk")),
    )


def list_unit_tujuan() -> QuerySet[UnitKerja]:
    """Units that an input can be sent to: everything but the root, by name."""
    return UnitKerja.objects.filter(aktif=True, induk__isnull=False).order_by("nama")


def list_unit_kelola(konteks: Konteks) -> QuerySet[UnitKerja]:
    """Offices in whose name `konteks` may answer and propose: their own subtree, by depth and name."""
    return kewenangan.scope(konteks, "tindak_lanjut.usul", UnitKerja.objects.filter(aktif=True)).order_by("jalur")


def cari_aspirasi(konteks: Konteks, kode: Collection[str]) -> dict[str, tuple[str, str]]:
    """Public inputs by code, for links. One query."""
    baris = list_publik().filter(kode__in=list(kode)).values_list("kode", "judul")
    return {k: (j, reverse("forum:jejak-suara", kwargs={"kode": k})) for k, j in baris}
