"""The child that lays out a PDF: `python -m laporan.cetak FOLDER KELUARAN`. It knows typst and nothing else."""

import resource
import sys
from pathlib import Path

import typst

MEMORI = 4 * 1024**3  # bytes of address space; a layout that wants more ends here, not the worker


def cetak(folder: Path, keluaran: Path) -> None:
    """Compile FOLDER/daftar.typ; only the fonts inside typst are used, so that every machine prints the same."""
    pdf = typst.compile(str(folder / "daftar.typ"), root=str(folder), ignore_system_fonts=True, pdf_standards=["ua-1"])
    keluaran.write_bytes(pdf)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    cetak(Path(sys.argv[1]), Path(sys.argv[2]))
