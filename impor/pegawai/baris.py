"""A row of the list with its verdict, and the noting of what is wrong with it and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from impor.models import nasib
from impor.pegawai.acuan import Unit
from impor.pegawai.baca import Sel
from impor.pegawai.kolom import Kepala
from impor.pegawai.rencana import Rencana
from impor.pegawai.teks import contoh
from pegawai.rules.nip import NomorUrai


@dataclass(slots=True)
class Baris:
    """A row of the list with its verdict.

    asli        cells as they were read; `bersih` what they mean, by field
    dari_nomor  errors that stand or fall with the number being this person's
    bila_baru   errors only of somebody whom the city doesn't know yet
    pegawai_id  the known person whom it is about; `disebut` all known people whom its PNS ID or its number names,
                which are two where the keys contradict each other
    beda        {field: [before, after]}; `rencana` what applying it would write
    ikut        off where somebody left it out, `dilewati_oleh` (an account) where that is known
    """

    nomor: int
    asli: list[Sel]
    bersih: dict[str, Any] = field(default_factory=dict)
    galat: list[dict[str, Any]] = field(default_factory=list)
    dari_nomor: list[dict[str, Any]] = field(default_factory=list)
    bila_baru: list[dict[str, Any]] = field(default_factory=list)
    peringatan: list[dict[str, Any]] = field(default_factory=list)
    urai: NomorUrai | None = None
    unit: Unit | None = None
    pegawai_id: int | None = None
    disebut: tuple[int, ...] = ()
    putusan: str = ""
    beda: dict[str, list[Any]] = field(default_factory=dict)
    rencana: Rencana = field(default_factory=Rencana)
    ikut: bool = True
    dilewati_oleh: int | None = None

    @property
    def nasib(self) -> str:
        """What becomes of it (impor.models.nasib)."""
        return nasib(self.putusan, self.ikut)

    @property
    def nomor_terbaca(self) -> str:
        """The number, or what it was surely meant to be; '' where nobody can tell."""
        usul = (g["usul"] for g in self.galat if g["bidang"] == "nomor" and "usul" in g)
        return self.bersih.get("nomor") or next(usul, "")

    @property
    def ditolak(self) -> bool:
        """Whether something has to be mended first."""
        return bool(self.galat or self.dari_nomor or (self.bila_baru and self.pegawai_id is None))

    @property
    def semua_galat(self) -> list[dict[str, Any]]:
        """Every error, in the order of the checks."""
        return (self.bila_baru if self.pegawai_id is None else []) + self.galat + self.dari_nomor


class Pencatat:
    """Notes errors and warnings at the cell of a field, under the column's name in the file."""

    def __init__(self, kepala: Kepala) -> None:
        self.kepala = kepala

    def tolak(self, b: Baris, bidang: str, pesan: str, saran: str, *, usul: str = "", dari_nomor: bool = False) -> None:
        """Note an error at the cell of `bidang`."""
        (b.dari_nomor if dari_nomor else b.galat).append(
            self._catatan(b, bidang, pesan, saran) | ({"usul": usul} if usul else {})
        )

    def tolak_bila_baru(self, b: Baris, bidang: str, pesan: str, saran: str) -> None:
        """Note an error that falls once the city is found to know the person."""
        b.bila_baru.append(self._catatan(b, bidang, pesan, saran))

    def ingatkan(self, b: Baris, bidang: str, pesan: str, saran: str, **tanda: bool) -> None:
        """Note what a person should look at; the row is accepted. `tanda`: marks of the note, see impor.koreksi."""
        b.peringatan.append(self._catatan(b, bidang, pesan, saran) | tanda)

    def _catatan(self, b: Baris, bidang: str, pesan: str, saran: str) -> dict[str, Any]:
        letak = self.kepala.letak.get(bidang)
        sel = b.asli[letak] if letak is not None and letak < len(b.asli) else None
        return {
            "baris": b.nomor,
            "kolom": self.kepala.judul_of(bidang),
            "bidang": bidang,
            "sel": contoh(sel),
            "pesan": pesan,
            "saran": saran,
        }

    def isi(self, b: Baris, bidang: str) -> str:
        """The cell of `bidang` as it was typed."""
        letak = self.kepala.letak.get(bidang)
        return contoh(b.asli[letak]) if letak is not None and letak < len(b.asli) else ""
