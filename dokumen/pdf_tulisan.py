"""How names and references are written in a PDF, and what is written behind the word for what it does when it is opened.

Readers differ on files that are damaged or written oddly: what no program writes is refused, so that nothing is left to differ on.
"""

from __future__ import annotations

import re
from collections import Counter

PALING_BANYAK = 50  # so many first actions no program writes
SELA = rb"[\x00\t\n\f\r ]"


def nama(*nama: str) -> re.Pattern[bytes]:
    """One of these names, whose letters may be written as codes: '/J#61vaScript'."""
    tulisan = ("".join(f"(?:{h}|#(?i:{ord(h):02x}))" for h in satu) for satu in nama)
    return re.compile(f"/(?:{'|'.join(tulisan)})(?![A-Za-z0-9])".encode())


_BUKA = nama("OpenAction")
_RUJUKAN = rb"[0-9]{1,10}%b+[0-9]{1,5}%b+R(?![A-Za-z0-9])" % (SELA, SELA)
# A list is a place in this file. A dictionary holds the step to such a place and nothing else; no value in it can hide its end.
_TEMPAT = rb"\[[^][()<>%%]*\]|\([^()<>%%\\]*\)|<[0-9A-Fa-f\s]*>|/[A-Za-z0-9._:-]+|%b" % _RUJUKAN
_KAMUS = rb"<<(?:%b|/Type%b*/Action|/S%b*/GoTo(?![A-Za-z0-9#])|/D%b*(?:%b))*+>>" % (SELA, SELA, SELA, SELA, _TEMPAT)
_SESUDAH = re.compile(rb"%b*(?:\[|%b|(?P<rujukan>%b))" % (SELA, _KAMUS, _RUJUKAN))
# A stream or a file that lies at an address.
_DI_ALAMAT = re.compile(rb"%b%b*%b" % (nama("FS").pattern, SELA, nama("URL").pattern))
# Whatever a reader could take for the beginning of an object; each program writes it as two numbers on the line of this word.
_OBJEK = re.compile(rb"(?<=[\x00\t\n\f\r 0-9])obj(?=[\x00\t\n\f\r <>\[(/0-9+.%-])")
_NOMOR = re.compile(rb"(?<![0-9.+-])([0-9]{1,10})[\x00\t\f ]{1,9}[0-9]{1,5}[\x00\t\f ]{0,9}\Z")
_BUKAN_KEPALA = re.compile(rb"[^0-9\x00\t\n\f\r ][\x00\t\f ]+\Z")  # the word in a text; at the end of a line a comment may stand
_JENDELA = 40
# Where the first of a list stands: a bookmark says so by a reference, and so could an object that packs others.
_AWAL_RUJUKAN = re.compile(rb"%b%b*+(?:[-+.%%]|[0-9]++%b++[0-9]++%b++R)" % (nama("First").pattern, SELA, SELA, SELA))
_TEKS = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"  # brackets stand in it unescaped if they are pairs
_SAMPAI_AKHIR = re.compile(
    rb"(?:[^()%%>]++|%b|>(?!>%b*+(?:endobj|stream)))*+>>%b*+endobj" % (_TEKS, SELA, SELA),
    re.DOTALL,
)


def berawal_rujukan(isi: bytes) -> bool:
    """Whether something may pack objects of which only a reader that follows references finds the first.

    A list of bookmarks is no stream: its object ends where its dictionary does. No comment is skipped on the way there, as the end
    could stand in it.
    """
    sampai = 0
    while tanda := _AWAL_RUJUKAN.search(isi, sampai):
        akhir = _SAMPAI_AKHIR.match(isi, tanda.end())
        if akhir is None:
            return True
        sampai = akhir.end()
    return False


class Pembukaan:
    """What a PDF does when it is opened as its bytes say it: in the file, and in the objects that were unpacked from it."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        self.wajar = True
        self.rujukan: set[int] = set()
        self._terbungkus: Counter[int] = Counter()
        self._baca(isi)

    def tambah(self, objek: bytes, awal: int) -> None:
        """Objects that were packed together; `awal` is where the first of them begins, behind their numbers."""
        self._terbungkus.update(int(n) for n in objek[:awal].split()[::2] if len(n) <= 10)
        self._baca(objek)

    def _baca(self, teks: bytes) -> None:
        self.wajar = self.wajar and not _DI_ALAMAT.search(teks)
        for buka in _BUKA.finditer(teks):
            sesudah = _SESUDAH.match(teks, buka.end())
            if sesudah and sesudah["rujukan"]:
                self.rujukan.add(int(sesudah["rujukan"].split()[0]))
            self.wajar = self.wajar and sesudah is not None and len(self.rujukan) <= PALING_BANYAK

    @property
    def jelas(self) -> bool:
        """Whether every object it speaks of is there once alone: of two, each reader would take another."""
        if not self.wajar or not self.rujukan:
            return self.wajar
        ada = self._terbungkus.copy()
        for objek in _OBJEK.finditer(self.isi):
            depan = self.isi[max(0, objek.start() - _JENDELA) : objek.start()]
            if nomor := _NOMOR.search(depan):
                ada[int(nomor[1])] += 1
            elif not _BUKAN_KEPALA.search(depan):
                return False
        return all(ada[n] == 1 for n in self.rujukan)
