"""The menu is a registry: each app adds its entries in apps.py, and each person sees what they may open.

    from inti import menu
    menu.register(menu.Butir("pegawai", _("Pegawai"), "pegawai:daftar", "orang2", aksi="pegawai.lihat", inti=True))

`tempat` says where an entry stands: 'dalam' (rail and bottom bar of staff), 'warga' (public
header), 'kepala' (icons of the header, such as the bell), 'akun' (account menu), 'kaki' (footer),
'cari' (target of the quick search, which it reaches by POST with `q`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import get_language

from inti import peta
from inti.alamat import reverse, situs
from inti.angka import LebihDari
from inti.letak import Letak, letak

log = logging.getLogger(__name__)

TEMPAT = ("dalam", "warga", "kepala", "akun", "kaki", "cari")
Boleh = Callable[[Any, str], bool]
TERSIMPAN_MAKS = 512  # sets of roles × languages × places


@dataclass(frozen=True)
class Butir:
    """One entry.

    aksi       shown only to whoever may do it; None: to everybody who sees that place
    kelompok   heading under which it stands in the rail
    urutan     small numbers first; groups stand where their first entry stands
    inti       in the bottom bar of phones (the first four that a person may see)
    jumlah     (konteks) -> number beside it, LebihDari where it was cut, None for none; it may cost one query
    argumen    (konteks) -> keyword arguments of the URL; None hides the entry
    juga       beginnings of other addresses that belong to it, where pages of a part don't lie below its own
    """

    kunci: str
    teks: Any
    url_name: str
    ikon: str = ""
    aksi: str | None = None
    kelompok: Any = ""
    urutan: int = 100
    inti: bool = False
    jumlah: Callable[[Any], int | LebihDari | None] | None = None
    tempat: str = "dalam"
    argumen: Callable[[Any], dict[str, Any] | None] | None = None
    juga: tuple[str, ...] = ()
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Entri:
    """An entry as one person sees it now."""

    kunci: str
    teks: str
    url: str
    ikon: str
    kelompok: str
    inti: bool
    jumlah: int | LebihDari | None = None
    kini: bool = False
    juga: tuple[str, ...] = ()

    def cakupan(self, alamat: str) -> int:
        """Length of the beginning that it shares with `alamat`, 0 where that isn't its page."""
        panjang = len(self.url) if _memuat(self.url, alamat) else 0
        for url in self.juga:
            if len(url) > panjang and _memuat(url, alamat):
                panjang = len(url)
        return panjang


@dataclass(frozen=True)
class Kelompok:
    """Entries under one heading ('' for the first)."""

    judul: str
    entri: tuple[Entri, ...]


_daftar: dict[str, Butir] = {}
_tersimpan: dict[tuple[Any, ...], list[tuple[Butir, Entri | None]]] = {}
peta.register("menu", lambda: ((b.kunci, b.letak) for b in _daftar.values()))


def register(*butir: Butir) -> None:
    """Add entries. Raises ValueError for a place that doesn't exist or a key that is taken by another entry."""
    for b in butir:
        if b.tempat not in TEMPAT:
            raise ValueError(f"tempat {b.tempat} tidak dikenal")
        if _daftar.get(b.kunci, b) != b:
            raise ValueError(f"kunci menu {b.kunci} sudah dipakai")
        _daftar[b.kunci] = b
    _tersimpan.clear()


def daftar(konteks: Any, boleh: Boleh, *, tempat: str = "dalam", alamat: str = "") -> list[Entri]:
    """Entries of one place that `konteks` may see, in order; the one that leads to `alamat` is marked.

    boleh   akun.kewenangan.boleh, passed in because inti knows no accounts; `konteks.kunci_izin` is all that it looks at
    """
    entri = [e for butir, tetap in _tampak(konteks, boleh, tempat) if (e := _entri(butir, tetap, konteks))]
    cakupan = [e.cakupan(alamat) for e in entri]
    if any(cakupan):
        nomor = max(range(len(entri)), key=lambda i: (cakupan[i], _memuat(entri[i].url, alamat)))
        entri[nomor] = replace(entri[nomor], kini=True)
    return entri


def _tampak(konteks: Any, boleh: Boleh, tempat: str) -> list[tuple[Butir, Entri | None]]:
    """What the roles of `konteks` open in one place, in order: once for each set of roles, language and address of the site.

    Nothing of a person is kept: who they are enters in `_entri`, at each request.
    """
    kunci = (tempat, konteks.kunci_izin, boleh, get_language(), situs())
    if kunci not in _tersimpan:
        tampak = sorted((b for b in _daftar.values() if b.tempat == tempat and _terlihat(b, konteks, boleh)), key=_urut)
        if len(_tersimpan) >= TERSIMPAN_MAKS:
            _tersimpan.clear()
        _tersimpan[kunci] = [(b, None if b.argumen else _isi(b, {})) for b in tampak]
    return _tersimpan[kunci]


def kelompokkan(entri: Sequence[Entri], batas_inti: int = 4) -> tuple[Kelompok, ...]:
    """Entries under their headings; only the first `batas_inti` marked ones stay in the bottom bar."""
    kelompok: dict[str, list[Entri]] = {}
    sisa = batas_inti
    for e in entri:
        tampil = e if not e.inti or sisa > 0 else replace(e, inti=False)
        sisa -= e.inti
        kelompok.setdefault(e.kelompok, []).append(tampil)
    return tuple(Kelompok(judul, tuple(isi)) for judul, isi in kelompok.items())


def salah() -> list[str]:
    """Keys of entries without arguments whose address doesn't exist; a test keeps this empty."""
    keliru = []
    for butir in _daftar.values():
        try:
            if butir.argumen is None:
                reverse(butir.url_name)
        except NoReverseMatch:
            keliru.append(butir.kunci)
    return keliru


def _terlihat(butir: Butir, konteks: Any, boleh: Boleh) -> bool:
    return butir.aksi is None or boleh(konteks, butir.aksi)


def _urut(butir: Butir) -> tuple[int, str]:
    return butir.urutan, butir.kunci


def _entri(butir: Butir, tetap: Entri | None, konteks: Any) -> Entri | None:
    """The entry for this request, with what only the person decides: its address and the number beside it."""
    if butir.argumen:
        argumen = butir.argumen(konteks)
        tetap = None if argumen is None else _isi(butir, argumen)
    return replace(tetap, jumlah=butir.jumlah(konteks)) if tetap and butir.jumlah else tetap


def _isi(butir: Butir, argumen: dict[str, Any]) -> Entri | None:
    try:
        url = reverse(butir.url_name, **argumen)
    except NoReverseMatch:
        # One wrong entry must not close every page, the error pages too; `salah` finds it before a release.
        log.error("menu %s: alamat %s tidak ada", butir.kunci, butir.url_name)
        return None
    return Entri(butir.kunci, str(butir.teks), url, butir.ikon, str(butir.kelompok), butir.inti, juga=butir.juga)


def _memuat(url: str, alamat: str) -> bool:
    """Whether `alamat` lies at or below `url`; the front page only matches itself."""
    return alamat == url or (url != "/" and url.endswith("/") and alamat.startswith(url))
