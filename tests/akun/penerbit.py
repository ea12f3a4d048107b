"""A small OIDC issuer on this machine: discovery, token, user info; it checks PKCE and the client like a real one."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

KLIEN, RAHASIA = "sibolga-uji", "rahasia-uji"
KUNCI = "kunci-penerbit-uji-kunci-penerbit-uji"  # the token comes over the direct line: allauth reads it without the key


class Penerbit:
    """What the issuer knows: whom a code stands for, and what it then says about them."""

    def __init__(self) -> None:
        self.alamat = ""
        self.kode: dict[str, dict[str, Any]] = {}

    def terima(self, alamat: str, **klaim: Any) -> str:
        """What the person's browser does at the issuer: sign in there; returns the address it is sent back to.

        A claim that is given replaces the issuer's own (nonce, sub, iss, …); `info` replaces the user info's.
        """
        tanya = {k: v[0] for k, v in parse_qs(urlsplit(alamat).query).items()}
        assert alamat.startswith(f"{self.alamat}/authorize?")
        assert tanya["client_id"] == KLIEN
        assert tanya["code_challenge_method"] == "S256"
        kini = int(time.time())
        token = {
            "iss": self.alamat,
            "aud": KLIEN,
            "sub": "sub-1",
            "iat": kini,
            "exp": kini + 300,
            "nonce": tanya.get("nonce", ""),
        }
        info = klaim.pop("info", {})
        token |= klaim
        kode = f"kode-{len(self.kode)}"
        self.kode[kode] = {"token": token, "info": {"sub": token["sub"], **info}, "tantangan": tanya["code_challenge"]}
        return f"{tanya['redirect_uri']}?{urlencode({'code': kode, 'state': tanya['state']})}"

    def tukar(self, isi: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, to the client that asked; None is a refusal."""
        catatan = self.kode.get(isi.get("code", ""))
        sidik = base64.urlsafe_b64encode(hashlib.sha256(isi.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if not catatan or catatan["tantangan"] != sidik or (isi.get("client_id"), isi.get("client_secret")) != (KLIEN, RAHASIA):
            return None
        id_token = jwt.encode(catatan["token"], KUNCI, "HS256")
        return {"access_token": isi["code"], "token_type": "Bearer", "expires_in": 300, "id_token": id_token}


class Pelayan(BaseHTTPRequestHandler):
    """The issuer's addresses."""

    penerbit: Penerbit

    def do_GET(self) -> None:
        if self.path == "/.well-known/openid-configuration":
            a = self.penerbit.alamat
            self._jawab({
                "issuer": a, "authorization_endpoint": f"{a}/authorize", "token_endpoint": f"{a}/token", "userinfo_endpoint": f"{a}/info",
                "jwks_uri": f"{a}/jwks", "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
            return
        _jenis, _spasi, kode = self.headers.get("Authorization", "").partition(" ")
        catatan = self.penerbit.kode.get(kode)
        self._jawab(catatan["info"] if self.path == "/info" and catatan else None)

    def do_POST(self) -> None:
        panjang = int(self.headers.get("Content-Length", 0))
        isi = {k: v[0] for k, v in parse_qs(self.rfile.read(panjang).decode()).items()}
        self._jawab(self.penerbit.tukar(isi) if self.path == "/token" else None)

    def _jawab(self, isi: dict[str, Any] | None) -> None:
        self.send_response(200 if isi is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(isi or {"error": "invalid_grant"}).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def buka_penerbit() -> Iterator[Penerbit]:
    """An issuer on a free port of this machine, until the block ends."""
    penerbit = Penerbit()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("PelayanUji", (Pelayan,), {"penerbit": penerbit})) as server:
        penerbit.alamat = f"http://127.0.0.1:{server.server_address[1]}"
        utas = threading.Thread(target=server.serve_forever, daemon=True)
        utas.start()
        yield penerbit
        server.shutdown()
        utas.join()
