"""Pages of the discussion forum."""

import pytest
from django.urls import reverse

from forum import jaga
from forum.models import Kiriman
from tests.forum.factories import buat_topik
from tests.forum.test_topik import tulis


def test_a_stranger_who_posts_in_a_topic_is_led_to_sign_in(client, kota):
    topik = buat_topik(kota)

    jawaban = client.post(reverse("forum:topik", args=[topik.kode]), {"isi": "Halo", "lembar": jaga.buat_lembar()})

    assert reverse("account_login") in jawaban.url


def test_the_official_answer_stands_before_the_discussion(client, kota):
    topik = buat_topik(kota)
    tulis(kota, topik)
    client.force_login(kota.pengelola)
    client.post(
        reverse("forum:topik-jawab", args=[topik.kode]), {"isi": "Lampu menyala pukul 18.00.", "atas_nama": "Kepala Dinas"}
    )

    halaman = client.get(reverse("forum:topik", args=[topik.kode])).content.decode()

    assert halaman.index("Jawaban resmi") < halaman.index("Sebaiknya pukul enam sore")


def test_a_posts_markdown_is_harmless(client, kota):
    topik = buat_topik(kota)
    client.force_login(kota.warga)

    client.post(
        reverse("forum:topik", args=[topik.kode]),
        {"isi": "**tebal** <script>alert(1)</script>", "lembar": jaga.buat_lembar()},
    )

    halaman = client.get(reverse("forum:topik", args=[topik.kode])).content.decode()
    assert "<strong>tebal</strong>" in halaman
    assert "<script>alert" not in halaman


def test_hidden_posts_leave_their_reason(client, kota):
    topik = buat_topik(kota)
    kiriman = tulis(kota, topik)
    client.force_login(kota.moderator)
    client.post(
        reverse("forum:moderasi-kiriman", args=[kiriman.kode]),
        {"tindakan": "sembunyikan", "alasan": "Menyerang pribadi seseorang.", "kembali": "topik", "versi": "1"},
    )
    client.logout()

    halaman = client.get(reverse("forum:topik", args=[topik.kode])).content.decode()

    assert "Menyerang pribadi seseorang." in halaman
    assert "Sebaiknya pukul enam sore" not in halaman


@pytest.mark.parametrize("alasan", ["", "x", "Menghina. " * 40])
def test_a_flag_that_is_refused_keeps_its_words_in_the_topic(client, kota, alasan):
    kiriman = tulis(kota, buat_topik(kota))
    client.force_login(kota.warga)

    jawaban = client.post(reverse("forum:laporkan", kwargs={"kode": kiriman.kode}), {"alasan": alasan, "topik": "bukan kode/"})

    assert jawaban.status_code == 422
    halaman = jawaban.content.decode()
    assert "Laporan Anda belum terkirim" in halaman
    assert f"{alasan}</textarea>" in halaman
    assert "boleh kosong" not in halaman.split("Laporan Anda belum terkirim")[1].split("</form>")[0]
    assert kiriman.topik.judul in halaman


@pytest.mark.parametrize(("nama", "isi"), [("laporkan", {"alasan": "x"}), ("laporkan", {"alasan": "Menghina."}), ("setuju", {})])
def test_what_is_sent_about_a_post_that_is_hidden_by_now_leads_back_to_the_topic_and_says_so(client, kota, nama, isi):
    kiriman = tulis(kota, buat_topik(kota))
    Kiriman.objects.filter(pk=kiriman.pk).update(tersembunyi=True, sebab="Menyerang pribadi")
    client.force_login(kota.warga)

    jawaban = client.post(reverse(f"forum:{nama}", kwargs={"kode": kiriman.kode}), isi, follow=True)

    assert jawaban.redirect_chain[-1][0] == reverse("forum:topik", kwargs={"kode": kiriman.topik.kode})
    assert "Tanggapan itu sudah tidak terbuka" in jawaban.content.decode()


def test_a_flagged_post_may_lose_a_name_instead_of_being_hidden(client, kota):
    kiriman = tulis(kota, buat_topik(kota))
    client.force_login(kota.moderator)

    client.post(
        reverse("forum:moderasi-kiriman", args=[kiriman.kode]),
        {"tindakan": "sunting", "isi": "Sebaiknya pukul enam.", "alasan": "Nama orang dihapus.", "versi": "1"},
    )

    kiriman.refresh_from_db()
    assert (kiriman.isi, kiriman.disunting) == ("Sebaiknya pukul enam.", True)
