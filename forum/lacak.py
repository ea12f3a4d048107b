"""The tracking code: what the sender holds, what we keep of it, and who has shown it in this session.

The code is the key to an input, so it stands in no address, no log line and no
column, sessions included: we keep a fingerprint. It follows from the form that was
sent and our secret key, so that a double click yields the same code twice. For the
thank-you page the session keeps the form's name, for two hours; without the secret
key nobody makes the code of it.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

from inti import waktu
from inti.kode import ABJAD
from inti.kode import baca_kode as baca

PANJANG = 16  # 80 bits
KELOMPOK = 4
AWALAN = "sbg"
_SESI = "suara_dipegang"
_SESI_BARU = "suara_baru"
PEGANG_MAKS = 20  # inputs that one session remembers
BARU_SELAMA = timedelta(hours=2)  # how long the thank-you page can show the code again


def _hmac(untuk: str, isi: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"forum.{untuk}:{isi}".encode(), hashlib.sha256).digest()


def buat_kode_lacak(lembar: str) -> str:
    """Return the tracking code of the form `lembar` (its random, signed name)."""
    bilangan = int.from_bytes(_hmac("lacak", lembar), "big")
    huruf = []
    for _posisi in range(PANJANG):
        bilangan, sisa = divmod(bilangan, len(ABJAD))
        huruf.append(ABJAD[sisa])
    return "".join(huruf)


def tulis_kode(kode: str) -> str:
    """Write a code for people: SBG-7K3M-9QX2-4HTP-W8DN."""
    bagian = [kode[n : n + KELOMPOK] for n in range(0, len(kode), KELOMPOK)]
    return "-".join([AWALAN, *bagian]).upper()


def baca_kode(teks: str) -> str:
    """Read what a person typed, with or without the word in front: see inti.kode."""
    return baca(teks).removeprefix(AWALAN)


def sidik(teks: str) -> str:
    """The fingerprint that we keep of a code or a form."""
    return hashlib.sha256(f"forum:{teks}".encode()).hexdigest()


def jejak(siapa: str, sasaran: str) -> str:
    """A keyed fingerprint of somebody for one object only: it tells a second vote, and never joins two objects."""
    return _hmac("jejak", f"{siapa}|{sasaran}").hex()


def pegang(sesi: SessionBase, kode: str, *, lembar: str = "") -> None:
    """Let this session open the input `kode`; of a new one it also keeps the form's name, for the thank-you page."""
    lama = [k for k in dipegang(sesi) if k != kode]
    sesi[_SESI] = {"siapa": _siapa(sesi), "kode": [*lama, kode][-PEGANG_MAKS:]}
    if lembar:
        sampai = (waktu.now() + BARU_SELAMA).timestamp()
        sesi[_SESI_BARU] = {"siapa": _siapa(sesi), "kode": kode, "lembar": lembar, "sampai": sampai}


def _siapa(sesi: SessionBase) -> str:
    """Who is signed in, '' for nobody."""
    return str(sesi.get(SESSION_KEY, ""))


def _milik(sesi: SessionBase, kunci: str) -> dict[str, Any]:
    """What was kept for whoever is signed in now.

    SECURITY: signing in goes on with the same session. Whoever does may be the next person at a shared screen, or an officer of
    the office that the voice is about: what was held before is not theirs.
    """
    isi = sesi.get(kunci)
    return isi if isinstance(isi, dict) and isi.get("siapa") == _siapa(sesi) else {}


def dipegang(sesi: SessionBase) -> list[str]:
    """Codes of the inputs that this session has shown to hold."""
    return list(_milik(sesi, _SESI).get("kode", ()))


def baru(sesi: SessionBase) -> dict[str, str] | None:
    """The input just sent in this session and its tracking code, as `kode` and `lacak`; None when two hours have passed."""
    isi = _milik(sesi, _SESI_BARU)
    if not isi or isi.get("sampai", 0) < waktu.now().timestamp():
        sesi.pop(_SESI_BARU, None)
        return None
    return {"kode": isi["kode"], "lacak": buat_kode_lacak(isi["lembar"])}


def lepas(sesi: SessionBase) -> None:
    """Forget everything: for a phone that is shared."""
    for kunci in (_SESI, _SESI_BARU):
        sesi.pop(kunci, None)
