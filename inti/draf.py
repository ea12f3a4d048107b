"""Which forms keep a draft on the device, and under which name: every one in which something is typed.

What a draft holds and how long it stays decides static/js/draf.js; where it ends, inti.middleware.DrafMiddleware.
"""

from __future__ import annotations

import hashlib
import re

# An area or a line of text; an input without a type is one, too.
TERKETIK = re.compile(
    r'<(?:textarea|input(?=[^>]*\stype="text")|input(?![^>]*\stype=))(?![^>]*\sdata-tanpa-draf)\b[^>]*?\sname="([^"]+)"'
)
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
