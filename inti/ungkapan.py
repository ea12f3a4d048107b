"""A phrase with values that is kept now and said later, to each reader in their own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True)
class Ungkapan:
    """`pola` is a sentence of the catalogue with values (`%(…)s`), which may be lazy themselves."""

    pola: str
    isi: Mapping[str, Any]

    def __str__(self) -> str:
        """The phrase in the active language."""
        return gettext(self.pola) % self.isi
