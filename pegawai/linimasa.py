"""A whole career as one list of moments, newest first, and what is known of the future."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from aturan import selectors as nilai_aturan
from inti.keputusan import Keputusan, MasukanDitolak
from inti.kueri import Kueri
from pegawai.models import BERLAKU, Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatPendidikan, RiwayatStatus
from pegawai.rules.pensiun import ATURAN_PENSIUN, Pensiun

_GOLONGAN = Kueri(
    "linimasa.golongan",
    lambda isi: (
        RiwayatGolongan.objects.filter(BERLAKU, pegawai=isi.pegawai)
        .select_related("golongan")
        .only("masa", "nomor_sk", "golongan__pangkat")
    ),
)
_JABATAN = Kueri(
    "linimasa.jabatan",
    lambda isi: (
        RiwayatJabatan.objects.filter(BERLAKU, pegawai=isi.pegawai)
        .select_related("jabatan__unit")
        .only("masa", "penugasan", "nomor_sk", "batch", "jabatan__nama", "jabatan__unit__nama")
    ),
)
_PENDIDIKAN = Kueri(
    "linimasa.pendidikan",
    lambda isi: RiwayatPendidikan.objects.filter(BERLAKU, pegawai=isi.pegawai).only("nama", "tingkat", "tahun_lulus"),
)


@dataclass(frozen=True)
class Momen:
    """One point of the timeline. keadaan: '' past, 'kini' present, 'nanti' future."""

    tanggal: date | None
    judul: str
    keterangan: str = ""
    keadaan: str = ""
    mengapa: str = ""
    hanya_tahun: bool = False
    mutasi: int | None = None  # the recorded move behind it, which may be corrected or undone
    urut: int = field(default=0)
    pindah: bool = False  # a post that begins on a coming day


def compute_pensiun(pegawai: Pegawai, per: date) -> Keputusan[Pensiun] | None:
    """The retirement rule asked for this person on that day; None without a post, and for whoever left already. One query.

    Raises MasukanDitolak where the law of that day says nothing on the post, or the birth date is refused.
    """
    if pegawai.jabatan is None or not pegawai.bertugas:
        return None
    return ATURAN_PENSIUN.decide(tanggal_lahir=pegawai.tanggal_lahir, jabatan=pegawai.jabatan.kelas_bup, per=per)


def list_pensiun_nanti(pegawai: Pegawai, keputusan: Keputusan[Pensiun], per: date) -> list[Keputusan[Pensiun]]:
    """The rule asked with each value that is confirmed for a coming day and moves the retirement. One query.

    A value counts for whoever is still in service on its first day, when everybody in a post is reckoned anew; a retirement
    that begins by then has ended the service before, so it stays.
    """
    assert pegawai.jabatan is not None  # else there is no decision
    hasil, kini = [], keputusan
    for hari, nilai in nilai_aturan.list_nilai_nanti(ATURAN_PENSIUN.parameter, per):
        if kini.hasil.tmt <= hari:
            break
        try:
            baru = ATURAN_PENSIUN.dengan(nilai)(tanggal_lahir=pegawai.tanggal_lahir, jabatan=pegawai.jabatan.kelas_bup, per=hari)
        except MasukanDitolak:  # the law of that day will say nothing on this post
            break
        if baru.hasil.tmt != kini.hasil.tmt:
            hasil.append(baru)
            kini = baru
    return hasil


def build(pegawai: Pegawai, per: date, status: Iterable[RiwayatStatus]) -> list[Momen]:
    """The moments of a career, newest first. Three queries whatever its length."""
    momen = [*_status(status), *_golongan(pegawai), *_jabatan(pegawai, per), *_pendidikan(pegawai)]
    if pegawai.bertugas and pegawai.tmt_pensiun and pegawai.tmt_pensiun > per:
        momen.append(
            Momen(pegawai.tmt_pensiun, _("Perkiraan pensiun"), _("Menurut jabatan sekarang."), "nanti", mengapa="pensiun", urut=9)
        )
    return sorted(momen, key=lambda m: (m.tanggal or date.min, m.urut), reverse=True)


def _sk(nomor: str) -> str:
    return _("SK %(nomor)s") % {"nomor": nomor} if nomor else ""


def _status(status: Iterable[RiwayatStatus]) -> list[Momen]:
    judul = {"cpns": _("CPNS"), "pns": _("Diangkat menjadi PNS"), "pppk": _("Menjadi PPPK")}
    return [
        Momen(r.tmt, judul[r.jenis] if r.kedudukan == "aktif" else r.get_kedudukan_display(), _sk(r.nomor_sk), urut=1)
        for r in status
    ]


def _golongan(pegawai: Pegawai) -> list[Momen]:
    baris = sorted(_GOLONGAN.baca(pegawai=pegawai.pk), key=lambda r: r.tmt or date.min)
    return [
        Momen(
            r.tmt, (_("Golongan %(gol)s") if n == 0 else _("Naik ke %(gol)s")) % {"gol": str(r.golongan)}, _sk(r.nomor_sk), urut=2
        )
        for n, r in enumerate(baris)
    ]


def _jabatan(pegawai: Pegawai, per: date) -> list[Momen]:
    return [
        Momen(
            r.tmt,
            r.sebutan,
            " · ".join(x for x in (r.jabatan.unit.nama, _sk(r.nomor_sk)) if x),
            "kini" if per in _Masa(r.masa) else ("nanti" if r.tmt and r.tmt > per else ""),
            urut=3,
            mutasi=r.pk if r.batch_id is None and r.nomor_sk else None,
            pindah=bool(r.tmt and r.tmt > per),
        )
        for r in _JABATAN.baca(pegawai=pegawai.pk)
    ]


class _Masa:
    """`day in period` for a half-open database range."""

    def __init__(self, masa: Any) -> None:
        self.masa = masa

    def __contains__(self, hari: date) -> bool:
        return (self.masa.lower is None or self.masa.lower <= hari) and (self.masa.upper is None or hari < self.masa.upper)


def _pendidikan(pegawai: Pegawai) -> list[Momen]:
    return [
        Momen(date(r.tahun_lulus, 1, 1), _("Lulus %(nama)s") % {"nama": r.nama or r.get_tingkat_display()}, hanya_tahun=True)
        for r in _PENDIDIKAN.baca(pegawai=pegawai.pk)
        if r.tahun_lulus
    ]
