"""The shapes that values set by decrees may have: leaves (aturan.daun) in groups and tables. Imports no Django.

A declaration (`Definisi`) says what one parameter looks like. Forms are made from it, and nothing that it refuses is ever stored, so
no rule meets a value that it can't work with. Values are JSON: numbers, codes, texts, ISO days, and objects of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aturan.daun import DAUN, DaftarTanggal, Daun, salah_jenis, tolak
from inti.keputusan import Istilah, Kalimat, MasukanDitolak, _
from inti.letak import Letak, letak
from inti.masukan import ringkaskan

Jalur = tuple[str, ...]  # where in a value: ("selesai", "pengaduan")
PISAH = "."


@dataclass(frozen=True)
class Isi:
    """One leaf of a value: where it stands, its name in words from the outside in, its shape, and what it holds."""

    jalur: Jalur
    label: tuple[Istilah, ...]
    daun: Daun
    nilai: Any

    @property
    def nama(self) -> str:
        """Where it stands, as the name of a field."""
        return PISAH.join(self.jalur)


@dataclass(frozen=True)
class Bagian:
    """A named part of a group."""

    nama: str
    label: str
    bentuk: Bentuk


@dataclass(frozen=True)
class Kelompok:
    """An object with parts of its own shape each; all are needed."""

    bagian: tuple[Bagian, ...]


@dataclass(frozen=True)
class Tabel:
    """An object keyed by the codes of a list, each of one shape. lengkap: every code is needed, else some may be left out."""

    kunci: tuple[Istilah, ...]
    isi: Bentuk
    lengkap: bool = True


Bentuk = Daun | Kelompok | Tabel


@dataclass(frozen=True)
class Definisi:
    """A parameter that rules ask for: its name for the program and for people, its shape, and what else must hold.

    cek      refuses a value of the right shape whose parts don't fit together: raises MasukanDitolak with the path as its field
    dipakai  when it is used, in a sentence, of a value that is asked for once and whose answer is kept: what stands already does
             not change, so there is nobody to count. '' where it follows people (aturan.dampak)
    """

    nama: str
    judul: str
    keterangan: str
    bentuk: Bentuk
    cek: Callable[[Any], None] | None = None
    dipakai: str = ""
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)

    def periksa(self, nilai: Any) -> None:
        """Raise MasukanDitolak (field: where in the value) unless `nilai` may stand as this parameter."""
        periksa(self.bentuk, nilai)
        if self.cek:
            self.cek(nilai)


def bagian(bentuk: Kelompok | Tabel) -> dict[str, tuple[Istilah, Bentuk, bool]]:
    """The parts of a container by key: name in words, shape, whether it is needed."""
    if isinstance(bentuk, Kelompok):
        return {b.nama: (Istilah(b.nama, b.label), b.bentuk, True) for b in bentuk.bagian}
    return {k.kode: (k, bentuk.isi, bentuk.lengkap) for k in bentuk.kunci}


def periksa(bentuk: Bentuk, nilai: Any, jalur: Jalur = ()) -> None:
    """Raise MasukanDitolak, naming the place, unless `nilai` has this shape and keeps its bounds."""
    if isinstance(bentuk, DAUN):
        try:
            bentuk.periksa(nilai)
        except MasukanDitolak as penolakan:
            raise di(penolakan, jalur) from None
        return
    if not isinstance(nilai, Mapping):
        raise di(salah_jenis(nilai), jalur)
    ada = bagian(bentuk)
    for kunci in nilai:
        if kunci not in ada:
            raise di(
                tolak(_("Bagian '%(isi)s' tidak dikenal."), _("Hapus bagian itu."), "bagian_asing", isi=ringkaskan(kunci)), jalur
            )
    for kunci, (label, isi, wajib) in ada.items():
        if kunci in nilai:
            periksa(isi, nilai[kunci], (*jalur, kunci))
        elif wajib:
            raise di(tolak(_("%(bagian)s belum diisi."), _("Isi bagian itu."), "bagian_kurang", bagian=label), (*jalur, kunci))


def uraikan(bentuk: Bentuk, nilai: Any, jalur: Jalur = (), label: tuple[Istilah, ...] = ()) -> Iterator[Isi]:
    """The leaves of a value, in the order of its declaration. What the value leaves out is left out."""
    if isinstance(bentuk, DAUN):
        yield Isi(jalur, label, bentuk, nilai)
        return
    for kunci, (kata, isi, _wajib) in bagian(bentuk).items():
        if kunci in nilai:
            yield from uraikan(isi, nilai[kunci], (*jalur, kunci), (*label, kata))


@dataclass(frozen=True)
class Perubahan:
    """What one leaf was and will be, in words; None where it wasn't, or won't be, there."""

    label: tuple[Istilah, ...]
    sebelum: Kalimat | None
    sesudah: Kalimat | None


def beda(bentuk: Bentuk, lama: Any | None, baru: Any | None) -> list[Perubahan]:
    """What changes from one value to another, leaf by leaf; None stands for no value at all."""
    sisi = [{i.jalur: i for i in uraikan(bentuk, nilai)} if nilai is not None else {} for nilai in (lama, baru)]
    hasil = []
    for jalur in dict.fromkeys([*sisi[0], *sisi[1]]):
        kiri, kanan = (s.get(jalur) for s in sisi)
        if kiri is None or kanan is None or kiri.nilai != kanan.nilai:
            tempat = kiri or kanan
            assert tempat is not None  # one of the two has it
            hasil += _beda_hari(kiri, kanan) or [Perubahan(tempat.label, _kata(kiri), _kata(kanan))]
    return hasil


def _beda_hari(kiri: Isi | None, kanan: Isi | None) -> list[Perubahan]:
    """Of two lists of days the days that only one of them has: nobody finds one day among twenty. Nothing for other leaves."""
    if kiri is None or kanan is None or not isinstance(kiri.daun, DaftarTanggal):
        return []
    hilang, tambah = ([h for h in a.nilai if h not in b.nilai] for a, b in ((kiri, kanan), (kanan, kiri)))
    hapus = [Perubahan(kiri.label, kiri.daun.kata(hilang), None)] if hilang else []
    return hapus + ([Perubahan(kiri.label, None, kiri.daun.kata(tambah))] if tambah else [])


def gabung(bentuk: Bentuk, isian: Any, awal: Any, dasar: Any) -> Any:
    """What was typed over `awal`, said over another value instead: parts that were left alone are as `dasar` has them.

    None stands for a part that isn't there. A needed part that `dasar` lacks stays as it was typed.
    """
    if isian == awal:
        return dasar
    if isinstance(bentuk, DAUN) or isian is None or awal is None or dasar is None:
        return isian
    hasil = {}
    for kunci, (_label, isi, wajib) in bagian(bentuk).items():
        nilai = gabung(isi, isian.get(kunci), awal.get(kunci), dasar.get(kunci))
        nilai = isian.get(kunci) if nilai is None and wajib else nilai
        if nilai is not None:
            hasil[kunci] = nilai
    return hasil


def _kata(isi: Isi | None) -> Kalimat | None:
    return isi.daun.kata(isi.nilai) if isi else None


def di(penolakan: MasukanDitolak, jalur: Jalur) -> MasukanDitolak:
    """The same refusal, pointing at a place in the value."""
    pesan, saran = penolakan.pesan, penolakan.saran
    return MasukanDitolak(pesan.teks, pesan.nilai, saran=saran.teks, field=PISAH.join(jalur), kode=penolakan.kode)
