"""The fingerprint of a certificate: a keyed hash of what is printed, so that a changed row gives itself away."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator

from django.conf import settings

from inti.keputusan import nilai_json
from kompetensi.models import Sertifikat

ISI = (
    "kode", "nomor", "nama", "unit", "judul", "kompetensi", "jp", "penyelenggara", "penandatangan", "penandatangan_jabatan",
    "tanggal_mulai", "tanggal_selesai", "tanggal_terbit",
)  # fmt: skip


def hitung(sertifikat: Sertifikat) -> str:
    """Return the fingerprint of the certificate's present content, made with the present key."""
    return _hitung(sertifikat, next(_kunci()))


def cocok(sertifikat: Sertifikat) -> bool:
    """Whether the stored fingerprint fits the content under the present key or one used before."""
    return any(hmac.compare_digest(_hitung(sertifikat, kunci), sertifikat.sidik) for kunci in _kunci())


def _kunci() -> Iterator[str]:
    yield settings.KUNCI_SERTIFIKAT
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def _hitung(sertifikat: Sertifikat, kunci: str) -> str:
    isi = json.dumps([nilai_json(getattr(sertifikat, nama)) for nama in ISI], ensure_ascii=False, separators=(",", ":"))
    return hmac.new(f"kompetensi.sertifikat:{kunci}".encode(), isi.encode(), hashlib.sha256).hexdigest()
