"""The people of the demonstration city: the given list, brought in by the product's own import."""

from __future__ import annotations

from demo.kota import DATA, Kota
from impor.services import import_berkas


def muat(kota: Kota) -> None:
    """Import the list as BKPSDM's officer: 2,944 people come in, 56 rows wait to be mended."""
    import_berkas(konteks=kota.konteks("admin_bkpsdm"), berkas=DATA / "nominatif.xlsx", per=kota.tanggal)
