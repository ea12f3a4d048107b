"""What is old goes: messages with everything that hangs on them, and mails of libraries."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from inti import waktu

UMUR = timedelta(days=180)  # a message, read or not, and the record of its deliveries
UMUR_SURAT = timedelta(days=30)  # a mail of a library: sent long ago, or given up
UMUR_ISI = timedelta(days=3)  # its text, which may hold a link that resets a password, when it was given up
SEKALI = 5000  # messages in one statement

HAPUS_KABAR = """
WITH lama AS (SELECT id FROM kabar_kabar WHERE dibuat_at < %(batas)s ORDER BY dibuat_at LIMIT %(sekali)s),
     a AS (DELETE FROM kabar_antaran WHERE kabar_id IN (SELECT id FROM lama)),
     p AS (DELETE FROM kabar_penerimaan WHERE kabar_id IN (SELECT id FROM lama))
DELETE FROM kabar_kabar WHERE id IN (SELECT id FROM lama)
"""
HAPUS_ISI = """
DELETE FROM kabar_isisurat WHERE antaran_id IN (
    SELECT id FROM kabar_antaran WHERE kabar_id IS NULL AND status = 'mati' AND selesai_at < %(batas)s)
"""
HAPUS_SURAT = """
WITH lama AS (SELECT id FROM kabar_antaran WHERE kabar_id IS NULL AND dibuat_at < %(batas)s),
     i AS (DELETE FROM kabar_isisurat WHERE antaran_id IN (SELECT id FROM lama))
DELETE FROM kabar_antaran WHERE id IN (SELECT id FROM lama)
"""


def buang_lama() -> int:
    """Delete what is older than it is useful. Returns how many messages and mails. Twice is the same as once."""
    kini, jumlah = waktu.now(), 0
    _hapus(HAPUS_ISI, kini - UMUR_ISI)
    while True:
        kena = _hapus(HAPUS_KABAR, kini - UMUR)
        jumlah += kena
        if kena < SEKALI:
            return jumlah + _hapus(HAPUS_SURAT, kini - UMUR_SURAT)


def _hapus(sql: str, batas: datetime) -> int:
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, {"batas": batas, "sekali": SEKALI})
        return int(kursor.rowcount)
