"""The employee list and a person's pages, as each reader sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import CatatanAkses
from pegawai.models import DataPribadi, Pegawai, RiwayatJabatan, TampilanTersimpan
from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def klien_of(pengguna: Any) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


@pytest.fixture
def petugas() -> Client:
    return klien_of(buat_pengguna("admin_bkpsdm", nama="Yuli Petugas"))


def isi(klien: Client, nama: str, *args: Any, **kueri: str) -> str:
    jawab = klien.get(reverse(nama, args=args), kueri)
    assert jawab.status_code == 200, jawab.status_code
    return jawab.content.decode()


def test_a_name_is_found_with_a_typing_error(petugas: Client) -> None:
    buat_pegawai("Masdelima Manalu")
    buat_pegawai("Rosdiana Hasibuan")

    halaman = isi(petugas, "pegawai:daftar", q="masdelima manulu")

    assert "Masdelima Manalu" in halaman
    assert "Rosdiana Hasibuan" not in halaman


def test_a_whole_number_leads_to_the_person_and_stays_out_of_the_address(petugas: Client) -> None:
    orang = buat_pegawai(nomor="199003152015041777")

    jawab = petugas.post(reverse("pegawai:cari"), {"q": "19900315 201504 1 777"})

    assert jawab.headers["Location"] == reverse("pegawai:profil", args=[orang.kode])


def test_part_of_a_number_with_many_digits_is_answered_without_an_address(petugas: Client) -> None:
    buat_pegawai("Hotma Sinaga", nomor="199003152015041778")

    jawab = petugas.post(reverse("pegawai:cari"), {"q": "19900315 2015"})

    assert jawab.status_code == 200
    assert "Hotma Sinaga" in jawab.content.decode()
    assert "199003152015" not in str(jawab.headers)


def test_a_long_number_in_the_address_is_not_searched(petugas: Client) -> None:
    buat_pegawai("Hotma Sinaga", nomor="199003152015041778")

    assert "tidak dicari lewat alamat" in isi(petugas, "pegawai:daftar", q="199003152015041778")


def test_a_unit_filter_takes_the_units_below_along(petugas: Client) -> None:
    induk = buat_unit("Dinas Kesehatan")
    anak = buat_unit("Puskesmas Aek Habil", induk)
    buat_pegawai("Orang Puskesmas", unit=anak)
    buat_pegawai("Orang Lain")

    halaman = isi(petugas, "pegawai:daftar", unit=induk.kode)

    assert "Orang Puskesmas" in halaman
    assert "Orang Lain" not in halaman


def test_golongan_with_one_digit_finds_no_other_rank(petugas: Client) -> None:
    buat_pegawai("Golongan Tiga A", golongan="III/a")
    buat_pegawai("Golongan Empat A", golongan="IV/a")

    halaman = isi(petugas, "pegawai:daftar", golongan="III/a")

    assert "Golongan Tiga A" in halaman
    assert "Golongan Empat A" not in halaman


def test_pages_follow_each_other_without_gap_or_repetition(petugas: Client) -> None:
    unit = buat_unit()
    for n in range(30):
        buat_pegawai(f"Nama {n:02d}", unit=unit)

    pertama = petugas.get(reverse("pegawai:daftar"))
    kedua = petugas.get(reverse("pegawai:daftar"), {"kursor": pertama.context["halaman"].sesudah})

    nama = [p.nama for p in [*pertama.context["halaman"].baris, *kedua.context["halaman"].baris]]
    assert nama == [f"Nama {n:02d}" for n in range(30)]


@pytest.mark.parametrize("jumlah", [1, 20])
def test_the_list_costs_the_same_queries_whatever_its_size(
    petugas: Client, jumlah: int, django_assert_max_num_queries: Any
) -> None:
    unit = buat_unit()
    for _n in range(jumlah):
        buat_pegawai(unit=unit)

    with django_assert_max_num_queries(5):
        isi(petugas, "pegawai:daftar")


def test_a_unit_filter_costs_one_query_more(petugas: Client, django_assert_max_num_queries: Any) -> None:
    dinas = buat_unit("Dinas Kesehatan")
    buat_pegawai("Hotma Sinaga", unit=dinas)
    buat_pegawai("Hotma Lain")
    for n in range(30):
        buat_unit(f"Unit {n}", dinas)
    alamat, kueri = reverse("pegawai:daftar"), {"q": "hotma", "unit": dinas.kode}
    petugas.get(alamat)

    with django_assert_max_num_queries(6):
        petugas.get(alamat, {"q": "hotma"}, headers={"HX-Request": "true"})
    with django_assert_max_num_queries(7):  # the one unit that the filter names
        cocok = petugas.get(alamat, kueri)

    assert [p.nama for p in cocok.context["halaman"].baris] == ["Hotma Sinaga"]
    assert "Unit 29" not in cocok.content.decode()


def test_a_profile_stays_within_twelve_queries(petugas: Client, django_assert_max_num_queries: Any) -> None:
    orang = buat_pegawai()

    with django_assert_max_num_queries(12):
        isi(petugas, "pegawai:profil", orang.kode)


def test_a_superior_sees_the_own_team_and_nobody_else() -> None:
    unit = buat_unit()
    kepala = buat_pegawai("Kepala Unit", unit=unit, memimpin=True, akun=True)
    staf = buat_pegawai("Staf Sendiri", unit=unit)
    asing = buat_pegawai("Staf Asing")
    klien = klien_of(kepala.akun)

    assert klien.get(reverse("pegawai:profil", args=[staf.kode])).status_code == 200
    assert klien.get(reverse("pegawai:profil", args=[asing.kode])).status_code == 404


def test_an_employee_sees_the_own_page_but_not_a_colleague() -> None:
    unit = buat_unit()
    saya = buat_pegawai(unit=unit, akun=True)
    rekan = buat_pegawai(unit=unit)
    klien = klien_of(saya.akun)

    assert klien.get(reverse("pegawai:profil", args=[saya.kode])).status_code == 200
    assert klien.get(reverse("pegawai:profil", args=[rekan.kode])).status_code == 404


def test_opening_a_profile_leaves_one_receipt_a_day(petugas: Client) -> None:
    orang = buat_pegawai()

    isi(petugas, "pegawai:profil", orang.kode)
    isi(petugas, "pegawai:profil", orang.kode)

    assert CatatanAkses.objects.filter(subjek_kode=orang.kode, kelompok="kepegawaian").count() == 1


def test_private_data_is_masked_until_a_purpose_is_given(petugas: Client) -> None:
    orang = buat_pegawai()
    nik = DataPribadi.objects.get(pegawai=orang).nik or ""
    alamat = reverse("pegawai:pribadi", args=[orang.kode])

    tertutup = petugas.get(alamat).content.decode()
    terbuka = petugas.post(alamat, {"tujuan": "Melengkapi berkas pangkat"}).content.decode()

    assert nik not in tertutup
    assert nik in terbuka
    assert CatatanAkses.objects.get(subjek_kode=orang.kode, kelompok="pribadi").tujuan == "Melengkapi berkas pangkat"


def test_a_purpose_that_says_nothing_opens_nothing(petugas: Client) -> None:
    orang = buat_pegawai()

    jawab = petugas.post(reverse("pegawai:pribadi", args=[orang.kode]), {"tujuan": "x"})

    assert jawab.status_code == 422
    assert not CatatanAkses.objects.filter(kelompok="pribadi").exists()


def test_a_leader_does_not_get_private_data() -> None:
    orang = buat_pegawai()

    assert klien_of(buat_pengguna("pimpinan")).get(reverse("pegawai:pribadi", args=[orang.kode])).status_code == 404


def test_a_person_reads_who_looked_and_what_for(petugas: Client) -> None:
    orang = buat_pegawai(akun=True)
    petugas.post(reverse("pegawai:pribadi", args=[orang.kode]), {"tujuan": "Mengurus Karpeg"})

    halaman = isi(klien_of(orang.akun), "pegawai:akses", orang.kode)

    assert "Yuli Petugas" in halaman
    assert "Mengurus Karpeg" in halaman


def test_a_correction_shows_before_after_who_and_why(petugas: Client) -> None:
    orang = buat_pegawai()
    data = DataPribadi.objects.get(pegawai=orang)

    petugas.post(
        reverse("pegawai:ubah-pribadi", args=[orang.kode]),
        {
            "versi": data.versi,
            "nik": data.nik,
            "alamat": "Jl. Baru No. 7",
            "nomor_hp": data.nomor_hp,
            "alasan": "KTP baru diserahkan",
        },
    )

    alamat = reverse("pegawai:perubahan", args=[orang.kode])
    tersamar = petugas.get(alamat).content.decode()
    terbuka = petugas.post(alamat, {"tujuan": "Memeriksa berkas KTP"}).content.decode()
    assert "Jl. Baru No. 7" not in tersamar
    for bagian in (data.alamat, "Jl. Baru No. 7", "Yuli Petugas", "KTP baru diserahkan", ">NIK<"):
        assert bagian in terbuka


def test_a_nik_that_is_too_short_is_refused_at_the_field_and_kept(petugas: Client) -> None:
    orang = buat_pegawai()

    jawab = petugas.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), {"nik": "12345", "alasan": "KTP baru diserahkan"})

    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert "yang diisi 5" in halaman
    assert 'value="12345"' in halaman


def test_even_raw_sql_leaves_a_trace(petugas: Client) -> None:
    from django.db import connection

    orang = buat_pegawai(nama="Nama Lama")
    with connection.cursor() as kursor:
        kursor.execute("UPDATE pegawai_pegawai SET nama = 'Nama Baru' WHERE id = %s", [orang.pk])

    halaman = isi(petugas, "pegawai:perubahan", orang.kode)
    assert "Nama Lama" in halaman
    assert "tanpa keterangan" in halaman


def test_the_expected_retirement_explains_itself(petugas: Client) -> None:
    orang = buat_pegawai(tanggal_lahir=date(1990, 3, 15))

    assert Pegawai.objects.get(pk=orang.pk).tmt_pensiun == date(2048, 4, 1)
    assert "1 April 2048" in isi(petugas, "pegawai:pensiun", orang.kode)


def test_a_saved_view_keeps_no_long_number_and_no_nul(client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    client.post(reverse("pegawai:simpan-tampilan"), {"nama": "Dinas\x00 saya", "kueri": "q=199003152015031001&jenis=pns"})

    assert list(TampilanTersimpan.objects.values_list("nama", "kueri")) == [("Dinas saya", "jenis=pns")]


def test_a_person_opened_in_the_back_office_leaves_a_receipt(petugas: Client) -> None:
    orang = buat_pegawai("Satu Orang")

    assert petugas.get(reverse("admin:pegawai_pegawai_change", args=[orang.pk])).status_code == 200

    assert CatatanAkses.objects.filter(subjek_kode=orang.kode, kelompok="kepegawaian").count() == 1


def test_who_reads_their_own_private_data_finds_where_to_say_that_something_is_wrong(client: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", akun=True)
    client.force_login(orang.akun)

    halaman = client.get(reverse("pegawai:pribadi", args=[orang.kode])).content.decode()

    assert f'href="{reverse("layanan:perubahan")}"' in halaman.partition("Ada yang keliru?")[2]
    assert "Mengapa tertutup?" not in halaman


def test_an_officer_s_spelling_of_a_phone_number_is_kept_as_every_other(client: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga")
    client.force_login(buat_pengguna("admin_bkpsdm"))
    data = DataPribadi.objects.get(pegawai=orang)
    isi = {"nomor_hp": "+62 812-9999-0001", "alasan": "Surat pernyataan pegawai", "versi": data.versi}

    assert client.post(reverse("pegawai:ubah-pribadi", args=[orang.kode]), isi).status_code == 302

    assert DataPribadi.objects.get(pegawai=orang).nomor_hp == "081299990001"


def test_on_their_own_pages_officers_find_no_way_that_is_closed_to_them(petugas: Client) -> None:
    diri, lain = buat_pegawai("Yuli Sendiri", akun=buat_pengguna("admin_bkpsdm")), buat_pegawai("Orang Lain")
    RiwayatJabatan.objects.update(nomor_sk="800/1")
    klien = klien_of(diri.akun)
    jalan = ("mutasi", "kode-masuk", "ubah-pribadi")

    def terbuka(orang: Pegawai) -> list[str]:
        semua = isi(klien, "pegawai:profil", orang.kode) + isi(klien, "pegawai:pribadi", orang.kode)
        assert ("Perbaiki atau batalkan" in semua) == (orang == lain)
        return [j for j in jalan if f'href="{reverse(f"pegawai:{j}", args=[orang.kode])}"' in semua]

    assert terbuka(diri) == []
    assert terbuka(lain) == list(jalan)
