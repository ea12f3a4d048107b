"""Cases in a list: what each is, in which state, with its age and its last day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks, Mewakili
from alur import pemegang, proses
from alur.models import Jejak, JenisPemegang, Pemegang
from alur.proses import Keadaan, Proses, Ringkas
from alur.selectors import kata_langkah
from inti.teks import rapikan_baris
from inti.tugas import hitung_lewat
from inti.waktu import hari

SEBAB_MAKS = 160  # letters of a reason in a list


@dataclass(frozen=True)
class Butir:
    """A case in a list: what it is, in which state, with its age and its last day.

    lewat      days overdue on the day of the question, 0 while there is time
    umur       days at this desk; `diajukan`: the day on which it was handed in, where it lay at another desk since then
    mewakili   the superior in whose stead the reader holds it, '' where it is their own
    sebab      why it came back to its owner, in one line, for that owner alone; ''
    """

    pemegang: Pemegang
    ringkas: Ringkas
    proses: Proses
    keadaan: Keadaan
    umur: int
    lewat: int
    mewakili: str = ""
    sebab: str = ""
    diajukan: date | None = None


def with_ringkas(baris: Iterable[Pemegang], per: date, pembaca: Konteks | None = None) -> list[Butir]:
    """The rows with their words, in the same order. At most two queries a process that occurs.

    pembaca   whose list it is: rows that came to them as a substitute say for whom, by one query more
    """
    semua = list(baris)
    kata: dict[tuple[str, str], Ringkas] = {}
    for nama in sorted({b.proses for b in semua}):
        kode = [b.kode for b in semua if b.proses == nama]
        kata.update({(nama, k): r for k, r in proses.get(nama).ringkas(kode).items()})
    wakil = pemegang.list_mandat(semua, pembaca) if pembaca else {}
    return [
        _butir(b, kata[b.proses, b.kode], per, wakil.get(b.orang_kode) if b.jenis == JenisPemegang.ATASAN else None)
        for b in semua
        if (b.proses, b.kode) in kata
    ]


def _butir(baris: Pemegang, kata: Ringkas, per: date, wakil: Mewakili | None) -> Butir:
    sejak = hari(pemegang.sejak(baris, wakil))
    return Butir(
        pemegang=baris,
        ringkas=kata,
        proses=proses.get(baris.proses),
        keadaan=proses.get(baris.proses).get_keadaan(baris.keadaan),
        umur=max(0, (per - sejak).days),
        lewat=hitung_lewat(baris.tenggat, per),
        mewakili=wakil.nama if wakil else "",
        diajukan=hari(baris.sejak_at) if hari(baris.sejak_at) != sejak else None,
    )


def with_sebab(konteks: Konteks, butir: Iterable[Butir]) -> list[Butir]:
    """The same, with what was written when a case came to `konteks` as its owner. One query, none where they own none of them."""
    semua = list(butir)
    milik = [b.pemegang for b in semua if b.pemegang.jenis == JenisPemegang.PEMILIK]
    # SECURITY: reasons are protected; only the owner's own are read here, which needs no receipt (buka_jejak).
    sendiri = [Q(proses=b.proses, kode=b.kode) for b in milik if b.orang_kode == konteks.pegawai_kode != ""]
    if not sendiri:
        return semua
    tiba = Jejak.objects.filter(reduce(or_, sendiri)).exclude(ke=F("dari"))
    akhir = {(j.proses, j.kode): j for j in tiba.order_by("proses", "kode", "-pk").distinct("proses", "kode")}
    return [replace(b, sebab=_sebab(konteks, b.proses, akhir.get((b.pemegang.proses, b.pemegang.kode)))) for b in semua]


def _sebab(konteks: Konteks, jenis: Proses, jejak: Jejak | None) -> str:
    """Somebody else's reason in one line; '' for one's own step, or without a reason."""
    if jejak is None or not jejak.alasan or jejak.oleh_id == konteks.pengguna.pk:
        return ""
    alasan = Truncator(rapikan_baris(jejak.alasan)).chars(SEBAB_MAKS)
    return _("%(langkah)s: “%(alasan)s”") % {"langkah": kata_langkah(jenis, jejak), "alasan": alasan}
