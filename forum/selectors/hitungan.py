"""How many speak for something: counted from the rows at the moment of reading, each person once as far as we know persons.

Fingerprints are made for one object each, so that nobody's support can be joined up: somebody who supports two
inputs that were merged later counts in both. Whoever sent from an account counts once, however many they sent, and gives no
support besides to what counts together with it (services.moderasi).
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from forum.models import Aspirasi, Dukungan, Kiriman, TanggapanPengirim, Tautan, TindakLanjut, Topik
from inti.hitungan import jumlah

Baris = TypeVar("Baris", bound=QuerySet[Any])
# One sender: the account, or the input itself where nobody knows who sent it.
PENGIRIM = Coalesce(F("pengirim__akun"), -F("pk"))


def with_dukungan(rows: QuerySet[Aspirasi]) -> QuerySet[Any]:
    """Inputs with `jumlah_dukungan` (others who say the same) and `jumlah_keberatan` (times the sender objected). No query."""
    sendiri = Coalesce(OuterRef("pengirim__akun"), Value(0))
    gabungan = Aspirasi.objects.filter(gabung_ke=OuterRef("pk")).filter(
        Q(pengirim__akun__isnull=True) | ~Q(pengirim__akun=sendiri)
    )
    return rows.annotate(
        jumlah_dukungan=jumlah(Dukungan.objects.filter(aspirasi=OuterRef("pk")))
        + jumlah(gabungan, PENGIRIM)
        + jumlah(Dukungan.objects.filter(aspirasi__gabung_ke=OuterRef("pk"))),
        jumlah_keberatan=jumlah(TanggapanPengirim.objects.filter(aspirasi=OuterRef("pk"), beres=False)),
    )


def with_setuju(rows: QuerySet[Kiriman]) -> QuerySet[Any]:
    """Posts with `jumlah_setuju`. No query of its own."""
    return rows.annotate(jumlah_setuju=jumlah(Dukungan.objects.filter(kiriman=OuterRef("pk"))))


def with_kiriman(rows: QuerySet[Topik]) -> QuerySet[Any]:
    """Topics with `jumlah_kiriman`, hidden posts included. No query of its own."""
    return rows.annotate(jumlah_kiriman=jumlah(Kiriman.objects.filter(topik=OuterRef("pk"))))


def with_suara(rows: QuerySet[TindakLanjut]) -> QuerySet[Any]:
    """Follow-ups with `jumlah_suara`: senders of the inputs they answer, merged ones included, and who supported those. No query."""
    kode = Tautan.objects.filter(dari_jenis="tindak_lanjut", dari_kode=OuterRef(OuterRef("kode")), ke_jenis="aspirasi")
    asal = kode.values("ke_kode")
    pengirim = Aspirasi.objects.filter(Q(kode__in=asal) | Q(gabung_ke__kode__in=asal))
    pendukung = Dukungan.objects.filter(Q(aspirasi__kode__in=asal) | Q(aspirasi__gabung_ke__kode__in=asal))
    return rows.annotate(jumlah_suara=jumlah(pengirim, PENGIRIM) + jumlah(pendukung))
