"""Two people, one record: whoever saves second overwrites nothing of the first, and loses nothing of their own.

A row that people edit is Berversi: the database counts its changes, whoever makes them. A form sends the version
it was opened with, what stood in each field then, and what stands there now (inti.sunting); the service takes
what was changed and leaves the rest as it is:

    kini = kunci(pelatihan)
    nilai = gabung(kini, sunting, nilai)     # raises BerubahError with what stands there now
    tulis(kini, nilai)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import VersiBerbedaError

NAIK = pgtrigger.Trigger(
    name="naik_versi",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="NEW.versi = OLD.versi + 1; RETURN NEW;",
)


class Berversi(models.Model):
    """A row that people edit. `versi` grows by every change, bulk ones and those in SQL included: a trigger counts.

    class Pelatihan(Berversi):
        class Meta(Berversi.Meta): …
    """

    versi = models.PositiveIntegerField(gettext_lazy("versi"), default=1, db_default=1)

    class Meta:
        abstract = True
        triggers = [NAIK]


Baris = TypeVar("Baris", bound=models.Model)


class BerubahError(VersiBerbedaError):
    """The same fields were changed meanwhile, by somebody else or in another tab; `kini` is what stands there now.

    sendiri   nobody but its owner can change it: it was another tab
    """

    def __init__(self, kini: Any, *, sendiri: bool = False) -> None:
        self.kini = kini  # a Berversi, or a row that counts its versions itself
        super().__init__(
            _("Anda sendiri mengubah ini di tab lain. Yang Anda tulis di sini belum disimpan dan masih ada di bawah.")
            if sendiri
            else _(
                "Data ini diubah orang lain, atau Anda sendiri di tab lain, sejak Anda membukanya. "
                "Yang Anda tulis belum disimpan dan masih ada di bawah."
            ),
            fix=_("Bandingkan keduanya, sesuaikan bila perlu, lalu simpan sekali lagi."),
        )


@dataclass(frozen=True)
class Suntingan:
    """What somebody did with a form: the version they opened, the fields they changed, and what stood in these before."""

    versi: int | None = None
    berubah: frozenset[str] = frozenset()
    sebelum: Mapping[str, Any] = field(default_factory=dict)

    def bernama(self, **nama: str) -> Suntingan:
        """The same where fields of the form stand for columns of another name; what stood there before is told by the version."""
        return Suntingan(
            self.versi,
            frozenset(nama.get(k, k) for k in self.berubah),
            {k: v for k, v in self.sebelum.items() if k not in nama},
        )


def kunci(baris: Baris) -> Baris:
    """The row as it stands now, locked for the rest of the transaction. One query."""
    return type(baris)._default_manager.select_for_update(of=("self",)).get(pk=baris.pk)


def gabung(
    kini: models.Model, sunting: Suntingan | None, nilai: Mapping[str, Any], ada: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The values to write on a locked row: what was changed, and what stands there now for all that was not touched.

    sunting  None where a program writes, which read the row in the same transaction: then everything in `nilai` counts
    ada      what stands there now by the names of the form, where that is not in columns of `kini`

    Raises BerubahError where somebody else has changed a field that was changed here, to something else.
    """
    if sunting is None:  # a new row among them, on which nothing stands yet
        return dict(nilai)
    if ada is None:
        ada = {k: getattr(kini, k) for k in nilai}
    berubah = {k: v for k, v in nilai.items() if k in sunting.berubah}
    if any(_bentrok(kini, ada[k], sunting, k, v) for k, v in berubah.items()):
        raise BerubahError(kini)
    return {k: berubah.get(k, ada[k]) for k in nilai}


def _bentrok(kini: models.Model, ada: Any, sunting: Suntingan, nama: str, baru: Any) -> bool:
    """Whether a field was changed on both sides; where nobody knows what stood in it before, by the version of the row."""
    if polos(ada) == polos(baru):
        return False
    if nama in sunting.sebelum:
        return bool(polos(ada) != polos(sunting.sebelum[nama]))
    return bool(sunting.versi != kini.versi)  # type: ignore[attr-defined]  # a Berversi


def polos(nilai: Any) -> Any:
    """A value to compare: browsers send line breaks as two characters, and forms leave out spaces around a text."""
    return nilai.replace("\r\n", "\n").strip() if isinstance(nilai, str) else nilai


def tulis(kini: models.Model, nilai: Mapping[str, Any]) -> list[str]:
    """Put the values on the row (unsaved); returns the names of those that differ: the columns to save."""
    beda = [k for k, v in nilai.items() if kini._state.adding or getattr(kini, k) != v]
    for nama in beda:
        setattr(kini, nama, nilai[nama])
    return beda
