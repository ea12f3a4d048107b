"""What every rule of law returns: a result, the reasons for it and their legal basis. Imports no Django.

Rules mark their sentences with this module's `_`; the sentence stays a template
with its values apart, so that it can be stored, translated when it is shown
(`inti.penjelasan`) and read by a machine (`sebagai_json`) alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from inti.errors import UseCaseError
from inti.teks import satu_titik

T = TypeVar("T")
Penulis = Callable[[str, Mapping[str, Any]], str]

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def _(teks: str) -> str:
    """Mark a sentence for translation and return it unchanged."""
    return teks


@dataclass(frozen=True)
class Istilah:
    """A code that people read in words: 'di_atas' is shown as 'di atas ekspektasi'."""

    kode: str
    teks: str


@dataclass(frozen=True, order=True)
class Bulan:
    """A month of a year, for facts that have no day."""

    tahun: int
    bulan: int

    def __str__(self) -> str:
        return f"{self.tahun:04d}-{self.bulan:02d}"


@dataclass(frozen=True)
class Kalimat:
    """A sentence with its values apart: '%(tmt)s' in `teks` takes `nilai['tmt']`."""

    teks: str
    nilai: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return tulis(self.teks, self.nilai)


@dataclass(frozen=True)
class Alasan:
    """One step or condition of a decision.

    terpenuhi   True or False for a condition, None for a step that only states a fact
    peringatan  it does not decide, but a person should look at it
    data_per    the day of the data that was used; `sumber` says where it comes from
    dasar       article of this very condition, where it differs from the decision's
    cara        what would change it, a sentence with the same values
    """

    teks: str
    nilai: Mapping[str, Any] = field(default_factory=dict)
    terpenuhi: bool | None = None
    kode: str = ""
    peringatan: bool = False
    data_per: date | None = None
    sumber: str = ""
    dasar: str = ""
    cara: str = ""

    def __str__(self) -> str:
        return tulis(self.teks, self.nilai)


@dataclass(frozen=True)
class Parameter:
    """A value that a decree sets, as a rule receives it. `id` is None for a value from the shipped file."""

    nama: str
    nilai: Any
    dasar: str
    mulai: date | None = None
    id: int | None = None


@dataclass(frozen=True)
class Keputusan(Generic[T]):
    """The answer of a rule, with everything needed to redo it by hand.

    hasil         the result itself; `ringkas` says it in one short sentence
    yang_mengubah sentences on what would lead to another result
    keberatan     where and how to object
    """

    hasil: T
    alasan: tuple[Alasan, ...]
    dasar: str
    aturan: str = ""
    versi: str = "1"
    ringkas: Kalimat | None = None
    yang_mengubah: tuple[Kalimat, ...] = ()
    keberatan: Kalimat | None = None
    masukan: Mapping[str, Any] = field(default_factory=dict)
    parameter: tuple[Parameter, ...] = ()
    per: date | None = None

    @property
    def peringatan(self) -> tuple[Alasan, ...]:
        """Reasons that do not decide but that a person should look at."""
        return tuple(a for a in self.alasan if a.peringatan)

    @property
    def kurang(self) -> tuple[Alasan, ...]:
        """Conditions that are not met, warnings left out."""
        return tuple(a for a in self.alasan if a.terpenuhi is False and not a.peringatan)


class MasukanDitolak(UseCaseError, ValueError):  # noqa: N818  # a refusal, not a fault
    """Input that a rule refuses: what is the case, what to do, at which field.

    `message` and `fix` are Indonesian; `pesan` and `saran` keep template and
    values, so that a page can show them in another language.
    """

    def __init__(
        self, teks: str, nilai: Mapping[str, Any] | None = None, *, saran: str, field: str, kode: str = "", dasar: str = ""
    ) -> None:
        self.pesan = Kalimat(teks, nilai or {})
        self.saran = Kalimat(saran, nilai or {})
        self.kode = kode
        super().__init__(str(self.pesan), fix=str(self.saran), field=field, dasar=dasar)


def format_nilai(nilai: Any) -> str:
    """Return a value as Indonesians write it: 1 Juni 2026, April 2015, 2.944, 78,4."""
    match nilai:
        case None:
            return "–"
        case bool():
            return "ya" if nilai else "tidak"
        case date():
            return f"{nilai.day} {BULAN[nilai.month - 1]} {nilai.year}"
        case Bulan():
            return f"{BULAN[nilai.bulan - 1]} {nilai.tahun}"
        case Istilah():
            return nilai.teks
        case int():
            return f"{nilai:,}".replace(",", ".")
        case float() | Decimal():
            utuh, _titik, desimal = f"{nilai:,f}".partition(".")
            return utuh.replace(",", ".") + (f",{desimal.rstrip('0')}" if desimal.strip("0") else "")
        case list() | tuple():
            return ", ".join(format_nilai(n) for n in nilai)
        case _:
            return str(nilai)


def tulis(teks: str, nilai: Mapping[str, Any]) -> str:
    """Return the Indonesian sentence, values in Indonesian form."""
    return satu_titik(teks % {kunci: format_nilai(n) for kunci, n in nilai.items()}) if nilai else teks.replace("%%", "%")


def nilai_json(nilai: Any) -> Any:
    """Return `nilai` in terms of JSON: dates ISO, terms as their code, dataclasses as objects."""
    match nilai:
        case Enum():
            return nilai.value
        case None | bool() | int() | float() | str():
            return nilai
        case date():
            return nilai.isoformat()
        case Bulan():
            return str(nilai)
        case Istilah():
            return nilai.kode
        case Decimal():
            return float(nilai)
        case Mapping():
            return {str(k): nilai_json(n) for k, n in nilai.items()}
        case list() | tuple():
            return [nilai_json(n) for n in nilai]
        case _ if is_dataclass(nilai):
            return {f.name: nilai_json(getattr(nilai, f.name)) for f in fields(nilai)}
    raise TypeError(f"No JSON form for {type(nilai).__name__}")


def sebagai_json(keputusan: Keputusan[Any], terjemah: Penulis = tulis) -> dict[str, Any]:
    """Return the one shape in which a decision leaves the program: command, API, stored record.

    `terjemah` writes a sentence from template and values; by default Indonesian.
    """

    def kalimat(k: Kalimat | None) -> str:
        return terjemah(k.teks, k.nilai) if k else ""

    return {
        "aturan": keputusan.aturan,
        "versi": keputusan.versi,
        "per": nilai_json(keputusan.per),
        "hasil": nilai_json(keputusan.hasil),
        "ringkas": kalimat(keputusan.ringkas),
        "alasan": [_alasan_json(a, terjemah) for a in keputusan.alasan],
        "dasar": keputusan.dasar,
        "yang_mengubah": [kalimat(k) for k in keputusan.yang_mengubah],
        "keberatan": kalimat(keputusan.keberatan),
        "parameter": [
            {"id": p.id, "nama": p.nama, "berlaku_mulai": nilai_json(p.mulai), "dasar": p.dasar} for p in keputusan.parameter
        ],
    }


def _alasan_json(alasan: Alasan, terjemah: Penulis) -> dict[str, Any]:
    return {
        "kode": alasan.kode,
        "teks": terjemah(alasan.teks, alasan.nilai),
        "terpenuhi": alasan.terpenuhi,
        "peringatan": alasan.peringatan,
        "nilai": nilai_json(alasan.nilai),
        "data_per": nilai_json(alasan.data_per),
        "sumber": terjemah(alasan.sumber, alasan.nilai) if alasan.sumber else "",
        "dasar": alasan.dasar,
        "cara": terjemah(alasan.cara, alasan.nilai) if alasan.cara else "",
    }
