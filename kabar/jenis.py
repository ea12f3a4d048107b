"""The kinds of messages: each app declares its own in `kabar.py` beside its daftar.py.

    from kabar import jenis
    jenis.register(
        jenis.JenisKabar(
            nama="skp.diajukan",
            judul=_("SKP menunggu keputusan saya"),
            subjek=_("Ada SKP yang menunggu keputusan Anda"),
            kata=_("%(pegawai)s mengajukan SKP %(tahun)s dan menunggu keputusan Anda."),
            tujuan="kinerja:skp",
            kelompok=_("Kinerja"),
            wajib=True,
        )
    )

The words are constants with values (`%(…)s`): a message keeps its values, and is said in the language of
whoever reads it. A subject takes no values: it lies open on lock screens and in mailboxes that others see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import instansi, peta
from inti.letak import Letak, letak
from inti.teks import satu_titik
from inti.ungkapan import Ungkapan, ucapkan
from kabar.models import Saluran

SISIPAN = re.compile(r"%\((\w+)\)s")
KOTAK_DAN_SURAT = (Saluran.KOTAK, Saluran.SURAT, Saluran.DORONG)
HANYA_KOTAK = (Saluran.KOTAK, Saluran.DORONG)
HANYA_SURAT = (Saluran.SURAT,)
TEKS_MAKS = 300

Nilai = str | int | date | Promise | Ungkapan  # a lazy word or phrase is said in the language of whoever reads it


@dataclass(frozen=True)
class JenisKabar:
    """One kind.

    nama      'app.event', never changed: rows and choices carry it
    judul     what it is called on the settings page
    subjek    subject of the mail; no values
    kata      the sentence, with values
    rincian   a second sentence: what to do, by when, what comes next
    tujuan    URL name whose argument `kode` is the subject's code; '' leads to the inbox
    kelompok  heading on the settings page
    wajib     a duty: nobody can switch it off
    mendesak  goes out at once, quiet hours and daily summary notwithstanding
    bawaan    channels that are on until somebody switches them off
    argumen   whether `tujuan` takes the subject's code
    argumen_kode   the name of the argument by which it takes it
    jangkar   the place on that page: '#' + this + the second half of the subject's code, which is then 'page/part'
    argumen_jenis  the argument by which `tujuan` takes the kind of the subject too; '' where it takes none
    untuk     an action: only whoever may do it finds the kind on the settings page; '' for everybody
    """

    nama: str
    judul: Any
    subjek: Any
    kata: Any
    tujuan: str = ""
    rincian: Any = ""
    kelompok: Any = ""
    wajib: bool = False
    mendesak: bool = False
    bawaan: tuple[str, ...] = KOTAK_DAN_SURAT
    argumen: bool = True
    argumen_kode: str = "kode"
    argumen_jenis: str = ""
    jangkar: str = ""
    untuk: str = ""
    nilai: frozenset[str] = field(init=False, default=frozenset())
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        """Learn which values the words need. Raises ValueError for a subject that would carry some."""
        if SISIPAN.search(str(self.subjek)):
            raise ValueError(f"subjek kabar {self.nama} memuat nilai; di sana tidak boleh ada data orang")
        object.__setattr__(self, "nilai", frozenset(SISIPAN.findall(f"{self.kata} {self.rincian}")) - set(instansi.KATA))

    def menetapkan(self, saluran: str) -> bool:
        """Whether nobody can switch it off for this channel: a duty where it uses the channel. A device is never a duty."""
        return self.wajib and saluran in self.bawaan and saluran != Saluran.DORONG

    def alamat(self, subjek: tuple[str, str]) -> str:
        """The page it leads to for a subject (kind and code), '' where there is none (any more)."""
        kode, bagian = subjek[1].split("/", 1) if self.jangkar and "/" in subjek[1] else (subjek[1], "")
        argumen = {self.argumen_kode: kode} if self.argumen else {}
        if self.argumen_jenis:
            argumen[self.argumen_jenis] = subjek[0]
        try:
            halaman = reverse(self.tujuan, kwargs=argumen) if self.tujuan else ""
        except NoReverseMatch:
            return ""
        return f"{halaman}#{self.jangkar}{bagian}" if bagian else halaman

    def kalimat(self, isi: Mapping[str, Any]) -> str:
        """The sentence with its values, in the active language."""
        return satu_titik(str(self.kata) % _Nilai(instansi.kata() | dict(isi)))

    def kalimat_rincian(self, isi: Mapping[str, Any]) -> str:
        """The second sentence."""
        return satu_titik(str(self.rincian) % _Nilai(instansi.kata() | dict(isi))) if self.rincian else ""


class _Nilai(dict[str, Any]):
    """Stored values as they are read; a message older than its words shows a dash."""

    def __getitem__(self, kunci: str) -> str:
        return tampilkan_nilai(self.get(kunci))


_daftar: dict[str, JenisKabar] = {}
peta.register("kabar", lambda: ((j.nama, j.letak) for j in _daftar.values()))


def register(*jenis: JenisKabar) -> None:
    """Declare kinds. Twice is the same as once. Raises ValueError for a name that is taken."""
    for j in jenis:
        if _daftar.get(j.nama, j) != j:
            raise ValueError(f"jenis kabar {j.nama} sudah dipakai")
        _daftar[j.nama] = j


def get(nama: str) -> JenisKabar:
    """The kind of this name. Raises ValueError for one that nobody declared: a spelling mistake in the caller."""
    if nama not in _daftar:
        raise ValueError(f"jenis kabar {nama} belum dinyatakan")
    return _daftar[nama]


def find(nama: str) -> JenisKabar:
    """The kind of a stored message; one that is no longer declared says so instead of failing."""
    return _daftar.get(nama) or JenisKabar(nama=nama, judul=nama, subjek=_("Ada kabar untuk Anda"), kata=_("Kabar lama."))


def list_jenis() -> list[JenisKabar]:
    """Every kind, by heading and name."""
    return sorted(_daftar.values(), key=lambda j: (str(j.kelompok), j.nama))


def list_untuk(konteks: Konteks) -> list[JenisKabar]:
    """The kinds that can reach this person, by heading and name. Costs no query."""
    return [j for j in list_jenis() if not j.untuk or kewenangan.boleh(konteks, j.untuk)]


def list_kelompok(konteks: Konteks) -> list[str]:
    """Their headings, in the language of the reader."""
    return list(dict.fromkeys(str(j.kelompok) for j in list_untuk(konteks)))


def simpan_nilai(nilai: Nilai) -> Any:
    """A value as it is stored: one line, bounded, a lazy word in Indonesian. Raises TypeError for anything that is no Nilai."""
    if isinstance(nilai, Ungkapan):
        with override(settings.LANGUAGE_CODE):
            pola = str(nilai.pola)
        return {"kata": pola, "isi": {nama: simpan_nilai(v) for nama, v in nilai.isi.items()}, "kecil": nilai.kecil}
    if isinstance(nilai, Promise):
        with override(settings.LANGUAGE_CODE):
            return {"kata": simpan_nilai(str(nilai))}
    if isinstance(nilai, bool) or not isinstance(nilai, str | int | date):
        raise TypeError(f"nilai kabar harus teks, bilangan bulat, atau tanggal, bukan {type(nilai).__name__}")
    if isinstance(nilai, date):
        return {"hari": date(nilai.year, nilai.month, nilai.day).isoformat()}
    return (
        nilai if isinstance(nilai, int) else " ".join("".join(c if c.isprintable() else " " for c in nilai).split())[:TEKS_MAKS]
    )


def tampilkan_nilai(nilai: Any) -> str:
    """A stored value as it is read in the active language."""
    match nilai:
        case {"hari": str(hari)}:
            return date_format(date.fromisoformat(hari), "j F Y")
        case {"kata": str(kata), "isi": dict(isi)}:
            return ucapkan(kata, {nama: tampilkan_nilai(v) for nama, v in isi.items()}, kecil=bool(nilai.get("kecil")))
        case {"kata": str(kata)} if kata:
            return gettext(kata)
        case int():
            return number_format(nilai, force_grouping=True) if abs(nilai) >= 10_000 else str(nilai)
        case str():
            return nilai
        case _:
            return "–"
