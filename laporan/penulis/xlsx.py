"""XLSX by xlsxwriter, row by row (constant memory). Text stays text: nothing typed by a person becomes a formula or a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.utils.translation import gettext as _

from inti import waktu
from laporan.mesin import Pelari
from laporan.penulis.kop import Kop, bersih

if TYPE_CHECKING:
    from laporan.daftar_laporan import Baris, Kolom

PILIHAN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd-mm-yyyy",
}
LONGGAR = 1.25  # no wrapped rows in a workbook, so its columns are wider than on paper
SEL_MAKS = 32_767  # characters a cell may hold
BARIS_MAKS = 1_048_576
PECAHAN = (float, Decimal)


def tulis_xlsx(
    *,
    kop: Kop,
    kolom: Sequence[Kolom],
    baris: Iterator[Baris],
    jumlah: int,
    beku: int,
    pelari: Pelari,
    tujuan: Path,
    **_lain: Any,
) -> None:
    """Write title block, header and rows to `tujuan`."""
    with tujuan.open("wb") as berkas:
        buku = xlsxwriter.Workbook(berkas, PILIHAN | {"tmpdir": str(pelari.folder_kerja())})
        lembar = buku.add_worksheet(_("Laporan"))
        buku.set_properties(
            {
                "title": kop.judul,
                "author": kop.pembuat,
                "company": kop.instansi.pemerintah,
                "comments": kop.jejak,
                "created": _lokal(kop.dibuat),
            }
        )
        try:
            awal = _kepala(buku, lembar, kop, kolom)
            _siapkan_cetak(lembar, kop, awal, beku)
            akhir = _isi(buku, lembar, kolom, baris, awal + 1)
            lembar.autofilter(awal, 0, max(akhir, awal), len(kolom) - 1)
            pelari.lapor(jumlah, jumlah, _("Menutup berkas"))
        except BaseException:
            lembar.row_data_fh.close()  # xlsxwriter's own file, which only buku.close() would end
            raise
        buku.close()


def _lokal(saat: datetime) -> datetime:
    return waktu.lokal(saat).replace(tzinfo=None)


def _kepala(buku: Any, lembar: Any, kop: Kop, kolom: Sequence[Kolom]) -> int:
    """Widths, title block and column heads; return the row of the heads."""
    for i, k in enumerate(kolom):
        lembar.set_column(i, i, k.lebar * LONGGAR if k.jenis == "teks" else max(k.lebar, 8))
    tebal, redup = buku.add_format({"bold": True, "font_size": 14}), buku.add_format({"font_color": "#5B5B57"})
    baris = [(kop.instansi.pemerintah, None), (kop.instansi.nama, None), (kop.judul, tebal)]
    baris += [(f"{label}: {isi}", None) for label, isi in kop.saringan]
    baris += [(teks, redup) for teks in (kop.dasar, *kop.catatan, f"{kop.jejak} {kop.peringatan}") if teks]
    for n, (teks, bentuk) in enumerate(baris):
        lembar.write_string(n, 0, bersih(teks), bentuk)
    awal = len(baris) + 1
    judul = buku.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DCEBEC", "border": 1, "border_color": "#B9B6AE"}
    )
    lembar.set_row(awal, 32)
    for i, k in enumerate(kolom):
        lembar.write_string(awal, i, str(k.judul), judul)
    return awal


def _siapkan_cetak(lembar: Any, kop: Kop, awal: int, beku: int) -> None:
    lembar.freeze_panes(awal + 1, beku)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(awal)
    halaman = _("Halaman %(kini)s dari %(semua)s") % {"kini": "&P", "semua": "&N"}
    # '&' begins a code in a footer, and the whole may have 255 characters.
    lembar.set_footer(f"&L&8{kop.jejak.replace('&', '&&')[:180]}&R&8{halaman}")


def _isi(buku: Any, lembar: Any, kolom: Sequence[Kolom], baris: Iterator[Baris], awal: int) -> int:
    """Write the rows; return the last row written."""
    tulis = [_penulis_sel(buku, lembar, k.jenis) for k in kolom]
    n = awal - 1
    for n, isi in enumerate(baris, awal):
        if n >= BARIS_MAKS:
            break
        for i, nilai in enumerate(isi):
            tulis[i](n, i, nilai)
    if n >= awal:
        _garis(buku, lembar, awal, n, len(kolom))
    return n


def _garis(buku: Any, lembar: Any, awal: int, akhir: int, kolom: int) -> None:
    """A line below each row, said once for all of them: a format in every cell makes the file larger and slower to write."""
    garis = buku.add_format({"bottom": 4, "bottom_color": "#B9B6AE"})
    lembar.conditional_format(awal, 0, akhir, kolom - 1, {"type": "formula", "criteria": "=TRUE", "format": garis})


def _penulis_sel(buku: Any, lembar: Any, jenis: str) -> Callable[[int, int, Any], Any]:
    """The function that writes one cell of a column; a value of another kind becomes text. The lines between rows: _garis."""
    utuh = buku.add_format({"num_format": "#,##0" if jenis == "jumlah" else "0"})
    pecahan = buku.add_format({"num_format": "#,##0.00" if jenis == "jumlah" else "0.00"})
    tanggal = buku.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
    tulis_teks, tulis_tanggal, tulis_angka = lembar.write_string, lembar.write_datetime, lembar.write_number

    def tulis(n: int, i: int, nilai: Any) -> Any:
        jenis = type(nilai)  # of a hundred thousand cells: the usual kinds first, each told by one look
        if nilai is None or nilai == "":
            return None
        if jenis is str:
            return tulis_teks(n, i, nilai if nilai.isprintable() and len(nilai) <= SEL_MAKS else bersih(nilai)[:SEL_MAKS])
        if jenis is date:
            return tulis_tanggal(n, i, nilai, tanggal)
        if jenis is int:
            return tulis_angka(n, i, nilai, utuh)
        if isinstance(nilai, datetime):
            return tulis_tanggal(n, i, _lokal(nilai), tanggal)
        if isinstance(nilai, PECAHAN):
            # One format for both ('0.##') would leave a bare point behind a whole number.
            return tulis_angka(n, i, nilai, utuh if nilai == int(nilai) else pecahan)
        return tulis_teks(n, i, bersih(str(nilai))[:SEL_MAKS])

    return tulis
