"""The pages: the whole path as people walk it, permissions, the number of queries."""

import re

import pytest
from django.urls import reverse

from akun.models import CatatanAkses
from forum import lacak
from forum.models import Aspirasi, Status
from forum.services.pengirim import read_pengirim
from forum.services.tindak_lanjut import create_tindak_lanjut, publish_tindak_lanjut
from tests.akun.factories import buat_pengguna
from tests.forum.factories import ISIAN_KIRIM as ISI
from tests.forum.factories import buat_aspirasi, buat_topik, jawab, keberatan, kirim, teruskan
from tests.forum.test_topik import tulis


def test_the_whole_path_from_a_stranger_to_a_published_change(client, kota, lembar):
    assert client.get(reverse("forum:kirim")).status_code == 200
    periksa = client.post(reverse("forum:kirim"), ISI | {"lembar": lembar, "aksi": "periksa"})
    assert "Periksa sekali lagi" in periksa.content.decode()
    assert not Aspirasi.objects.exists()
    terima_kasih = client.get(kirim(client, lembar).url)
    kode = re.search(r"SBG(-[0-9A-Z]{4}){4}", terima_kasih.content.decode()).group()
    aspirasi = Aspirasi.objects.get()

    client.force_login(kota.moderator)
    langkah = {"periksa-versi": aspirasi.versi, "periksa-jenis": "pengaduan", "periksa-unit": kota.dinas.pk}
    assert client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "periksa"]), langkah).status_code == 302
    client.force_login(kota.pengelola)
    assert client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "terima"])).status_code == 302
    balas = {"jawab-isi": "Lampu diganti hari Senin oleh petugas kami.", "jawab-atas_nama": "Kepala Dinas"}
    assert client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "jawab"]), balas).status_code == 302

    client.logout()
    masuk = client.post(reverse("forum:lacak"), {"kode": kode.lower()})
    assert kode.lower() not in masuk.url
    halaman = client.get(masuk.url).content.decode()
    assert "Sudah beres?" in halaman
    assert "Kepala Dinas" in halaman
    assert client.post(masuk.url, {"isi": "", "beres": "ya"}).status_code == 302
    aspirasi.refresh_from_db()
    assert aspirasi.status == Status.SELESAI

    client.force_login(kota.pengelola)
    usul = {
        "unit": kota.dinas.pk,
        "judul": "Lampu jalan menyala lagi",
        "ditanyakan": "Lampu jalan mati dua minggu, anak-anak gelap-gelapan.",
        "hasil": "berubah",
        "jawab": "Dua puluh enam titik menyala sejak Senin.",
    }
    jejak = client.post(f"{reverse('forum:usul')}?suara={aspirasi.kode}", usul).url
    client.force_login(kota.moderator)
    client.post(f"/suara/meja/usulan/{jejak.rstrip('/').rsplit('/', 1)[-1]}/terbit/")
    client.logout()
    umum = client.get(jejak).content.decode()
    assert "Dua puluh enam titik" in umum
    assert "1 pengirim berkata: sudah beres" in umum
    assert "Lampu jalan menyala lagi" in client.get(reverse("forum:berubah")).content.decode()


@pytest.mark.parametrize("kode", ["SBG-AAAA-AAAA-AAAA-AAA1", "apa saja", "x" * 5000])
def test_a_wrong_code_gets_a_kind_404(client, db, kode, django_assert_num_queries):
    with django_assert_num_queries(1):
        jawaban = client.post(reverse("forum:lacak"), {"kode": kode})

    assert jawaban.status_code == 404
    assert "belum kami kenal" in jawaban.content.decode()


@pytest.mark.parametrize("ada", [True, False])
def test_without_the_code_nobody_learns_whether_an_input_exists(client, db, ada):
    aspirasi, _kode = buat_aspirasi()

    jawaban = client.get(reverse("forum:suara-saya", args=[aspirasi.kode if ada else "tidakada0000"]))

    assert (jawaban.status_code, jawaban.url) == (302, reverse("forum:lacak"))


def test_the_sender_sees_who_opened_their_name(client, kota):
    aspirasi, kode = buat_aspirasi(nama="Nurhayati")
    read_pengirim(konteks=kota.konteks("moderator"), aspirasi=aspirasi, tujuan="Bertanya letak")

    halaman = client.post(reverse("forum:lacak"), {"kode": kode}, follow=True).content.decode()

    assert "Bertanya letak" in halaman
    assert kota.moderator.nama not in halaman


def test_who_left_no_name_is_not_told_about_its_opening(client, kota):
    _aspirasi, kode = buat_aspirasi()

    halaman = client.post(reverse("forum:lacak"), {"kode": kode}, follow=True).content.decode()

    assert "Siapa membuka nama Anda" not in halaman


def test_a_sender_without_an_account_who_left_a_contact_only_can_be_looked_up(client, kota):
    aspirasi, _kode = buat_aspirasi(kontak="0812 1234")
    client.force_login(kota.moderator)
    alamat = reverse("forum:meja-langkah", args=[aspirasi.kode, "pengirim"])

    jawab = client.post(alamat, {"pengirim-tujuan": "Menanyakan letak tiang"})

    assert jawab.status_code == 200
    assert "0812 1234" in jawab.content.decode()
    assert CatatanAkses.objects.get().subjek_kode == aspirasi.kode


def test_where_nobody_left_a_name_there_is_none_to_open(client, kota):
    aspirasi, _kode = buat_aspirasi()
    client.force_login(kota.moderator)

    assert "Lihat pengirim" not in client.get(reverse("forum:meja-rinci", args=[aspirasi.kode])).content.decode()
    alamat = reverse("forum:meja-langkah", args=[aspirasi.kode, "pengirim"])
    assert client.post(alamat, {"pengirim-tujuan": "Menanyakan letak tiang"}).status_code == 403
    assert not CatatanAkses.objects.exists()


def test_an_objection_through_the_page_opens_it_again(client, kota):
    aspirasi, kode = buat_aspirasi()
    jawab(kota, teruskan(kota, aspirasi))
    client.post(reverse("forum:lacak"), {"kode": kode})
    alamat = reverse("forum:suara-saya", args=[aspirasi.kode])

    assert client.post(alamat, {"isi": "", "beres": "tidak"}).status_code == 422
    client.post(alamat, {"isi": "Masih gelap setiap malam.", "beres": "tidak"})

    assert keberatan(aspirasi) == 1
    assert "Masih gelap" not in client.get(reverse("forum:jejak-suara", args=[aspirasi.kode])).content.decode()


def test_the_name_shows_on_no_page_of_public_or_office(client, kota):
    aspirasi, _kode = buat_aspirasi(kota.konteks("warga"), nama="Nurhayati Rahasia", anonim=True)
    teruskan(kota, aspirasi)
    halaman = [client.get(reverse("forum:jejak-suara", args=[aspirasi.kode])).content.decode()]
    client.force_login(kota.pengelola)
    halaman.append(client.get(reverse("forum:meja-rinci", args=[aspirasi.kode])).content.decode())
    ditolak = client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "pengirim"]), {"pengirim-tujuan": "Ingin tahu"})

    assert ditolak.status_code == 403
    assert not any("Nurhayati" in h or kota.warga.nama in h for h in halaman)


@pytest.mark.parametrize("lain", [{"rahasia": True}, {"menyangkut_pegawai": True}])
def test_hidden_inputs_are_404_for_strangers(client, kota, lain):
    aspirasi, _kode = buat_aspirasi(**lain)
    teruskan(kota, aspirasi, kota.inspektorat if lain.get("menyangkut_pegawai") else kota.dinas)

    assert client.get(reverse("forum:jejak-suara", args=[aspirasi.kode])).status_code == 404


@pytest.mark.parametrize(
    ("siapa", "status"),
    [
        ("moderator", 200),
        ("pengelola", 200),
        ("pimpinan", 200),
        ("auditor", 200),
        ("pengelola_lain", 404),
        ("warga", 403),
        ("mitra", 403),
    ],
)
def test_the_desk_opens_for_whom_it_concerns(client, kota, siapa, status):
    aspirasi, _kode = buat_aspirasi()
    teruskan(kota, aspirasi)
    client.force_login(getattr(kota, siapa))

    assert client.get(reverse("forum:meja-rinci", args=[aspirasi.kode])).status_code == status


@pytest.mark.parametrize("siapa", ["pimpinan", "auditor", "moderator"])
def test_readers_may_not_answer(client, kota, siapa):
    aspirasi, _kode = buat_aspirasi()
    teruskan(kota, aspirasi)
    client.force_login(getattr(kota, siapa))
    balas = {"jawab-isi": "Lampu diganti hari Senin oleh petugas kami.", "jawab-atas_nama": "Kepala Dinas"}

    assert client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "jawab"]), balas).status_code == 403


@pytest.mark.parametrize(("siapa", "status"), [("moderator", 302), ("pengelola", 403), ("pimpinan", 403), ("auditor", 403)])
def test_only_moderators_publish(client, kota, siapa, status):
    baris = create_tindak_lanjut(
        konteks=kota.konteks("pengelola"),
        unit=kota.dinas,
        judul="Lampu menyala",
        ditanyakan="x" * 30,
        jawab="y" * 30,
        hasil="berubah",
    )
    client.force_login(getattr(kota, siapa))

    assert client.post(reverse("forum:terbit", args=[baris.kode])).status_code == status


def test_a_refused_step_keeps_what_was_typed(client, kota):
    aspirasi, _kode = buat_aspirasi(menyangkut_pegawai=True)
    client.force_login(kota.moderator)

    jawaban = client.post(
        reverse("forum:meja-langkah", args=[aspirasi.kode, "periksa"]),
        {
            "periksa-versi": Aspirasi.objects.get(pk=aspirasi.pk).versi,
            "periksa-jenis": "pengaduan",
            "periksa-menyangkut_pegawai": "on",
            "periksa-unit": kota.dinas.pk,
            "periksa-catatan": "Pesan saya",
        },
    )

    assert jawaban.status_code == 422
    assert "Inspektorat Uji" in jawaban.content.decode()
    assert "Pesan saya" in jawaban.content.decode()


@pytest.mark.parametrize("nama", ["forum:kirim", "forum:lacak", "forum:berubah", "forum:daftar-topik", "forum:saya", "beranda"])
def test_public_pages_open_for_everybody(client, db, nama):
    assert client.get(reverse(nama)).status_code == 200


@pytest.mark.parametrize(
    "nama", ["forum:meja", "forum:usulan", "forum:dilaporkan", "forum:pengawas", "forum:topik-baru", "forum:usul"]
)
def test_inner_pages_ask_strangers_to_sign_in(client, db, nama):
    assert client.get(reverse(nama)).status_code == 302


@pytest.mark.parametrize("nama", ["forum:dukung", "forum:terbit", "forum:setuju", "forum:laporkan", "forum:moderasi-kiriman"])
def test_acts_are_not_done_by_get(client, kota, nama):
    client.force_login(kota.moderator)

    assert client.get(reverse(nama, args=["x"])).status_code == 405


def isi_kota(kota, jumlah):
    topik = buat_topik(kota)
    for n in range(jumlah):
        aspirasi, _kode = buat_aspirasi(judul=f"Lampu jalan nomor {n}")
        aspirasi = jawab(kota, teruskan(kota, aspirasi))
        baris = create_tindak_lanjut(
            konteks=kota.konteks("pengelola"),
            unit=kota.dinas,
            aspirasi=[aspirasi],
            judul=f"Lampu {n} menyala",
            ditanyakan="x" * 30,
            jawab="y" * 30,
            hasil="berubah",
        )
        publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris)
        buat_aspirasi(judul=f"Jalan berlubang nomor {n}")
        tulis(kota, topik)
    return topik, aspirasi, baris


@pytest.mark.parametrize("jumlah", [1, 5])
@pytest.mark.parametrize(
    ("halaman", "siapa", "kueri"),
    [
        ("beranda", "", 4),
        ("berubah", "", 4),
        ("jejak", "", 5),
        ("jejak-suara", "", 7),
        ("daftar-topik", "", 2),
        ("topik", "", 5),
        ("meja", "moderator", 12),
        ("meja-rinci", "moderator", 12),
        ("meja-rinci", "pengelola", 12),
        ("dilaporkan", "moderator", 12),
    ],
)
def test_pages_cost_the_same_whatever_they_hold(client, kota, jumlah, halaman, siapa, kueri, django_assert_max_num_queries):
    topik, aspirasi, baris = isi_kota(kota, jumlah)
    kode = {"jejak": baris, "jejak-suara": aspirasi, "topik": topik, "meja-rinci": aspirasi}.get(halaman)
    alamat = reverse(f"forum:{halaman}" if halaman != "beranda" else halaman, args=[kode.kode] if kode else [])
    if siapa:
        client.force_login(getattr(kota, siapa))

    with django_assert_max_num_queries(kueri):
        assert client.get(alamat).status_code == 200


def test_the_session_forgets_on_request(client, db):
    aspirasi, kode = buat_aspirasi()
    client.post(reverse("forum:lacak"), {"kode": lacak.tulis_kode(kode)})

    client.post(reverse("forum:lupakan"))

    assert client.get(reverse("forum:suara-saya", args=[aspirasi.kode])).status_code == 302


@pytest.mark.parametrize("peran", ["warga", "pengelola_opd"])
def test_a_voice_opened_by_its_code_is_not_shown_to_who_signs_in_next_on_that_browser(client, kota, lembar, peran):
    terima_kasih = client.get(kirim(client, lembar).url).content.decode()
    kode = re.search(r"SBG(-[0-9A-Z]{4}){4}", terima_kasih).group()
    alamat = client.post(reverse("forum:lacak"), {"kode": kode}).url
    assert client.get(alamat).status_code == 200

    client.force_login(buat_pengguna(peran, unit=kota.dinas if peran == "pengelola_opd" else None))

    assert client.get(alamat).status_code == 302
    assert kode not in client.get(reverse("forum:terima-kasih"), follow=True).content.decode()
    assert Aspirasi.objects.get().judul not in client.get(reverse("forum:saya")).content.decode()
