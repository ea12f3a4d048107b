"""A judgement stands beside the state on the board of a team: it changes neither the state nor the order; figures add up."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kinerja.models import SKP
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, ajukan, buat_orang, catat, nilai, sepakati, url
from tests.kinerja.test_papan_tim import TW3, baris, papan, sejak_januari

pytestmark = pytest.mark.usefixtures("hari_ini")


def kata(isi: bytes) -> str:
    """A page as it is read: words without tags, one space between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", isi.decode()).split()).replace(" ,", ",")


@pytest.mark.parametrize("hasil", ["di_bawah", "sesuai", "di_atas"])
@pytest.mark.parametrize(("capaian", "keadaan"), [((1,), "perlu_bantuan"), ((95, 10), "tertinggal"), ((95,), "sesuai")])
def test_whoever_is_judged_keeps_state_and_place(kantor: Kantor, hasil: str, capaian: tuple[int, ...], keadaan: str) -> None:
    skp = sepakati(kantor, kantor.rekan, hasil=len(capaian))
    for ke, n in enumerate(capaian):
        catat(kantor, skp, nilai=n, ke=ke)
    catat(kantor, sepakati(kantor, kantor.pegawai, hasil=1), nilai=95)
    sebelum = list(baris(kantor))

    nilai(kantor, skp, hasil=hasil)

    assert baris(kantor)["Rekan Uji"].keadaan == keadaan
    assert baris(kantor)["Rekan Uji"].dinilai
    assert list(baris(kantor)) == sebelum


@pytest.mark.parametrize("hasil", ["sesuai", "di_atas"])
def test_whoever_needs_help_is_named_for_a_talk_judged_or_not(kantor: Kantor, masuk: Masuk, hasil: str) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, nilai=1)
    nilai(kantor, skp, hasil=hasil)

    isi = masuk(kantor.atasan).get(url("tim")).content.decode()

    bicara = isi[isi.index('id="bicara"') :].split("</section>")[0]
    assert "Pegawai Uji" in bicara
    assert "bukan teguran. Triwulan ini sudah dinilai" in kata(bicara.encode())
    tabel = isi[isi.index('id="papan"') :]
    assert "Perlu bantuan" in tabel
    assert "sudah dinilai" in tabel


@pytest.fixture
def tim(kantor: Kantor) -> list[SKP]:
    """Two of a quarter gone by who could be judged, and somebody who only handed in."""
    hasil = [sejak_januari(sepakati(kantor, p)) for p in (kantor.pegawai, kantor.rekan)]
    for skp in hasil:
        catat(kantor, skp, hari=TW3)
    ajukan(kantor, buat_segar("Ajuan Uji", kantor))
    return hasil


def buat_segar(nama: str, kantor: Kantor) -> Pegawai:
    orang = buat_orang(nama, unit=kantor.bidang)
    orang.refresh_from_db()
    return orang


def test_judged_not_judged_and_without_an_skp_are_the_whole_team(kantor: Kantor, masuk: Masuk, tim: list[SKP]) -> None:
    klien = masuk(kantor.atasan)
    catat(kantor, tim[0])
    nilai(kantor, tim[0])

    isi = klien.get(url("tim"))

    assert "1 belum dinilai, 1 belum punya SKP yang disepakati" in kata(isi.content)
    for hanya, nama in (("dinilai", "Pegawai Uji"), ("belum", "Rekan Uji"), ("tanpa_skp", "Ajuan Uji")):
        assert f'href="?periode=2026-tw4&amp;hanya={hanya}#tim"' in isi.content.decode()
        daftar = klien.get(url("tim"), {"hanya": hanya}).content.decode()
        tabel = daftar[daftar.index('id="papan"') :]
        assert [p.nama for p in Pegawai.objects.filter(unit=kantor.bidang) if p.nama in tabel] == [nama]
    for tw in (1, 2, 3, 4):
        j = papan(kantor, kantor.atasan, tw).jumlah
        assert j["dinilai"] + j["belum_dinilai"] + j["tanpa_skp"] == j["orang"], tw


def test_the_figure_leads_to_the_judged_alone(kantor: Kantor, masuk: Masuk, tim: list[SKP]) -> None:
    """'0 dari 3' led to those who are left: the words beside it do, and say so."""
    isi = masuk(kantor.atasan).get(url("tim")).content.decode()

    assert not re.search(r'class="angka__nilai" href="[^"]*hanya=(belum|dinilai)#tim"', isi)
    assert re.search(r'href="\?periode=2026-tw4&amp;hanya=belum#tim">2 belum dinilai</a>', isi)


def test_of_a_quarter_gone_by_it_is_not_said_that_an_skp_is_still_missing(kantor: Kantor, masuk: Masuk) -> None:
    """It was agreed since."""
    sepakati(kantor, kantor.pegawai)
    sejak_januari(sepakati(kantor, kantor.rekan))

    for isian in ({}, {"hanya": "tanpa_skp"}):
        isi = kata(masuk(kantor.atasan).get(url("tim"), {"periode": "2026-tw3"} | isian).content)
        assert "SKP yang disepakati pada triwulan itu" in isi
        assert "belum punya SKP" not in isi


def test_the_next_to_be_judged_is_whoever_needs_it_most(kantor: Kantor, masuk: Masuk) -> None:
    """The order of the board, not the alphabet."""
    orang = [kantor.pegawai, kantor.rekan, buat_segar("Siti Tertinggal", kantor)]
    skp = [sejak_januari(sepakati(kantor, p)) for p in orang]
    for s, n in zip(skp, (95, 95, 1), strict=True):
        catat(kantor, s, nilai=n, hari=date(2026, 8, 3))
    isi = {
        "rating_hasil": "sesuai",
        "rating_perilaku": "sesuai",
        "umpan_balik": "Rapi.",
        "sebelum_berakhir": "on",
        "aksi": "tetapkan",
    }
    klien = masuk(kantor.atasan)

    jawab = klien.post(url("nilai", skp[0].kode, "2026-tw3"), isi, follow=True).content.decode()

    assert "Berikutnya: Siti Tertinggal (tinggal 2)" in jawab
    assert url("nilai", skp[2].kode, "2026-tw3") in jawab
    jawab = klien.post(url("nilai", skp[2].kode, "2026-tw3"), isi, follow=True).content.decode()
    assert "Berikutnya: Rekan Uji (tinggal 1)" in jawab
