"""PDFs: what runs when they are opened, or hides behind them, is refused. Nothing of them is drawn here."""

from __future__ import annotations

import re
import zlib

from django.utils.translation import gettext as _

from dokumen.errors import BerkasDitolakError

TERURAI_MAKS = 40 * 1024 * 1024
EKOR = 2048  # the end mark stands within so many bytes of the end
_AWAL_ALIRAN = re.compile(rb"stream\r?\n")
_AKHIR_ALIRAN = b"endstream"
_OBJEK = re.compile(rb"/Type\s*/ObjStm")
_NAMA_SANDI = re.compile(rb"#([0-9A-Fa-f]{2})")
_BERJALAN = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|SubmitForm|ImportData|EmbeddedFiles?|GoToE)(?![A-Za-z0-9])")


def periksa_pdf(isi: bytes, *, bidang: str) -> None:
    """Raise BerkasDitolakError for a PDF with scripts, programs or files inside, a locked one, and one that is also something else."""
    if isi.rstrip(b"\x00\r\n \t")[-EKOR:].rpartition(b"%%EOF")[1] == b"" or _berbuntut(isi):
        raise BerkasDitolakError(_("PDF ini terpotong atau tidak utuh."), fix=_SIMPAN_ULANG(), field=bidang)
    kerangka, aliran = _pisahkan(isi)
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", kerangka):
        raise BerkasDitolakError(
            _("PDF ini terkunci dengan kata sandi."),
            fix=_("Buka, lalu simpan atau cetak sebagai PDF baru tanpa kata sandi."),
            field=bidang,
        )
    if any(_BERJALAN.search(_tanpa_sandi(bagian)) for bagian in (kerangka, *_objek_terbungkus(isi, aliran, bidang))):
        raise BerkasDitolakError(
            _("PDF ini memuat program atau berkas lain di dalamnya, jadi tidak disimpan."), fix=_SIMPAN_ULANG(), field=bidang
        )


def _SIMPAN_ULANG() -> str:  # noqa: N802  # a constant in the reader's language
    return _("Buka berkas itu, lalu cetak atau simpan sebagai PDF baru, dan pilih yang baru.")


def _berbuntut(isi: bytes) -> bool:
    """Whether something else follows the last end mark: a page or an archive that other programs would open."""
    return bool(isi.rpartition(b"%%EOF")[2].strip(b"\x00\r\n \t"))


def _tanpa_sandi(isi: bytes) -> bytes:
    """Names may be written with codes for letters: '/J#61vaScript'."""
    return _NAMA_SANDI.sub(lambda cocok: bytes([int(cocok[1], 16)]), isi)


def _pisahkan(isi: bytes) -> tuple[bytes, list[tuple[int, bytes]]]:
    """What stands outside the streams, and each stream with where it begins. Each byte is looked at once, whatever the file says."""
    kerangka, aliran, sampai = [], [], 0
    while (awal := _AWAL_ALIRAN.search(isi, sampai)) and (akhir := isi.find(_AKHIR_ALIRAN, awal.end())) >= 0:
        kerangka.append(isi[sampai : awal.start()])
        aliran.append((awal.start(), isi[awal.end() : akhir]))
        sampai = akhir + len(_AKHIR_ALIRAN)
    return b"".join([*kerangka, isi[sampai:]]), aliran


def _objek_terbungkus(isi: bytes, aliran: list[tuple[int, bytes]], bidang: str) -> list[bytes]:
    """Objects that newer PDFs keep compressed, unpacked up to a limit."""
    hasil, sisa = [], TERURAI_MAKS
    for awal, terbungkus in aliran:
        if not _OBJEK.search(_tanpa_sandi(isi[max(0, awal - 512) : awal])):
            continue
        pembuka = zlib.decompressobj()
        try:
            terurai = pembuka.decompress(terbungkus, sisa)
        except zlib.error:
            terurai = terbungkus
        sisa -= len(terurai)
        if pembuka.unconsumed_tail or sisa <= 0:
            raise BerkasDitolakError(_("Isi PDF ini membengkak tidak wajar saat dibuka."), fix=_SIMPAN_ULANG(), field=bidang)
        hasil.append(terurai)
    return hasil
