"""Web push: 'Ada kabar baru' to the devices of one account, without a word of what it is about.

The service that a browser names gets an encrypted line from us and wakes the browser. What lies behind it is read
after signing in.
"""

from __future__ import annotations

import base64
import json
import logging
from email.utils import parseaddr
from enum import Enum
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from py_vapid import Vapid
from py_vapid.utils import b64urlencode
from pywebpush import WebPushException, webpush

from kabar.models import Langganan

log = logging.getLogger(__name__)

BATAS_WAKTU = 10  # seconds for one device
UMUR = 3 * 24 * 3600  # seconds for which the service keeps it for a device that is off
# SECURITY: the address of the service comes from a browser; without this list our server would call whatever it names.
LAYANAN = (
    "fcm.googleapis.com", "updates.push.services.mozilla.com", ".push.services.mozilla.com", "web.push.apple.com",
    ".push.apple.com", ".notify.windows.com",
)  # fmt: skip


class Hasil(Enum):
    """What became of a push to one device."""

    SAMPAI = "sampai"
    HILANG = "hilang"  # the service doesn't know it any more: forget it
    NANTI = "nanti"  # try again


def is_tersedia() -> bool:
    """Whether this installation has a key to push with."""
    return bool(settings.KUNCI_DORONG)


def is_layanan(alamat: str) -> bool:
    """Whether an address belongs to a push service that browsers use."""
    try:
        bagian = urlsplit(alamat)
        tuan, gerbang = bagian.hostname or "", bagian.port
    except ValueError:
        return False
    cocok = any(tuan == satu or (satu.startswith(".") and tuan.endswith(satu)) for satu in LAYANAN)
    return bagian.scheme == "https" and cocok and gerbang in (None, 443) and not bagian.username


def is_kunci(kunci: str, rahasia: str) -> bool:
    """Whether these are a browser's public key (a point of P-256) and secret (16 bytes), as base64url."""
    if len(kunci) > 200 or len(rahasia) > 100:
        return False
    try:
        titik, acak = (base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4)) for teks in (kunci, rahasia))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), titik)
    except ValueError:
        return False
    return len(acak) == 16


@lru_cache(maxsize=2)
def _kunci(rahasia: str) -> Vapid:
    return Vapid.from_raw(rahasia.encode())


def kunci_umum() -> str:
    """The public key that browsers ask for when they subscribe, '' without push."""
    if not is_tersedia():
        return ""
    titik = _kunci(settings.KUNCI_DORONG).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return str(b64urlencode(titik))


def kirim(langganan: Langganan, *, mendesak: bool) -> Hasil:
    """Push to one device. Never raises for what the other side does."""
    with translation.override(langganan.bahasa):
        isi = json.dumps({"judul": _("Ada kabar baru"), "alamat": reverse("kabar:kotak")})
    pemilik = settings.ALAMAT or f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    try:
        webpush(
            subscription_info={"endpoint": langganan.alamat, "keys": {"p256dh": langganan.kunci, "auth": langganan.rahasia}},
            data=isi,
            vapid_private_key=_kunci(settings.KUNCI_DORONG),
            vapid_claims={"sub": pemilik},
            ttl=UMUR,
            timeout=BATAS_WAKTU,
            headers={"Urgency": "high" if mendesak else "normal", "Topic": "kabar"},
        )
    except WebPushException as error:
        return _baca_penolakan(error.response)
    except requests.RequestException as error:
        log.warning("layanan dorong tidak menjawab: %s", type(error).__name__)
        return Hasil.NANTI
    except (ValueError, TypeError) as error:  # keys of a subscription that can't be any device's
        log.warning("langganan perangkat rusak: %s", type(error).__name__)
        return Hasil.HILANG
    return Hasil.SAMPAI


def _baca_penolakan(jawab: Any) -> Hasil:
    """What a refusal means: only 'slow down' and a sick service are worth another try."""
    status = getattr(jawab, "status_code", None)
    if status is None or status == 429 or status >= 500:
        log.warning("layanan dorong menjawab %s", status)
        return Hasil.NANTI
    return Hasil.HILANG
