"""A device key in Python: registers itself and answers challenges as a phone does."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.http import int_to_base36
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from akun.models import Pengguna

SITUS = "testserver"
BENDERA = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class KunciTiruan:
    """One key pair of one device."""

    def __init__(self) -> None:
        self.rahasia = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.situs = hashlib.sha256(SITUS.encode()).digest()

    def daftarkan(self, pengguna: Pengguna) -> Authenticator:
        """Make the key one of this account, as after adding it by hand."""
        umum = ES256.from_cryptography_key(self.rahasia.public_key())
        data = AuthenticatorData.create(
            self.situs, BENDERA | AuthenticatorData.FLAG.AT, 0, AttestedCredentialData.create(bytes(16), self.id, umum)
        )
        jawab = {
            "clientDataJSON": self._klien("webauthn.create", websafe_encode(bytes(16))),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        isi = self._bungkus(jawab) | {"clientExtensionResults": {"credProps": {"rk": True}}}
        return WebAuthn.add(pengguna, "Kunci tiruan", isi).instance

    def jawab(self, tantangan: str, pengguna: Pengguna | None = None) -> str:
        """The signed answer to a challenge; `pengguna` is whom the device claims to be."""
        klien = self._klien("webauthn.get", tantangan)
        data = AuthenticatorData.create(self.situs, BENDERA, 0)
        sidik = hashlib.sha256(json.dumps({"type": "webauthn.get", **self._asal(tantangan)}).encode()).digest()
        tanda = self.rahasia.sign(bytes(data) + sidik, ec.ECDSA(hashes.SHA256()))
        jawab = {
            "clientDataJSON": klien,
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(tanda),
        }
        if pengguna:
            jawab["userHandle"] = websafe_encode(int_to_base36(pengguna.pk).encode())
        return json.dumps(self._bungkus(jawab) | {"clientExtensionResults": {}})

    def _bungkus(self, jawab: dict[str, Any]) -> dict[str, Any]:
        kode = websafe_encode(self.id)
        return {"id": kode, "rawId": kode, "type": "public-key", "response": jawab}

    def _asal(self, tantangan: str) -> dict[str, str]:
        return {"challenge": tantangan, "origin": f"https://{SITUS}"}

    def _klien(self, jenis: str, tantangan: str) -> str:
        return websafe_encode(json.dumps({"type": jenis, **self._asal(tantangan)}).encode())
