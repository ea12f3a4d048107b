"""What people put right about themselves, which a list may be too old to know.

A list that changes such a fact is not refused, for nobody can tell which of the two is right. But whoever prepares it and
whoever approves it read it at the row, and the person is told (impor.kabar). The corrections are kept by an app above this
one, which registers here:

    koreksi.register("perubahan_data", selectors.list_koreksi)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from impor.models import PutusanBaris
from impor.pegawai.baris import Baris, Pencatat
from impor.pegawai.tanggal import tanggal_teks
from inti import peta, waktu
from inti.letak import Letak, letak

TANDA = "koreksi"  # the mark of a row's note that speaks of a correction; also its count and its filter
JENDELA = timedelta(days=30)  # what the national lists need at most to follow


@dataclass(frozen=True)
class Koreksi:
    """A correction that was accepted: of whom, of which fields (as an import names them), on which day."""

    pegawai_id: int
    bidang: tuple[str, ...]
    hari: date


Sumber = Callable[[date], Iterable[Koreksi]]
_sumber: dict[str, tuple[Sumber, Letak]] = {}
peta.register("koreksi", lambda: ((nama, di) for nama, (_fungsi, di) in _sumber.items()))


def register(nama: str, fungsi: Sumber) -> None:
    """Offer `(day) -> corrections accepted on that day or later`, in a fixed number of queries."""
    _sumber[nama] = (fungsi, letak())


def tandai(pencatat: Pencatat, baris: Iterable[Baris], per: date) -> None:
    """Note at every changed row which of its changes undo what the person put right within 30 days before the list, or since.

    A fixed number of queries, none for a list that changes nobody.
    """
    berubah = [b for b in baris if b.putusan == PutusanBaris.BERUBAH]
    if not berubah:
        return
    diketahui = _muat(min(per, waktu.today()) - JENDELA)
    for b in berubah:
        for bidang in b.beda:
            if b.pegawai_id is not None and (hari := diketahui.get((b.pegawai_id, bidang))):
                _catat(pencatat, b, bidang, hari)


def _muat(sejak: date) -> dict[tuple[int, str], date]:
    """The last day on which each field of a person was put right."""
    semua = [k for fungsi, _di in _sumber.values() for k in fungsi(sejak)]
    return {(k.pegawai_id, bidang): k.hari for k in sorted(semua, key=lambda k: k.hari) for bidang in k.bidang}


def _catat(pencatat: Pencatat, b: Baris, bidang: str, hari: date) -> None:
    pesan = _("Diperbaiki orangnya %(hari)s lewat 'Data saya salah', dan diterima petugas. Berkas ini akan menggantinya.")
    saran = _("Bila berkas ini lebih lama daripada perbaikan itu, sebaiknya baris ini dilewati.")
    pencatat.ingatkan(b, bidang, pesan % {"hari": tanggal_teks(hari)}, saran, **{TANDA: True})


def list_diganti(b: Baris) -> tuple[str, ...]:
    """Fields of a row that replace what the person put right."""
    return tuple(p["bidang"] for p in b.peringatan if TANDA in p)
