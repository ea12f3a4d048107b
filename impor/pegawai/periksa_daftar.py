"""The whole list judged at once: rows, rows against each other, rows against the city. Writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from impor import koreksi
from impor.models import DILEWATI, NASIB, PutusanBaris
from impor.pegawai import acuan, keadaan
from impor.pegawai.baca import Sel
from impor.pegawai.bandingkan import Pembanding
from impor.pegawai.baris import Baris
from impor.pegawai.ganda import periksa_ganda
from impor.pegawai.kolom import Kepala
from impor.pegawai.periksa import Pemeriksa
from pegawai.models import Pegawai

Lapor = Callable[[int], None]
SELANG_LAPOR = 250


@dataclass(frozen=True)
class Hasil:
    """A judged list. `tidak_ada` counts people in service whom no row names, refused or not: listed, never ended."""

    kepala: Kepala
    per: date
    baris: list[Baris]
    tidak_ada: int

    @property
    def jumlah(self) -> dict[str, int]:
        """Rows by what becomes of them, and people who are not in the list."""
        return hitung((b.nasib, b.peringatan) for b in self.baris) | {"tidak_ada": self.tidak_ada}

    def sidik(self) -> str:
        """A fingerprint of what would happen; an unchanged one means that the preview still holds."""
        isi = [[b.nomor, b.putusan, b.beda] for b in self.baris]
        return hashlib.sha256(json.dumps(isi, default=str, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Dinilai:
    """Rows judged each by itself, not yet against what the city knows."""

    pemeriksa: Pemeriksa
    per: date
    baris: list[Baris]


def periksa_daftar(
    kepala: Kepala, isi: Iterable[tuple[int, list[Sel]]], per: date, *, kunci: bool = False, lapor: Lapor | None = None
) -> Hasil:
    """Judge every row of a list for the day `per`. A fixed number of queries.

    kunci   lock the people concerned until the transaction ends (when the list is about to be applied)
    lapor   told now and then how many rows are done
    """
    return cocokkan(nilai_baris(kepala, isi, per, lapor=lapor), kunci=kunci)


def nilai_baris(kepala: Kepala, isi: Iterable[tuple[int, list[Sel]]], per: date, *, lapor: Lapor | None = None) -> Dinilai:
    """The first half, which locks nothing: every row by itself, as it arrives."""
    pemeriksa = Pemeriksa(kepala, acuan.muat(per))
    baris: list[Baris] = []
    for nomor, sel in isi:
        baris.append(pemeriksa.periksa(nomor, sel))
        if lapor and len(baris) % SELANG_LAPOR == 0:
            lapor(len(baris))
    return Dinilai(pemeriksa, per, baris)


def cocokkan(dinilai: Dinilai, *, kunci: bool = False) -> Hasil:
    """The second half: rows against each other and against what the city knows."""
    pemeriksa, baris = dinilai.pemeriksa, dinilai.baris
    diketahui = keadaan.muat(baris, kunci=kunci)
    periksa_ganda(pemeriksa, baris, diketahui)
    pembanding = Pembanding(pemeriksa, diketahui)
    for b in baris:
        pembanding.bandingkan(b)
    koreksi.tandai(pemeriksa, baris, dinilai.per)
    return Hasil(pemeriksa.kepala, dinilai.per, baris, count_tidak_ada({i for b in baris for i in b.disebut}))


def hitung(baris: Iterable[tuple[str, list[dict[str, Any]]]]) -> dict[str, int]:
    """Count rows, given as (nasib, warnings): by what becomes of them, those accepted with a warning, and those over a correction."""
    jumlah: Counter[str] = Counter(dict.fromkeys((*NASIB, "peringatan", koreksi.TANDA), 0))
    for nasib, peringatan in baris:
        jumlah[nasib] += 1
        if peringatan and nasib not in (PutusanBaris.DITOLAK, DILEWATI):
            jumlah["peringatan"] += 1
            jumlah[koreksi.TANDA] += any(koreksi.TANDA in p for p in peringatan)
    return {str(k): n for k, n in jumlah.items()}


def count_tidak_ada(disebut: Iterable[int]) -> int:
    """How many people in service are not among `disebut`. One query."""
    return Pegawai.objects.bertugas().exclude(pk__in=disebut).count()


def laporan(hasil: Hasil) -> dict[str, Any]:
    """The report of the command: counts, refused rows, and each error and warning by cell."""
    jumlah = hasil.jumlah
    ditolak = [b.nomor for b in hasil.baris if b.ditolak]
    return {
        "diterima": len(hasil.baris) - len(ditolak),
        "ditolak": ditolak,
        "galat": [_bersih(g) for b in hasil.baris for g in b.semua_galat],
        "baru": jumlah["baru"],
        "berubah": jumlah["berubah"],
        "sama": jumlah["sama"],
        "peringatan": [_bersih(g) for b in hasil.baris if not b.ditolak for g in b.peringatan],
        "tidak_ada_di_berkas": hasil.tidak_ada,
        "kolom_tidak_dikenal": list(hasil.kepala.asing),
    }


def _bersih(catatan: dict[str, Any]) -> dict[str, Any]:
    """As the command has always reported it: what stands in the cell is called `nilai` there."""
    return {"nilai" if k == "sel" else k: v for k, v in catatan.items() if k not in ("bidang", koreksi.TANDA)}
