"""What a rule of law is to the program: an object that is called with types, and says what it needs. Imports no Django."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from inti.keputusan import Keputusan, Parameter
from inti.letak import Letak, letak
from inti.masukan import Masukan

P = ParamSpec("P")
T = TypeVar("T")
Nilai = Mapping[str, Parameter]


class Sumber(Protocol):
    """Where dated values come from: those named on a day; `boleh_kosong` may have none."""

    def __call__(self, nama: tuple[str, ...], per: date, boleh_kosong: tuple[str, ...] = ()) -> Nilai: ...


_sumber: list[Sumber] = []


def register_sumber(sumber: Sumber) -> None:
    """Say where `decide` gets the values of the day; `aturan.daftar` does, so that rules stay free of the database."""
    _sumber[:] = [sumber]


@dataclass(frozen=True)
class Aturan(Generic[P, T]):
    """A rule of law on offer: what it asks, what it needs, where it stands written.

    singkat       one or two words for a tab
    putusan       the law itself, pure: (values by name, /, *, facts, per) → decision
    masukan       how its facts are read from text; each bears the name of the fact
    contoh        worked examples: inputs that the calculator shows with their result
    parameter     names of the dated values it needs; it receives them, it never looks them up
    boleh_kosong  those of them without which it can decide: before their first decree there was no such limit
    """

    nama: str
    judul: str
    singkat: str
    keterangan: str
    dasar: str
    masukan: tuple[Masukan, ...]
    putusan: Callable[Concatenate[Nilai, P], Keputusan[T]]
    contoh: tuple[Mapping[str, Any], ...] = ()
    parameter: tuple[str, ...] = ()
    boleh_kosong: tuple[str, ...] = ()
    versi: str = "1"
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)

    @property
    def pribadi(self) -> bool:
        """True when an input tells something about a person: such a form goes by POST."""
        return any(m.pribadi for m in self.masukan)

    def decide(self, *args: P.args, **kwargs: P.kwargs) -> Keputusan[T]:
        """Decide with the values that count on the day `per`. One query, none where the rule needs no values.

        Raises MasukanDitolak for facts that the rule refuses, NilaiBelumTercatatError where a value has no day yet.
        """
        return self.dengan(self.ambil(_hari(kwargs)))(*args, **kwargs)

    def ambil(self, per: date) -> Nilai:
        """The values that this rule needs, as they count on the day `per`. At most one query; raises like `decide`."""
        return _sumber[0](self.parameter, per, self.boleh_kosong) if self.parameter else {}

    def dengan(self, nilai: Nilai) -> Callable[P, Keputusan[T]]:
        """Return `decide` with values that were fetched before: for many people, or values that are only proposed."""

        def decide(*args: P.args, **kwargs: P.kwargs) -> Keputusan[T]:
            keputusan = self.putusan(nilai, *args, **kwargs)
            fakta = {kunci: isi for kunci, isi in kwargs.items() if kunci != "per"}
            dipakai = tuple(nilai[n] for n in self.parameter if n in nilai)
            return replace(keputusan, aturan=self.nama, versi=self.versi, masukan=fakta, parameter=dipakai, per=_hari(kwargs))

        return decide


def _hari(kwargs: Mapping[str, object]) -> date:
    """The day of the question, which every rule is asked with."""
    hari = kwargs["per"]
    if not isinstance(hari, date):
        raise TypeError("per must be a date")
    return hari
