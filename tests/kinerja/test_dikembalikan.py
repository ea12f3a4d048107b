"""What was sent back lies with its owner, and its note is read until the SKP is agreed."""

from __future__ import annotations

import pytest

from kinerja.models import SKP
from kinerja.services import skp as layanan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, sepakati, url

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
