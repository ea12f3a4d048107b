"""Writers: one function a form of file, all called alike. Rows pass through; none keeps them all."""

from collections.abc import Callable

from laporan.penulis.kop import Kop
from laporan.penulis.pdf import tulis_pdf
from laporan.penulis.teks import tulis_csv
from laporan.penulis.xlsx import tulis_xlsx

PENULIS: dict[str, Callable[..., None]] = {"xlsx": tulis_xlsx, "csv": tulis_csv, "pdf": tulis_pdf}

__all__ = ["PENULIS", "Kop", "tulis_csv", "tulis_pdf", "tulis_xlsx"]
