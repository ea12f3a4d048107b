"""The unit filter of the employee list: a name is typed, the address keeps the unit's code."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from organisasi.models import UnitKerja
from pegawai import selectors
from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def petugas(client: Client) -> Client:
    client.force_login(buat_pengguna("admin_bkpsdm"))
    return client


@pytest.fixture
def kota() -> dict[str, UnitKerja]:
    """Two offices with a unit of the same name each."""
    puncak = buat_unit("Kota Contoh")
    sehat, sosial = buat_unit("Dinas Kesehatan", puncak), buat_unit("Dinas Sosial", puncak)
    return {
        "sehat": sehat,
        "sosial": sosial,
        "umum_sehat": buat_unit("Subbagian Umum", sehat),
        "umum_sosial": buat_unit("Subbagian Umum", sosial),
    }


def cari(klien: Client, **isi: str) -> dict[str, list[str]]:
    """The query of the address to which the form leads."""
    return parse_qs(urlsplit(klien.post(reverse("pegawai:cari"), isi).headers["Location"]).query)


@pytest.mark.parametrize("ditulis", ["Dinas Kesehatan", "dinas kesehatan", "kesehatan dinas", "  kesehatan "])
def test_a_typed_name_becomes_the_unit_s_code(petugas: Client, kota: dict[str, UnitKerja], ditulis: str) -> None:
    assert cari(petugas, nama_unit=ditulis, jenis="pns") == {"unit": [kota["sehat"].kode], "jenis": ["pns"]}


def test_a_name_that_is_a_unit_s_own_wins_over_units_that_hold_it(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    assert cari(petugas, nama_unit="dinas kesehatan") == {"unit": [kota["sehat"].kode]}


def test_what_the_box_offers_is_taken_as_it_was_meant(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    assert cari(petugas, nama_unit=selectors.nama_unit(kota["umum_sosial"])) == {"unit": [kota["umum_sosial"].kode]}


def test_the_chosen_unit_stands_in_the_box_and_stays_when_more_is_asked(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    unit = kota["umum_sehat"]
    buat_pegawai("Hotma Sinaga", unit=unit)

    halaman = petugas.get(reverse("pegawai:daftar"), {"unit": unit.kode}).content.decode()

    assert 'value="Subbagian Umum – Dinas Kesehatan"' in halaman
    assert "Hotma Sinaga" in halaman
    assert cari(petugas, nama_unit="Subbagian Umum – Dinas Kesehatan", q="hotma") == {"q": ["hotma"], "unit": [unit.kode]}


def test_a_name_of_several_units_shows_nobody_and_lets_choose(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    buat_pegawai("Hotma Sinaga", unit=kota["umum_sehat"])

    halaman = petugas.post(reverse("pegawai:cari"), {"nama_unit": "subbagian umum", "jenis": "pns"}, follow=True).content.decode()

    assert "belum jelas" in halaman
    assert "Hotma Sinaga" not in halaman
    for unit in (kota["umum_sehat"], kota["umum_sosial"]):
        assert f'href="/pegawai/?jenis=pns&amp;unit={unit.kode}"' in halaman


def test_a_name_of_no_unit_is_told_and_kept(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    halaman = petugas.post(reverse("pegawai:cari"), {"nama_unit": "dinas <ikan>"}, follow=True).content.decode()

    assert "Tidak ada unit dengan nama ‘dinas &lt;ikan&gt;’" in halaman
    assert 'value="dinas &lt;ikan&gt;"' in halaman


def test_an_empty_box_filters_nothing(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    assert cari(petugas, nama_unit="", q="hotma") == {"q": ["hotma"]}


def test_a_number_that_is_searched_enters_no_link_of_the_choice(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    halaman = petugas.post(reverse("pegawai:cari"), {"q": "19900315 2015", "nama_unit": "subbagian umum"}).content.decode()

    assert "belum jelas" in halaman
    assert "19900315" not in halaman.split('id="daftar"')[1]


def test_while_one_types_units_are_offered_with_the_unit_above(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    jawab = petugas.get(reverse("pegawai:pilihan-unit"), {"nama_unit": "umum"}).content.decode()

    assert [b.strip() for b in jawab.splitlines() if b.strip()] == [
        '<option value="Subbagian Umum – Dinas Kesehatan"></option>',
        '<option value="Subbagian Umum – Dinas Sosial"></option>',
    ]


@pytest.mark.parametrize("ditulis", ["", "  ", "tidak ada", "\x00", "x" * 5000])
def test_nothing_is_offered_for_nothing(petugas: Client, kota: dict[str, UnitKerja], ditulis: str) -> None:
    assert not petugas.get(reverse("pegawai:pilihan-unit"), {"nama_unit": ditulis}).content.strip()


def test_units_that_no_longer_exist_are_not_offered(petugas: Client, kota: dict[str, UnitKerja]) -> None:
    UnitKerja.objects.filter(pk=kota["umum_sosial"].pk).update(aktif=False)

    assert "Sosial" not in petugas.get(reverse("pegawai:pilihan-unit"), {"nama_unit": "subbagian umum"}).content.decode()


def test_no_more_than_a_screenful_is_offered(petugas: Client, kota: dict[str, UnitKerja], django_assert_num_queries: Any) -> None:
    for n in range(30):
        buat_unit(f"Puskesmas {n}", kota["sehat"])

    with django_assert_num_queries(2):  # who asks; the units
        jawab = petugas.get(reverse("pegawai:pilihan-unit"), {"nama_unit": "puskesmas"}).content

    assert jawab.count(b"<option") == selectors.UNIT_MAKS


def test_who_has_no_list_gets_no_units(client: Client, kota: dict[str, UnitKerja]) -> None:
    client.force_login(buat_pengguna("warga"))

    assert client.get(reverse("pegawai:pilihan-unit"), {"nama_unit": "dinas"}).status_code == 403
