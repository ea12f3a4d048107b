"""Keyset paging: the next page is 'after this row', so page 10,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

M = TypeVar("M")


@dataclass(frozen=True)
class Halaman(Generic[M]):
    """One page of rows and the cursors to its neighbours ('' where there is none)."""

    baris: list[M]
    sebelum: str
    sesudah: str


class KursorRusakError(ValueError):
    """The cursor in the URL was not made by us, or not for this list; a page shows the first one instead, the API refuses."""


def sandikan(arah: str, nilai: Sequence[Any], daftar: str = "") -> str:
    """Encode a direction ('s' after, 'b' before), the sort values of the edge row, and the list's name where it has one."""
    isi = [arah, *[v.isoformat() if hasattr(v, "isoformat") else v for v in nilai], *([daftar] if daftar else [])]
    teks = json.dumps(isi, separators=(",", ":"))
    return base64.urlsafe_b64encode(teks.encode()).decode().rstrip("=")


def uraikan(kursor: str, jumlah: int, daftar: str = "") -> tuple[str, list[Any]]:
    """Decode a cursor made of `jumlah` sort values, for the list of this name.

    Raises KursorRusakError for anything else.
    """
    try:
        isi = json.loads(base64.urlsafe_b64decode(kursor + "=" * (-len(kursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise KursorRusakError from error
    if daftar and (not isinstance(isi, list) or isi[-1:] != [daftar]):
        raise KursorRusakError
    isi = isi[:-1] if daftar else isi
    sah = isinstance(isi, list) and len(isi) == jumlah + 1 and isi[0] in ("s", "b")
    if not sah or not all(isinstance(v, str | int) and not isinstance(v, bool) for v in isi[1:]):
        raise KursorRusakError
    if any(isinstance(v, int) and abs(v) > 2**62 or isinstance(v, str) and not _bisa_disimpan(v) for v in isi[1:]):
        raise KursorRusakError
    return isi[0], isi[1:]


def _bisa_disimpan(teks: str) -> bool:
    """Whether the database takes it: no NUL, no half of a character."""
    return "\x00" not in teks and not any("\ud800" <= c <= "\udfff" for c in teks)


def _sesudah(urut: Sequence[str], nilai: Sequence[Any], *, balik: bool) -> Q:
    """Rows strictly after `nilai` in the order `urut` (each '-name' descends), as one OR chain."""
    syarat, sama = Q(pk__in=[]), Q()
    for kunci, v in zip(urut, nilai, strict=True):
        nama, turun = kunci.lstrip("-"), kunci.startswith("-")
        banding = "lt" if turun != balik else "gt"
        syarat |= sama & Q(**{f"{nama}__{banding}": v})
        sama &= Q(**{nama: v})
    # A bound on the first key lets the index start in the right place.
    pertama, turun = urut[0].lstrip("-"), urut[0].startswith("-")
    return syarat & Q(**{f"{pertama}__{'lte' if turun != balik else 'gte'}": nilai[0]})


def buka(
    rows: "QuerySet[Any, M]",
    urut: Sequence[str],
    kursor: str,
    ukuran: int,
    *,
    daftar: str = "",
) -> Halaman[M]:
    """Return the page of `rows` that `kursor` points at; '' is the first. Costs one query.

    urut    sort keys without nulls whose last one is unique, e.g. ("nama_urut", "pk")
    daftar  name of a list whose cursors count here alone; another list's is refused instead of showing the first page

    Raises KursorRusakError where the list has a name.
    """
    balik, nilai = False, None
    if kursor:
        try:
            arah, nilai = uraikan(kursor, len(urut), daftar)
            balik = arah == "b"
            rows = rows.filter(_sesudah(urut, nilai, balik=balik))
        except (KursorRusakError, ValidationError, ValueError, TypeError) as error:  # not ours, or of a list in another order
            if daftar:
                raise KursorRusakError from error
            balik, nilai = False, None
    kunci = [F(k.lstrip("-")).desc() if k.startswith("-") != balik else F(k.lstrip("-")).asc() for k in urut]
    baris = list(rows.order_by(*kunci)[: ukuran + 1])
    lebih, baris = len(baris) > ukuran, baris[:ukuran]
    if balik:
        baris.reverse()
    ada_sebelum = lebih if balik else nilai is not None
    ada_sesudah = (nilai is not None) if balik else lebih
    return Halaman(
        baris=baris,
        sebelum=sandikan("b", _nilai(baris[0], urut), daftar) if baris and ada_sebelum else "",
        sesudah=sandikan("s", _nilai(baris[-1], urut), daftar) if baris and ada_sesudah else "",
    )


def susun_awal(baris: list[M], urut: Sequence[str], ukuran: int, *, daftar: str = "") -> Halaman[M]:
    """The first page of a list whose first `ukuran` + 1 rows are here already, by a question that is kept (inti.kueri)."""
    lebih, baris = len(baris) > ukuran, baris[:ukuran]
    return Halaman(baris=baris, sebelum="", sesudah=sandikan("s", _nilai(baris[-1], urut), daftar) if baris and lebih else "")


def _nilai(baris: Any, urut: Sequence[str]) -> list[Any]:
    """The sort values of a row: a model instance, or a dictionary of `values()`."""
    if isinstance(baris, dict):
        return [baris["id" if k.lstrip("-") == "pk" else k.lstrip("-")] for k in urut]
    return [reduce(getattr, k.lstrip("-").split("__"), baris) for k in urut]
