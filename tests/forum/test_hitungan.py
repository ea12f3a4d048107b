"""Counts follow from the rows: each sender once, nobody for themselves, and the last word of who spoke twice."""

import pytest

from forum.selectors.hitungan import with_suara
from forum.selectors.tindak_lanjut import hitung_kata_pengirim, list_terbit
from forum.services.kirim import SuaraSendiriError, support_aspirasi
from forum.services.moderasi import merge_aspirasi
from forum.services.pengirim import confirm_aspirasi, object_aspirasi
from forum.services.tindak_lanjut import publish_tindak_lanjut
from tests.forum.factories import buat_aspirasi, dukungan, jawab, pengunjung, teruskan
from tests.forum.test_tindak_lanjut import usul

MASIH = "Lampunya masih mati juga."


@pytest.fixture
def utama(kota):
    return teruskan(kota, buat_aspirasi()[0])


def gabung(kota, aspirasi, utama):
    return merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, utama=utama)


def test_merged_objected_to_routed_and_merged_again_a_sender_is_one_voice(kota, utama):
    kembar, _kode = buat_aspirasi(judul="Lampu jalan padam")

    for _kali in range(3):
        gabung(kota, kembar, utama)
        assert dukungan(utama) == 1
        object_aspirasi(konteks=pengunjung(), kode=kembar.kode, dipegang=[kembar.kode], isi=MASIH)
        assert dukungan(utama) == 0
        teruskan(kota, kembar)


def test_what_supported_a_merged_input_supports_the_one_it_went_to(kota, utama):
    kembar = teruskan(kota, buat_aspirasi(judul="Lampu jalan padam")[0])
    support_aspirasi(konteks=pengunjung(), kode=kembar.kode, siapa="sesi a")
    support_aspirasi(konteks=pengunjung(), kode=utama.kode, siapa="sesi b")

    gabung(kota, kembar, utama)

    assert dukungan(utama) == 3


def test_an_input_joined_to_one_that_is_joined_itself_counts_at_the_end(kota, utama):
    tengah = teruskan(kota, buat_aspirasi(judul="Lampu jalan padam")[0])
    ujung, _kode = buat_aspirasi(judul="Lampu gang mati")

    gabung(kota, ujung, tengah)
    gabung(kota, tengah, utama)

    assert dukungan(utama) == 2


def test_one_account_that_sent_twice_is_one_sender(kota):
    utama = teruskan(kota, buat_aspirasi(kota.konteks("warga"))[0])
    for judul in ("Lampu jalan padam", "Lampu gang mati"):
        gabung(kota, buat_aspirasi(kota.konteks("warga"), judul=judul)[0], utama)

    assert dukungan(utama) == 0


@pytest.mark.parametrize("beserta", ["akun", "kode"])
def test_the_sender_supports_nobody_twice(kota, beserta):
    konteks = kota.konteks("warga") if beserta == "akun" else pengunjung()
    aspirasi = teruskan(kota, buat_aspirasi(konteks)[0])
    dipegang = [aspirasi.kode] if beserta == "kode" else []

    with pytest.raises(SuaraSendiriError, match="sudah terhitung"):
        support_aspirasi(konteks=konteks, kode=aspirasi.kode, siapa="siapa pun", dipegang=dipegang)

    assert dukungan(aspirasi) == 0


def test_who_objected_and_then_confirmed_counts_by_the_last_word(kota, utama):
    aspirasi = jawab(kota, utama)
    milik = {"konteks": pengunjung(), "kode": aspirasi.kode, "dipegang": [aspirasi.kode]}
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, aspirasi))

    object_aspirasi(**milik, isi=MASIH)
    assert hitung_kata_pengirim(baris) == {"beres": 0, "belum": 1}

    jawab(kota, aspirasi)
    confirm_aspirasi(**milik)
    assert hitung_kata_pengirim(baris) == {"beres": 1, "belum": 0}


def test_the_voices_of_a_follow_up_are_those_of_today(kota, utama):
    aspirasi = jawab(kota, utama)
    publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, aspirasi))
    assert list_terbit(pengunjung()).get().jumlah_suara == 1

    gabung(kota, buat_aspirasi(judul="Lampu jalan padam")[0], aspirasi)
    support_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, siapa="sesi a")

    assert list_terbit(pengunjung()).get().jumlah_suara == 3


def test_counting_adds_no_query(kota, utama, django_assert_num_queries):
    publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, jawab(kota, utama)))

    with django_assert_num_queries(1):
        assert [t.jumlah_suara for t in with_suara(list_terbit(pengunjung()))] == [1]
