"""Statements that are planned once: PostgreSQL plans some of a page's queries longer than it runs them.

psycopg2 writes values into the text of a statement, so every question is parsed and planned anew (measured: who asks, with
roles and person, 0.98 ms; planned before, 0.16 ms). Here a SELECT whose text comes again on the same connection is given to
PostgreSQL with PREPARE and asked by EXECUTE from then on. Each value keeps the type that its literal would have had, so the
answer is the same; a statement with a value of any other type goes the usual way. Nothing of a value is kept.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

import psycopg2
from psycopg2 import extensions

SETELAH = 2  # how often a text was asked before it is worth planning once
DISIAPKAN = 128  # statements of a connection; the one not asked for longest goes
DIKENALI = 1024  # texts of a connection that are counted
NILAI_MAKS = 40  # more values than this are lists whose length changes at each question
AWALAN = tuple(f"{baris}{kata}" for baris in ("", "\n") for kata in ("SELECT", "WITH", "INSERT"))
TANDA = re.compile(r"%%|%s|%\((\w+)\)s|%")
JENIS: dict[type, str] = {
    bool: "bool", Decimal: "numeric", date: "date", time: "time", timedelta: "interval", UUID: "uuid",
    type(None): "unknown",
}  # fmt: skip
BULAT = range(-(2**31), 2**31)  # what PostgreSQL reads as integer when it stands in a text
Kunci = tuple[str, tuple[str, ...]]


class Sambungan(extensions.connection):  # type: ignore[misc]  # the driver has no types
    """A connection that knows which statements it has planned."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disiapkan: OrderedDict[Kunci, str] = OrderedDict()
        self.dikenali: OrderedDict[Kunci, int] = OrderedDict()
        self.nomor = 0


class Kursor(extensions.cursor):  # type: ignore[misc]  # the driver has no types
    """A cursor that asks planned statements where it can."""

    connection: Sambungan

    def execute(self, query: Any, vars: Any = None) -> None:  # psycopg2's names
        """Run one statement."""
        susun = self._susun(query, vars)
        if susun is None:
            super().execute(query, vars)
            return
        kunci, nilai = susun
        try:
            super().execute(f"EXECUTE {self.connection.disiapkan[kunci]}{_kurung(['%s'] * len(nilai))}", nilai)
        except psycopg2.errors.FeatureNotSupported:
            # "cached plan must not change result type": a column was altered since.
            self._lepas(kunci)
            if not self._sendiri():
                raise
            super().execute(query, vars)

    def _susun(self, query: Any, isi: Any) -> tuple[Kunci, tuple[Any, ...]] | None:
        """The planned statement with its values in order; None where it isn't planned."""
        if self.name or type(query) is not str or not query.startswith(AWALAN):
            return None  # rows that are streamed are declared, not executed
        _teks, nama = baca(query)
        nilai = _urutkan(nama, isi)
        jenis = jenis_nilai(nilai)
        if nilai is None or jenis is None:
            return None
        kunci = (query, jenis)
        disiapkan = self.connection.disiapkan
        if kunci in disiapkan:
            disiapkan.move_to_end(kunci)
            return kunci, nilai
        return (kunci, nilai) if self._siapkan(kunci) else None

    def _siapkan(self, kunci: Kunci) -> bool:
        """Plan it, if it came often enough and a refusal would spoil no transaction; say whether it is planned now."""
        dikenali = self.connection.dikenali
        kali = dikenali.get(kunci, 0) + 1
        dikenali[kunci] = kali
        if len(dikenali) > DIKENALI:
            dikenali.popitem(last=False)
        if kali <= SETELAH or not self._sendiri():
            return False
        query, jenis = kunci
        self.connection.nomor += 1
        nama = f"siap_{self.connection.nomor}"
        try:
            super().execute(f"PREPARE {nama}{_kurung(jenis)} AS {baca(query)[0]}")
        except psycopg2.ProgrammingError:
            dikenali[kunci] = -(2**62)  # its types can't be told from the text: never again
            return False
        self.connection.disiapkan[kunci] = nama
        if len(self.connection.disiapkan) > DISIAPKAN:
            self._lepas(next(iter(self.connection.disiapkan)))
        return True

    def _lepas(self, kunci: Kunci) -> None:
        nama = self.connection.disiapkan.pop(kunci)
        if self._sendiri():
            super().execute(f"DEALLOCATE {nama}")

    def _sendiri(self) -> bool:
        """Whether each statement is a transaction of its own."""
        diam = self.connection.get_transaction_status() == extensions.TRANSACTION_STATUS_IDLE
        return bool(self.connection.autocommit and diam)


@lru_cache(maxsize=2048)
def baca(query: str) -> tuple[str, tuple[str, ...]]:
    """A text of psycopg2 as PostgreSQL numbers its values, and their names ('' for `%s`)."""
    nama: list[str] = []

    def ganti(cocok: re.Match[str]) -> str:
        if cocok[0] in ("%%", "%"):
            return "%"
        if cocok[1] is None or cocok[1] not in nama:
            nama.append(cocok[1] or "")
            return f"${len(nama)}"
        return f"${nama.index(cocok[1]) + 1}"

    return TANDA.sub(ganti, query), tuple(nama)


def jenis_nilai(nilai: Sequence[Any] | None) -> tuple[str, ...] | None:
    """What PostgreSQL would take each value for, were it written into the text; None where that can't be told here."""
    if nilai is None or len(nilai) > NILAI_MAKS:
        return None
    hasil = []
    for satu in nilai:
        jenis = _jenis(satu)
        if jenis is None:
            return None
        hasil.append(jenis)
    return tuple(hasil)


def _jenis(satu: Any) -> str | None:
    tipe = type(satu)
    if tipe is int:
        return "int4" if satu in BULAT else None
    if tipe is datetime:
        return "timestamp" if satu.tzinfo is None else "timestamptz"
    if tipe is list and satu:
        unsur = {_jenis(x) for x in satu}
        return {"int4": "int4[]", "unknown": "text[]"}.get(unsur.pop() or "") if len(unsur) == 1 and None not in satu else None
    if isinstance(satu, str):
        return "unknown"  # also what a TextChoices holds: the driver writes its text
    return JENIS.get(tipe)


def _urutkan(nama: tuple[str, ...], isi: Any) -> tuple[Any, ...] | None:
    if isinstance(isi, Mapping):
        return tuple(isi[n] for n in nama) if all(nama) else None
    isi = tuple(isi or ())
    return isi if len(isi) == len(nama) and not any(nama) else None


def _kurung(isi: Sequence[str]) -> str:
    return f"({', '.join(isi)})" if isi else ""
