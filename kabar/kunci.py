"""The key of web push (VAPID). No Django here: the engines make one before Django starts."""

import base64

from cryptography.hazmat.primitives.asymmetric import ec


def create_kunci() -> str:
    """Return a fresh P-256 private key: 32 bytes as base64url, the form of SIBOLGA_KUNCI_DORONG."""
    angka = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(angka.to_bytes(32, "big")).decode().rstrip("=")
