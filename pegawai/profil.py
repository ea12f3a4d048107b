"""Sections of the profile that higher apps offer: performance, training, whatever comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from akun.kewenangan import Konteks
from inti import peta
from inti.letak import Letak, letak
from pegawai.models import Pegawai


@dataclass(frozen=True)
class Panel:
    """A card on the profile: `isi(konteks, pegawai)` returns the context of `template`, or None to stay away.

    It asks the permission table itself, and costs at most two queries. What it shows belongs to the protected group
    `kelompok`: the page that shows it leaves the receipt.
    """

    kunci: str
    urutan: int
    template: str
    isi: Callable[[Konteks, Pegawai], dict[str, Any] | None]
    kelompok: str
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


_panel: dict[str, Panel] = {}
peta.register("panel_profil", lambda: ((p.kunci, p.letak) for p in _panel.values()))


def register(panel: Panel) -> None:
    """Add a section; called from the daftar.py of the app that owns it."""
    _panel[panel.kunci] = panel


def list_panel(konteks: Konteks, pegawai: Pegawai) -> list[tuple[Panel, dict[str, Any]]]:
    """The sections that this reader may see, with the context of each."""
    hasil = []
    for panel in sorted(_panel.values(), key=lambda p: p.urutan):
        isi = panel.isi(konteks, pegawai)
        if isi is not None:
            hasil.append((panel, isi))
    return hasil
