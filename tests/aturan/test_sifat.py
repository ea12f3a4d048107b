"""No value that its declaration accepts makes any rule raise: the law answers, or refuses in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aturan import daftar_aturan, daftar_parameter
from inti.keputusan import Parameter, sebagai_json
from inti.masukan import JenisMasukan, Masukan
from tests.aturan.nilai import nilai_sah
from tests.penolakan import coba as tanpa_galat

HARI = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def fakta(masukan: Masukan) -> st.SearchStrategy[Any]:
    """Facts of this kind as a rule may be asked with them."""
    isi: st.SearchStrategy[Any]
    match masukan.jenis:
        case JenisMasukan.TANGGAL:
            isi = HARI
        case JenisMasukan.PILIHAN:
            isi = st.sampled_from([p.kode for p in masukan.pilihan])
        case JenisMasukan.BILANGAN:
            isi = st.decimals(masukan.terkecil, masukan.terbesar, places=2)
        case JenisMasukan.DAFTAR_BILANGAN:
            isi = st.lists(st.decimals(Decimal(0), masukan.terbesar, places=1), max_size=5)
        case _:
            isi = st.from_regex(r"[0-9]{16,18}", fullmatch=True) | st.text(max_size=20)
    return isi if masukan.wajib else isi | st.none()


@pytest.mark.parametrize("aturan", daftar_aturan.list_aturan(), ids=lambda a: a.nama)
def test_no_accepted_value_makes_a_rule_raise(aturan):
    definisi = {n: daftar_parameter.get_definisi(n) for n in aturan.parameter}
    nilai = st.fixed_dictionaries({n: nilai_sah(d) for n, d in definisi.items() if d is not None})

    @settings(max_examples=60, deadline=None)
    @given(nilai=nilai, isi=st.fixed_dictionaries({m.nama: fakta(m) for m in aturan.masukan} | {"per": HARI}))
    def coba(nilai, isi):
        diterima = {n: Parameter(n, isi_nilai, "UU Uji") for n, isi_nilai in nilai.items()}
        keputusan, penolakan = tanpa_galat(lambda: aturan.dengan(diterima)(**isi))
        if keputusan is None:
            assert penolakan is not None
            assert penolakan.message
            assert penolakan.fix
        else:
            assert sebagai_json(keputusan)["alasan"]
            assert keputusan.dasar

    coba()
