"""Whoever presses twice has done it once, and gets the first answer."""

import pytest
from django.urls import reverse

from alur.services import LangkahTidakAdaError
from forum.models import Aspirasi, JawabanResmi, KabarTindakLanjut, ModerasiAsli, Status, TindakLanjut, Topik
from forum.services.kiriman import edit_kiriman, hide_kiriman, restore_kiriman
from forum.services.meja import answer_aspirasi
from forum.services.moderasi import archive_aspirasi, edit_aspirasi, merge_aspirasi
from forum.services.pengirim import object_aspirasi
from forum.services.tindak_lanjut import publish_tindak_lanjut
from inti.models import Peristiwa
from tests.forum.factories import buat_aspirasi, buat_topik, dukungan, jawab, jejak, keberatan, pengunjung, teruskan
from tests.forum.test_tindak_lanjut import usul
from tests.forum.test_topik import tulis

JAWABAN = {"jawab-isi": "Lampu diganti hari Senin oleh petugas kami.", "jawab-atas_nama": "Kepala Dinas"}
ALASAN = "Sudah dijawab dinas dengan jelas."


def dua_kali(client, nama, kode, isi, *langkah):
    """Post the same thing twice; both are answered alike."""
    alamat = reverse(f"forum:{nama}", args=[kode, *langkah])
    pertama, kedua = (client.post(alamat, isi) for _klik in range(2))
    assert (pertama.status_code, kedua.status_code, kedua.url) == (302, 302, pertama.url)


@pytest.fixture
def diteruskan(kota):
    return teruskan(kota, buat_aspirasi()[0])


def test_one_answer_in_the_name_of_an_office(client, kota, diteruskan):
    client.force_login(kota.pengelola)

    dua_kali(client, "meja-langkah", diteruskan.kode, JAWABAN, "jawab")

    assert JawabanResmi.objects.filter(aspirasi=diteruskan).count() == 1
    assert [j.ke for j in jejak(diteruskan)].count(Status.DITANGGAPI) == 1


def test_a_better_answer_is_still_another_one(client, kota, diteruskan):
    client.force_login(kota.pengelola)
    alamat = reverse("forum:meja-langkah", args=[diteruskan.kode, "jawab"])
    client.post(alamat, JAWABAN)

    client.post(alamat, JAWABAN | {"jawab-isi": "Lampunya menyala sejak Selasa, bukan Senin."})

    assert JawabanResmi.objects.filter(aspirasi=diteruskan).count() == 2


def test_the_same_words_after_an_objection_are_a_new_answer(kota, diteruskan):
    isi = {"konteks": kota.konteks("pengelola"), "aspirasi": diteruskan, "isi": "Lampu kami ganti Senin.", "atas_nama": "Kadis"}
    answer_aspirasi(**isi)
    object_aspirasi(konteks=pengunjung(), kode=diteruskan.kode, dipegang=[diteruskan.kode], isi="Masih mati setiap malam.")

    answer_aspirasi(**isi)

    assert JawabanResmi.objects.filter(aspirasi=diteruskan).count() == 2


@pytest.mark.parametrize(
    ("siapa", "langkah", "isi", "ke"),
    [
        ("pengelola", "terima", {}, Status.DIPROSES),
        ("moderator", "arsip", {"arsip-alasan": ALASAN}, Status.DIARSIPKAN),
        ("moderator", "periksa", {"periksa-jenis": "pengaduan", "periksa-catatan": "Terima kasih."}, Status.DITERUSKAN),
    ],
)
def test_a_step_on_the_desk_leaves_one_line_in_the_trail(client, kota, siapa, langkah, isi, ke):
    aspirasi, _kode = buat_aspirasi()
    if langkah == "periksa":
        isi = isi | {"periksa-versi": Aspirasi.objects.get(pk=aspirasi.pk).versi, "periksa-unit": kota.dinas.pk}
    else:
        aspirasi = teruskan(kota, aspirasi)
    client.force_login(getattr(kota, siapa))

    dua_kali(client, "meja-langkah", aspirasi.kode, isi, langkah)

    assert [j.ke for j in jejak(aspirasi)].count(ke) == 1


def test_another_moderators_reason_is_not_swallowed(kota, diteruskan):
    archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=diteruskan, alasan=ALASAN)

    with pytest.raises(LangkahTidakAdaError):
        archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=diteruskan, alasan="Alasan yang lain sama sekali.")


def test_joining_counts_the_voice_once(kota, diteruskan):
    kembar, _kode = buat_aspirasi(judul="Lampu jalan padam")

    for _klik in range(2):
        merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=diteruskan)

    assert dukungan(diteruskan) == 1


@pytest.mark.parametrize(("beres", "isi"), [("ya", ""), ("tidak", "Masih gelap setiap malam.")])
def test_the_sender_says_it_once(client, kota, diteruskan, beres, isi):
    aspirasi, kode = buat_aspirasi()
    jawab(kota, teruskan(kota, aspirasi))
    client.post(reverse("forum:lacak"), {"kode": kode})

    dua_kali(client, "suara-saya", aspirasi.kode, {"isi": isi, "beres": beres})

    aspirasi.refresh_from_db()
    assert aspirasi.tanggapan_pengirim.count() == 1
    assert keberatan(aspirasi) == (beres == "tidak")


def test_an_edit_that_changes_nothing_keeps_no_second_original(kota, diteruskan):
    isi = {"judul": "Lampu jalan mati", "isi": "Seorang warga melapor lampunya mati.", "alasan": "Nama orang dihapus."}

    for _klik in range(2):
        edit_aspirasi(konteks=kota.konteks("moderator"), aspirasi=diteruskan, **isi)

    assert ModerasiAsli.objects.filter(aspirasi=diteruskan).count() == 1


def test_one_follow_up_and_one_piece_of_news(client, kota, diteruskan):
    jawab(kota, diteruskan)
    client.force_login(kota.pengelola)
    alamat = f"{reverse('forum:usul')}?suara={diteruskan.kode}"
    isi = {"unit": kota.dinas.pk, "judul": "Lampu menyala", "ditanyakan": "x" * 30, "jawab": "y" * 30, "hasil": "berubah"}
    pertama, kedua = (client.post(alamat, isi) for _klik in range(2))
    assert pertama.url == kedua.url
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=TindakLanjut.objects.get())

    dua_kali(client, "kabar", baris.kode, {"isi": "Semua titik menyala sejak Selasa.", "hasil": "berubah"})

    assert KabarTindakLanjut.objects.count() == 1


def test_publishing_twice_publishes_once(client, kota):
    baris = usul(kota)
    client.force_login(kota.moderator)

    dua_kali(client, "terbit", baris.kode, {})

    assert Peristiwa.objects.filter(jenis="forum.tindak_lanjut").count() == 1


def test_one_topic_and_one_official_answer(client, kota):
    client.force_login(kota.pengelola)
    isi = {"unit": kota.dinas.pk, "judul": "Jam lampu jalan", "pertanyaan": "Pukul berapa sebaiknya menyala?"}
    pertama, kedua = (client.post(reverse("forum:topik-baru"), isi) for _klik in range(2))
    assert pertama.url == kedua.url
    topik = Topik.objects.get()

    dua_kali(client, "topik-jawab", topik.kode, {"isi": "Lampu menyala pukul 18.00.", "atas_nama": "Kepala Dinas"})

    assert JawabanResmi.objects.filter(topik=topik).count() == 1


def test_the_button_says_whether_one_agrees(client, kota):
    topik = buat_topik(kota)
    kiriman = tulis(kota, topik)
    client.force_login(kota.mitra)
    alamat = reverse("forum:topik", args=[topik.kode])

    dua_kali(client, "setuju", kiriman.kode, {"setuju": "ya"})
    setuju = client.get(alamat).content.decode()
    dua_kali(client, "setuju", kiriman.kode, {"setuju": "batal"})

    assert "Anda setuju · 1" in setuju
    assert "Setuju 0" in client.get(alamat).content.decode()


def test_hiding_showing_and_editing_a_post_keep_one_original_each(kota):
    konteks, kiriman = kota.konteks("moderator"), tulis(kota, buat_topik(kota))

    for _klik in range(2):
        hide_kiriman(konteks=konteks, kiriman=kiriman, alasan="Menyerang pribadi seseorang.")
    for _klik in range(2):
        restore_kiriman(konteks=konteks, kiriman=kiriman, alasan="Sudah dibicarakan dengan penulis.")
    for _klik in range(2):
        edit_kiriman(konteks=konteks, kiriman=kiriman, isi="Sebaiknya pukul enam.", alasan="Nama orang dihapus.")

    assert list(ModerasiAsli.objects.order_by("pk").values_list("tindakan", flat=True)) == ["sembunyikan", "tampilkan", "sunting"]
