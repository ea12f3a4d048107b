"""Office documents: an archive that is what its ending says, without programs, that doesn't swell when it is opened."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dokumen import kantor_bagian as isi_bagian
from dokumen import kantor_isi
from dokumen.errors import BerkasDitolakError

BAGIAN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
BAGIAN_MAKS, TERURAI_MAKS, NISBAH_MAKS, BESAR = 2_000, 150 * 1024 * 1024, 250, 10 * 1024 * 1024
IKATAN_MAKS = 4 * 1024 * 1024  # of all parts that say what belongs together
TIPE = "[Content_Types].xml"
RUSAK = (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, zlib.error, isi_bagian.BukanBagianError)


def periksa_kantor(isi: bytes, akhiran: str, *, bidang: str) -> None:
    """Raise BerkasDitolakError for anything but a plain document of this ending."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            bagian = arsip.infolist()
            utuh = not arsip.comment and isi.startswith(b"PK\x03\x04") and isi[-22:-18] == b"PK\x05\x06"
    except RUSAK as error:
        raise _tidak_cocok(akhiran, bidang) from error
    nama = {b.filename for b in bagian}
    utuh = utuh and all(b.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for b in bagian)
    if not utuh or len(nama) != len(bagian) or not {TIPE, BAGIAN[akhiran]} <= nama:
        raise _tidak_cocok(akhiran, bidang)
    if any(b.flag_bits & 0x1 for b in bagian):
        raise BerkasDitolakError(_("Berkas ini dikunci dengan kata sandi."), fix=_("Simpan lagi tanpa kata sandi."), field=bidang)
    terurai = sum(b.file_size for b in bagian)
    bengkak = any(b.file_size > BESAR and b.file_size > NISBAH_MAKS * max(1, b.compress_size) for b in bagian)
    if len(bagian) > BAGIAN_MAKS or terurai > TERURAI_MAKS or bengkak:
        raise BerkasDitolakError(
            _("Isi berkas ini membengkak tidak wajar saat dibuka."),
            fix=_("Simpan sebagai PDF, lalu pilih yang baru."),
            field=bidang,
        )
    if not all(isi_bagian.boleh_bernama(n, tabel=akhiran == "docx") for n in nama):
        raise _memuat_lain(bidang)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            _periksa_ikatan(arsip, bidang)
    except RUSAK as error:
        raise _tidak_cocok(akhiran, bidang) from error


def _periksa_ikatan(arsip: zipfile.ZipFile, bidang: str) -> None:
    """Raise BerkasDitolakError where a part is a program or another document under a plain name, or is fetched from elsewhere."""
    nama = {n.lower(): n for n in arsip.namelist()}
    if isi_bagian.bertipe_jalan(next(_baca_semua(arsip, [TIPE], IKATAN_MAKS)), set(nama)):
        raise _memuat_lain(bidang)
    ikatan = _list_ikatan(arsip)
    if any(i.mengambil for i in ikatan) or kantor_isi.mengambil(arsip):
        raise BerkasDitolakError(_("Berkas ini mengambil isi dari tempat lain saat dibuka."), fix=_simpan_ulang(), field=bidang)
    tautan = [nama[n] for n in {i.sasaran for i in ikatan if i.jenis == "externallink"} if n in nama]
    if any(i.membawa for i in ikatan) or any(map(isi_bagian.memuat_dde, _baca_semua(arsip, tautan, BESAR))):
        raise _memuat_lain(bidang)
    tabel = {i.sasaran for i in ikatan if i.tabel}
    for bagian in filter(isi_bagian.is_tabel, nama):
        if bagian not in tabel:
            raise _memuat_lain(bidang)
        periksa_kantor(arsip.read(nama[bagian]), "xlsx", bidang=bidang)  # in which no such part may stand: it ends here


def _list_ikatan(arsip: zipfile.ZipFile) -> list[isi_bagian.Ikatan]:
    """What all parts say of what belongs together. Raises what RUSAK names."""
    nama = [n for n in arsip.namelist() if isi_bagian.is_ikatan(n)]
    semua = zip(nama, _baca_semua(arsip, nama, IKATAN_MAKS), strict=True)
    return [i for n, isi in semua for i in isi_bagian.list_ikatan(isi, n)]


def _baca_semua(arsip: zipfile.ZipFile, nama: list[str], batas: int) -> Iterator[bytes]:
    """These parts, one at a time, where they are so many bytes at most; of each no more than its head says. Raises what RUSAK names."""
    if sum(arsip.getinfo(n).file_size for n in nama) > batas:
        raise isi_bagian.BukanBagianError
    return (arsip.read(n) for n in nama)


def _memuat_lain(bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(_("Berkas ini memuat makro atau berkas lain di dalamnya."), fix=_simpan_ulang(), field=bidang)


def _simpan_ulang() -> str:
    return _("Simpan ulang sebagai PDF biasa (Cetak ke PDF), lalu unggah lagi.")


def _tidak_cocok(akhiran: str, bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("Isi berkas tidak cocok dengan akhiran .%(akhiran)s.") % {"akhiran": akhiran},
        fix=_("Buka berkas itu, simpan lagi sebagai PDF atau foto, lalu pilih yang baru."),
        field=bidang,
    )
