"""PDF by typst, in a child process of its own: its memory goes with it, and a cancel ends it at once."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from inti.errors import UseCaseError
from laporan.mesin import Pelari
from laporan.penulis.kop import Kop, bersih, cetak

if TYPE_CHECKING:
    from laporan.daftar_laporan import Baris, Kolom

BARIS_MAKS = 6000  # some 200 pages; the layout takes about 0.14 MB a row
TEMPLAT = Path(__file__).resolve().parent.parent / "typst"
SABAR = 600.0  # seconds for the layout


class TerlaluPanjangUntukDicetakError(UseCaseError):
    """More rows than anybody prints."""


class TataLetakGagalError(RuntimeError):
    """Typst refused our template or data: a bug of ours."""


def tulis_pdf(
    *, kop: Kop, kolom: Sequence[Kolom], baris: Iterator[Baris], jumlah: int, pelari: Pelari, tujuan: Path, **_lain: Any
) -> None:
    """Lay out the report on A4 and write it to `tujuan`. Data goes to typst as JSON: nothing in it is ever code.

    Raises TerlaluPanjangUntukDicetakError above BARIS_MAKS rows.
    """
    if jumlah > BARIS_MAKS:
        raise TerlaluPanjangUntukDicetakError(
            _("Laporan ini %(jumlah)s baris; PDF memuat paling banyak %(maks)s.")
            % {"jumlah": cetak(jumlah), "maks": cetak(BARIS_MAKS)},
            fix=_("Pilih XLSX, atau persempit per unit kerja."),
        )
    folder = pelari.folder_kerja()
    _tulis_data(folder / "data.json", kop, kolom, baris)
    copyfile(TEMPLAT / "daftar.typ", folder / "daftar.typ")
    pelari.lapor(jumlah, jumlah, _("Menata halaman"))
    _tata(folder, tujuan, pelari)


def _tulis_data(tempat: Path, kop: Kop, kolom: Sequence[Kolom], baris: Iterator[Baris]) -> None:
    """Write what the template shows; a row is a list of cells, a cell a list of lines."""
    kelompok = _kelompok(kolom)
    kepala = {
        "pemerintah": bersih(kop.instansi.pemerintah),
        "instansi": bersih(kop.instansi.nama),
        "judul": bersih(kop.judul),
        "saringan": [[bersih(a), bersih(b)] for a, b in kop.saringan],
        "dasar": bersih(kop.dasar),
        "catatan": [bersih(c) for c in kop.catatan],
        "tanda_tangan": kop.tanda_tangan,
        "nip": _("NIP"),
        "jejak": kop.jejak,
        "peringatan": kop.peringatan,
        "halaman": _("Halaman"),
        "dari": _("dari"),
        "kosong": _("Tidak ada pegawai yang cocok dengan pilihan ini."),
        "kolom": [[str(kolom[i].judul) for i in k] for k in kelompok],
        "lebar": [max(kolom[i].lebar for i in k) for k in kelompok],
        "kanan": [kolom[k[0]].jenis in ("angka", "jumlah") for k in kelompok],
    }
    with tempat.open("w", encoding="utf-8") as berkas:
        berkas.write(json.dumps(kepala, ensure_ascii=False)[:-1] + ', "baris": [')
        for n, isi in enumerate(baris):
            berkas.write(",\n" if n else "\n")
            berkas.write(json.dumps([[cetak(isi[i], kolom[i].jenis) for i in k] for k in kelompok], ensure_ascii=False))
        berkas.write("]}")


def _kelompok(kolom: Sequence[Kolom]) -> list[list[int]]:
    """Columns that share a cell on paper."""
    hasil: list[list[int]] = []
    for i, k in enumerate(kolom):
        if k.gabung and hasil:
            hasil[-1].append(i)
        else:
            hasil.append([i])
    return hasil


def _tata(folder: Path, tujuan: Path, pelari: Pelari) -> None:
    """Run typst and wait, ready to stop it."""
    catatan = folder / "typst.log"
    with catatan.open("wb") as keluaran:
        anak = subprocess.Popen(
            [sys.executable, "-m", "laporan.cetak", str(folder), str(tujuan)],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=keluaran,
            stderr=subprocess.STDOUT,
        )
        try:
            batas = time.monotonic() + SABAR
            while anak.poll() is None:
                pelari.periksa()
                if time.monotonic() > batas:
                    raise TataLetakGagalError("typst takes too long")
                time.sleep(0.05)
        finally:
            anak.kill()
            anak.wait()
    if anak.returncode != 0 or not tujuan.exists():
        raise TataLetakGagalError(catatan.read_text(errors="replace")[-2000:])
