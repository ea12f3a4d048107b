"""PDFs whose tables of contents are right, so that every reader reads the same in them."""

from __future__ import annotations

import zlib

HALAMAN = {
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
}


def tulis(objek: dict[int, bytes], buntut: bytes = b"") -> bytes:
    """A PDF of these objects by their numbers; `buntut` stands between them and the table."""
    isi, letak = b"%PDF-1.7\n", {}
    for nomor, satu in objek.items():
        letak[nomor] = len(isi)
        isi += b"%d 0 obj %b endobj\n" % (nomor, satu)
    isi += buntut
    tabel = b"".join(b"%d 1\n%010d 00000 n \n" % (n, letak[n]) for n in sorted(letak))
    kamus = b"trailer<</Root 1 0 R/Size %d>>" % (max(letak) + 1)
    return isi + b"xref\n0 1\n0000000000 65535 f \n" + tabel + kamus + b"\nstartxref\n%d\n%%%%EOF\n" % len(isi)


def pdf(katalog: bytes, *lain: bytes, buntut: bytes = b"") -> bytes:
    """A PDF of one page whose catalogue says this, with more objects from number 5 on."""
    objek = {1: b"<</Type/Catalog/Pages 2 0 R " + katalog + b">>"} | HALAMAN
    return tulis(objek | {5 + n: isi for n, isi in enumerate(lain)}, buntut)


def pdf_terbungkus(
    katalog: bytes, *objek: bytes, kamus: bytes = b"/Type/ObjStm/N %d/First %d", akhir: bytes = b">>stream\n"
) -> bytes:
    """The same, with the objects from number 5 on packed into one, as newer programs do."""
    letak, kepala = 0, b""
    for n, isi in enumerate(objek):
        kepala += b"%d %d " % (5 + n, letak)
        letak += len(isi) + 1
    kempis = zlib.compress(kepala + b" ".join(objek))
    kamus = kamus % (len(objek), len(kepala)) if b"%d" in kamus else kamus
    bungkus = b"<<" + kamus + b"/Filter/FlateDecode/Length %d" % len(kempis) + akhir + kempis + b"\nendstream"
    return _tulis_bertabel_aliran({1: b"<</Type/Catalog/Pages 2 0 R " + katalog + b">>", **HALAMAN, 30: bungkus}, len(objek))


def _tulis_bertabel_aliran(objek: dict[int, bytes], terbungkus: int) -> bytes:
    isi, baris = b"%PDF-1.7\n", {5 + n: (2, 30, n) for n in range(terbungkus)}
    for nomor, satu in objek.items():
        baris[nomor] = (1, len(isi), 0)
        isi += b"%d 0 obj%b endobj\n" % (nomor, satu)
    baris[31] = (1, len(isi), 0)
    tabel = b"".join(b"%c%b%c" % (a, b.to_bytes(4, "big"), c) for a, b, c in (baris.get(n, (0, 0, 0)) for n in range(32)))
    kamus = b"<</Type/XRef/W[1 4 1]/Size 32/Root 1 0 R/Length %d>>" % len(tabel)
    return isi + b"31 0 obj" + kamus + b"stream\n" + tabel + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(isi)


PDF = pdf(b"")
LAIN_PDF = PDF.replace(b"842", b"841")
