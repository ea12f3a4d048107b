"""The citizens' front page at '/': where to speak, how to track, what changed because somebody spoke."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from akun.permintaan import konteks_of
from forum import lacak
from forum.selectors import tindak_lanjut, topik

TOPIK = 3


def isi(request: HttpRequest) -> dict[str, Any]:
    """What templates/forum/beranda_warga.html shows. Three queries."""
    konteks = konteks_of(request)
    terbit = tindak_lanjut.list_terbit(konteks)
    return {
        # One of each result where there is one: the refusals belong on the front page, too.
        "perubahan": tindak_lanjut.terbaru_tiap_hasil(terbit),
        "jumlah": tindak_lanjut.hitung(terbit, konteks.per),
        "topik": list(topik.list_mendengar(konteks, konteks.per)[:TOPIK]),
        "dipegang": bool(lacak.dipegang(request.session)),
        "per": konteks.per,
    }
