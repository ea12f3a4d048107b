"""Who is whose superior: the appraiser that a decree names, else the nearest leader from the own unit upward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

DASAR = "PP 30/2019; UU 30/2014 pasal 14"


@dataclass(frozen=True)
class Pemegang:
    """Somebody who holds a post on the day, by an own post or as Plt, Plh or Pj. `urut` breaks ties: the record's number."""

    orang: int
    definitif: bool
    sejak: date
    urut: int
    aktif: bool


@dataclass(frozen=True)
class Penetapan:
    """A decree on who appraises, in force on the day: an official (in office or not), or whoever acts in a post."""

    jabatan: int | None = None
    pejabat: int | None = None
    pejabat_menjabat: bool = True


@dataclass(frozen=True)
class Tatanan:
    """The city as it stands on one day.

    induk     unit → the unit above it, None at the top
    pimpinan  unit → its leading post
    pemegang  post → who holds it
    per_unit, per_jabatan   decrees by the unit that they give a leader, and by the post whose holder is appraised
    """

    induk: Mapping[int, int | None]
    pimpinan: Mapping[int, int] = field(default_factory=dict)
    pemegang: Mapping[int, Sequence[Pemegang]] = field(default_factory=dict)
    per_unit: Mapping[int, Penetapan] = field(default_factory=dict)
    per_jabatan: Mapping[int, Penetapan] = field(default_factory=dict)


@dataclass(frozen=True)
class Atasan:
    """A superior: an employee, or an official who is none; both None where nobody was found."""

    orang: int | None = None
    pejabat: int | None = None

    def __bool__(self) -> bool:
        return self.orang is not None or self.pejabat is not None


def find_pemegang(pemegang: Iterable[Pemegang], selain: int | None = None) -> int | None:
    """Return who acts in a post: the definitive holder first, else the latest Plt, Plh or Pj. Only people in active service.

    Whoever is on unpaid leave, studying, suspended or retiring has been relieved of the post by law, even where nobody has
    closed it yet. Source: PP 11/2017 art. 64 (1), 94, 144, 350; UU 30/2014 art. 14.
    """
    calon = [p for p in pemegang if p.aktif and p.orang != selain]
    return min(calon, key=lambda p: (not p.definitif, -p.sejak.toordinal(), p.urut)).orang if calon else None


def find_pemimpin(tatanan: Tatanan, unit: int) -> Atasan:
    """Return who leads a unit: by decree an official in office or whoever acts in the named post, else in its leading post."""
    penetapan = tatanan.per_unit.get(unit)
    if penetapan is not None:
        if penetapan.pejabat is not None and penetapan.pejabat_menjabat:
            return Atasan(pejabat=penetapan.pejabat)
        if penetapan.jabatan is not None and (orang := find_pemegang(tatanan.pemegang.get(penetapan.jabatan, ()))) is not None:
            return Atasan(orang=orang)
    jabatan = tatanan.pimpinan.get(unit)
    return Atasan(orang=find_pemegang(tatanan.pemegang.get(jabatan, ()))) if jabatan is not None else Atasan()


def find_atasan(tatanan: Tatanan, orang: int, unit: int | None, jabatan: int | None) -> Atasan:
    """Return the superior of somebody with this post in this unit; nobody is their own.

    A decree on the post counts where it names somebody who is in office and active. Else the leader of the own unit, or of the
    nearest one above that has another leader than the person. `pegawai.proyeksi.ATASAN` says the same in SQL.
    Source: PP 30/2019 (pejabat penilai kinerja). Example: a head of division on study leave → the staff's superior is the head of office.
    """
    penetapan = tatanan.per_jabatan.get(jabatan) if jabatan is not None else None
    if penetapan is not None:
        if penetapan.pejabat is not None and penetapan.pejabat_menjabat:
            return Atasan(pejabat=penetapan.pejabat)
        if penetapan.jabatan is not None:
            penilai = find_pemegang(tatanan.pemegang.get(penetapan.jabatan, ()), selain=orang)
            if penilai is not None:
                return Atasan(orang=penilai)
    while unit is not None:
        pemimpin = find_pemimpin(tatanan, unit)
        if pemimpin and pemimpin.orang != orang:
            return pemimpin
        unit = tatanan.induk.get(unit)
    return Atasan()
