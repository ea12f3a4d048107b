"""Public codes for URLs: they can't be guessed, and say nothing about the person."""

import secrets

# Crockford-like: no i, l, o, u, so that a code read out loud is understood.
ABJAD = "0123456789abcdefghjkmnpqrstvwxyz"
PANJANG = 12
_HURUF = (ABJAD * 8).encode()  # 256 places: each random byte stands for one letter, all equally often


def buat_kode(panjang: int = PANJANG) -> str:
    """Return `panjang` random characters with at least one digit (60 bits at 12)."""
    while True:
        kode = secrets.token_bytes(panjang).translate(_HURUF).decode()
        if not kode.isalpha():
            return kode
