"""The leaves of values set by decrees: numbers, choices, texts and days, each bounded and told in words. Imports no Django.

A leaf reads what was typed (`baca`), refuses what may not be stored (`periksa`), and shows a stored value in words (`kata`) or as it
stands in an input (`sebagai_teks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from inti.angka import AngkaMeragukan, baca_angka
from inti.keputusan import Istilah, Kalimat, MasukanDitolak, _
from inti.masukan import ringkaskan
from inti.tanggal import TAHUN_AKHIR, TAHUN_AWAL, baca_tanggal

TEKS_MAKS = 200
TANGGAL_MAKS = 60


def tolak(teks: str, saran: str, kode: str, **nilai: Any) -> MasukanDitolak:
    """A refusal that points nowhere yet (aturan.skema.di)."""
    return MasukanDitolak(teks, nilai, saran=saran, field="", kode=kode)


def salah_jenis(nilai: Any) -> MasukanDitolak:
    """The refusal of a value that no form can have made."""
    return tolak(
        _("Nilai '%(isi)s' tidak berbentuk seperti yang dinyatakan."),
        _("Isi lewat formulir nilai aturan."),
        "salah_bentuk",
        isi=ringkaskan(nilai),
    )


def _angka(teks: str) -> Decimal | None:
    """The number that was typed, None for what is none. Raises MasukanDitolak for what can be read in two ways."""
    try:
        return baca_angka(teks)
    except AngkaMeragukan as tanya:
        raise tolak(
            _("'%(isi)s' bisa dibaca %(ribuan)s atau %(desimal)s."),
            _("Tulis tanpa pemisah ribuan."),
            "meragukan",
            isi=ringkaskan(teks),
            ribuan=tanya.ribuan,
            desimal=tanya.desimal,
        ) from None


Angka = TypeVar("Angka", int, Decimal)


@dataclass(frozen=True)
class _Berbatas(Generic[Angka]):
    """A number between two bounds, both accepted, with its unit in words."""

    terkecil: Angka
    terbesar: Angka
    satuan: str = ""

    def _di_luar(self, angka: Angka) -> bool:
        return not self.terkecil <= angka <= self.terbesar

    def _tolak(self, teks: str, saran: str, kode: str, **nilai: Any) -> MasukanDitolak:
        """A refusal whose words may name the bounds."""
        return tolak(teks, saran, kode, **nilai, terkecil=self.terkecil, terbesar=self.terbesar)

    def _jumlah(self, angka: Angka) -> Kalimat:
        return Kalimat("%(jumlah)s %(satuan)s", {"jumlah": angka, "satuan": self._satuan()})

    def _satuan(self) -> Istilah:
        return Istilah(self.satuan, self.satuan)


@dataclass(frozen=True)
class Bilangan(_Berbatas[int]):
    """A whole number between two bounds."""

    def baca(self, teks: str) -> int:
        """Read what was typed. Raises MasukanDitolak."""
        angka = _angka(teks)
        if angka is None or angka != angka.to_integral() or abs(angka) >= 10**9:
            raise self._tolak(
                _("'%(isi)s' bukan bilangan bulat."),
                _("Isi dengan angka antara %(terkecil)s dan %(terbesar)s."),
                "bukan_bulat",
                isi=ringkaskan(teks),
            )
        nilai = int(angka)
        self.periksa(nilai)
        return nilai

    def periksa(self, nilai: Any) -> None:
        """Refuse another kind of value, and a number out of bounds. Raises MasukanDitolak."""
        if not isinstance(nilai, int) or isinstance(nilai, bool):
            raise salah_jenis(nilai)
        if self._di_luar(nilai):
            raise self._tolak(
                _("%(isi)s %(satuan)s di luar batas yang masuk akal."),
                _("Isi antara %(terkecil)s dan %(terbesar)s."),
                "di_luar_batas",
                isi=nilai,
                satuan=self._satuan(),
            )

    def kata(self, nilai: Any) -> Kalimat:
        """The number with its unit."""
        return self._jumlah(nilai)

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return str(nilai)


@dataclass(frozen=True)
class Desimal(_Berbatas[Decimal]):
    """A number with up to four decimals between two bounds. Stored as text, so that it stays exact."""

    def baca(self, teks: str) -> str:
        """Read what was typed, with a decimal comma or point. Raises MasukanDitolak."""
        angka = _angka(teks)
        nilai = teks.strip() if angka is None else format(angka, "f")
        self.periksa(nilai)
        return nilai

    def periksa(self, nilai: Any) -> None:
        """Refuse what is no number, and one out of bounds. Raises MasukanDitolak."""
        if not isinstance(nilai, str):
            raise salah_jenis(nilai)
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,4})?", nilai):
            raise self._tolak(
                _("'%(isi)s' bukan bilangan."),
                _("Isi dengan angka antara %(terkecil)s dan %(terbesar)s."),
                "bukan_desimal",
                isi=ringkaskan(nilai),
            )
        if self._di_luar(Decimal(nilai)):
            raise self._tolak(
                _("%(isi)s di luar batas yang masuk akal."),
                _("Isi antara %(terkecil)s dan %(terbesar)s."),
                "desimal_di_luar",
                isi=ringkaskan(nilai),
            )

    def kata(self, nilai: Any) -> Kalimat:
        """The number with its unit."""
        return self._jumlah(Decimal(nilai))

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input."""
        return str(nilai).replace(".", ",")


HARI_KERJA = Bilangan(1, 260, _("hari kerja"))


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
            raise tolak(
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
            raise salah_jenis(nilai)

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
            raise salah_jenis(nilai)
        if not nilai.strip() or len(nilai) > self.terpanjang or not nilai.isprintable():
            raise tolak(
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
                raise tolak(
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
            raise salah_jenis(nilai)
        for hari in nilai:
            if not isinstance(hari, str) or not _hari_iso(hari):
                raise salah_jenis(hari)
        if nilai != sorted(set(nilai)):
            raise salah_jenis(nilai)

    def kata(self, nilai: Any) -> Kalimat:
        """The days in words."""
        return Kalimat("%(hari)s", {"hari": [date.fromisoformat(h) for h in nilai] or "–"})

    def sebagai_teks(self, nilai: Any) -> str:
        """As it stands in an input: one day a line."""
        return "\n".join(f"{int(h[8:])}-{int(h[5:7])}-{h[:4]}" for h in nilai)


def _hari_iso(teks: str) -> bool:
    """Whether this is a day of the calendar as ISO writes it, in the years that are accepted."""
    try:
        hari = date.fromisoformat(teks)
    except ValueError:
        return False
    return teks == hari.isoformat() and TAHUN_AWAL <= hari.year <= TAHUN_AKHIR


Daun = Bilangan | Desimal | Pilih | YaTidak | Teks | DaftarTanggal
DAUN = (Bilangan, Desimal, Pilih, YaTidak, Teks, DaftarTanggal)
