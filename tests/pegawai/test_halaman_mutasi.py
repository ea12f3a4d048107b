"""The pages of a move: search a post, look at the consequences, confirm, correct, undo; all without JavaScript."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti import waktu
from inti.nomor import kelompokkan
from organisasi.models import Jabatan
from pegawai import proyeksi
from pegawai.models import BERLAKU, Pegawai
from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def petugas(client: Client) -> Client:
    client.force_login(buat_pengguna("admin_bkpsdm", nama="Yuli Petugas"))
    return client


@pytest.fixture
def orang() -> Pegawai:
    return buat_pegawai("Hotma Sinaga")


def alamat(orang: Pegawai, nama: str = "mutasi", *args: Any) -> str:
    return reverse(f"pegawai:{nama}", args=[orang.kode, *args])


def berjalan(orang: Pegawai) -> str:
    """The running post as a form would show it."""
    return str(orang.riwayat_jabatan.get(BERLAKU, masa__upper_inf=True, penugasan="definitif").pk)


def isian(orang: Pegawai, jabatan: Jabatan | None = None, **lain: str) -> dict[str, str]:
    berjalan = orang.riwayat_jabatan.filter(BERLAKU, masa__upper_inf=True).first()
    dasar = {
        "jabatan": jabatan.kode if jabatan else "",
        "penugasan": "definitif",
        "tmt": "1 Maret 2025",
        "nomor_sk": "800/7",
        "tanggal_sk": "20-2-2025",
        "alasan": "Mengisi jabatan kosong",
        "versi": str(berjalan.pk if berjalan else 0),
        "langkah": "tinjau",
    }
    return dasar | lain


def test_the_profile_leads_to_the_form(petugas: Client, orang: Pegawai) -> None:
    assert alamat(orang) in petugas.get(reverse("pegawai:profil", args=[orang.kode])).content.decode()


def test_a_post_whose_age_limit_is_gone_by_is_warned_of_before_it_is_saved(petugas: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1967, 1, 10))
    tujuan = buat_jabatan(nama="Camat Sibolga Kota", jenis="administrator")

    halaman = petugas.post(alamat(orang), isian(orang, tujuan, tmt="1 Maret 2026")).content.decode()

    assert "Dengan batas usia 58 tahun, pensiun mulai 1 Februari 2025" in halaman
    assert "pindah ke jabatan ini mengakhiri masa kerja" in halaman


def test_a_post_whose_age_limit_lies_ahead_needs_no_warning(petugas: Client, orang: Pegawai) -> None:
    tujuan = buat_jabatan(nama="Camat Sibolga Kota", jenis="administrator")

    assert "batas usia" not in petugas.post(alamat(orang), isian(orang, tujuan)).content.decode()


def test_readers_without_the_right_see_no_way_in_and_get_none(client: Client, orang: Pegawai) -> None:
    client.force_login(buat_pengguna("pengelola_opd", unit=orang.unit))

    assert alamat(orang) not in client.get(reverse("pegawai:profil", args=[orang.kode])).content.decode()
    assert client.get(alamat(orang)).status_code == 403


@pytest.mark.parametrize("htmx", [True, False])
def test_a_search_offers_posts_and_keeps_what_was_typed(petugas: Client, orang: Pegawai, htmx: bool) -> None:
    dinas = buat_unit("Dinas Kesehatan")
    buat_jabatan(buat_unit("Bidang Gizi", dinas), "Analis Menu")
    buat_jabatan(nama="Analis Anggaran")
    kirim = isian(orang, q="analis gizi", langkah="" if htmx else "cari", nomor_sk="821/9")

    halaman = petugas.post(alamat(orang), kirim, headers={"HX-Request": "true"} if htmx else {}).content.decode()

    assert "Analis Menu" in halaman
    assert "Analis Anggaran" not in halaman
    assert 'value="821/9"' in halaman


def test_what_is_called_just_so_comes_before_what_only_holds_the_words(petugas: Client, orang: Pegawai) -> None:
    buat_jabatan(buat_unit("Dinas Pasar"), "Kepala Bidang Analis Menu", memimpin=True)
    buat_jabatan(nama="Analis Menu Muda")
    buat_jabatan(nama="Analis Menu")

    halaman = petugas.post(alamat(orang), isian(orang, q="analis  menu", langkah="cari")).content.decode()

    tempat = [halaman.index(f">{nama}<") for nama in ("Analis Menu", "Analis Menu Muda", "Kepala Bidang Analis Menu")]
    assert tempat == sorted(tempat)


def test_a_search_says_who_holds_a_leading_post(petugas: Client, orang: Pegawai) -> None:
    buat_pegawai("Ibu Kepala", unit=buat_unit("Dinas Sosial"), memimpin=True)
    buat_jabatan(buat_unit("Dinas Pasar"), "Kepala Dinas Pasar", memimpin=True)

    halaman = petugas.post(alamat(orang), isian(orang, q="kepala dinas", langkah="cari")).content.decode()

    assert "sekarang Ibu Kepala" in halaman
    assert "sekarang kosong" in halaman


def test_the_preview_shows_before_and_after_and_saves_nothing(petugas: Client) -> None:
    dinas = buat_unit("Dinas Kesehatan")
    bidang = buat_unit("Bidang Gizi", dinas)
    buat_pegawai("Pak Kadis", unit=dinas, memimpin=True)
    kabid = buat_pegawai("Bu Kabid", unit=bidang, memimpin=True)
    buat_pegawai(unit=bidang)
    baru = buat_jabatan(buat_unit("Dinas Pasar"), "Analis Pasar")

    jawab = petugas.post(alamat(kabid), isian(kabid, baru))

    halaman = jawab.content.decode()
    for bagian in ("Kepala Bidang Gizi", "Analis Pasar", "Dinas Pasar", "1 orang berganti atasan: dari Bu Kabid ke Pak Kadis"):
        assert bagian in halaman
    assert jawab.status_code == 200
    assert kabid.riwayat_jabatan.count() == 1


def test_the_form_names_the_last_step_as_the_preview_calls_it(petugas: Client, orang: Pegawai) -> None:
    formulir = petugas.get(alamat(orang)).content.decode()
    tinjau = petugas.post(alamat(orang), isian(orang, buat_jabatan(nama="Analis"))).content.decode()

    (tombol,) = re.findall(r'value="simpan"[^>]*>\s*([^<]+?)\s*<', tinjau)
    assert html.unescape(formulir).count(f"sebelum Anda menekan '{tombol}'") == 1


def test_the_preview_warns_of_people_left_without_a_superior(petugas: Client) -> None:
    unit = buat_unit()
    kepala = buat_pegawai("Bu Kepala", unit=unit, memimpin=True)
    buat_pegawai(unit=unit)

    halaman = petugas.post(alamat(kepala), isian(kepala, buat_jabatan())).content.decode()

    assert "1 orang akan kehilangan atasan (Bu Kepala) sampai jabatan pimpinan itu terisi" in halaman


def test_a_future_day_says_that_it_will_take_effect_by_itself(petugas: Client, orang: Pegawai) -> None:
    nanti = waktu.today() + timedelta(days=20)
    kirim = isian(orang, buat_jabatan(), tmt=nanti.isoformat())

    assert "Berlaku dengan sendirinya pada" in petugas.post(alamat(orang), kirim).content.decode()
    selesai = petugas.post(alamat(orang), kirim | {"langkah": "simpan"}, follow=True).content.decode()
    assert "Berlaku dengan sendirinya pada" in selesai


def test_confirming_saves_and_leads_back_to_the_person(petugas: Client, orang: Pegawai) -> None:
    baru = buat_jabatan(nama="Analis Pasar")

    jawab = petugas.post(alamat(orang), isian(orang, baru, langkah="simpan"), follow=True)

    orang.refresh_from_db()
    halaman = jawab.content.decode()
    assert orang.jabatan == baru
    assert "tersimpan" in halaman
    assert reverse("pegawai:profil", args=[orang.kode]) in halaman
    perubahan = petugas.get(alamat(orang, "perubahan")).content.decode()
    assert "SK 800/7: Mengisi jabatan kosong" in perubahan


def test_a_change_of_mind_returns_to_the_form_with_everything_typed(petugas: Client, orang: Pegawai) -> None:
    halaman = petugas.post(alamat(orang), isian(orang, buat_jabatan(nama="Analis Pasar"), langkah="ubah")).content.decode()

    for bagian in ("Analis Pasar", 'value="1 Maret 2025"', 'value="800/7"', "Mengisi jabatan kosong"):
        assert bagian in halaman


@pytest.mark.parametrize("langkah", ["tinjau", "simpan"])
def test_a_refusal_stands_at_its_field_and_keeps_the_form(petugas: Client, orang: Pegawai, langkah: str) -> None:
    kirim = isian(orang, buat_jabatan(nama="Analis Pasar"), tmt="1-4-2022", langkah=langkah)

    jawab = petugas.post(alamat(orang), kirim)

    assert jawab.status_code == 422
    assert "harus sesudah tanggal itu" in str(jawab.context["form"].errors["tmt"])
    assert "Analis Pasar" in jawab.content.decode()


def test_a_post_is_chosen_from_what_exists(petugas: Client, orang: Pegawai) -> None:
    kosong = petugas.post(alamat(orang), isian(orang))
    palsu = petugas.post(alamat(orang), isian(orang) | {"jabatan": "tidak-ada"})

    assert "Cari jabatannya" in str(kosong.context["form"].errors["jabatan"])
    assert "tidak ada lagi" in str(palsu.context["form"].errors["jabatan"])


def test_a_definitive_post_takes_no_last_day(petugas: Client, orang: Pegawai) -> None:
    jawab = petugas.post(alamat(orang), isian(orang, buat_jabatan(), sampai="1-6-2025"))

    assert "Jabatan definitif tidak punya hari terakhir" in str(jawab.context["form"].errors["sampai"])


def test_somebody_else_s_change_meanwhile_is_told(petugas: Client, orang: Pegawai) -> None:
    jawab = petugas.post(alamat(orang), isian(orang, buat_jabatan(), langkah="simpan", versi="0"))

    assert jawab.status_code == 422
    assert "baru saja diubah petugas lain" in jawab.content.decode()


def test_a_nul_or_a_number_in_words_is_not_an_error_of_ours(petugas: Client, orang: Pegawai) -> None:
    assert petugas.post(alamat(orang), {"q": "ana\x00lis", "jabatan": "\x00", "versi": "x"}).status_code == 200
    assert petugas.post(alamat(orang), {"langkah": "tinjau", "versi": "x"}).status_code == 422


def test_a_recorded_move_is_corrected_from_the_timeline(petugas: Client, orang: Pegawai) -> None:
    baru = buat_jabatan(nama="Analis Pasar")
    petugas.post(alamat(orang), isian(orang, baru, langkah="simpan"))
    baris = orang.riwayat_jabatan.get(BERLAKU, jabatan=baru)
    assert alamat(orang, "mutasi-rinci", baris.pk) in petugas.get(reverse("pegawai:profil", args=[orang.kode])).content.decode()

    terisi = petugas.get(alamat(orang, "mutasi-perbaiki", baris.pk)).content.decode()
    assert 'value="1 Maret 2025"' in terisi
    kirim = isian(orang, baru, tmt="1 April 2025")
    assert petugas.post(alamat(orang, "mutasi-perbaiki", baris.pk), kirim).status_code == 200
    petugas.post(alamat(orang, "mutasi-perbaiki", baris.pk), kirim | {"langkah": "simpan"})

    assert orang.riwayat_jabatan.get(BERLAKU, jabatan=baru).tmt == date(2025, 4, 1)


def test_a_recorded_move_is_withdrawn_with_a_reason(petugas: Client, orang: Pegawai) -> None:
    lama = orang.jabatan
    petugas.post(alamat(orang), isian(orang, buat_jabatan(), langkah="simpan"))
    baris = orang.riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)

    assert petugas.post(alamat(orang, "mutasi-rinci", baris.pk), {"alasan": ""}).status_code == 422
    petugas.post(alamat(orang, "mutasi-rinci", baris.pk), {"alasan": "SK dicabut"})

    orang.refresh_from_db()
    assert orang.jabatan == lama
    assert "sudah diganti atau dibatalkan" in petugas.get(alamat(orang, "mutasi-rinci", baris.pk)).content.decode()

    basi = petugas.post(alamat(orang, "mutasi-rinci", baris.pk), {"alasan": "Ditulis di tab lain"})
    assert basi.status_code == 422
    assert basi.content.decode().count("sudah diganti atau dibatalkan") == 1
    assert "Ditulis di tab lain</textarea>" in basi.content.decode()


def test_a_corrected_record_leads_to_the_one_that_counts(petugas: Client, orang: Pegawai) -> None:
    petugas.post(alamat(orang), isian(orang, buat_jabatan(), langkah="simpan"))
    lama = orang.riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)
    petugas.post(
        alamat(orang, "mutasi-perbaiki", lama.pk),
        isian(orang, lama.jabatan, langkah="simpan", tmt="2 Maret 2025", nomor_sk="800/77", versi=str(lama.pk)),
    )
    kini = orang.riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)
    assert kini.pk != lama.pk

    assert alamat(orang, "mutasi-rinci", kini.pk) in petugas.get(alamat(orang, "mutasi-rinci", lama.pk)).content.decode()
    assert petugas.get(alamat(orang, "mutasi-perbaiki", lama.pk)).url == alamat(orang, "mutasi-rinci", lama.pk)
    basi = petugas.post(alamat(orang, "mutasi-perbaiki", lama.pk), isian(orang, lama.jabatan, alasan="Ditulis di tab lain"))
    assert alamat(orang, "mutasi-rinci", kini.pk) in basi.content.decode()
    assert "Ditulis di tab lain" in basi.content.decode()


def test_a_move_of_another_person_is_not_found(petugas: Client, orang: Pegawai) -> None:
    lain = buat_pegawai().riwayat_jabatan.get(BERLAKU)

    assert petugas.get(alamat(orang, "mutasi-rinci", lain.pk)).status_code == 404


@pytest.mark.parametrize("jumlah", [1, 12])
def test_the_form_costs_the_same_queries_whatever_is_found(
    petugas: Client, orang: Pegawai, jumlah: int, django_assert_max_num_queries: Any
) -> None:
    for _n in range(jumlah):
        buat_jabatan(nama=f"Analis {_n}")

    with django_assert_max_num_queries(9):
        petugas.post(alamat(orang), isian(orang, q="analis", langkah="cari"))


def test_after_somebody_else_s_change_one_more_look_is_enough(petugas: Client, orang: Pegawai) -> None:
    kirim = isian(orang, buat_jabatan(nama="Analis Pasar"), tmt="1 Mei 2025")
    petugas.post(alamat(orang), isian(orang, buat_jabatan(), langkah="simpan", nomor_sk="800/6"))
    ditolak = petugas.post(alamat(orang), kirim | {"langkah": "simpan"})
    assert ditolak.status_code == 422
    assert "Analis Pasar" in ditolak.content.decode()

    tinjauan = petugas.post(alamat(orang), kirim)
    versi = tinjauan.context["form"]["versi"].value()
    petugas.post(alamat(orang), kirim | {"langkah": "simpan", "versi": versi})

    orang.refresh_from_db()
    assert orang.jabatan
    assert orang.jabatan.nama == "Analis Pasar"
    assert proyeksi.drift() == []


@pytest.mark.parametrize("versi", ["", "x", "-1", "9" * 40])
def test_a_form_without_its_version_asks_for_one_more_look(petugas: Client, orang: Pegawai, versi: str) -> None:
    jawab = petugas.post(alamat(orang), isian(orang, buat_jabatan(), langkah="simpan", versi=versi))

    assert jawab.status_code == 422
    assert re.search("sekali lagi", jawab.content.decode())


ANEH = {
    "panjang": "a" * 200_000,
    "HTML": "<script>alert(1)</script>&amp;",
    "tanda kendali": "800\x01\x07\x1b[31m/7",
    "NUL": "800\x00/7",
    "terbalik": "800\u202e7/008",
    "emoji": "🏛️" * 30,
    "kosong yang tampak isi": "\u00a0\u200b ",
    "wildcard": "%_\\",
}


@pytest.mark.parametrize("apa", ANEH)
@pytest.mark.parametrize("bidang", ["nomor_sk", "alasan", "q", "jabatan", "tmt", "sampai", "tanggal_sk", "penugasan", "langkah"])
def test_whatever_is_typed_is_answered_and_kept(petugas: Client, orang: Pegawai, apa: str, bidang: str) -> None:
    for langkah in ("", "cari", "tinjau", "simpan"):
        kirim = isian(orang, buat_jabatan(), langkah=langkah, alasan="Alasan yang saya ketik") | {bidang: ANEH[apa]}
        jawab = petugas.post(alamat(orang), kirim)

        assert jawab.status_code in (200, 302, 422)
        if jawab.status_code != 302:
            assert "<script>alert(1)" not in jawab.content.decode()
            assert bidang == "alasan" or "Alasan yang saya ketik" in jawab.content.decode()
    assert proyeksi.drift() == []


@pytest.mark.parametrize("nama", ["jabatan", "penugasan", "tmt", "nomor_sk", "tanggal_sk", "alasan"])
def test_a_missing_field_is_asked_for_at_its_place(petugas: Client, orang: Pegawai, nama: str) -> None:
    kirim = isian(orang, buat_jabatan(nama="Analis Pasar"))
    del kirim[nama]

    jawab = petugas.post(alamat(orang), kirim)

    assert jawab.status_code == 422
    assert list(jawab.context["form"].errors) == [nama]


@pytest.mark.parametrize(
    ("bidang", "hari"),
    [("tmt", "1-3-2062"), ("tmt", "1-3-1900"), ("tanggal_sk", "1-3-2062"), ("tmt", "31-2-2025"), ("tmt", "1-1-0000")],
)
def test_a_day_that_cannot_be_is_a_slip_of_the_finger(petugas: Client, orang: Pegawai, bidang: str, hari: str) -> None:
    jawab = petugas.post(alamat(orang), isian(orang, buat_jabatan(), **{bidang: hari}))

    assert list(jawab.context["form"].errors) == [bidang]


def test_a_junk_address_shows_an_empty_form(petugas: Client, orang: Pegawai) -> None:
    kueri = {"jabatan": "\x00", "versi": "x", "langkah": "simpan", "tmt": "<b>", "q": "a" * 5000}

    assert petugas.get(alamat(orang), kueri).status_code == 200
    assert orang.riwayat_jabatan.count() == 1
    for nomor in ("0", "9" * 18, "9" * 30):
        assert petugas.get(f"{alamat(orang)}{nomor}/").status_code == 404


@pytest.mark.parametrize("peran", ["pengelola_opd", "pimpinan", "tim_penilai", "moderator", "auditor", "warga", "mitra"])
def test_posting_is_for_whoever_may_change_people(client: Client, orang: Pegawai, peran: str) -> None:
    client.force_login(buat_pengguna(peran, unit=orang.unit if peran == "pengelola_opd" else None))

    for langkah in ("cari", "tinjau", "simpan"):
        assert client.post(alamat(orang), isian(orang, buat_jabatan(), langkah=langkah)).status_code in (403, 404)
    assert orang.riwayat_jabatan.count() == 1


def test_nobody_moves_oneself(client: Client) -> None:
    sendiri = buat_pegawai("Saya Sendiri", akun=True)
    assert sendiri.akun
    client.force_login(sendiri.akun, backend="akun.backends.NomorAtauEmailBackend")

    assert client.post(alamat(sendiri), isian(sendiri, buat_jabatan(), langkah="simpan")).status_code == 403


def test_two_clicks_on_save_record_once(petugas: Client, orang: Pegawai) -> None:
    kirim = isian(orang, buat_jabatan(), langkah="simpan")

    satu, dua = (petugas.post(alamat(orang), kirim) for _klik in range(2))

    assert satu.headers["Location"] == dua.headers["Location"]
    assert orang.riwayat_jabatan.filter(BERLAKU).count() == 2


def test_a_move_that_is_not_the_newest_says_why_it_stays(petugas: Client, orang: Pegawai) -> None:
    petugas.post(alamat(orang), isian(orang, buat_jabatan(), langkah="simpan"))
    petugas.post(
        alamat(orang), isian(orang, buat_jabatan(), langkah="simpan", tmt="1 Mei 2025", nomor_sk="800/8", versi=berjalan(orang))
    )
    pertama = orang.riwayat_jabatan.get(BERLAKU, nomor_sk="800/7")

    halaman = petugas.get(alamat(orang, "mutasi-rinci", pertama.pk)).content.decode()
    ditolak = petugas.post(alamat(orang, "mutasi-rinci", pertama.pk), {"alasan": "SK dicabut"})

    assert "Batalkan dulu yang terbaru" in halaman
    assert alamat(orang, "mutasi-perbaiki", pertama.pk) not in halaman
    assert "SK dicabut" in ditolak.content.decode()
    assert ditolak.status_code == 422


def test_a_correction_that_would_overlap_keeps_the_recorded_move(petugas: Client, orang: Pegawai) -> None:
    baru = buat_jabatan(nama="Analis Pasar")
    petugas.post(alamat(orang), isian(orang, baru, langkah="simpan"))
    baris = orang.riwayat_jabatan.get(BERLAKU, jabatan=baru)

    jawab = petugas.post(alamat(orang, "mutasi-perbaiki", baris.pk), isian(orang, baru, langkah="simpan", tmt="1 Maret 2022"))

    assert jawab.status_code == 422
    assert 'value="1 Maret 2022"' in jawab.content.decode()
    assert orang.riwayat_jabatan.get(BERLAKU, jabatan=baru).tmt == date(2025, 3, 1)
    assert proyeksi.drift() == []


def test_withdrawing_an_assignment_promises_no_earlier_post(petugas: Client, orang: Pegawai) -> None:
    kosong = buat_jabatan(memimpin=True)
    petugas.post(alamat(orang), isian(orang, kosong, langkah="simpan", penugasan="plt", sampai="1 Mei 2025"))
    baris = orang.riwayat_jabatan.get(BERLAKU, jabatan=kosong)

    halaman = petugas.post(alamat(orang, "mutasi-rinci", baris.pk), {"alasan": "SK dicabut"}, follow=True).content.decode()

    assert "Jabatannya sendiri tetap" in halaman
    assert "Jabatan sebelumnya berlaku lagi" not in halaman


def test_a_person_without_any_post_gets_a_first_one(petugas: Client, orang: Pegawai) -> None:
    orang.riwayat_jabatan.all().delete()
    proyeksi.segarkan()

    assert petugas.get(alamat(orang)).status_code == 200
    kirim = isian(orang, buat_jabatan(nama="Analis Pasar"))
    assert petugas.post(alamat(orang), kirim).status_code == 200
    assert petugas.post(alamat(orang), kirim | {"langkah": "simpan"}, follow=True).status_code == 200
    baris = orang.riwayat_jabatan.get(BERLAKU)
    petugas.post(alamat(orang, "mutasi-rinci", baris.pk), {"alasan": "SK dicabut"}, follow=True)
    assert petugas.get(reverse("pegawai:profil", args=[orang.kode])).status_code == 200
    assert proyeksi.drift() == []


def test_a_leader_moves_into_the_own_sub_unit_and_is_nobody_s_own_superior(petugas: Client) -> None:
    dinas = buat_unit("Dinas Sosial")
    bidang = buat_unit("Bidang Panti", dinas)
    kadis, staf = buat_pegawai("Pak Kadis", unit=dinas, memimpin=True), buat_pegawai("Staf", unit=bidang)
    kursi = buat_jabatan(bidang, "Kepala Bidang Panti", memimpin=True)

    assert petugas.post(alamat(kadis), isian(kadis, kursi)).status_code == 200
    petugas.post(alamat(kadis), isian(kadis, kursi, langkah="simpan"))

    kadis.refresh_from_db()
    staf.refresh_from_db()
    assert (kadis.atasan, staf.atasan) == (None, kadis)
    assert proyeksi.drift() == []


def test_a_move_before_one_that_waits_is_refused_with_the_way_out(petugas: Client, orang: Pegawai) -> None:
    nanti = waktu.today() + timedelta(days=40)
    petugas.post(alamat(orang), isian(orang, buat_jabatan(nama="Analis Nanti"), langkah="simpan", tmt=nanti.isoformat()))

    jawab = petugas.post(alamat(orang), isian(orang, buat_jabatan(), versi=berjalan(orang), langkah="simpan"))

    assert "Analis Nanti" in str(jawab.context["form"].errors["tmt"])
    assert "batalkan dulu" in str(jawab.context["form"].errors["tmt"])
    assert proyeksi.drift() == []
    assert proyeksi.drift(nanti - timedelta(days=1)) == []


@pytest.mark.parametrize(("jumlah", "ada"), [(11, False), (12, True)])
def test_a_full_list_of_finds_says_how_to_narrow_it(petugas: Client, orang: Pegawai, jumlah: int, ada: bool) -> None:
    for n in range(jumlah):
        buat_jabatan(nama=f"Juru Taman {n}")

    halaman = petugas.post(alamat(orang), isian(orang, q="juru taman", langkah="cari")).content.decode()

    assert ("Mungkin masih ada yang lain" in halaman) == ada


def test_namesakes_are_told_apart_on_every_page_of_a_move(petugas: Client, orang: Pegawai) -> None:
    tinjau = petugas.post(alamat(orang), isian(orang, buat_jabatan(buat_unit("Bidang Baru"), "Analis Uji")))

    for jawab in (petugas.get(alamat(orang)), tinjau):
        assert kelompokkan(orang.nomor) in jawab.content.decode()


def test_a_superior_of_the_same_name_is_another_superior(petugas: Client, orang: Pegawai) -> None:
    unit = buat_unit("Bidang Baru")
    for u in (orang.unit, unit):
        buat_pegawai("Rosa Situmeang", unit=u, memimpin=True)
    proyeksi.segarkan()

    tinjau = petugas.post(alamat(orang), isian(orang, buat_jabatan(unit, "Analis Uji"))).content.decode()

    assert "Rosa Situmeang (tetap)" not in tinjau
    assert tinjau.count("Rosa Situmeang") == 2


def test_the_search_for_a_post_says_who_acts_in_it_and_who_is_to_come(petugas: Client, orang: Pegawai) -> None:
    unit = buat_unit("Bidang Baru")
    kepala = buat_jabatan(unit, "Kepala Bidang Baru", memimpin=True)
    kini, nanti = buat_pegawai("Budi Pelaksana"), buat_pegawai("Dewi Definitif")
    hari = waktu.today()
    nanti.riwayat_jabatan.update(masa=f"[2022-04-01,{hari + timedelta(days=4)})")
    for siapa, penugasan, mulai in ((kini, "plt", hari), (nanti, "definitif", hari + timedelta(days=4))):
        siapa.riwayat_jabatan.create(jabatan=kepala, penugasan=penugasan, masa=f"[{mulai},)", tmt_jabatan=mulai)

    isi = petugas.post(alamat(orang), isian(orang, langkah="cari") | {"q": "Kepala Bidang Baru"}).content.decode()

    assert "sekarang kosong; Pelaksana tugas (Plt): Budi Pelaksana; mulai" in isi
    assert "Dewi Definitif" in isi
