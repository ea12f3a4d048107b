"""A file that somebody sends, made into one that may be kept; or a refusal in words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dokumen.errors import BerkasDitolakError
from dokumen.foto import rapikan_foto
from dokumen.jenis import FOTO_MAKS, JENIS, NASKAH_MAKS, SEBUTAN, SEMUA, Golongan, akhiran_of
from dokumen.kantor import periksa_kantor
from dokumen.nama import akhiran, nama_tampil
from dokumen.pdf import periksa_pdf


@dataclass(frozen=True)
class BerkasAman:
    """A file that may be kept. `nama` is only shown; `sidik` is the SHA-256 of what is kept, not of what was sent."""

    isi: bytes
    akhiran: str
    tipe: str
    sidik: str
    nama: str

    @property
    def ukuran(self) -> int:
        """Its size in bytes."""
        return len(self.isi)


def periksa(
    berkas: UploadedFile[Any], *, bidang: str = "berkas", golongan: frozenset[Golongan] = SEMUA, tautan: bool = False
) -> BerkasAman:
    """Return the file as it may be kept: photos upright, shrunk and without place and camera, other kinds as they are.

    bidang    the field of the form at which a refusal stands
    golongan  what this place takes
    tautan    whether a link may be given here instead of a file

    Raises BerkasDitolakError. The same bytes give the same result each time.
    """
    nama = nama_tampil(berkas.name)
    ekor = akhiran(nama)
    jenis = JENIS.get(ekor)
    if jenis is None or jenis.golongan not in golongan:
        raise BerkasDitolakError(_("Jenis berkas ini belum bisa disimpan."), fix=_pakai(golongan), field=bidang)
    if (berkas.size or 0) > jenis.batas:
        raise _terlalu_besar(jenis.golongan, bidang, tautan)
    isi = berkas.read()
    if not jenis.cocok(isi[:64]):
        jenis, ekor = _menurut_isi(isi, ekor, bidang)
    if jenis.golongan is Golongan.FOTO:
        isi, ekor = rapikan_foto(isi, bidang=bidang)
        jenis = JENIS[ekor]
    elif jenis.golongan is Golongan.PDF:
        periksa_pdf(isi, bidang=bidang)
    else:
        periksa_kantor(isi, ekor, bidang=bidang)
    return BerkasAman(isi, ekor, jenis.tipe, hashlib.sha256(isi).hexdigest(), nama)


def _pakai(golongan: frozenset[Golongan]) -> str:
    daftar = SEBUTAN.get(golongan) or ", ".join(akhiran_of(golongan)).upper()
    return _("Pakai %(daftar)s") % {"daftar": daftar}


def _terlalu_besar(golongan: Golongan, bidang: str, tautan: bool) -> BerkasDitolakError:
    if golongan is Golongan.FOTO:
        return BerkasDitolakError(
            _("Foto ini lebih dari %(mb)s MB.") % {"mb": FOTO_MAKS // (1024 * 1024)},
            fix=_("Perkecil dulu di galeri ponsel."),
            field=bidang,
        )
    return BerkasDitolakError(
        _("Berkas ini lebih dari %(mb)s MB.") % {"mb": NASKAH_MAKS // (1024 * 1024)},
        fix=_("Perkecil dulu, atau simpan di tempat lain lalu tempel tautannya.")
        if tautan
        else _("Pindai lagi halaman yang diperlukan saja atau dengan mutu lebih rendah, atau foto halamannya."),
        field=bidang,
    )


def _menurut_isi(isi: bytes, ekor: str, bidang: str) -> tuple[Any, str]:
    """A photo under another photo's ending is what its beginning says: phones rename HEIC to JPG. Nothing else is forgiven."""
    if JENIS[ekor].golongan is Golongan.FOTO:
        for lain in akhiran_of({Golongan.FOTO}):
            if JENIS[lain].cocok(isi[:64]):
                return JENIS[lain], lain
    raise BerkasDitolakError(
        _("Isi berkas tidak cocok dengan akhiran .%(akhiran)s.") % {"akhiran": ekor},
        fix=_("Buka berkas itu, simpan lagi sebagai PDF atau foto, lalu pilih yang baru."),
        field=bidang,
    )
