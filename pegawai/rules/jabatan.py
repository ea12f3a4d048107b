"""What a title says: level of a functional post, teacher or not, and kind of a managerial post."""

from __future__ import annotations

import re
from dataclasses import dataclass

_JENJANG = {
    "ahli utama": "ahli_utama",
    "ahli madya": "ahli_madya",
    "ahli muda": "ahli_muda",
    "ahli pertama": "ahli_pertama",
    "penyelia": "penyelia",
    "mahir": "mahir",
    "terampil": "terampil",
    "pemula": "pemula",
}
_PENELITI = re.compile(r"(peneliti|perekayasa)\b", re.IGNORECASE)
_AKHIRAN = re.compile(rf"\b({'|'.join(_JENJANG)})$")
# The longer beginning comes first: 'Kepala Bagian' before 'Kepala B…', 'Sekretaris Daerah' before 'Sekretaris'.
_STRUKTURAL = (
    ("jpt", r"(sekretaris (daerah|dprd)|asisten|staf ahli|inspektur(?! pembantu)|kepala (dinas|badan|satuan)|direktur)\b"),
    ("pengawas", r"(lurah|sekretaris kelurahan|kepala (seksi|subbagian|sub bagian|subbidang|uptd?|puskesmas))\b"),
    ("administrator", r"(camat|sekretaris|inspektur pembantu|kepala (bidang|bagian|kantor)|wakil direktur)\b"),
)


@dataclass(frozen=True)
class JabatanUrai:
    """What the title of a post says: kind, level ('' outside functional posts), teacher or not."""

    jenis: str
    jenjang: str
    guru: bool


def urai_jabatan(nama: str, jenis_nasional: str) -> JabatanUrai:
    """Return kind and level of a post from its title and the kind's name in the national list.

    jenis_nasional  'Jabatan Struktural', 'Jabatan Fungsional' or 'Jabatan Pelaksana' (any case); '' when unknown

    For managerial posts the kind is a proposal from the title that the personnel office confirms: the list has no echelon.
    Example: 'Guru Ahli Muda', 'Jabatan Fungsional' → fungsional, ahli_muda, teacher.
    """
    judul = _rapikan(nama)
    jenis = _rapikan(jenis_nasional)
    cocok = _AKHIRAN.search(judul)
    jenjang = _JENJANG[cocok[1]] if cocok else ""
    if "struktural" in jenis or "manajerial" in jenis.replace("nonmanajerial", ""):
        return JabatanUrai(_jenis_struktural(judul) or "pengawas", "", guru=False)
    if "fungsional" in jenis and "umum" not in jenis:
        return JabatanUrai("fungsional", jenjang, guru=is_guru(nama))
    if "pelaksana" in jenis or "umum" in jenis:
        return JabatanUrai("pelaksana", "", guru=False)
    if jenjang or is_guru(nama):
        return JabatanUrai("fungsional", jenjang, guru=is_guru(nama))
    return JabatanUrai(_jenis_struktural(judul) or "pelaksana", "", guru=False)


def compute_kelas_bup(nama: str, jenis: str, jenjang: str, *, guru: bool) -> str:
    """Return the name under which the retirement age of a post is kept (a code of pensiun.JABATAN).

    The law on a title comes before the level. `organisasi.Jabatan.kelas_bup` says the same in SQL.
    Source: UU 14/2005, UU 11/2019 art. 53, PP 11/2017 art. 239. Example: 'Peneliti Ahli Madya' → peneliti_madya.
    """
    if guru:
        return "guru"
    if _PENELITI.match(nama) and jenjang in ("ahli_madya", "ahli_utama"):
        return f"peneliti_{jenjang.removeprefix('ahli_')}"
    return jenjang or ("ahli_pertama" if jenis == "fungsional" else jenis)


def is_guru(nama: str) -> bool:
    """True for a teacher's title, whatever the level; 'Pengawas Sekolah' is none."""
    return bool(re.match(r"guru\b", _rapikan(nama)))


def _jenis_struktural(judul: str) -> str:
    return next((jenis for jenis, pola in _STRUKTURAL if re.match(pola, judul)), "")


def _rapikan(teks: str) -> str:
    return " ".join(teks.lower().split())
