"""Two clicks at the same instant: the second waits for the first and finds what it has made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from forum.models import Aspirasi, JawabanResmi, Kiriman, TindakLanjut, Topik
from forum.services.meja import answer_aspirasi
from forum.services.moderasi import merge_aspirasi
from forum.services.topik import create_kiriman, create_topik
from inti.errors import UseCaseError
from tests.forum.factories import buat_aspirasi, buat_kota, buat_topik, teruskan
from tests.forum.test_tindak_lanjut import usul

pytestmark = [pytest.mark.mesin, pytest.mark.django_db(transaction=True)]


def serentak(kerja):
    """Do it twice at once, each time on a connection of its own; returns both results."""
    mulai = Barrier(2)

    def jalankan(_ke):
        mulai.wait(30)
        try:
            return kerja()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        return list(kolam.map(jalankan, range(2)))


def test_two_merges_each_into_the_other_wait_for_one_another():
    """One is joined, the other refused: neither is a deadlock, and no circle comes of it."""
    kota = buat_kota()
    moderator = kota.konteks("moderator")
    for _kali in range(5):
        pasang = [teruskan(kota, buat_aspirasi()[0]) for _suara in range(2)]
        arah = iter([pasang, pasang[::-1]])

        def gabung(arah=arah):
            dari, ke = next(arah)
            try:
                return merge_aspirasi(konteks=moderator, aspirasi=dari, utama=ke)
            except UseCaseError as error:
                return error

        hasil = serentak(gabung)

        assert sorted(isinstance(h, Exception) for h in hasil) == [False, True]
        assert Aspirasi.objects.filter(pk__in=[a.pk for a in pasang], gabung_ke__isnull=False).count() == 1


def test_what_is_said_twice_at_once_is_said_once():
    kota = buat_kota()
    aspirasi, topik = teruskan(kota, buat_aspirasi()[0]), buat_topik(kota)
    pengelola, warga = kota.konteks("pengelola"), kota.konteks("warga")
    isi = {"isi": "Lampu kami ganti hari Senin.", "atas_nama": "Kepala Dinas"}
    tanya = {"judul": "Jam pasar", "pertanyaan": "Pukul berapa pasar sebaiknya buka?", "unit": kota.dinas}

    for kerja, model in (
        (lambda: answer_aspirasi(konteks=pengelola, aspirasi=aspirasi, **isi), JawabanResmi),
        (lambda: usul(kota, aspirasi), TindakLanjut),
        (lambda: create_topik(konteks=pengelola, **tanya), Topik),
        (lambda: create_kiriman(konteks=warga, topik=topik, lembar="x", isi="Setuju", tampilkan_nama=False), Kiriman),
    ):
        sebelum = model.objects.count()
        pertama, kedua = serentak(kerja)
        assert (pertama.pk, model.objects.count()) == (kedua.pk, sebelum + 1), model.__name__
    assert topik.kiriman.count() == 1
