"""How a rule describes its inputs, and the reading of what people and machines send. Imports no Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from inti.angka import AngkaMeragukan, baca_angka
from inti.keputusan import Istilah, MasukanDitolak, _
from inti.tanggal import TAHUN_AKHIR, TAHUN_AWAL, baca_tanggal
from inti.teks import rapikan

PANJANG_MAKS = 200


class JenisMasukan(StrEnum):
    """What a field of input holds."""

    TEKS = "teks"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    BILANGAN = "bilangan"
    DAFTAR_BILANGAN = "daftar_bilangan"


@dataclass(frozen=True)
class Masukan:
    """One field of input of a rule.

    pilihan   accepted codes with their words, for kind PILIHAN
    pribadi   tells something about a person: never put in an address, never logged
    terkecil, terbesar   limits of a number, both accepted
    """

    nama: str
    jenis: JenisMasukan
    label: str
    petunjuk: str = ""
    pilihan: tuple[Istilah, ...] = ()
    contoh: Any = None
    wajib: bool = True
    pribadi: bool = False
    terkecil: Decimal = Decimal(0)
    terbesar: Decimal = Decimal(10_000)


PER = Masukan("per", JenisMasukan.TANGGAL, _("Dihitung dengan aturan per"), wajib=False, petunjuk=_("Kosongkan untuk hari ini."))


def baca(masukan: Masukan, mentah: Any) -> Any:
    """Return one input read into a Python value. Raises MasukanDitolak, naming the field."""
    if mentah is None or (isinstance(mentah, str) and not mentah.strip()) or mentah == []:
        if masukan.wajib:
            raise _tolak(masukan, _("%(label)s belum diisi."), _SARAN[masukan.jenis], "kosong")
        return None
    if isinstance(mentah, str) and (len(mentah) > PANJANG_MAKS or not _terbaca(mentah)):
        raise _tolak(
            masukan, _("%(label)s terlalu panjang atau memuat tanda yang tidak terbaca."), _SARAN[masukan.jenis], "panjang"
        )
    return _PEMBACA[masukan.jenis](masukan, mentah)


def _tolak(masukan: Masukan, teks: str, saran: str, kode: str, **nilai: Any) -> MasukanDitolak:
    isi = {
        "label": Istilah(masukan.nama, masukan.label),
        "pilihan": [p.kode for p in masukan.pilihan],
        "terkecil": masukan.terkecil,
        "terbesar": masukan.terbesar,
        "awal": str(TAHUN_AWAL),
        "akhir": str(TAHUN_AKHIR),
    }
    return MasukanDitolak(teks, isi | nilai, saran=saran, field=masukan.nama, kode=kode)


def ringkaskan(mentah: Any) -> str:
    """Return what was sent, short and printable enough to repeat in a message."""
    teks = mentah if isinstance(mentah, str) else "…" if isinstance(mentah, list | tuple | Mapping) else str(mentah)
    teks = "".join(huruf if huruf.isprintable() else " " for huruf in teks[:41])
    return teks if len(teks) <= 40 else teks[:39] + "…"


def _terbaca(teks: str) -> bool:
    """False for text that cannot be stored or printed: null characters, halves of a surrogate pair."""
    return "\x00" not in teks and not re.search(r"[\ud800-\udfff]", teks)


def _baca_teks(masukan: Masukan, mentah: Any) -> str:
    if not isinstance(mentah, str):
        raise _tolak(
            masukan,
            _("%(label)s harus berupa teks di antara tanda kutip."),
            _("Bilangan yang panjang dibulatkan oleh banyak program, jadi kirim sebagai teks."),
            "bukan_teks",
        )
    return rapikan(mentah)


def _baca_tanggal(masukan: Masukan, mentah: Any) -> date:
    tanggal = mentah if isinstance(mentah, date) else baca_tanggal(mentah) if isinstance(mentah, str) else None
    if tanggal is None:
        raise _tolak(
            masukan,
            _("%(label)s '%(isi)s' bukan tanggal yang ada di kalender."),
            _SARAN[masukan.jenis],
            "bukan_tanggal",
            isi=ringkaskan(mentah),
        )
    if not TAHUN_AWAL <= tanggal.year <= TAHUN_AKHIR:
        raise _tolak(
            masukan,
            _("%(label)s jatuh pada tahun %(tahun)s."),
            _("Tahun yang diterima: %(awal)s sampai %(akhir)s."),
            "tahun",
            tahun=str(tanggal.year),
        )
    return tanggal


def _baca_pilihan(masukan: Masukan, mentah: Any) -> str:
    if not isinstance(mentah, str) or mentah.strip() not in {p.kode for p in masukan.pilihan}:
        raise _tolak(
            masukan,
            _("%(label)s '%(isi)s' tidak ada dalam daftar."),
            _("Pilih salah satu: %(pilihan)s."),
            "bukan_pilihan",
            isi=ringkaskan(mentah),
        )
    return mentah.strip()


def _baca_bilangan(masukan: Masukan, mentah: Any) -> Decimal:
    try:
        angka = None if isinstance(mentah, bool) else baca_angka(mentah if isinstance(mentah, str) else str(mentah))
    except AngkaMeragukan as tanya:
        # A number of a machine has its point where it says; text may have been written by either custom.
        if isinstance(mentah, str):
            raise _tolak(
                masukan,
                _("%(label)s '%(isi)s' bisa dibaca %(ribuan)s atau %(desimal)s."),
                _("Tulis tanpa pemisah ribuan."),
                "meragukan",
                isi=ringkaskan(mentah),
                ribuan=tanya.ribuan,
                desimal=tanya.desimal,
            ) from None
        angka = tanya.desimal
    if angka is not None and (abs(angka) >= 10**12 or int(angka.as_tuple().exponent) < -6):
        angka = None
    if angka is None:
        raise _tolak(
            masukan, _("%(label)s '%(isi)s' bukan bilangan."), _SARAN[masukan.jenis], "bukan_bilangan", isi=ringkaskan(mentah)
        )
    if not masukan.terkecil <= angka <= masukan.terbesar:
        raise _tolak(
            masukan,
            _("%(label)s berisi %(isi)s, di luar batas."),
            _("Isi antara %(terkecil)s dan %(terbesar)s."),
            "di_luar_batas",
            isi=angka,
        )
    return angka


def _baca_daftar(masukan: Masukan, mentah: Any) -> tuple[Decimal, ...]:
    if isinstance(mentah, str):
        bagian: Any = [b for b in re.split(r"[;\s]+", mentah.strip()) if b]
    else:
        bagian = mentah
    if not isinstance(bagian, list | tuple) or len(bagian) > PANJANG_MAKS:
        raise _tolak(masukan, _("%(label)s harus berupa daftar bilangan."), _SARAN[masukan.jenis], "bukan_daftar")
    return tuple(_baca_bilangan(masukan, b) for b in bagian)


_PEMBACA: dict[JenisMasukan, Callable[[Masukan, Any], Any]] = {
    JenisMasukan.TEKS: _baca_teks,
    JenisMasukan.TANGGAL: _baca_tanggal,
    JenisMasukan.PILIHAN: _baca_pilihan,
    JenisMasukan.BILANGAN: _baca_bilangan,
    JenisMasukan.DAFTAR_BILANGAN: _baca_daftar,
}
_SARAN = {
    JenisMasukan.TEKS: _("Isi dengan teks, paling panjang 200 huruf."),
    JenisMasukan.TANGGAL: _("Tulis seperti 1-6-2026, 1 Juni 2026, atau 2026-06-01."),
    JenisMasukan.PILIHAN: _("Pilih salah satu: %(pilihan)s."),
    JenisMasukan.BILANGAN: _("Isi dengan angka antara %(terkecil)s dan %(terbesar)s."),
    JenisMasukan.DAFTAR_BILANGAN: _("Isi dengan angka, dipisahkan titik koma, misalnya 8; 12; 4,5."),
}
