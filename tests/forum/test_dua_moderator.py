"""Two moderators, one input: what one settled is not undone by what the other had open."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from forum.models import Aspirasi
from forum.services.moderasi import edit_aspirasi, forward_aspirasi, verify_aspirasi
from forum.services.tindak_lanjut import add_kabar, publish_tindak_lanjut
from tests.formulir import isian
from tests.forum.factories import buat_aspirasi, jawab, teruskan
from tests.forum.test_tindak_lanjut import usul


@pytest.fixture
def meja(kota):
    """A moderator's browser, and the page of an input that it has open."""
    klien, aspirasi = Client(), teruskan(kota, buat_aspirasi()[0])
    klien.force_login(kota.moderator)
    return klien, aspirasi, klien.get(reverse("forum:meja-rinci", args=[aspirasi.kode]))


def langkah(meja, nama, **ubah):
    klien, aspirasi, lembar = meja
    isi = {k: v for k, v in isian(lembar, **ubah).items() if nama in k}
    return klien.post(reverse("forum:meja-langkah", args=[aspirasi.kode, nama]), isi)


def test_flags_and_office_that_another_set_meanwhile_stay(kota, meja):
    aspirasi, moderator = meja[1], kota.konteks("moderator")
    verify_aspirasi(konteks=moderator, aspirasi=aspirasi, jenis="pengaduan", perlu_pemeriksaan=True)
    forward_aspirasi(konteks=moderator, aspirasi=aspirasi, unit=kota.lain)

    assert langkah(meja, "periksa", **{"periksa-jenis": "aspirasi"}).status_code == 302

    kini = Aspirasi.objects.get(pk=aspirasi.pk)
    assert (kini.jenis, kini.perlu_pemeriksaan, kini.unit) == ("aspirasi", True, kota.lain)


def test_an_edit_of_an_edit_shows_both_texts(kota, meja):
    aspirasi = meja[1]
    isi = {"judul": aspirasi.judul, "isi": f"{aspirasi.isi} Disunting rekan."}
    edit_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Nama orang dihapus.", **isi)

    jawaban = langkah(
        meja, "sunting", **{"sunting-isi": f"{aspirasi.isi} Disunting saya.", "sunting-alasan": "Nama orang dihapus."}
    )

    assert jawaban.status_code == 409
    assert "Disunting rekan." in jawaban.content.decode()
    assert Aspirasi.objects.get(pk=aspirasi.pk).isi == isi["isi"]


def test_news_do_not_turn_back_a_result_that_another_reported_meanwhile(kota):
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi()[0]))
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, aspirasi))
    klien, alamat = Client(), reverse("forum:kabar", args=[baris.kode])
    klien.force_login(kota.pengelola)
    lembar = klien.get(alamat)
    add_kabar(konteks=kota.konteks("pengelola"), tindak_lanjut=baris, isi="Sudah selesai seluruhnya.", hasil="tidak_bisa")

    assert klien.post(alamat, isian(lembar, isi="Kabar tambahan dari lapangan.")).status_code == 302

    baris.refresh_from_db()
    assert baris.hasil == "tidak_bisa"
