"""Which data are protected: each field of a protected group, declared once by the app that owns it.

    lindungi(DataPribadi, KelompokData.PRIBADI, "nik", "alamat", subjek="pegawai", aksi="pegawai.lihat", izin="pribadi")

Protection belongs to the datum, not to a page: akun.pembacaan is the one way to these fields, whichever
way they leave the house.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from akun.kewenangan import AKSI, UMUM
from akun.models import KelompokData

# Groups that stay masked until somebody says what for.
TERTUTUP = frozenset({KelompokData.PRIBADI, KelompokData.PENGIRIM})
SAMARAN = "••••••••"


@dataclass(frozen=True)
class Terlindung:
    """Fields of one table that belong to a protected group.

    subjek        lookup from a row to whom it speaks of, a row with a public `kode`; '' where the row is that itself
    aksi, izin    who may: the action and the group in the permission table; the action's model is what the reader is asked for
    """

    model: type[Model]
    kelompok: str
    kolom: tuple[str, ...]
    subjek: str
    aksi: str
    izin: str

    @property
    def jalan_kode(self) -> str:
        """The lookup from a row to the public code of whom it speaks of."""
        return f"{self.subjek}__kode" if self.subjek else "kode"


TERLINDUNG: list[Terlindung] = []


def lindungi(model: type[Model], kelompok: str, *kolom: str, aksi: str, subjek: str = "", izin: str = UMUM) -> None:
    """Declare fields of `model` as protected. Twice is the same as once.

    Raises ValueError for a field that belongs to a group already, FieldDoesNotExist for one that isn't there.
    """
    for nama in kolom:
        model._meta.get_field(nama)
    baru = Terlindung(model, str(kelompok), kolom, subjek, aksi, izin)
    if baru in TERLINDUNG:
        return
    if ganda := [k for k in kolom if kelompok_of(model, k)]:
        raise ValueError(f"{model.__name__}.{ganda[0]} sudah punya kelompok")
    TERLINDUNG.append(baru)


def kelompok_of(model: type[Model], kolom: str) -> str:
    """The protected group of a field, '' for one that is open to whoever may see the row."""
    return next((t.kelompok for t in TERLINDUNG if t.model is model and kolom in t.kolom), "")


def list_terlindung(kelompok: str, model: type[Model]) -> list[Terlindung]:
    """The tables of a group whose right is asked of rows of `model`, its own fields first."""
    label = model._meta.label
    tabel = [t for t in TERLINDUNG if t.kelompok == kelompok and AKSI[t.aksi].model == label]
    return sorted(tabel, key=lambda t: t.model is not model)


def is_tertutup(model: type[Model], kolom: str) -> bool:
    """Whether a field is masked until somebody says what for."""
    return kelompok_of(model, kolom) in TERTUTUP


def samarkan(nilai: object) -> str:
    """What stands in the place of a masked value; nothing stays nothing."""
    return SAMARAN if nilai not in (None, "") else ""
