"""What was sent back lies with its owner, and its note is read until the SKP is agreed."""

from __future__ import annotations

import pytest

from kinerja.models import SKP
from kinerja.services import skp as layanan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
CATATAN = "Ukuran hasil kedua belum jelas."


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    """An SKP that came back with a note."""
    skp = ajukan(kantor, kantor.pegawai)
    return layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan=CATATAN)


def test_the_board_says_that_it_was_returned_and_with_whom_it_lies(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    isi = masuk(kantor.atasan).get(url("tim")).content.decode()

    assert "Dikembalikan, ada pada pemiliknya" in isi


def test_the_note_of_the_last_return_stays_until_the_skp_is_agreed(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    pemilik, atasan = kantor.konteks(kantor.pegawai), kantor.konteks(kantor.atasan)
    pembaca = [masuk(kantor.pegawai), masuk(kantor.atasan)]

    def kotak() -> list[bool]:
        return ["Catatan atasan" in klien.get(url("skp", skp.kode)).content.decode() for klien in pembaca]

    assert kotak() == [True, True]
    kini = layanan.submit_skp(konteks=pemilik, skp=skp, versi=skp.versi)
    assert kotak() == [True, True], "handed in again"
    kini = layanan.withdraw_skp(konteks=pemilik, skp=kini, versi=kini.versi)
    assert kotak() == [True, True], "taken back"
    kini = layanan.submit_skp(konteks=pemilik, skp=kini, versi=kini.versi)
    layanan.approve_skp(konteks=atasan, skp=kini, versi=kini.versi)
    assert kotak() == [False, False]


def test_an_agreed_skp_is_signed_on_the_day_it_was_agreed(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    SKP.objects.filter(pk=skp.pk).update(disepakati=HARI.replace(day=20))

    isi = masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()

    assert "20 November 2026" in isi[isi.index("tanda-tangan") :]


@pytest.mark.parametrize("hasil", ["sesuai", "di_atas"])
def test_nobody_is_said_to_need_help_beside_a_judgement_that_says_otherwise(kantor: Kantor, masuk: Masuk, hasil: str) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, nilai=1)
    atasan = masuk(kantor.atasan)
    sebelum = atasan.get(url("tim")).content.decode()
    assert "Perlu bantuan" in sebelum
    assert "Baik untuk diajak bicara" in sebelum

    nilai(kantor, skp, hasil=hasil)

    sesudah = atasan.get(url("tim")).content.decode()
    for kata in ("Perlu bantuan", "tertinggal</span>", "Baik untuk diajak bicara"):
        assert kata not in sesudah, kata


def test_whoever_was_judged_below_expectation_may_still_need_help(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, nilai=1)

    nilai(kantor, skp, hasil="di_bawah")

    assert "Perlu bantuan" in masuk(kantor.atasan).get(url("tim")).content.decode()
