"""The one way to the content of a kept file: right, then file, then receipt, then the bytes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import IO

from akun import pembacaan
from akun.kewenangan import Konteks
from akun.perlindungan import TERTUTUP
from dokumen.models import Dokumen
from dokumen.nama import akhiran
from dokumen.pemilik import get_pemilik

log = logging.getLogger(__name__)


class TidakTerlihat(Exception):  # noqa: N818  # the answer is 404, never why
    """This reader may not open this file."""


class BerkasHilang(Exception):  # noqa: N818  # our fault, said in words by the caller
    """The row is there, the file is not."""


@dataclass(frozen=True)
class Terbuka:
    """An opened file, to be closed by whoever asked for it; the name and type under which it is handed out."""

    isi: IO[bytes]
    nama: str
    tipe: str


def may_open(konteks: Konteks, dokumen: Dokumen) -> bool:
    """Whether this reader may open the file now: the owning app is asked each time. A waiting file is its sender's alone."""
    if dokumen.menunggu_sampai is not None:
        return konteks.masuk and dokumen.pemilik_id == konteks.pengguna.pk
    return get_pemilik(dokumen.jenis).may_open(konteks, get_terbaru(dokumen))


def get_terbaru(dokumen: Dokumen) -> Dokumen:
    """The version that stands now: owners point at it, and its right is that of its predecessors. One query a version."""
    while (pengganti := Dokumen.objects.filter(menggantikan=dokumen).first()) is not None:
        dokumen = pengganti
    return dokumen


def buka(konteks: Konteks, dokumen: Dokumen, tujuan: str = "") -> Terbuka:
    """Open a file for a reader; reading a protected group leaves a receipt before the first byte.

    tujuan   what the reader says it is opened for; a file that shows data of a closed group opens for nothing else,
             the others for what its app has registered

    Raises TidakTerlihat, BerkasHilang, TujuanKosongError.
    """
    if not may_open(konteks, dokumen):
        raise TidakTerlihat
    pemilik = get_pemilik(dokumen.jenis)
    try:
        isi = dokumen.berkas.storage.open(str(dokumen.berkas.name), "rb")
    except OSError as error:
        log.exception("berkas %s tidak dapat dibaca dari penyimpanan", dokumen.berkas.name)
        raise BerkasHilang from error
    if pemilik.terlindung and dokumen.subjek_kode:
        untuk = tujuan or ("" if pemilik.kelompok in TERTUTUP else pemilik.tujuan)
        try:
            pembacaan.buka_daftar(konteks, [dokumen], pemilik.kelompok, untuk, kode=lambda d: d.subjek_kode)
        except pembacaan.TujuanKosongError:
            isi.close()
            raise
    nama = f"{pemilik.awalan}-{dokumen.kode}.{akhiran(str(dokumen.berkas.name))}"
    return Terbuka(isi, nama, dokumen.tipe)
