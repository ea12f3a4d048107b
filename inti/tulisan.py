"""Words and numbers as Indonesians write them: the filters of our templates, and what charts and sheets are drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.utils import dateparse, formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inti import grafik, nomor, penjelasan, teks
from inti import lembar as lembar_mengapa
from inti import telepon as nomor_telepon
from inti.alamat import static
from inti.angka import LebihDari, bulatkan, bulatkan_persen
from inti.waktu import lokal

KOSONG = "–"
SPASI_UTUH = "\u00a0"


def _setempat(nilai: Any) -> Any:
    """The value in the city's time zone; ISO text becomes a date or an instant."""
    if isinstance(nilai, str):
        nilai = dateparse.parse_datetime(nilai) if "T" in nilai else dateparse.parse_date(nilai)
    return lokal(nilai) if isinstance(nilai, datetime) and timezone.is_aware(nilai) else nilai


def tanggal(nilai: date | datetime | str | None) -> str:
    """24 November 2026; a dash for nothing."""
    hari = _setempat(nilai) if nilai else None
    return formats.date_format(hari, "j F Y") if hari else KOSONG


def judul_parameter(nama: str) -> str:
    """What a value that a decree sets is called, in the reader's language."""
    return penjelasan.judul_parameter(nama)


def tanggal_pendek(nilai: date | datetime | str | None) -> str:
    """24 Nov, for narrow columns where the year is plain."""
    hari = _setempat(nilai) if nilai else None
    return formats.date_format(hari, "j M").rstrip(".") if hari else KOSONG


def jam(nilai: datetime | time | str | None) -> str:
    """10.42 in Indonesian, 10:42 in English."""
    saat = _setempat(nilai) if nilai else None
    return formats.time_format(saat, "H:i" if get_language() == "en" else "H.i") if saat else KOSONG


def waktu(nilai: datetime | str | None) -> str:
    """24 November 2026, 10.42."""
    return f"{tanggal(nilai)}, {jam(nilai)}" if nilai else KOSONG


def angka(nilai: float | Decimal | str | LebihDari | None, desimal: int | None = None) -> str:
    """2.944 or 78,4; 99+ for a count that was cut. Without `desimal` only the decimals that matter, at most two."""
    if isinstance(nilai, LebihDari):
        return f"{angka(nilai.batas)}+"
    if nilai is None or nilai == "":
        return KOSONG
    try:
        return _tulis_bulat(bulatkan(Decimal(str(nilai)), desimal))
    except InvalidOperation:
        return str(nilai)


def angka_lisan(nilai: int | LebihDari | None) -> str:
    """A count as it is read aloud: a sign behind a number is not."""
    return _("lebih dari %(n)s") % {"n": angka(nilai.batas)} if isinstance(nilai, LebihDari) else angka(nilai)


def _tulis_bulat(bilangan: Decimal) -> str:
    """All decimals of a number that is rounded already: number_format cuts, it doesn't round."""
    return formats.number_format(bilangan, max(0, -int(bilangan.as_tuple().exponent)), use_l10n=True, force_grouping=True)


def persen(nilai: float | Decimal | str | None, desimal: int | None = None) -> str:
    """78,4 % of a number from 0 to 100: never 100 while something is missing, nor 0 while something is there."""
    if nilai is None or nilai == "":
        return KOSONG
    return f"{_tulis_bulat(bulatkan_persen(Decimal(str(nilai)), desimal))}{SPASI_UTUH}%"


def mentah(nilai: float | Decimal | None) -> str:
    """A number for an attribute: no grouping, decimal point, whatever the language."""
    return "" if nilai is None else str(nilai)


def nip(nilai: str | None) -> str:
    """19810411 200201 2 003; anything that hasn't 18 digits is left as it is."""
    return nomor.kelompokkan(nilai or "")


def telepon(nilai: str | None) -> str:
    """0812 9999 0001; anything that is no mobile number is left as it is."""
    return nomor_telepon.kelompokkan(nilai or "")


def nama_inisial(nilai: str | None) -> str:
    """MM for 'dr. Masdelima Manalu, S.Kom.': first and last word of the name, without titles and what stands in brackets."""
    polos = re.sub(r"\([^)]*\)?|\[[^\]]*\]?", " ", (nilai or "").split(",")[0])
    kata = [k for k in polos.split() if not k.endswith(".") or len(k) <= 2]
    huruf = [h for k in kata if (h := next((c for c in k if c.isalnum()), ""))]
    return "".join(huruf if len(huruf) < 2 else [huruf[0], huruf[-1]]).upper()


def satu_titik(kalimat: Any) -> str:
    """A sentence that ends in a name: the full stop of 'S.AP.' is the sentence's as well. What is safe stays so."""
    hasil = teks.satu_titik(str(kalimat))
    return SafeString(hasil) if hasattr(kalimat, "__html__") else hasil


def awal_kecil(kata: Any) -> str:
    """Words of a state or a step inside a sentence: 'diterima, JP-nya terhitung'."""
    return teks.awal_kecil(str(kata))


def tipe_isian(bidang: Any) -> str:
    """How a bound field is drawn: 'centang', 'kelompok', 'berkas', 'sandi' or 'kotak'."""
    widget = bidang.field.widget
    jenis = getattr(widget, "input_type", "")
    if bidang.use_fieldset:
        return "kelompok"
    return {"checkbox": "centang", "file": "berkas", "password": "sandi"}.get(jenis, "kotak")


def berlabel(bidang: Any) -> str:
    """The input of a bound field that stands in a table, with its label for readers."""
    html: str = bidang.as_widget(attrs={"aria-label": str(bidang.label)})
    return html


def sama_jenis(pesan: Any) -> str:
    """The class of a Django message: baik, awas, buruk, or none for plain news."""
    return {"success": "baik", "warning": "awas", "error": "buruk"}.get(getattr(pesan, "level_tag", ""), "")


def gambar(nama: str, kelas: str = "") -> SafeString:
    """An icon from static/gaya/ikon.svg; decoration only, so give words beside it."""
    return _gambar(static("gaya/ikon.svg"), nama, kelas)


@cache
def _gambar(lembar_ikon: str, nama: str, kelas: str) -> SafeString:
    besar = f" ikon--{kelas}" if kelas else ""
    return format_html('<svg class="ikon{}" aria-hidden="true"><use href="{}#{}"></use></svg>', besar, lembar_ikon, nama)


def ruas_susun(nilai: Sequence[float], nama: Sequence[str]) -> list[grafik.Ruas]:
    """Parts of a stacked bar."""
    return grafik.susun(nilai, nama) if nilai and sum(nilai) > 0 else []


def ringkas_susun(ruas: Iterable[grafik.Ruas]) -> str:
    """A stacked bar in words: 'Sangat Baik 22 %, Baik 66 %'."""
    return ", ".join(f"{r.nama} {r.persen} %" for r in ruas) or _("Belum ada data")


def bentuk_garis(capaian: Sequence[float], target: Sequence[float], label: Sequence[str]) -> grafik.Garis | None:
    """Paths and points of a line chart; None without numbers."""
    return grafik.garis(capaian, target or [], label) if capaian else None


def deret(*kolom: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Columns side by side, as rows; a missing value is None."""
    panjang = max((len(k) for k in kolom), default=0)
    return [tuple(k[i] if i < len(k) else None for k in kolom) for i in range(panjang)]


def lembar(keputusan: Any) -> lembar_mengapa.Lembar:
    """A decision sorted for the 'Mengapa?' sheet."""
    return lembar_mengapa.susun(keputusan)


FILTER = (
    tanggal,
    judul_parameter,
    tanggal_pendek,
    jam,
    waktu,
    angka,
    angka_lisan,
    persen,
    mentah,
    nip,
    telepon,
    nama_inisial,
    satu_titik,
    awal_kecil,
    tipe_isian,
    berlabel,
    sama_jenis,
)
