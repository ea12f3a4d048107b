"""The map of the house: everything that is registered anywhere, with the file and line that did it.

A registry offers itself once, beside its own table:

    peta.register("menu", lambda: ((b.kunci, b.letak) for b in _daftar.values()))

`script/manage peta` prints what is live, so the map can't differ from the house.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from inti.letak import Letak, letak

Sumber = Callable[[], Iterable[tuple[str, Letak]]]
PUSTAKA = "site-packages/"

_sumber: dict[str, tuple[Sumber, Letak]] = {}


@dataclass(frozen=True)
class Tempat:
    """One registered thing: of which kind, under which name, and where; `berkas` counts from the project's folder."""

    jenis: str
    nama: str
    berkas: str
    baris: int


def register(jenis: str, fungsi: Sumber) -> None:
    """Offer a registry: `fungsi` gives name and place of everything in it now. Raises ValueError for a kind that is taken."""
    sumber = _sumber.setdefault(jenis, (fungsi, letak()))
    if sumber[0] is not fungsi:
        raise ValueError(f"jenis {jenis} sudah ada di peta, dari {sumber[1].berkas}:{sumber[1].baris}")


def list_sumber() -> dict[str, str]:
    """The kinds on the map, each with the file of its registry."""
    return {jenis: _berkas(tempat.berkas) for jenis, (_fungsi, tempat) in _sumber.items()}


def list_tempat() -> list[Tempat]:
    """Everything that is registered, kind by kind, in the order of the source. No query."""
    semua = (
        Tempat(jenis, nama, _berkas(di.berkas), di.baris) for jenis, (fungsi, _asal) in _sumber.items() for nama, di in fungsi()
    )
    return sorted(semua, key=lambda t: (t.jenis, t.berkas, t.baris, t.nama))


def _berkas(nama: str) -> str:
    """The file as seen from the project's folder; one of a library from where libraries lie."""
    jalan = Path(nama)
    if PUSTAKA in nama:
        return nama.rpartition(PUSTAKA)[2]
    return str(jalan.relative_to(settings.BASE_DIR)) if jalan.is_relative_to(settings.BASE_DIR) else nama


# --- what frameworks register ----------------------------------------------------------------


def _url() -> Iterator[tuple[str, Letak]]:
    return _alamat(get_resolver().url_patterns, "", "")


def _alamat(pola: Iterable[Any], jalan: str, ruang: str) -> Iterator[tuple[str, Letak]]:
    """Each address, at the view that answers it: a pattern doesn't remember its own line."""
    for satu in pola:
        alamat = jalan + str(satu.pattern)
        if isinstance(satu, URLResolver):
            yield from _alamat(satu.url_patterns, alamat, f"{ruang}{satu.namespace}:" if satu.namespace else ruang)
        elif isinstance(satu, URLPattern):
            yield f"/{alamat} {ruang}{satu.name or ''}".rstrip(), _letak_view(satu.callback)


def _letak_view(view: Any) -> Letak:
    kelas = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if kelas is not None:
        return Letak(inspect.getfile(kelas), inspect.getsourcelines(kelas)[1])
    return _letak_fungsi(view)


def _letak_fungsi(fungsi: Any) -> Letak:
    asli = inspect.unwrap(fungsi)
    while hasattr(asli, "func"):
        asli = inspect.unwrap(asli.func)  # a partial
    return Letak.of(getattr(asli, "__func__", asli).__code__)


def _tugas_latar() -> Iterator[tuple[str, Letak]]:
    current_app.loader.import_default_modules()
    return ((nama, _letak_fungsi(tugas.run)) for nama, tugas in current_app.tasks.items() if not nama.startswith("celery."))


def _jadwal() -> Iterator[tuple[str, Letak]]:
    berkas = inspect.getfile(import_module(f"{settings.SETTINGS_MODULE.rpartition('.')[0]}.jadwal"))
    isi = Path(berkas).read_text(encoding="utf-8").splitlines()
    for nama in settings.CELERY_BEAT_SCHEDULE:
        yield nama, Letak(berkas, next(n for n, baris in enumerate(isi, 1) if f'"{nama}"' in baris))


register("url", _url)
register("tugas_latar", _tugas_latar)
register("jadwal", _jadwal)
