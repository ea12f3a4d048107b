"""The shapes that values set by decrees may have: typed, bounded, and told in words. Imports no Django.

A declaration (`Definisi`) says what one parameter looks like. Forms are made from it, and nothing that it refuses is ever stored, so
no rule meets a value that it can't work with. Values are JSON: numbers, codes, texts, ISO days, and objects of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from inti.angka import AngkaMeragukan, baca_angka
from inti.keputusan import Istilah, Kalimat, MasukanDitolak, _
from inti.letak import Letak, letak
from inti.masukan import ringkaskan
from inti.tanggal import TAHUN_AKHIR, TAHUN_AWAL, baca_tanggal

Jalur = tuple[str, ...]  # where in a value: ("selesai", "pengaduan")
PISAH = "."
TEKS_MAKS = 200
TANGGAL_MAKS = 60


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


def _angka(teks: str) -> Decimal | None:
    """The number that was typed, None for what is none. Raises MasukanDitolak for what can be read in two ways."""
    try:
        return baca_angka(teks)
    except AngkaMeragukan as tanya:
        raise _tolak(
            _("'%(isi)s' bisa dibaca %(ribuan)s atau %(desimal)s."),
            _("Tulis tanpa pemisah ribuan."),
            "meragukan",
            isi=ringkaskan(teks),
            ribuan=tanya.ribuan,
            desimal=tanya.desimal,
        ) from None


@dataclass(frozen=True)
class Bilangan:
    """A whole number between two bounds, both accepted, with its unit in words."""

    terkecil: int
    terbesar: int
    satuan: str = ""

    def baca(self, teks: str) -> int:
        """Read what was typed. Raises MasukanDitolak."""
        angka = _angka(teks)
        if angka is None or angka != angka.to_integral() or abs(angka) >= 10**9:
            raise _tolak(
                _("'%(isi)s' bukan bilangan bulat."),
                _("Isi dengan angka antara %(terkecil)s dan %(terbesar)s."),
                "bukan_bulat",
                isi=ringkaskan(teks),
                **self._batas(),
            )
        nilai = int(angka)
        self.periksa(nilai)
        return nilai

    def periksa(self, nilai: Any) -> None:
        """Refuse another kind of value, and a number out of bounds. Raises MasukanDitolak."""
        if not isinstance(nilai, int) or isinstance(nilai, bool):
            raise _salah_jenis(nilai)
        if not self.terkecil <= nilai <= self.terbesar:
            raise _tolak(
                _("%(isi)s %(satuan)s di luar batas yang masuk akal."),
                _("Isi antara %(terkecil)s dan %(terbesar)s."),
                "di_luar_batas",
                isi=nilai,
                satuan=Istilah(self.satuan, self.satuan),
                **self._batas(),
            )

    def kata(self, nilai: Any) -> Kalimat:
        """The number with its unit."""
        return Kalimat("%(jumlah)s %(satuan)s", {"jumlah": nilai, "satuan": Istilah(self.satuan, self.satuan)})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return str(nilai)

    def _batas(self) -> dict[str, Any]:
        return {"terkecil": self.terkecil, "terbesar": self.terbesar}


@dataclass(frozen=True)
class Desimal:
    """A number with up to four decimals between two bounds, both accepted. Stored as text, so that it stays exact."""

    terkecil: Decimal
    terbesar: Decimal
    satuan: str = ""

    def baca(self, teks: str) -> str:
        """Read what was typed, with a decimal comma or point. Raises MasukanDitolak."""
        angka = _angka(teks)
        nilai = teks.strip() if angka is None else format(angka, "f")
        self.periksa(nilai)
        return nilai

    def periksa(self, nilai: Any) -> None:
        """Refuse what is no number, and one out of bounds. Raises MasukanDitolak."""
        if not isinstance(nilai, str):
            raise _salah_jenis(nilai)
        try:
            angka = Decimal(nilai) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,4})?", nilai) else None
        except InvalidOperation:
            angka = None
        batas = {"isi": ringkaskan(nilai), "terkecil": self.terkecil, "terbesar": self.terbesar}
        if angka is None:
            raise _tolak(
                _("'%(isi)s' bukan bilangan."),
                _("Isi dengan angka antara %(terkecil)s dan %(terbesar)s."),
                "bukan_desimal",
                **batas,
            )
        if not self.terkecil <= angka <= self.terbesar:
            raise _tolak(
                _("%(isi)s di luar batas yang masuk akal."),
                _("Isi antara %(terkecil)s dan %(terbesar)s."),
                "desimal_di_luar",
                **batas,
            )

    def kata(self, nilai: Any) -> Kalimat:
        """The number with its unit."""
        return Kalimat("%(jumlah)s %(satuan)s", {"jumlah": Decimal(nilai), "satuan": Istilah(self.satuan, self.satuan)})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return str(nilai).replace(".", ",")


@dataclass(frozen=True)
class Pilih:
    """One code of a list."""

    pilihan: tuple[Istilah, ...]

    def baca(self, teks: str) -> str:
        """Read what was chosen. Raises MasukanDitolak."""
        self.periksa(teks)
        return teks

    def periksa(self, nilai: Any) -> None:
        """Refuse what is not on the list. Raises MasukanDitolak."""
        if not isinstance(nilai, str) or nilai not in {p.kode for p in self.pilihan}:
            raise _tolak(
                _("'%(isi)s' tidak ada dalam daftar."),
                _("Pilih salah satu: %(pilihan)s."),
                "bukan_pilihan",
                isi=ringkaskan(nilai),
                pilihan=list(self.pilihan),
            )

    def kata(self, nilai: Any) -> Kalimat:
        """The choice in words."""
        return Kalimat("%(pilihan)s", {"pilihan": next(p for p in self.pilihan if p.kode == nilai)})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return str(nilai)


YA_TIDAK = (Istilah("ya", _("ya")), Istilah("tidak", _("tidak")))


@dataclass(frozen=True)
class YaTidak:
    """Yes or no."""

    def baca(self, teks: str) -> bool:
        """Read what was chosen. Raises MasukanDitolak."""
        Pilih(YA_TIDAK).periksa(teks)
        return teks == "ya"

    def periksa(self, nilai: Any) -> None:
        """Refuse everything but true and false. Raises MasukanDitolak."""
        if not isinstance(nilai, bool):
            raise _salah_jenis(nilai)

    def kata(self, nilai: Any) -> Kalimat:
        """Yes or no in words."""
        return Kalimat("%(pilihan)s", {"pilihan": nilai})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return "ya" if nilai else "tidak"


@dataclass(frozen=True)
class Teks:
    """A short text, never empty."""

    terpanjang: int = TEKS_MAKS

    def baca(self, teks: str) -> str:
        """Read what was typed. Raises MasukanDitolak."""
        nilai = " ".join(teks.split())
        self.periksa(nilai)
        return nilai

    def periksa(self, nilai: Any) -> None:
        """Refuse an empty, long or unprintable text. Raises MasukanDitolak."""
        if not isinstance(nilai, str):
            raise _salah_jenis(nilai)
        if not nilai.strip() or len(nilai) > self.terpanjang or not nilai.isprintable():
            raise _tolak(
                _("Teks ini kosong, terlalu panjang, atau memuat tanda yang tidak terbaca."),
                _("Isi dengan kata-kata, paling panjang %(terpanjang)s huruf."),
                "bukan_teks",
                terpanjang=self.terpanjang,
            )

    def kata(self, nilai: Any) -> Kalimat:
        """The text itself."""
        return Kalimat("%(teks)s", {"teks": nilai})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return str(nilai)


@dataclass(frozen=True)
class DaftarTanggal:
    """Days of the calendar, ISO, in their order, each once."""

    def baca(self, teks: str) -> list[str]:
        """Read one day a line, or several with a semicolon between. Raises MasukanDitolak."""
        hari = []
        for bagian in (b.strip() for b in re.split(r"[;\n]+", teks)):
            if not bagian:
                continue
            tanggal = baca_tanggal(bagian)
            if tanggal is None:
                raise _tolak(
                    _("'%(isi)s' bukan tanggal yang ada di kalender."),
                    _("Tulis satu tanggal setiap baris, misalnya 17 Agustus 2027."),
                    "bukan_tanggal",
                    isi=ringkaskan(bagian),
                )
            hari.append(tanggal.isoformat())
        nilai = sorted(set(hari))
        self.periksa(nilai)
        return nilai

    def periksa(self, nilai: Any) -> None:
        """Refuse what is no ordered list of days. Raises MasukanDitolak."""
        if not isinstance(nilai, list) or len(nilai) > TANGGAL_MAKS:
            raise _salah_jenis(nilai)
        for hari in nilai:
            if not isinstance(hari, str) or not _hari_iso(hari):
                raise _salah_jenis(hari)
        if nilai != sorted(set(nilai)):
            raise _salah_jenis(nilai)

    def kata(self, nilai: Any) -> Kalimat:
        """The days in words."""
        return Kalimat("%(hari)s", {"hari": [date.fromisoformat(h) for h in nilai] or "–"})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input: one day a line."""
        return "\n".join(f"{int(h[8:])}-{int(h[5:7])}-{h[:4]}" for h in nilai)


Daun = Bilangan | Desimal | Pilih | YaTidak | Teks | DaftarTanggal
DAUN = (Bilangan, Desimal, Pilih, YaTidak, Teks, DaftarTanggal)


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

    cek   refuses a value of the right shape whose parts don't fit together: raises MasukanDitolak with the path as its field
    """

    nama: str
    judul: str
    keterangan: str
    bentuk: Bentuk
    cek: Callable[[Any], None] | None = None
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
        raise di(_salah_jenis(nilai), jalur)
    ada = bagian(bentuk)
    for kunci in nilai:
        if kunci not in ada:
            raise di(
                _tolak(_("Bagian '%(isi)s' tidak dikenal."), _("Hapus bagian itu."), "bagian_asing", isi=ringkaskan(kunci)), jalur
            )
    for kunci, (label, isi, wajib) in ada.items():
        if kunci in nilai:
            periksa(isi, nilai[kunci], (*jalur, kunci))
        elif wajib:
            raise di(_tolak(_("%(bagian)s belum diisi."), _("Isi bagian itu."), "bagian_kurang", bagian=label), (*jalur, kunci))


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
            hasil.append(Perubahan(tempat.label, _kata(kiri), _kata(kanan)))
    return hasil


def _kata(isi: Isi | None) -> Kalimat | None:
    return isi.daun.kata(isi.nilai) if isi else None


def di(penolakan: MasukanDitolak, jalur: Jalur) -> MasukanDitolak:
    """The same refusal, pointing at a place in the value."""
    pesan, saran = penolakan.pesan, penolakan.saran
    return MasukanDitolak(pesan.teks, pesan.nilai, saran=saran.teks, field=PISAH.join(jalur), kode=penolakan.kode)


def _hari_iso(teks: str) -> bool:
    """Whether this is a day of the calendar as ISO writes it, in the years that are accepted."""
    try:
        hari = date.fromisoformat(teks)
    except ValueError:
        return False
    return teks == hari.isoformat() and TAHUN_AWAL <= hari.year <= TAHUN_AKHIR


def _tolak(teks: str, saran: str, kode: str, **nilai: Any) -> MasukanDitolak:
    return MasukanDitolak(teks, nilai, saran=saran, field="", kode=kode)


def _salah_jenis(nilai: Any) -> MasukanDitolak:
    return _tolak(
        _("Nilai '%(isi)s' tidak berbentuk seperti yang dinyatakan."),
        _("Isi lewat formulir nilai aturan."),
        "salah_bentuk",
        isi=ringkaskan(nilai),
    )
