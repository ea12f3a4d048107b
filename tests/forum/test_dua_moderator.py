"""Two moderators, one input: what one settled is not undone by what the other had open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from forum.models import Aspirasi, UnitPengawas
from forum.services.moderasi import edit_aspirasi, forward_aspirasi, verify_aspirasi
from forum.services.pengawas import propose_pengawas
from forum.services.tindak_lanjut import add_kabar, publish_tindak_lanjut
from inti import waktu
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


def usulan_terbit(kota):
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi()[0]))
    baris = usul(kota, aspirasi, hasil="dikerjakan", dijanjikan=waktu.today() + timedelta(days=30))
    return publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris)


def test_news_do_not_turn_back_a_promise_that_another_moved_meanwhile(kota):
    baris = usulan_terbit(kota)
    klien, alamat = Client(), reverse("forum:kabar", args=[baris.kode])
    klien.force_login(kota.pengelola)
    lembar = klien.get(alamat)
    nanti = baris.dijanjikan + timedelta(days=30)
    isi = {"isi": "Bahannya terlambat tiba dari Medan.", "hasil": "dikerjakan", "dijanjikan": nanti}
    add_kabar(konteks=kota.konteks("pengelola"), tindak_lanjut=baris, **isi)

    assert klien.post(alamat, isian(lembar, isi="Tiang pertama sudah berdiri hari ini.")).status_code == 302

    baris.refresh_from_db()
    assert baris.dijanjikan == nanti


def test_two_promises_are_shown_side_by_side(kota):
    baris = usulan_terbit(kota)
    klien, alamat = Client(), reverse("forum:kabar", args=[baris.kode])
    klien.force_login(kota.pengelola)
    lembar = klien.get(alamat)
    nanti, lain = (baris.dijanjikan + timedelta(days=n) for n in (30, 60))
    isi = {"isi": "Bahannya terlambat tiba dari Medan.", "hasil": "dikerjakan", "dijanjikan": nanti}
    add_kabar(konteks=kota.konteks("pengelola"), tindak_lanjut=baris, **isi)

    jawaban = klien.post(alamat, isian(lembar, isi="Kami perlu waktu lebih lama lagi.", dijanjikan=str(lain)))

    assert jawaban.status_code == 409
    assert [b.label for b in jawaban.context["form"].banding] == ["Dijanjikan selesai"]


@pytest.fixture
def atur(kota):
    """An administrator's browser, and the page of the examining unit."""
    klien, alamat = Client(), reverse("forum:pengawas")
    klien.force_login(kota.admin)
    return klien, alamat


def test_the_basis_that_another_wrote_stays_where_it_was_not_touched(kota, atur):
    klien, alamat = atur
    lembar = klien.get(alamat)
    propose_pengawas(konteks=kota.konteks("admin"), unit=kota.inspektorat, dasar="SK 5/2026")

    assert klien.post(alamat, isian(lembar, unit=str(kota.inspektorat.pk))).status_code == 302

    assert UnitPengawas.objects.latest("pk").dasar == "SK 5/2026"


def test_who_names_the_first_unit_is_not_written_over(kota, atur):
    klien, alamat = atur
    UnitPengawas.objects.all().delete()
    lembar = klien.get(alamat)
    propose_pengawas(konteks=kota.konteks("admin"), unit=kota.inspektorat)

    assert klien.post(alamat, isian(lembar, unit=str(kota.lain.pk))).status_code == 409

    assert UnitPengawas.objects.get().unit == kota.inspektorat
