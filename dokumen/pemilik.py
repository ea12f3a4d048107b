"""What files are for: each app registers its kinds and says, at every opening, who may open them.

register_pemilik(
    "kinerja.bukti", may_open=may_open_bukti, kelompok="kinerja", tujuan=gettext_noop("membuka bukti dukung"), awalan="bukti"
)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from akun.kewenangan import UMUM, Konteks
from dokumen.models import Dokumen
from inti import peta
from inti.letak import Letak, letak

MayOpen = Callable[[Konteks, Dokumen], bool]


@dataclass(frozen=True)
class Pemilik:
    """A kind of file and who answers for it.

    may_open   asked at each opening, never remembered; by the permission table of the owning app
    kelompok   data group; reading one that is protected leaves a receipt
    tujuan     what the receipt says, Indonesian, marked with gettext_noop
    awalan     how a downloaded file's name begins
    """

    jenis: str
    may_open: MayOpen
    kelompok: str
    tujuan: str
    awalan: str
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)

    @property
    def terlindung(self) -> bool:
        """Whether reading leaves a receipt."""
        return self.kelompok != UMUM


_pemilik: dict[str, Pemilik] = {}
peta.register("dokumen", lambda: ((p.jenis, p.letak) for p in _pemilik.values()))


def register_pemilik(jenis: str, *, may_open: MayOpen, kelompok: str, tujuan: str, awalan: str) -> None:
    """Offer a kind of file. Raises ValueError for one that is registered already."""
    if jenis in _pemilik:
        raise ValueError(f"jenis dokumen {jenis} sudah terdaftar")
    _pemilik[jenis] = Pemilik(jenis, may_open, kelompok, tujuan, awalan, letak=letak())


def get_pemilik(jenis: str) -> Pemilik:
    """The kind's registration. Raises KeyError for a kind that nobody registered: a bug."""
    return _pemilik[jenis]
