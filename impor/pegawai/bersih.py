"""One cell at a time: from what was typed to a clean value, or a refusal in words.

Each function of PEMBERSIH reads one kind of column. Cleaning twice is the same as cleaning once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from impor.pegawai.baca import Sel
from impor.pegawai.kolom import Kolom
from impor.pegawai.padanan import AGAMA, JENIS_PEGAWAI, KAWIN, KEDUDUKAN, KELAMIN, STATUS, TINGKAT, kunci
from impor.pegawai.tanggal import baca_tanggal_sel
from impor.pegawai.teks import GALAT_EXCEL, SelDitolak, batasi, bilangan, contoh, tanpa_nol, teks, tolak_rumus
from inti import telepon
from pegawai.rules import golongan as aturan_golongan

ILMIAH = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+")


def baca_teks(sel: Sel, kolom: Kolom) -> str:
    """Free text. A formula becomes harmless text: it loses the sign that would bring it to life."""
    isi = teks(sel)
    if GALAT_EXCEL.fullmatch(isi):
        tolak_rumus(isi)
    return batasi(isi.lstrip("=+@\t ").strip() if isi[:1] in "=+@" else isi, kolom.batas)


def baca_nama(sel: Sel, kolom: Kolom) -> str:
    """A person's name, without titles, in ordinary capitals."""
    isi = teks(sel, nama=True)
    tolak_rumus(isi)
    if not any(h.isalpha() for h in isi):
        raise SelDitolak(
            _("'%(isi)s' tidak berisi huruf.") % {"isi": contoh(isi)}, _("Isi nama tanpa gelar seperti di SK pengangkatan.")
        )
    if len(isi.replace(" ", "")) < 2:
        raise SelDitolak(_("Nama ini hanya satu huruf."), _("Isi nama lengkap tanpa gelar seperti di SK pengangkatan."))
    return batasi(kapital(isi), kolom.batas)


def kapital(nama: str) -> str:
    """Return 'Sa'adah br. Manalu-Siregar' for 'SA'ADAH BR. MANALU-SIREGAR'; a name in mixed case stays as it is."""
    if nama != nama.upper() and nama != nama.lower():
        return nama
    return " ".join(k if k in ("II", "III", "IV") else _kata(k) for k in nama.upper().split())


def _kata(kata: str) -> str:
    return "".join(b.capitalize() if i % 2 == 0 else b for i, b in enumerate(re.split(r"([-.,/(])", kata.lower())))


def baca_tempat(sel: Sel, kolom: Kolom) -> str:
    """The name of a place."""
    isi = teks(sel, nama=True)
    tolak_rumus(isi)
    return batasi(isi, kolom.batas)


def baca_jabatan(sel: Sel, kolom: Kolom) -> str:
    """The title of a post."""
    isi = teks(sel)
    tolak_rumus(isi)
    if not any(h.isalpha() for h in isi):
        raise SelDitolak(
            _("'%(isi)s' bukan nama jabatan.") % {"isi": contoh(isi)}, _("Isi nama jabatan seperti di SK jabatan terakhir.")
        )
    return batasi(isi, kolom.batas)


# --- numbers -----------------------------------------------------------------------------------


def baca_bulat(sel: Sel, kolom: Kolom) -> int:
    """A whole number from 0 to the column's limit."""
    isi = teks(sel)
    tolak_rumus(isi)
    angka = tanpa_nol(isi)
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", angka):
        raise SelDitolak(
            _("'%(isi)s' bukan bilangan bulat.") % {"isi": contoh(isi)},
            _("Isi dengan angka 0 sampai %(batas)s, tanpa huruf dan koma.") % {"batas": kolom.batas},
        )
    if not 0 <= int(angka) <= kolom.batas:
        raise SelDitolak(
            _("%(isi)s di luar batas 0 sampai %(batas)s.") % {"isi": angka, "batas": kolom.batas},
            _("Cocokkan masa kerja dengan SK pangkat terakhir."),
        )
    return int(angka)


def baca_tahun(sel: Sel, kolom: Kolom) -> int:
    """A year in four digits."""
    angka = tanpa_nol(teks(sel))
    tolak_rumus(angka)
    if not re.fullmatch(r"[0-9]{4}", angka) or not 1940 <= int(angka) <= 2199:
        raise SelDitolak(
            _("'%(isi)s' bukan tahun.") % {"isi": contoh(sel)}, _("Isi tahun lulus dengan empat angka seperti di ijazah.")
        )
    return int(angka)


def baca_golongan(sel: Sel, kolom: Kolom) -> aturan_golongan.Golongan:
    """A rank of either kind; whether it fits the person is judged with the rest of the row."""
    isi = teks(sel)
    tolak_rumus(isi)
    kode = aturan_golongan.normalisasi(isi)
    golongan = aturan_golongan.GOLONGAN.get(kode)
    if golongan is None:
        raise SelDitolak(
            _("Golongan '%(isi)s' tidak ada.") % {"isi": contoh(isi)},
            _("Golongan PNS: I/a sampai IV/e. Golongan PPPK: I sampai XVII. Cocokkan dengan SK terakhir."),
        )
    return golongan


# --- identifiers ------------------------------------------------------------------------------


def baca_pns_id(sel: Sel, kolom: Kolom) -> str:
    """The key of the national system: a uuid with or without hyphens, or another code without spaces."""
    isi = teks(sel)
    tolak_rumus(isi)
    polos = isi.replace("-", "").lower()
    if re.fullmatch(r"[0-9a-f]{32}", polos):
        return f"{polos[:8]}-{polos[8:12]}-{polos[12:16]}-{polos[16:20]}-{polos[20:]}"
    if ILMIAH.fullmatch(isi) or not re.fullmatch(r"[A-Za-z0-9._-]{4,64}", isi):
        raise SelDitolak(
            _("'%(isi)s' bukan PNS ID.") % {"isi": contoh(isi)},
            _("Salin PNS ID dari sistem nasional: 32 huruf dan angka, biasanya dengan tanda hubung."),
        )
    return isi


def nomor_utuh(sel: Sel) -> str:
    """Return the digits of a long number, or refuse one that a spreadsheet kept as a number and so cut.

    A number of Excel holds 15 digits; what ends in '.0' is taken only where no rounding can have happened.
    """
    isi = teks(sel)
    tolak_rumus(isi)
    polos = tanpa_nol(isi)
    terpotong = bilangan(sel) and len(polos.lstrip("+-")) > 15
    if polos != isi and polos.isdigit() and 2**53 < int(polos) < 10**30 and int(float(polos)) == int(polos):
        terpotong = True
    if terpotong or ILMIAH.fullmatch(isi):
        raise SelDitolak(
            _("Tersimpan sebagai bilangan (%(isi)s), sehingga angka belakangnya hilang.") % {"isi": contoh(isi)},
            _("Ubah kolomnya menjadi Teks, lalu isi ulang semua angkanya dari dokumen asli."),
        )
    return polos


def baca_nik(sel: Sel, kolom: Kolom) -> str:
    """Sixteen digits."""
    angka = re.sub(r"[\s.'’‘`-]+", "", nomor_utuh(sel))
    if asing := re.search(r"[^0-9]", angka):
        raise SelDitolak(
            _("NIK hanya berisi angka; di sini ada '%(tanda)s'.") % {"tanda": asing[0]}, _("Salin 16 angka dari KTP.")
        )
    if len(angka) != 16:
        raise SelDitolak(
            _("NIK terdiri atas 16 angka; yang diisi %(jumlah)s.") % {"jumlah": len(angka)}, _("Salin 16 angka dari KTP.")
        )
    if len(set(angka)) == 1:
        raise SelDitolak(_("NIK ini hanya pengisi: semua angkanya sama."), _("Salin 16 angka dari KTP, atau kosongkan selnya."))
    return angka


def baca_hp(sel: Sel, kolom: Kolom) -> str:
    """A phone number in its one spelling; one that lost its first zero gets it back."""
    isi = nomor_utuh(sel)
    angka = telepon.rapikan(isi)
    if not re.fullmatch(r"\+?[0-9]{6,15}", angka):
        raise SelDitolak(
            _("'%(isi)s' bukan nomor telepon.") % {"isi": contoh(isi)},
            _("Isi satu nomor, misalnya 081234567890, atau kosongkan selnya."),
        )
    return angka


def baca_nomor_bebas(sel: Sel, kolom: Kolom) -> str:
    """NPWP or BPJS: digits with the usual marks."""
    isi = nomor_utuh(sel)
    if not re.fullmatch(r"[0-9][0-9 ./-]{4,}", isi):
        raise SelDitolak(
            _("'%(isi)s' bukan nomor.") % {"isi": contoh(isi)}, _("Salin nomornya dari kartu, atau kosongkan selnya.")
        )
    return batasi(isi, kolom.batas)


def baca_email(sel: Sel, kolom: Kolom) -> str:
    """An e-mail address."""
    isi = teks(sel)
    tolak_rumus(isi)
    try:
        validate_email(isi)
    except ValidationError:
        usul = re.sub(r"\s+", "", re.sub(r"@+", "@", isi)).strip(".,;")
        raise SelDitolak(
            _("'%(isi)s' bukan alamat e-mail.") % {"isi": contoh(isi)},
            _("Alamat e-mail berbentuk nama@kantor.go.id. Perbaiki, atau kosongkan selnya."),
            usul if _email_sah(usul) else "",
        ) from None
    return batasi(isi, kolom.batas)


def _email_sah(isi: str) -> bool:
    try:
        validate_email(isi)
    except ValidationError:
        return False
    return True


# --- words of a list --------------------------------------------------------------------------


def _baca_padanan(padanan: Mapping[str, str], nama: str) -> Callable[[Sel, Kolom], str]:
    def baca(sel: Sel, kolom: Kolom) -> str:
        isi = teks(sel)
        tolak_rumus(isi)
        if (kode := padanan.get(kunci(isi))) is not None:
            return kode
        dikenal = ", ".join(dict.fromkeys(padanan.values())) if nama == "agama" else ""
        raise SelDitolak(
            _("'%(isi)s' tidak dikenal di kolom ini.") % {"isi": contoh(isi)},
            (_("Yang dikenal: %(daftar)s.") % {"daftar": dikenal}) if dikenal else str(SARAN_PADANAN[nama]()),
        )

    return baca


SARAN_PADANAN: dict[str, Callable[[], str]] = {
    "kelamin": lambda: _("Isi M untuk pria atau F untuk wanita."),
    "kawin": lambda: _("Yang dikenal: Menikah, Belum Menikah, Cerai, Janda/Duda."),
    "jenis_pegawai": lambda: _("Yang dikenal: PNS (dengan nama instansinya), CPNS, PPPK, DPK, DPB."),
    "kedudukan": lambda: _("Pakai nama seperti di sistem nasional, misalnya Aktif, CLTN, Tugas Belajar, Pensiun."),
    "status": lambda: _("Isi C untuk CPNS, P untuk PNS, atau PPPK."),
    "tingkat": lambda: _("Pakai nama seperti SLTA, Diploma III, S-1/Sarjana, S-2, S-3, Profesi."),
}


def baca_jenis_pegawai(sel: Sel, kolom: Kolom) -> str:
    """CPNS, PNS or PPPK from the name of the kind ('PNS Daerah Kab/Kota')."""
    isi = teks(sel)
    tolak_rumus(isi)
    kode = next((k for pola, k in JENIS_PEGAWAI if pola.match(isi)), None)
    if kode is None:
        raise SelDitolak(_("Jenis pegawai '%(isi)s' tidak dikenal.") % {"isi": contoh(isi)}, SARAN_PADANAN["jenis_pegawai"]())
    return kode


PEMBERSIH: dict[str, Callable[[Sel, Kolom], Any]] = {
    "teks": baca_teks,
    "nama": baca_nama,
    "tempat": baca_tempat,
    "jabatan": baca_jabatan,
    "tanggal": baca_tanggal_sel,
    "bulat": baca_bulat,
    "tahun": baca_tahun,
    "golongan": baca_golongan,
    "pns_id": baca_pns_id,
    "nomor": lambda sel, kolom: nomor_utuh(sel),
    "nik": baca_nik,
    "hp": baca_hp,
    "nomor_bebas": baca_nomor_bebas,
    "email": baca_email,
    "kelamin": _baca_padanan(KELAMIN, "kelamin"),
    "agama": _baca_padanan(AGAMA, "agama"),
    "kawin": _baca_padanan(KAWIN, "kawin"),
    "kedudukan": _baca_padanan(KEDUDUKAN, "kedudukan"),
    "status": _baca_padanan(STATUS, "status"),
    "tingkat": _baca_padanan(TINGKAT, "tingkat"),
    "jenis_pegawai": baca_jenis_pegawai,
}
