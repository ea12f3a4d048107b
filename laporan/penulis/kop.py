"""The head of a report, and values as people read them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from inti import instansi, waktu
from inti.instansi import Identitas

# Characters that XML 1.0 doesn't know, and those that turn the reading direction around.
_TERLARANG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Kop:
    """Who reports what, as of when, for whom. It is printed on the file: the mark of who took it."""

    judul: str
    saringan: list[tuple[str, str]]
    pembuat: str
    dibuat: datetime
    demo: bool
    nomor: str
    dasar: str = ""
    catatan: list[str] = field(default_factory=list)
    bertanda_tangan: bool = False

    @property
    def instansi(self) -> Identitas:
        """Whose report it is, on the day on which it was made."""
        return instansi.pada(waktu.hari(self.dibuat))

    @property
    def jejak(self) -> str:
        """'Dibuat oleh Yusnita, 24 November 2026 pukul 10.42 …, nomor 7k2…': it leads back to the job."""
        saat = waktu.lokal(self.dibuat)
        isi = {
            "nama": bersih(self.pembuat),
            "tanggal": formats.date_format(saat, "j F Y"),
            "jam": saat.strftime("%H.%M"),
            "nomor": self.nomor,
            "zona": instansi.kini().sebutan_zona,
        }
        return _("Dibuat oleh %(nama)s, %(tanggal)s pukul %(jam)s %(zona)s, nomor %(nomor)s.") % isi

    @property
    def tanda_tangan(self) -> list[str]:
        """Place and day, and who signs: the head of the personnel office. Nothing where nobody does."""
        if not self.bertanda_tangan:
            return []
        hari = formats.date_format(waktu.lokal(self.dibuat), "j F Y")
        tempat = f"{self.instansi.tempat}, {hari}" if self.instansi.tempat else hari
        return [bersih(tempat), bersih(_("Kepala %(kantor)s") % {"kantor": self.instansi.nama})]

    @property
    def peringatan(self) -> str:
        """What the reader must know: invented people, or personal data."""
        if self.demo:
            return _("Data contoh: semua orang dan nomor di sini rekaan.")
        return _("Memuat data pribadi pegawai. Pakai hanya untuk keperluan dinas.")


def bersih(teks: str) -> str:
    """Text without characters that a file format can't carry."""
    return teks if teks.isprintable() else _TERLARANG.sub("", teks)


def cetak(nilai: Any, jenis: str = "jumlah") -> str:
    """A value as it is printed: 01-04-2020, 2.944 (2004 where `jenis` is 'angka'), 78,4; '' for nothing."""
    if nilai is None or isinstance(nilai, str):
        return bersih(nilai or "")
    if isinstance(nilai, datetime):
        return waktu.lokal(nilai).strftime("%d-%m-%Y %H.%M")
    if isinstance(nilai, date):
        return nilai.strftime("%d-%m-%Y")
    if isinstance(nilai, int | float | Decimal) and not isinstance(nilai, bool):
        return str(nilai) if jenis == "angka" else str(formats.number_format(nilai, use_l10n=True, force_grouping=True))
    return bersih(str(nilai))
