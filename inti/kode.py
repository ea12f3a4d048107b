"""Public codes for URLs: they can't be guessed, and say nothing about the person."""

import secrets

# Crockford-like: no i, l, o, u, so that a code read out loud is understood.
ABJAD = "0123456789abcdefghjkmnpqrstvwxyz"
PANJANG = 12
_SALAH_BACA = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})
_HURUF = (ABJAD * 8).encode()  # 256 places: each random byte stands for one letter, all equally often


def buat_kode(panjang: int = PANJANG) -> str:
    """Return `panjang` random characters with at least one digit (60 bits at 12)."""
    while True:
        kode = secrets.token_bytes(panjang).translate(_HURUF).decode()
        if not kode.isalpha():
            return kode


def baca_kode(teks: str) -> str:
    """Read what a person typed from paper: any case, any separators, letters that look like the signs a code has."""
    return "".join(c for c in teks[:100].lower() if c.isalnum()).translate(_SALAH_BACA)
