"""Passwords: what Django's own checks leave open about people with long names, and about what is long but tried first."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from akun import kait
from inti import instansi

PANJANG_KATA = 4  # shorter parts of a name stand by chance in any sentence
NAMA_MIN = 3  # parts of an address on the net are shorter
SISA_MIN = 4  # letters that must be left beside the words that everybody here thinks of first
RAGAM_MIN = 5  # different characters
UTUH_MIN = 12  # as long as a password must be: a piece that is shorter gains nothing by being written again
# What everybody here thinks of first, beside the names that the city has written down of itself.
KATA_UMUM = ("pemko", "pemkot", "pemerintah", "kota", "asn", "pns", "bkpsdm", "bkd")


class BukanNamaSendiri:
    """Refuses a password in which a part of one's own name or address, or one's number, stands, and says which.

    Django's UserAttributeSimilarityValidator counts letters in any order: a long name is 'similar' to most sentences, and the very
    passphrases that the page asks for were refused.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError. `user`: whose password it is to be, None before that is known."""
        nama = f"{getattr(user, 'nama', '')} {(getattr(user, 'email', None) or '').partition('@')[0]}"
        kata = sorted({k for k in re.findall(r"[^\W_]+", nama.casefold()) if len(k) >= PANJANG_KATA})
        ada = next((k for k in kata if k in password.casefold()), None)
        if ada:
            raise ValidationError(
                _(
                    "Kata sandi ini memuat “%(bagian)s” dari nama atau alamat e-mail Anda, yang mudah ditebak. Ganti kata itu "
                    "dengan kata lain."
                )
                % {"bagian": ada},
                code="memuat_nama",
            )
        nomor = _nomor(user)
        if nomor and nomor in re.sub(r"\D", "", password):
            raise ValidationError(
                _("Kata sandi ini memuat nomor pegawai Anda, yang diketahui banyak orang. Pakai beberapa kata saja."),
                code="memuat_nomor",
            )

    def get_help_text(self) -> str:
        """What to keep in mind while choosing one."""
        return _("Jangan memakai nama sendiri, alamat e-mail, atau nomor pegawai.")


class BukanMudahDitebak:
    """Refuses what is long and yet tried first: few characters, a piece written again and again, nothing but our own names.

    What it asks for, four ordinary words, always passes: names beside other words do no harm.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError, which says what is weak and what to do."""
        kata = password.casefold()
        if len(set(kata)) < RAGAM_MIN:
            raise ValidationError(
                _("Kata sandi ini hanya memakai %(jumlah)s huruf atau tanda yang berbeda. %(saran)s")
                % {"jumlah": len(set(kata)), "saran": _saran()},
                code="kurang_ragam",
            )
        if (panjang := _panjang_potongan(kata)) < min(len(kata), UTUH_MIN):
            raise ValidationError(
                _("Kata sandi ini mengulang “%(bagian)s”, yang mudah ditebak. %(saran)s")
                % {"bagian": password[:panjang].strip(), "saran": _saran()},
                code="berulang",
            )
        sisa, diambil = _tanpa_nama(kata)
        if diambil and len(re.findall(r"[^\W\d_]", sisa)) < SISA_MIN:
            raise ValidationError(
                _("Selain “%(bagian)s”, nama yang dikenal semua orang di sini, kata sandi ini hampir kosong. %(saran)s")
                % {"bagian": diambil, "saran": _saran()},
                code="hanya_nama",
            )

    def get_help_text(self) -> str:
        """What to keep in mind while choosing one."""
        return _("Jangan mengulang potongan pendek, atau memakai nama kota dan kantor saja.")


def _saran() -> str:
    return _("Pakai empat kata yang tidak berhubungan.")


def _panjang_potongan(teks: str) -> int:
    """The length of the shortest piece that fills the text by being written at least twice; the whole length where none does."""
    calon = range(1, len(teks) // 2 + 1)
    return next((n for n in calon if teks[n:] == teks[:-n]), len(teks))


def _tanpa_nama(teks: str) -> tuple[str, str]:
    """The text without the names of city, office and product, and those of them that stood in it."""
    ini = instansi.kini()
    nama = " ".join((ini.kota, ini.singkatan, ini.situs, ini.nama_situs)).casefold()
    kata = {*KATA_UMUM, *(k for k in re.findall(r"[^\W\d_]+", nama) if len(k) >= NAMA_MIN)}
    pola = "|".join(
        re.escape(k) for k in sorted(kata, key=lambda k: (-len(k), k))
    )  # the longest first: it may hold a shorter one
    return re.sub(pola, " ", teks), " ".join(dict.fromkeys(re.findall(pola, teks)))


def _nomor(user: Any) -> str:
    """The number of the person behind the account, digits only; '' where there is none. One query for an account that is kept."""
    sebutan = kait.list_sebutan([user.pk]).get(user.pk) if getattr(user, "pk", None) else None
    return re.sub(r"\D", "", sebutan.nomor) if sebutan else ""
