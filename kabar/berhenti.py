"""The signed links with which mails are stopped without signing in (RFC 8058).

A token names an account by its public code, or the fingerprint of an address: never the address itself. It doesn't
expire: a mail of last year must be stoppable too. It opens nothing but this one switch.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

GARAM = "kabar.berhenti"


@dataclass(frozen=True)
class Permintaan:
    """What a link stops: mails of one kind ('' for all) to an account, or everything to an address."""

    akun: str = ""
    jenis: str = ""
    sidik: str = ""


def buat_tanda(permintaan: Permintaan) -> str:
    """The token of a request."""
    return signing.dumps([permintaan.akun, permintaan.jenis, permintaan.sidik], salt=GARAM, compress=False)


def baca_tanda(tanda: str) -> Permintaan | None:
    """The request of a token, None for one that we didn't make."""
    try:
        akun, jenis, sidik = signing.loads(tanda, salt=GARAM)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Permintaan(akun=akun, jenis=jenis, sidik=sidik)


def buat_alamat(permintaan: Permintaan) -> str:
    """The whole address of the link; only the path where the installation doesn't know its own name."""
    return f"{settings.ALAMAT}{reverse('kabar:berhenti', kwargs={'tanda': buat_tanda(permintaan)})}"
