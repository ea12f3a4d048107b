"""'Menunggu saya': cases over all processes, and below them whatever else waits that is no case."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape

from akun.kewenangan import Konteks
from aturan.models import UsulanParameter
from inti import tugas
from tests.aturan.factories import ajukan, buat_usulan, petugas

pytestmark = pytest.mark.django_db


def buka(siapa: Konteks, query: str = "") -> str:
    klien = Client()
    klien.force_login(siapa.pengguna, backend="akun.backends.NomorAtauEmailBackend")
    jawab = klien.get(f"/menunggu/{query}")
    assert jawab.status_code == 200
    return str(jawab.content.decode())


def kirim_tenggat(pengusul: Konteks) -> UsulanParameter:
    """Propose another due day of a step: whom it will touch can't be told beforehand."""
    return ajukan(pengusul, buat_usulan(pengusul, "tenggat_alur", date(2027, 1, 1), skp=9))


def test_a_value_of_law_that_waits_stands_there_for_every_officer_but_its_proposer():
    pengusul, kedua = petugas(), petugas()
    usulan = kirim_tenggat(pengusul)

    assert usulan.kode in buka(kedua)
    assert usulan.kode not in buka(pengusul)


def test_what_is_no_case_stands_below_the_first_page_only():
    pengusul, kedua = petugas(), petugas()
    usulan = kirim_tenggat(pengusul)

    assert usulan.kode not in buka(kedua, "?kursor=rusak")


def test_nothing_stands_there_twice():
    pengusul, kedua = petugas(), petugas()
    kirim_tenggat(pengusul)
    judul = [escape(t.judul) for t in tugas.daftar(kedua)]

    halaman = buka(kedua)

    assert judul
    assert [halaman.count(f">{j}<") for j in judul] == [1] * len(judul)


def test_who_has_nothing_to_do_reads_that_nothing_waits():
    assert "Tidak ada yang menunggu Anda" in buka(petugas())
