"""A year whose quarters were not opened: pages say so, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from kinerja.models import PeriodeKinerja
from kinerja.tasks import buka_periode
from tests import mesin_plugin
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, buat_akun, url


@pytest.fixture(autouse=True)
def tahun_depan() -> Iterator[None]:
    """The second of January of a year that nobody opened."""
    mesin_plugin.empty_redis()
    with time_machine.travel("2029-01-02 09:00+07:00", tick=False):
        yield


def halaman(kantor: Kantor) -> dict[str, object]:
    """Page → who opens it."""
    return {
        url("saya"): kantor.pegawai,
        url("tim"): kantor.atasan,
        url("dasbor"): buat_akun("pimpinan"),
        url("dasbor_unit", kantor.bidang.kode): kantor.atasan,
        url("dasbor_csv", kantor.bidang.kode): kantor.atasan,
    }


@pytest.mark.parametrize("nomor", range(5))
def test_a_year_without_quarters_is_explained(kantor: Kantor, masuk: Masuk, nomor: int) -> None:
    alamat, siapa = list(halaman(kantor).items())[nomor]

    jawab = masuk(siapa).get(alamat)  # type: ignore[arg-type]

    isi = jawab.content.decode()
    assert jawab.status_code == 200
    assert "Periode kinerja 2029 belum dibuka" in isi
    assert "beri tahu admin BKPSDM" in isi


@pytest.mark.parametrize("nama", ["tim", "dasbor"])
def test_the_last_figures_are_one_step_away(kantor: Kantor, masuk: Masuk, nama: str) -> None:
    klien = masuk(kantor.atasan)

    assert "?periode=2027-tw4" in klien.get(url(nama)).content.decode()
    assert "Triwulan IV 2027" in klien.get(f"{url(nama)}?periode=2027-tw4").content.decode()


@pytest.mark.parametrize("periode", ["", "x", "9999-tw1", "2028-tw1", "２０２６-tw4", "0000", "2031-tw9" * 50])
def test_no_address_breaks_a_page(kantor: Kantor, masuk: Masuk, periode: str) -> None:
    klien = masuk(kantor.atasan)

    assert [klien.get(url(nama), {"periode": periode}).status_code for nama in ("tim", "dasbor")] == [200, 200]


def test_without_any_quarter_at_all_nothing_breaks(kantor: Kantor, masuk: Masuk) -> None:
    PeriodeKinerja.objects.all().delete()

    assert {masuk(siapa).get(alamat).status_code for alamat, siapa in halaman(kantor).items()} == {200}  # type: ignore[arg-type]


def test_what_the_page_promises_comes_true(kantor: Kantor, masuk: Masuk) -> None:
    buka_periode()

    assert "SKP 2029 belum dimulai" in masuk(kantor.pegawai).get(url("saya")).content.decode()
    assert "Triwulan I 2029" in masuk(kantor.atasan).get(url("tim")).content.decode()


def test_beginning_an_skp_in_such_a_year_is_refused_in_words(kantor: Kantor, masuk: Masuk) -> None:
    jawab = masuk(kantor.pegawai).post(url("skp_baru"), {"tahun": "2029"}, follow=True)

    assert "Periode kinerja 2029 belum dibuka" in jawab.content.decode()
