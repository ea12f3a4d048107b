"""Where something was registered: file and line of the code that did it. Imports no Django, for rules use it too."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import CodeType

BUATAN = "<string>"  # the file that Python names for the __init__ of a dataclass


@dataclass(frozen=True)
class Letak:
    """A place in the source: `berkas` as Python names the file, `baris` counted from 1."""

    berkas: str
    baris: int

    @classmethod
    def of(cls, kode: CodeType) -> Letak:
        """Return where a function is written."""
        return cls(kode.co_filename, kode.co_firstlineno)


def letak() -> Letak:
    """Return the place that called into the module that asks. Costs a microsecond.

    As a field of a frozen dataclass it remembers where each entry was written:
    `letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)`.
    Inside a `register()` it is the line of whoever registers.
    """
    bingkai = sys._getframe(1)
    penanya = bingkai.f_code.co_filename
    while bingkai.f_back is not None and bingkai.f_code.co_filename in (penanya, BUATAN):
        bingkai = bingkai.f_back
    return Letak(bingkai.f_code.co_filename, bingkai.f_lineno)
