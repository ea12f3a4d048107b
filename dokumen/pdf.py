"""PDFs: what runs when they are opened, or hides behind them, is refused. Nothing of them is drawn here.

The bytes are searched as they stand, inside streams too: what a reader takes for a comment, a stream or an object is its own
matter, and each takes it otherwise. Only objects that are packed are unpacked first. Each byte is looked at once.
What is left is opened by qpdf, which says what stands where; both have to find nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dokumen.errors import BerkasDitolakError
from dokumen.pdf_isi import Jawab, tanya
from dokumen.pdf_tulisan import SELA, Pembukaan, berawal_rujukan, nama

TERURAI_MAKS = 40 * 1024 * 1024
DAFTAR_MAKS = 2_000_000  # bytes of the numbers of objects that were packed together
POTONGAN = 4096  # bytes that are unpacked at a time
EKOR = 2048  # the end mark stands within so many bytes of the end
ARSIP = 22 + 65_535  # where an archive's own end stands: its size, and that of the longest comment
_KEPALA = re.compile(rb"%PDF-[12]\.[0-9]\s")
_AWAL_OBJEK = re.compile(rb"[0-9]\s+[0-9]+\s+obj(?![A-Za-z])")
_PENUTUP = re.compile(rb"startxref%b+[0-9]+%b*(?:%%%%EOF%b*)+" % (SELA, SELA, SELA))
_AKHIR_ARSIP = b"PK\x05\x06"


# `/JS` alone is no name to look for: three bytes come up in any photo. What runs it names one of these.
_BERJALAN = nama(
    "JavaScript", "Launch", "Rendition", "RichMedia", "SubmitForm", "ImportData", "EmbeddedFile", "EmbeddedFiles", "GoToE", "GoToR"
)  # fmt: skip
# Nor are these, unless what follows is what they stand before: a dictionary, another object, a list, or a comment that hides it.
_ANGKA = rb"(?:%b+|%b*[+-]+)[0-9]{1,10}%b*(?:%%|%b[+-]*[0-9]{1,5}%b*(?:%%|%bR))" % (SELA, SELA, SELA, SELA, SELA, SELA)
_BERISI = re.compile(rb"%b(?:%b*(?:<<|%%)|%b)" % (nama("AA", "XFA").pattern, SELA, _ANGKA))
_XFA_DAFTAR = re.compile(rb"%b%b*\[" % (nama("XFA").pattern, SELA))
_TERKUNCI = nama("Encrypt")
# What is packed says by a number where its first object begins: some readers ask for nothing else. A list of contents has a reference.
_AWAL_ISI = re.compile(rb"%b%b*([0-9]{1,9})(?![0-9]|%b+[0-9]+%b+R)" % (nama("First").pattern, SELA, SELA, SELA))
_TERBUNGKUS = re.compile(rb"%b|%b" % (nama("ObjStm").pattern, _AWAL_ISI.pattern))
# Every program writes it so. A text or a comment in between could hold another `stream`, and each reader would take another one.
_KAMUS = re.compile(rb"obj%b*<<[^()%%<>]*>>%b*stream\r?\n" % (SELA, SELA))
_BERSARING_LAIN = nama("DecodeParms", "DP", "Predictor", "F", "FFilter")


def periksa_pdf(isi: bytes, *, bidang: str) -> None:
    """Raise BerkasDitolakError for a PDF with scripts, programs or files inside, a locked one, and one that is also something else."""
    if not (_KEPALA.match(isi) and _AWAL_OBJEK.search(isi)) or _berbuntut(isi):
        raise _rusak(bidang)
    if _TERKUNCI.search(isi):  # packed objects can't be looked into, whoever may open it
        raise _TOLAK[tanya(isi, ())](bidang)
    pembukaan = Pembukaan(isi)
    berjalan = _berjalan(isi)
    if berawal_rujukan(isi):
        raise _tak_terperiksa(bidang)
    for objek, awal in _buka_bungkus(isi, bidang):
        berjalan = berjalan or _berjalan(objek)
        pembukaan.tambah(objek, awal)
    if berjalan:
        raise _memuat_program(bidang)
    if not pembukaan.jelas:
        raise _membuka_lain(bidang)
    if (jawab := tanya(isi, pembukaan.rujukan)) is not Jawab.AMAN:
        raise _TOLAK[jawab](bidang)


def _SIMPAN_ULANG() -> str:  # noqa: N802  # a constant in the reader's language
    return _("Simpan ulang sebagai PDF biasa (Cetak ke PDF), lalu unggah lagi.")


def _berjalan(isi: bytes) -> bool:
    """Whether something here runs, or changes what is read, by itself."""
    return bool(_BERJALAN.search(isi) or _BERISI.search(isi) or _XFA_DAFTAR.search(isi))


def _berbuntut(isi: bytes) -> bool:
    """Whether the end mark is missing, or something else follows it: a page or an archive that other programs would open."""
    ekor = isi[-EKOR:]
    tanda = ekor.rpartition(b"%%EOF")
    if not tanda[1] or tanda[2].strip(b"\x00\r\n \t") or _AKHIR_ARSIP in isi[-ARSIP:]:
        return True
    penutup = ekor.rfind(b"startxref")
    return penutup >= 0 and not _PENUTUP.fullmatch(ekor, penutup)


def _buka_bungkus(isi: bytes, bidang: str) -> Iterator[tuple[bytes, int]]:
    """Objects that newer PDFs keep packed, unpacked up to a limit, and where the first of them begins.

    Raises BerkasDitolakError where that can't be done in the one way in which every reader does it.
    """
    sampai, sisa = 0, TERURAI_MAKS
    while tanda := _TERBUNGKUS.search(isi, sampai):
        kamus = _KAMUS.match(isi, max(sampai, isi.rfind(b"obj", sampai, tanda.start())))
        letak = _AWAL_ISI.findall(kamus[0]) if kamus and kamus.end() > tanda.end() else []
        if kamus is None or len(letak) != 1 or _BERSARING_LAIN.search(kamus[0]):
            raise _tak_terperiksa(bidang)
        try:
            objek = _buka(isi, kamus.end(), sisa)
        except zlib.error:
            raise _tak_terperiksa(bidang) from None
        sisa -= len(objek)
        if sisa <= 0:
            raise BerkasDitolakError(_("Isi PDF ini membengkak tidak wajar saat dibuka."), fix=_SIMPAN_ULANG(), field=bidang)
        awal = int(letak[0])
        if awal > DAFTAR_MAKS or not _berdaftar(objek, awal):  # packed twice, or mixed: readers would see something else
            raise _tak_terperiksa(bidang)
        yield objek, awal
        sampai = kamus.end()


def _berdaftar(objek: bytes, awal: int) -> bool:
    """Whether it begins with the numbers of what was packed, up to the first object: so nothing is packed once more."""
    angka = objek[:awal].split()
    return not objek or (bool(angka) and all(n.isdigit() for n in angka))


def _rusak(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(_("PDF ini terpotong atau tidak utuh."), fix=_SIMPAN_ULANG(), field=bidang)


def _terkunci(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("PDF ini terkunci dengan kata sandi."),
        fix=_("Buka, lalu simpan atau cetak sebagai PDF baru tanpa kata sandi."),
        field=bidang,
    )


def _dibatasi(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("PDF ini dibatasi pembuatnya (misalnya tidak boleh disalin), jadi isinya tidak dapat diperiksa."),
        fix=_(
            "Buka, pilih Cetak ke PDF, lalu unggah hasilnya. Jika tidak boleh dicetak, mintalah berkas tanpa batasan kepada penerbitnya."
        ),
        field=bidang,
    )


def _memuat_program(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("PDF ini memuat program, formulir yang berubah sendiri, atau berkas lain di dalamnya, jadi tidak disimpan."),
        fix=_SIMPAN_ULANG(),
        field=bidang,
    )


def _membuka_lain(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("PDF ini membuka alamat atau berkas lain dengan sendirinya, jadi tidak disimpan."),
        fix=_SIMPAN_ULANG(),
        field=bidang,
    )


def _tak_terperiksa(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(_("Isi PDF ini tidak dapat diperiksa."), fix=_SIMPAN_ULANG(), field=bidang)


_TOLAK = {
    Jawab.BERJALAN: _memuat_program,
    Jawab.MEMBUKA: _membuka_lain,
    Jawab.TERKUNCI: _terkunci,
    Jawab.DIBATASI: _dibatasi,
    Jawab.RUSAK: _rusak,
    Jawab.TAK_TERPERIKSA: _tak_terperiksa,
    Jawab.AMAN: _tak_terperiksa,  # it speaks of a lock that qpdf doesn't see: another reader might
}


def _buka(isi: bytes, mulai: int, paling_banyak: int) -> bytes:
    """What is packed from a place on, at most so many bytes. In small pieces: where it ends, what follows is not copied."""
    pembuka, hasil, sisa = zlib.decompressobj(), [], paling_banyak
    for awal in range(mulai, len(isi), POTONGAN):
        if pembuka.eof or sisa <= 0:
            break
        hasil.append(pembuka.decompress(isi[awal : awal + POTONGAN], sisa))
        sisa -= len(hasil[-1])
    return b"".join(hasil)
