"""What stands in the parts of an office document and fetches or starts something: fields of Word, formulas and connections of Excel.

Any part may hold any of it: only what names one of these things at all is parsed, and no further than to the first that is refused.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath

from dokumen.kantor_bagian import POTONGAN, TEKS, TULISAN, BukanBagianError, is_jauh, iter_unsur

DIURAI_MAKS = 24 * 1024 * 1024  # bytes of all parts that have to be parsed
_SAMBUNG = 200  # bytes that are looked at again with the next piece: what is looked for may lie across
_RUMUS = frozenset({"f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"})
_RUAS = frozenset({"instrText", "delInstrText"})
_KONEKSI = frozenset({"connection", "webPr", "dbPr", "olapPr", "textPr", "queryTable"})
_GAMBAR = frozenset({"imagedata", "fill", "stroke", "image"})
_DICARI = _RUMUS | _RUAS | _KONEKSI | _GAMBAR | {"fldSimple", "fldChar"}

_FUNGSI = ("webservice", "rtd", "dde", "image", "call", "register.id", "sql.request")
_SESUDAH_NAMA = "( \t\r\n,;)}<&"  # what stands behind a function that is called, or handed on by its name
# Looked for in small letters before anything is parsed, as that is fast; a formula may be written in codes, or with comments within.
_PICU = (
    b"instrtext", b"fldsimple", b"webpr", b"dbpr", b"olappr", b"textpr", b"querytable", b"imagedata", b"&#", b"<!", b"|", b"_xleta.",
    *(f"{n}{s}".encode() for n in _FUNGSI for s in _SESUDAH_NAMA),
    *(f"{n}{s}".encode() for n in ("connection", "fill", "stroke", "image") for s in " \t\r\n"),
)  # fmt: skip
_KEPALA_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[^\x00]{3}")
_SANDI_LAIN = re.compile(rb"encoding\s*=\s*.(?!utf-8|us-ascii|iso-8859|windows-125)", re.IGNORECASE)

_FUNGSI_JAUH = re.compile(rf"(?<![a-z0-9_])(?:{'|'.join(map(re.escape, _FUNGSI))})\s{{0,99}}\(", re.IGNORECASE)
# Handed on to another function that calls it. As part of a longer word, or before ! or behind it, it is the name of a sheet or a cell.
_FUNGSI_DISEBUT = re.compile(
    rf"(?<![\w.!])(?:_xl[a-z]{{1,9}}\.){{0,3}}(?:{'|'.join(map(re.escape, _FUNGSI))})(?![\w.!])", re.IGNORECASE
)
_KUTIPAN = re.compile(r"""\"[^"]*"|'[^']*'|\[[^\[\]]*\]""")
_TAK_PASTI = re.compile(r"\[[^\[\]]*'")  # the name of a column in which ' takes the meaning of the mark behind it
_TEKS_RUMUS = re.compile(r"""\"[^"]*"|('[^']*')""")
# The first word of a field says what it does. Spaces don't count: a field may be cut into pieces of which Word drops them.
_PROGRAM, _PENGAMBIL = ("DDEAUTO", "DDE", "DATABASE"), ("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "RD")
_ALAMAT = re.compile(r"""//|\\{4}|(?:^|["'\u201c\u201d])\\{2}|[A-Z][A-Z0-9+.-]{1,15}:""")


def mengambil(arsip: zipfile.ZipFile) -> bool:
    """Whether a part fetches or starts something. Raises BukanBagianError where it can't be read, and what reading an archive does."""
    diurai = 0
    for bagian in arsip.infolist():
        tulisan = PurePosixPath(bagian.filename.lower()).suffix[1:] in TULISAN
        if not _perlu_diurai(arsip, bagian, tulisan=tulisan):
            continue
        diurai += bagian.file_size
        if diurai > DIURAI_MAKS:
            raise BukanBagianError
        try:
            if _bagian_mengambil(arsip, bagian):
                return True
        except BukanBagianError:
            if bagian.filename.lower().endswith(".xml"):
                raise  # drawings of old programs are no proper XML, nor are pictures of others; what is no XML is no part either
    return False


def _perlu_diurai(arsip: zipfile.ZipFile, bagian: zipfile.ZipInfo, *, tulisan: bool) -> bool:
    """Whether the part may hold anything of this. A part of the document may stand under the name of a picture."""
    with arsip.open(bagian) as aliran:
        potongan = aliran.read(POTONGAN)
        biasa = bool(_KEPALA_XML.match(potongan)) and not _SANDI_LAIN.search(potongan[:_SAMBUNG])
        if not biasa:  # of other letters nothing can be said but by reading them
            return bool(potongan) and (tulisan or potongan.lstrip(b"\xff\xfe\xef\xbb\xbf\x00 \t\r\n").startswith(b"<"))
        ekor = b""
        while potongan:
            dilihat = (ekor + potongan).lower()
            if any(picu in dilihat for picu in _PICU):
                return True
            ekor, potongan = potongan[-_SAMBUNG:], aliran.read(POTONGAN)
    return False


def _bagian_mengambil(arsip: zipfile.ZipFile, bagian: zipfile.ZipInfo) -> bool:
    ruas: list[str] = []  # a field's words, gathered from one mark to the next
    with arsip.open(bagian) as aliran:
        for unsur, sifat in iter_unsur(aliran, hanya=_DICARI, berteks=_RUMUS | _RUAS):
            if unsur in _RUAS:
                ruas.append(sifat[TEKS])
                continue
            if unsur in ("fldChar", "fldSimple") and _mulai(unsur, sifat) and _pengambil("".join(ruas)):
                return True  # a field within it would put its place together
            if unsur == "fldChar":
                if _ruas_mengambil("".join(ruas)):
                    return True
                ruas.clear()
            elif _unsur_mengambil(unsur, sifat):
                return True
    return _ruas_mengambil("".join(ruas))


def _unsur_mengambil(unsur: str, sifat: dict[str, str]) -> bool:
    if unsur in _RUMUS:
        return _rumus_mengambil(sifat[TEKS])
    if unsur == "fldSimple":
        return any(map(_ruas_mengambil, sifat.values()))
    if unsur in _GAMBAR:
        return any(is_jauh(v.strip()) and not v.startswith("cid:") for n, v in sifat.items() if n.startswith(("src", "href")))
    if unsur in ("webPr", "dbPr", "olapPr"):
        return True
    sendiri = sifat.get("refreshOnLoad", "").strip().lower() in ("1", "true")
    return unsur in _KONEKSI and (sendiri or any(is_jauh(sifat.get(n, "").strip()) for n in ("sourceFile", "odcFile")))


def _rumus_mengambil(rumus: str) -> bool:
    """Whether a formula asks a program or another place.

    A function's name is a mere word in a "text" alone. In a name with [ a mark ' may stand for itself, so that nobody can say by the
    marks where a text or the name of a sheet ends.
    """
    if _FUNGSI_JAUH.search(rumus) and ("[" in rumus or _FUNGSI_JAUH.search(_TEKS_RUMUS.sub(r"\1", rumus))):
        return True
    if "|" not in rumus and not _FUNGSI_DISEBUT.search(rumus):
        return False
    if _TAK_PASTI.search(rumus):
        return True
    terbuka = _KUTIPAN.sub(" ", rumus)
    return "|" in terbuka or bool(_FUNGSI_DISEBUT.search(terbuka))  # `program|'file'!cell` asks a program too


def _ruas_mengambil(ruas: str) -> bool:
    """Whether a field asks a program or another place. Its name may not be put together by other fields, nor its place."""
    kode = _kode(ruas)
    if kode.startswith(_PROGRAM) or (len(kode) > 1 and any(n.startswith(kode) for n in _PROGRAM + _PENGAMBIL)):
        return True
    nama = _pengambil(ruas)
    return bool(nama and _ALAMAT.search(re.sub(r"FILE:/{3}(?=[A-Z]:)", "", kode[len(nama) :])))


def _pengambil(ruas: str) -> str:
    """The name of a field that fetches what it shows; empty for any other."""
    kode = _kode(ruas)
    return next((n for n in _PENGAMBIL if kode.startswith(n)), "")


def _kode(ruas: str) -> str:
    return "".join(ruas.split()).upper()


def _mulai(unsur: str, sifat: dict[str, str]) -> bool:
    """Whether a field begins here."""
    return unsur == "fldSimple" or any(nilai.strip().lower() == "begin" for nilai in sifat.values())
