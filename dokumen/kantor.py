"""Office documents: an archive that is what its ending says, without programs, that doesn't swell when it is opened."""

from __future__ import annotations

import io
import re
import zipfile

from django.utils.translation import gettext as _

from dokumen.errors import BerkasDitolakError

BAGIAN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
BAGIAN_MAKS, TERURAI_MAKS, NISBAH_MAKS, BESAR = 2_000, 150 * 1024 * 1024, 250, 10 * 1024 * 1024
BERJALAN = re.compile(
    r"vbaproject\.bin$|/activex/|/macrosheets/|/embeddings/.*\.bin$|\.(exe|js|vbs|bat|scr|dll|jar)$", re.IGNORECASE
)


def periksa_kantor(isi: bytes, akhiran: str, *, bidang: str) -> None:
    """Raise BerkasDitolakError for anything but a plain document of this ending."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            bagian = arsip.infolist()
            utuh = not arsip.comment and isi.startswith(b"PK\x03\x04") and isi[-22:-18] == b"PK\x05\x06"
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise _tidak_cocok(akhiran, bidang) from error
    nama = {b.filename for b in bagian}
    if not utuh or len(nama) != len(bagian) or not {"[Content_Types].xml", BAGIAN[akhiran]} <= nama:
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
    if any(BERJALAN.search(f"/{n}") for n in nama):
        raise BerkasDitolakError(
            _("Berkas ini memuat makro atau berkas lain di dalamnya."),
            fix=_("Simpan sebagai PDF, lalu pilih yang baru."),
            field=bidang,
        )


def _tidak_cocok(akhiran: str, bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("Isi berkas tidak cocok dengan akhiran .%(akhiran)s.") % {"akhiran": akhiran},
        fix=_("Buka berkas itu, simpan lagi sebagai PDF atau foto, lalu pilih yang baru."),
        field=bidang,
    )
