"""A result that another tab took out of the SKP: what was typed on it is kept, said so, and can be saved as a new one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kinerja.models import SKP, CatatanDialog, RencanaHasilKerja
from kinerja.services import rencana
from kinerja.services import skp as layanan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, ajukan, baris, buat_skp, isian, url
from tests.kinerja.test_halaman import isian_hasil

pytestmark = pytest.mark.usefixtures("hari_ini")
TULISAN = "Sudah telanjur diketik di tab lain"


def keluarkan(klien: Client, skp: SKP, hasil: RencanaHasilKerja) -> None:
    assert klien.post(url("rencana_hapus", skp.kode, hasil.kode)).status_code == 302
    assert not RencanaHasilKerja.objects.filter(pk=hasil.pk).exists()


def test_words_on_a_result_that_was_taken_out_are_kept_and_can_be_saved_as_a_new_one(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)
    hasil = baris(skp)
    keluarkan(klien, skp, hasil)
    kiriman = isian_hasil(uraian=TULISAN, versi="1", sandaran="belum")

    jawab = klien.post(url("rencana", skp.kode, hasil.kode), kiriman)

    isi = jawab.content.decode()
    assert jawab.status_code == 409
    assert "sudah dikeluarkan dari SKP" in isi
    assert "Simpan bila ingin memasukkannya lagi" in isi
    assert TULISAN in isi
    assert f'action="{url("rencana_baru", skp.kode)}"' in isi
    assert f'name="_draf" value="hasil-{hasil.kode}-1"' in isi, "the draft of this very form, never one of another"
    assert not skp.rencana.exists()
    assert klien.post(url("rencana_baru", skp.kode), kiriman).status_code == 302
    assert baris(skp).uraian == TULISAN


def test_where_the_plan_was_handed_in_besides_the_page_says_that_and_promises_no_saving(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=2), masuk(kantor.pegawai)
    hasil = baris(skp)
    keluarkan(klien, skp, hasil)
    kini = SKP.objects.get(pk=skp.pk)
    layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=kini, versi=kini.versi)

    isi = klien.post(url("rencana", skp.kode, hasil.kode), isian_hasil(uraian=TULISAN)).content.decode()

    assert TULISAN in isi
    assert "sedang dibaca atasan" in isi
    assert "Simpan bila ingin" not in isi


@pytest.mark.django_db
def test_a_result_that_goes_between_reading_and_saving_is_refused_in_words(kantor: Kantor) -> None:
    skp, k = buat_skp(kantor, kantor.pegawai), kantor.konteks(kantor.pegawai)
    hasil = baris(skp)
    RencanaHasilKerja.objects.get(pk=hasil.pk).delete()

    with pytest.raises(rencana.HasilDikeluarkanError, match="sudah dikeluarkan"):
        rencana.save_rencana(konteks=k, rencana=hasil, versi=1, isian=isian())
    with pytest.raises(rencana.HasilDikeluarkanError, match="sudah dikeluarkan"):
        rencana.create_dialog(konteks=k, rencana=hasil, isi="Mohon diperjelas")


@pytest.mark.parametrize("siapa", ["pegawai", "atasan"])
def test_a_word_about_a_result_that_was_taken_out_is_kept_with_the_way_to_the_plan(
    kantor: Kantor, masuk: Masuk, siapa: str
) -> None:
    skp = ajukan(kantor, kantor.pegawai, hasil=2)
    hasil = baris(skp)
    layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)
    keluarkan(masuk(kantor.pegawai), skp, hasil)
    kini = SKP.objects.get(pk=skp.pk)
    layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=kini, versi=kini.versi)

    jawab = masuk(getattr(kantor, siapa)).post(url("bicara", skp.kode, hasil.kode), {"isi": TULISAN, "kunci": "abcdef123456"})

    isi = jawab.content.decode()
    assert jawab.status_code == 409
    assert "sudah dikeluarkan dari SKP" in isi
    assert TULISAN in isi
    assert f'href="{url("skp", skp.kode)}"' in isi
    assert not CatatanDialog.objects.exists()


def test_taking_out_twice_is_the_same_as_once(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)
    hasil = baris(skp)
    keluarkan(klien, skp, hasil)

    jawab: Any = klien.post(url("rencana_hapus", skp.kode, hasil.kode), follow=True)

    assert jawab.redirect_chain == [(url("skp", skp.kode), 302)]
    assert "memang sudah dikeluarkan" in jawab.content.decode()


@pytest.mark.parametrize("kirim", ["rencana", "rencana_baru"])
def test_what_is_written_in_a_plan_that_is_not_ones_own_is_given_back(kantor: Kantor, masuk: Masuk, kirim: str) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    bagian = (skp.kode, baris(skp).kode) if kirim == "rencana" else (skp.kode,)

    jawab = masuk(kantor.rekan).post(url(kirim, *bagian), isian_hasil(uraian=TULISAN))

    assert jawab.status_code == 403
    assert TULISAN in jawab.content.decode()
    assert "Berkas selesai 24 jam" in jawab.content.decode()
