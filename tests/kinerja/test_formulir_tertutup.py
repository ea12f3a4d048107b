"""A form that can't be used now says so when it is opened, not after everything was typed."""

from __future__ import annotations

import pytest

from inti import waktu
from kinerja.models import KemajuanKerja, PeriodeKinerja
from kinerja.services.koreksi import withdraw_kemajuan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, baris, buat_skp, catat, sepakati, url
from tests.kinerja.test_halaman import isian_hasil

pytestmark = pytest.mark.usefixtures("hari_ini")


def formulir_skp(kode: str, kode_hasil: str) -> list[str]:
    """Every form in which the owner writes a plan."""
    return [url("rencana_baru", kode), url("rencana", kode, kode_hasil), url("perilaku", kode)]


def test_a_plan_that_is_being_read_offers_to_take_it_back_instead_of_a_form(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    for alamat in formulir_skp(skp.kode, baris(skp).kode):
        isi = masuk(kantor.pegawai).get(alamat).content.decode()

        assert "sedang dibaca atasan" in isi
        assert f'action="{url("tarik", skp.kode)}"' in isi
        assert "<textarea" not in isi


def test_an_agreed_plan_says_what_to_do_instead_of_a_form(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    for alamat in formulir_skp(skp.kode, baris(skp).kode):
        isi = masuk(kantor.pegawai).get(alamat).content.decode()

        assert "sudah disepakati" in isi
        assert "Bicarakan perubahan dengan atasan" in isi
        assert url("tarik", skp.kode) not in isi
        assert "<textarea" not in isi


def test_what_was_typed_before_another_tab_handed_it_in_stays_on_the_page(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.pegawai).post(url("rencana_baru", skp.kode), isian_hasil(uraian="Sudah telanjur diketik"))

    assert jawab.status_code == 422
    assert "sedang dibaca atasan" in jawab.content.decode()
    assert "Sudah telanjur diketik" in jawab.content.decode()


def test_a_plan_that_its_owner_writes_opens_every_form(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai)

    for alamat in formulir_skp(skp.kode, baris(skp).kode):
        assert "<textarea" in masuk(kantor.pegawai).get(alamat).content.decode()


def test_an_entry_that_was_taken_back_is_neither_corrected_nor_taken_back_again(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    k = KemajuanKerja.objects.get(skp=skp)
    withdraw_kemajuan(konteks=kantor.konteks(kantor.pegawai), kemajuan=k)

    for alamat in (url("koreksi", k.kode), url("catatan_tarik", k.kode)):
        isi = masuk(kantor.pegawai).get(alamat).content.decode()

        assert "sudah ditarik kembali" in isi
        assert 'name="alasan"' not in isi


def test_an_entry_of_a_closed_quarter_says_so_before_anything_is_typed(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    k = KemajuanKerja.objects.get(skp=skp)
    PeriodeKinerja.objects.filter(masa__contains=HARI).update(terkunci_at=waktu.now())

    for alamat in (url("koreksi", k.kode), url("catatan_tarik", k.kode)):
        isi = masuk(kantor.pegawai).get(alamat).content.decode()

        assert "sudah ditutup" in isi
        assert 'name="alasan"' not in isi


def test_judging_a_plan_that_is_not_agreed_says_so_before_anything_is_typed(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    isi = masuk(kantor.atasan).get(url("nilai", skp.kode, "2026-tw4")).content.decode()

    assert "belum disepakati" in isi
    assert 'name="umpan_balik"' not in isi
