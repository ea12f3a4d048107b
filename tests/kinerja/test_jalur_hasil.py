"""Beside each result the rating page says what the colour was found from: the same share may be enough one day and not another."""

from __future__ import annotations

from datetime import date

import pytest

from kinerja.capaian import list_jalur
from kinerja.models import CapaianRHK, PeriodeKinerja
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import TAHUN, Kantor, baris, catat, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


def test_the_same_share_is_on_its_way_early_and_behind_later_and_the_page_says_why(kantor: Kantor, masuk: Masuk) -> None:
    awal, akhir = sepakati(kantor, kantor.pegawai), sepakati(kantor, kantor.rekan)
    catat(kantor, awal, nilai=70, hari=date(TAHUN, 10, 1))
    catat(kantor, akhir, nilai=70, hari=date(TAHUN, 11, 20))
    klien = masuk(kantor.atasan)

    for skp, kata, seharusnya in (
        (awal, "70 % · Sesuai jalur", "per 1 Oktober 2026 seharusnya 75, dan sampai 10 % di bawahnya"),
        (akhir, "70 % · Perlu dikejar", "per 20 November 2026 seharusnya 89, dan sampai 10 % di bawahnya"),
    ):
        isi = " ".join(klien.get(url("nilai", skp.kode, "2026-tw4")).content.decode().replace("\xa0", " ").split())
        assert kata in isi
        assert f"tercatat 70 berkas; {seharusnya}" in isi


def test_ones_own_page_names_the_measure_that_lags_beside_a_full_bar(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    baris(skp).indikator.create(aspek="kualitas", uraian="Tanpa salah", target=50, satuan="persen")
    catat(kantor, skp, nilai=75)

    isi = " ".join(masuk(kantor.pegawai).get(url("saya")).content.decode().replace("\xa0", " ").split())

    assert "Perlu dikejar" in isi
    assert "113 %" in isi
    assert "Tanpa salah: tercatat 75 persen" in isi
    banyak, mutu = isi.split("Tanpa salah: tercatat")
    assert "Ini yang perlu dikejar" in banyak
    assert "Ini yang perlu dikejar" not in mutu


def test_what_is_on_its_way_needs_no_figures_on_ones_own_page(kantor: Kantor, masuk: Masuk) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai), nilai=100)

    isi = masuk(kantor.pegawai).get(url("saya")).content.decode()

    assert "Sesuai jalur" in isi
    assert "seharusnya" not in isi


def test_what_is_shown_is_what_was_stored(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai, hasil=2)
    catat(kantor, skp, nilai=90, hari=date(TAHUN, 11, 2))
    catat(kantor, skp, nilai=3, hari=date(TAHUN, 11, 3), ke=1)
    tw4 = PeriodeKinerja.objects.get(kode="2026-tw4")

    jalur = list_jalur(skp.rencana.values_list("pk", flat=True), tw4.pk)

    for c in CapaianRHK.objects.filter(periode=tw4):
        satu = jalur[c.rencana.indikator.get().pk]
        assert (satu.sesuai, satu.per) == (c.sesuai, c.per)
    assert {j.sesuai for j in jalur.values()} == {True, False}
