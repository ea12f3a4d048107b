"""The 'Mengapa?' sheet: a decision sorted for reading, what is missing first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inti.keputusan import Keputusan
from inti.penjelasan import jelaskan


@dataclass(frozen=True)
class Lembar:
    """A decision ready to be drawn.

    syarat      conditions, the unmet ones first
    langkah     facts and steps of the reckoning, in their order
    peringatan  what does not decide but should be looked at
    """

    ringkas: str
    syarat: list[Mapping[str, Any]]
    langkah: list[Mapping[str, Any]]
    peringatan: list[Mapping[str, Any]]
    dasar: str
    per: Any
    versi: str
    parameter: list[Mapping[str, Any]]
    yang_mengubah: list[str]
    keberatan: str

    @property
    def terpenuhi(self) -> int:
        """How many conditions are met."""
        return sum(1 for a in self.syarat if a["terpenuhi"])

    @property
    def lengkap(self) -> bool:
        """Whether every condition is met."""
        return self.terpenuhi == len(self.syarat)


def susun(keputusan: Keputusan[Any] | Mapping[str, Any] | Any) -> Lembar:
    """Sort a decision, the JSON shape of one, or a stored one (CatatanKeputusan)."""
    isi = jelaskan(keputusan) if isinstance(keputusan, Keputusan) else keputusan

    def ambil(nama: str, bawaan: Any = "") -> Any:
        nilai = isi.get(nama, bawaan) if isinstance(isi, Mapping) else getattr(isi, nama, bawaan)
        return bawaan if nilai is None else nilai

    alasan = list(ambil("alasan", []))
    syarat = [a for a in alasan if a.get("terpenuhi") is not None and not a.get("peringatan")]
    return Lembar(
        ringkas=ambil("ringkas"),
        syarat=sorted(syarat, key=lambda a: bool(a["terpenuhi"])),
        langkah=[a for a in alasan if a.get("terpenuhi") is None and not a.get("peringatan")],
        peringatan=[a for a in alasan if a.get("peringatan")],
        dasar=ambil("dasar"),
        per=ambil("per", None),
        versi=ambil("versi"),
        parameter=list(ambil("parameter", [])),
        yang_mengubah=list(ambil("yang_mengubah", [])),
        keberatan=ambil("keberatan"),
    )
