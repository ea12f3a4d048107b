"""Which forms keep a draft on the device, and under which name: every one in which something is typed.

What a draft holds and how long it stays decides static/js/draf.js; where it ends, inti.middleware.DrafMiddleware.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

# An area or a line of text; an input without a type is one, too.
TERKETIK = re.compile(
    r'<(?:textarea|input(?=[^>]*\stype="text")|input(?![^>]*\stype=))(?![^>]*\sdata-tanpa-draf)\b[^>]*?\sname="([^"]+)"'
)
# What forms send that nobody types: the version that was read, the button that was pressed.
TOMBOL = frozenset({
    "csrfmiddlewaretoken", "versi", "sampai", "dilihat", "keadaan", "kembali", "lembar",
    "aksi", "langkah", "tindakan", "putusan", "beres", "buka", "ikut", "semua", "setuju",
})  # fmt: skip
VERSI = re.compile(r'\sname="(?:\w+-)*versi" value="(\d+)"')


def kunci_draf(isi: str, alamat: str) -> str:
    """The name of the draft of a form with these inputs that is sent to this address; '' where nothing is typed in it.

    Two forms of one page have two names. A form that edits a row has another name for each version of it: what was
    typed over an older version would write over what somebody else has saved since.
    """
    bidang = sorted(set(TERKETIK.findall(isi)))
    if not bidang:
        return ""
    bahan = "\n".join((alamat, *bidang, *VERSI.findall(isi)))
    return hashlib.sha256(bahan.encode()).hexdigest()[:20]


def is_tombol(bidang: Iterable[str]) -> bool:
    """Whether a form with these fields is a mere button: nothing in it was filled in. A prefix of the form doesn't matter."""
    return all(nama.rpartition("-")[2] in TOMBOL for nama in bidang)
