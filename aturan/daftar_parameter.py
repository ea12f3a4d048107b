"""The register of parameters: every app declares here the shape of the values that its rules ask for."""

from __future__ import annotations

from aturan.skema import Definisi
from inti import peta
from inti.keputusan import Istilah

_terdaftar: dict[str, Definisi] = {}
peta.register("parameter", lambda: ((d.nama, d.letak) for d in _terdaftar.values()))


def register(*definisi: Definisi) -> None:
    """Declare parameters; called from the daftar.py of the app that owns them. Twice is the same as once."""
    for d in definisi:
        if _terdaftar.setdefault(d.nama, d) is not d:
            raise ValueError(f"Two parameters named {d.nama!r}")


def list_definisi() -> list[Definisi]:
    """All declared parameters, by name."""
    return [_terdaftar[nama] for nama in sorted(_terdaftar)]


def get_definisi(nama: str) -> Definisi | None:
    """The declaration of that name, None for a parameter that no rule of this version asks for."""
    return _terdaftar.get(nama)


def judul(nama: str) -> Istilah:
    """The parameter as people call it; one that nobody declares any more is read from its name."""
    definisi = get_definisi(nama)
    return Istilah(nama, definisi.judul if definisi else nama.replace("_", " ").capitalize())
