"""A phrase with values that is kept now and said later, to each reader in their own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from inti.teks import awal_kecil


@dataclass(frozen=True)
class Ungkapan:
    """`pola` is a sentence of the catalogue, or a lazy text, with values (`%(…)s`), which may be lazy themselves.

    kecil   it is said inside a sentence: with a small first letter
    """

    pola: Any
    isi: Mapping[str, Any] = field(default_factory=dict)
    kecil: bool = False

    def __str__(self) -> str:
        """The phrase in the active language."""
        return ucapkan(str(self.pola), self.isi, kecil=self.kecil)


def ucapkan(pola: str, isi: Mapping[str, Any], *, kecil: bool = False) -> str:
    """A sentence of the catalogue with its values, in the active language."""
    kata = gettext(pola) % isi if isi else gettext(pola)
    return awal_kecil(kata) if kecil else kata
