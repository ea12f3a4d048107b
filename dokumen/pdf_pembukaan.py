"""What a PDF does by itself when it is opened: to go to one of its own pages is all that it may.

Scanners and office programs write such a first page. Another address or file, or anything that follows after the page, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

JENDELA = 4_000  # bytes of an action that are read
PALING_BANYAK = 50  # so many first actions no program writes
DAFTAR_MAKS = 200_000  # bytes of the numbers of objects that were packed together
SELA = rb"[\x00\t\n\f\r ]"


def nama(*nama: str) -> re.Pattern[bytes]:
    """One of these names, whose letters may be written as codes: '/J#61vaScript'."""
    tulisan = ("".join(f"(?:{h}|#(?i:{ord(h):02x}))" for h in satu) for satu in nama)
    return re.compile(f"/(?:{'|'.join(tulisan)})(?![A-Za-z0-9])".encode())


RUJUKAN = rb"(?P<nomor>[0-9]{1,10})%b+[0-9]{1,5}%b+R" % (SELA, SELA)
_BUKA = re.compile(rb"%b%b*(?:(?P<isi><<|%%)|%b)" % (nama("OpenAction").pattern, SELA, RUJUKAN))
_OBJEK = re.compile(rb"(?<![0-9])([0-9]{1,10})%b+[0-9]{1,5}%b+obj(?![A-Za-z])" % (SELA, SELA))
_KURUNG = re.compile(rb"<<|>>")
_JENIS = re.compile(rb"%b%b*(?P<jenis>%b)?" % (nama("S").pattern, SELA, nama("GoTo").pattern))
_LANJUT = nama("Next", "URI")


class Pembukaan:
    """The first actions of a PDF, gathered from its bytes and from the objects that were unpacked."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        self.bungkus: list[tuple[bytes, int | None]] = []

    def tambah(self, objek: bytes, awal: int) -> None:
        """Objects that were packed together; `awal` is where the first of them begins, behind their numbers."""
        self.bungkus.append((objek, awal if awal <= DAFTAR_MAKS else None))

    @property
    def tenang(self) -> bool:
        """Whether opening it leads to one of its own pages, if anywhere. One look at each byte, and two at few of them."""
        langsung, dirujuk = [], set()
        for teks in (self.isi, *(objek for objek, _awal in self.bungkus)):
            for m in _BUKA.finditer(teks):
                if m["nomor"]:
                    dirujuk.add(int(m["nomor"]))
                else:
                    langsung.append(teks[m.start("isi") : m.start("isi") + JENDELA])
                if len(langsung) + len(dirujuk) > PALING_BANYAK:
                    return False
        return all(map(_ke_halaman, langsung)) and (not dirujuk or self._rujukan_tenang(dirujuk))

    def _rujukan_tenang(self, dirujuk: set[int]) -> bool:
        """Whether every object of these numbers is known and leads to a page: a newer one may stand beside an older one."""
        ada: set[int] = set()
        for urutan, (nomor, teks) in enumerate(self._objek(dirujuk)):
            if urutan >= PALING_BANYAK or not _ke_halaman(teks):
                return False
            ada.add(nomor)
        return ada == dirujuk

    def _objek(self, dirujuk: set[int]) -> Iterator[tuple[int, bytes]]:
        for m in _OBJEK.finditer(self.isi):
            if int(m[1]) in dirujuk:
                yield int(m[1]), self.isi[m.end() : m.end() + JENDELA]
        for objek, awal in self.bungkus:
            angka = [int(n) for n in objek[:awal].split() if n.isdigit() and len(n) <= 10] if awal else []
            for nomor, letak in zip(angka[::2], angka[1::2], strict=False):
                if awal and nomor in dirujuk:
                    yield nomor, objek[awal + letak : awal + letak + JENDELA]


def _ke_halaman(teks: bytes) -> bool:
    """Whether what begins here is a place in this file, or no action at all."""
    teks = teks.lstrip(b"\x00\t\n\f\r ")
    if not teks.startswith(b"<<"):
        return not teks.startswith(b"%") and not re.match(RUJUKAN, teks)
    kamus = _kamus(teks)
    if kamus is None or _LANJUT.search(kamus):
        return False
    return all(m["jenis"] for m in _JENIS.finditer(kamus))


def _kamus(teks: bytes) -> bytes | None:
    """The dictionary that begins here up to its end; None where it doesn't end within what is read."""
    dalam = 0
    for m in _KURUNG.finditer(teks):
        dalam += 1 if m[0] == b"<<" else -1
        if dalam == 0:
            return teks[: m.end()]
    return None
