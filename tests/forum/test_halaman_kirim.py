"""Sending something: what is kept, what is refused, and in which words."""

import json
import re

import pytest
import redis
import time_machine
from django.core.cache import cache
from django.urls import reverse

from akun.models import Sesi
from forum import jaga, lacak
from forum.models import Aspirasi, Dukungan
from tests.forum.factories import CERITA, buat_aspirasi, kirim, pukul, teruskan
from tests.forum.factories import ISIAN_KIRIM as ISI


def test_a_double_click_is_one_input(client, db, lembar):
    pertama, kedua = kirim(client, lembar), kirim(client, lembar)

    assert (pertama.status_code, kedua.status_code) == (302, 302)
    assert Aspirasi.objects.count() == 1
    assert "SBG-" in client.get(reverse("forum:terima-kasih")).content.decode()


def test_pasted_html_is_shown_as_text(client, kota, lembar):
    kirim(client, lembar, isi="<script>alert(1)</script><b>Jalan rusak</b> di depan pasar", judul="<img src=x onerror=alert(1)>")
    aspirasi = teruskan(kota, Aspirasi.objects.get())

    halaman = client.get(reverse("forum:jejak-suara", args=[aspirasi.kode])).content.decode()

    assert "<script>alert" not in halaman
    assert "<img src=x" not in halaman
    assert "&lt;script&gt;" in halaman


def test_a_megabyte_gets_a_kind_message_and_keeps_its_beginning(client, db, lembar):
    teks = "Jalan berlubang. " + "a" * 1_048_576

    jawaban = kirim(client, lembar, isi=teks)

    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert "1.048.593 huruf" in halaman
    assert "Jalan berlubang. aaa" in halaman
    assert len(halaman) < 60_000
    assert not Aspirasi.objects.exists()


@pytest.mark.parametrize(
    ("bidang", "nilai", "pesan"),
    [
        ("isi", "rusak", "huruf lagi"),
        ("judul", "", "belum diisi"),
        ("jenis", "", "Pilih salah satu"),
        ("jenis", "x", "Masukkan|Pilih"),
    ],
)
def test_what_was_typed_is_kept_beside_the_message(client, db, lembar, bidang, nilai, pesan):
    jawaban = kirim(client, lembar, **{"lokasi": "Simpang Empat", bidang: nilai})

    assert jawaban.status_code == 422
    assert re.search(pesan, jawaban.content.decode())
    assert "Simpang Empat" in jawaban.content.decode()


def test_a_machine_that_fills_the_hidden_field_is_refused(client, db, lembar):
    assert kirim(client, lembar, situs="https://contoh.invalid").status_code == 422
    assert not Aspirasi.objects.exists()


def test_a_form_sent_too_quickly_asks_to_read_once_more(client, db):
    jawaban = kirim(client, jaga.buat_lembar())

    assert jawaban.status_code == 422
    assert "Cepat sekali" in jawaban.content.decode()
    assert CERITA in jawaban.content.decode()


@pytest.mark.parametrize("lembar_lain", ["", "palsu", "palsu:1:x"])
def test_a_form_that_is_not_ours_gets_a_new_one_and_keeps_the_text(client, db, lembar_lain):
    jawaban = kirim(client, lembar_lain)

    assert jawaban.status_code == 422
    assert "Tulisan Anda masih ada" in jawaban.content.decode()
    assert CERITA in jawaban.content.decode()


def test_too_many_from_one_network_wait_and_lose_nothing(client, db, lembar, monkeypatch):
    monkeypatch.setattr(jaga, "KIRIM", jaga.Batas("kirim", 1, 600, 1))
    kirim(client, lembar)

    jawaban = kirim(client, lembar, judul="Yang kedua hari ini")

    assert jawaban.status_code == 429
    assert "Yang kedua hari ini" in jawaban.content.decode()


def test_people_can_speak_while_the_cache_is_down(client, db, lembar, monkeypatch):
    def putus(*_args, **_kwargs):
        raise redis.ConnectionError

    monkeypatch.setattr(cache, "add", putus)

    assert kirim(client, lembar).status_code == 302


def test_changing_ones_mind_brings_the_form_back_filled(client, db, lembar):
    jawaban = client.post(reverse("forum:kirim"), ISI | {"lembar": lembar, "aksi": "ubah"})

    assert jawaban.status_code == 200
    assert CERITA in jawaban.content.decode()


def test_a_similar_input_is_offered_before_sending_and_can_be_supported(client, kota, lembar):
    lama, _kode = buat_aspirasi(judul="Lampu jalan Pancuran Pinang")
    teruskan(kota, lama)

    periksa = client.post(reverse("forum:kirim"), ISI | {"lembar": lembar, "aksi": "periksa"}).content.decode()
    client.post(reverse("forum:dukung", args=[lama.kode]))
    client.post(reverse("forum:dukung", args=[lama.kode]))

    assert "Mungkin sudah ada yang menyampaikan" in periksa
    assert Dukungan.objects.count() == 1


def test_the_session_row_never_holds_the_tracking_code(client, db, lembar):
    kirim(client, lembar)
    kode = re.search(r"SBG(-[0-9A-Z]{4}){4}", client.get(reverse("forum:terima-kasih")).content.decode()).group()
    client.post(reverse("forum:lacak"), {"kode": kode})

    baris = Sesi.objects.get(pk=client.session.session_key)
    isi = json.dumps(client.session.decode(baris.session_data))

    assert lacak.baca_kode(kode) not in isi
    assert kode not in isi


def test_the_thank_you_page_forgets_the_code_after_two_hours(client, db, lembar):
    kirim(client, lembar)

    with time_machine.travel(pukul(2026, 11, 24, 13), tick=False):
        jawaban = client.get(reverse("forum:terima-kasih"))

    assert (jawaban.status_code, jawaban.url) == (302, reverse("forum:lacak"))
    assert "suara_baru" not in client.session
