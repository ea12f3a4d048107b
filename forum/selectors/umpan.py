"""What changed in public, as one list over follow-ups, their news and the answers to topics: for the feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from forum.models import JawabanResmi, KabarTindakLanjut
from forum.selectors.tindak_lanjut import list_terbit
from forum.selectors.topik import list_topik

BUTIR_MAKS = 50


@dataclass(frozen=True)
class Butir:
    """One entry: what happened, where it is read, when; `kunci` names it for ever."""

    kunci: str
    judul: str
    isi: str
    url: str
    pada_at: datetime
    unit: str


def list_umpan(konteks: Konteks) -> list[Butir]:
    """The newest entries that everybody may read. Three queries."""
    semua = [*_terbit(konteks), *_perkembangan(konteks), *_jawaban(konteks)]
    return sorted(semua, key=attrgetter("pada_at", "kunci"), reverse=True)[:BUTIR_MAKS]


def _terbit(konteks: Konteks) -> list[Butir]:
    return [
        Butir(f"tindak-lanjut/{b.kode}", b.judul, b.jawab, reverse("forum:jejak", args=[b.kode]), b.terbit_at, b.unit.nama)
        for b in list_terbit(konteks).order_by("-terbit_at", "-pk")[:BUTIR_MAKS]
        if b.terbit_at
    ]


def _perkembangan(konteks: Konteks) -> list[Butir]:
    rows = KabarTindakLanjut.objects.filter(tindak_lanjut__in=list_terbit(konteks)).select_related("tindak_lanjut__unit")
    return [
        Butir(
            f"kabar/{k.pk}",
            _("Kabar: %(judul)s") % {"judul": k.tindak_lanjut.judul},
            k.isi,
            reverse("forum:jejak", args=[k.tindak_lanjut.kode]),
            k.pada_at,
            k.tindak_lanjut.unit.nama,
        )
        for k in rows.order_by("-pada_at", "-pk")[:BUTIR_MAKS]
    ]


def _jawaban(konteks: Konteks) -> list[Butir]:
    rows = JawabanResmi.objects.filter(topik__in=list_topik(konteks)).select_related("topik", "unit")
    return [
        Butir(
            f"jawaban-topik/{j.pk}",
            _("Jawaban: %(judul)s") % {"judul": j.topik.judul},
            j.isi,
            reverse("forum:topik", args=[j.topik.kode]),
            j.dijawab_at,
            j.unit.nama,
        )
        for j in rows.order_by("-dijawab_at", "-pk")[:BUTIR_MAKS]
        if j.topik
    ]
