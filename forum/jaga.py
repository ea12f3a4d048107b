"""Against floods and machines, without asking people to prove that they are human.

Three things: a form carries a signed name with the time it was handed out, a
field that people don't see must stay empty, and an address of the network may
send only so often. The network address is kept as a keyed fingerprint in the
cache, for the length of the window, nowhere else. Phones in one district share
addresses, so the limits are wide. Without the cache the door stays open up to a
ceiling that each process counts by itself: people must be able to speak while a machine is down.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

import redis
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from akun.pembatas import alamat
from forum.lacak import jejak
from inti.errors import UseCaseError

log = logging.getLogger(__name__)

_GARAM = "forum.lembar"
TERCEPAT = 2  # seconds from opening a form to sending it
TERLAMA = 24 * 3600


@dataclass(frozen=True)
class Batas:
    """So many acts a window (seconds) from one network address; `darurat` for the whole city while the cache is down."""

    nama: str
    jumlah: int
    jendela: int
    darurat: int


KIRIM = Batas("kirim", jumlah=20, jendela=600, darurat=100)
LACAK = Batas("lacak", jumlah=30, jendela=600, darurat=300)
KIRIMAN = Batas("kiriman", jumlah=30, jendela=600, darurat=300)
SUARA = Batas("suara", jumlah=60, jendela=600, darurat=600)


class LembarUsangError(UseCaseError):
    """The form was handed out too long ago, or not by us."""


class TerlaluCepatError(UseCaseError):
    """Nobody fills a form that quickly."""


class TerlaluSeringError(UseCaseError):
    """Too many from one network address."""


def buat_lembar() -> str:
    """A new form's signed name. Hand it out when the form is first shown and keep it to the end."""
    return signing.TimestampSigner(salt=_GARAM).sign(token_urlsafe(16))


def baca_lembar(tanda: str, *, tercepat: int = TERCEPAT) -> str:
    """Return the form's name.

    Raises LembarUsangError for one that is older than a day or isn't ours, and
    TerlaluCepatError for one handed out less than `tercepat` seconds ago.
    """
    penanda = signing.TimestampSigner(salt=_GARAM)
    try:
        nama = penanda.unsign(tanda, max_age=timedelta(seconds=TERLAMA))
    except signing.BadSignature as error:  # SignatureExpired is one of them
        raise LembarUsangError(
            _("Formulir ini dibuka terlalu lama."), fix=_("Tulisan Anda masih ada. Tekan kirim sekali lagi.")
        ) from error
    if tercepat and _masih_muda(penanda, tanda, tercepat):
        raise TerlaluCepatError(_("Cepat sekali."), fix=_("Baca sekali lagi tulisan Anda, lalu tekan kirim."))
    return nama


def _masih_muda(penanda: signing.TimestampSigner, tanda: str, detik: int) -> bool:
    try:
        penanda.unsign(tanda, max_age=timedelta(seconds=detik))
    except signing.SignatureExpired:
        return False
    return True


_hitungan: dict[tuple[str, int], int] = {}


def _darurat(batas: Batas) -> int:
    """Acts of this kind that this process counted in the present window, whoever sent them."""
    kini = (batas.nama, int(time.monotonic()) // batas.jendela)
    for lama in [k for k in _hitungan if k[0] == batas.nama and k != kini]:
        _hitungan.pop(lama, None)
    _hitungan[kini] = _hitungan.get(kini, 0) + 1
    return _hitungan[kini]


def batasi(request: HttpRequest, batas: Batas) -> None:
    """Count one act of this network address.

    Raises TerlaluSeringError above the limit. While the cache is down all acts of
    this process share one bucket in memory.
    """
    kunci = f"jaga:{batas.nama}:{jejak(alamat(request), batas.nama)[:32]}"
    try:
        cache.add(kunci, 0, batas.jendela)
        jumlah, paling_banyak = cache.incr(kunci), batas.jumlah
    except ValueError:
        return  # the key ran out between the two calls: a new window has begun
    except redis.RedisError:
        log.warning("cache tidak terjangkau, batas kiriman memakai hitungan darurat")
        jumlah, paling_banyak = _darurat(batas), batas.darurat
    if jumlah > paling_banyak:
        menit = max(1, batas.jendela // 60)
        raise TerlaluSeringError(
            _("Terlalu banyak kiriman dari jaringan ini dalam waktu singkat."),
            fix=_("Tulisan Anda masih ada. Coba lagi sekitar %(menit)s menit lagi.") % {"menit": menit},
        )
