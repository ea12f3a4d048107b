"""Every value that a declaration accepts, for property tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from aturan import daun, skema
from aturan.skema import Bentuk, Definisi
from inti.keputusan import MasukanDitolak


def nilai_sah(definisi: Definisi) -> st.SearchStrategy[Any]:
    """Values that may stand as this parameter."""
    return _bentuk(definisi.bentuk).filter(lambda nilai: _diterima(definisi, nilai))


def _diterima(definisi: Definisi, nilai: Any) -> bool:
    try:
        definisi.periksa(nilai)
    except MasukanDitolak:
        return False
    return True


def _bentuk(bentuk: Bentuk, tahun: int | None = None) -> st.SearchStrategy[Any]:
    match bentuk:
        case daun.Bilangan():
            return st.integers(bentuk.terkecil, bentuk.terbesar)
        case daun.Desimal():
            return st.decimals(bentuk.terkecil, bentuk.terbesar, places=2).map(lambda d: str(Decimal(d)))
        case daun.Pilih():
            return st.sampled_from([p.kode for p in bentuk.pilihan])
        case daun.YaTidak():
            return st.booleans()
        case daun.Teks():
            return st.from_regex(r"[A-Za-z][A-Za-z0-9/]{0,20}", fullmatch=True)
        case daun.DaftarTanggal():
            hari = st.dates(date(tahun or 2000, 1, 1), date(tahun or 2099, 12, 31))
            return st.lists(hari.map(str), max_size=6, unique=True).map(sorted)
        case skema.Kelompok():
            return st.fixed_dictionaries({b.nama: _bentuk(b.bentuk, tahun) for b in bentuk.bagian})
        case skema.Tabel():
            isi = {
                k.kode: _bentuk(bentuk.isi, int(k.kode) if len(k.kode) == 4 and k.kode.isdecimal() else None)
                for k in bentuk.kunci
            }
            if bentuk.lengkap:
                return st.fixed_dictionaries(isi)
            sebagian = st.lists(st.sampled_from(sorted(isi)), max_size=4, unique=True)
            return sebagian.flatmap(lambda kunci: st.fixed_dictionaries({k: isi[k] for k in kunci}))
    raise TypeError(type(bentuk).__name__)
