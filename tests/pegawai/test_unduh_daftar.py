"""The employee list as a file: what one sees is what one gets, and nobody gets more than they may see."""

import csv
import re

import pytest
from django.urls import reverse

from laporan import mesin
from laporan.models import Pekerjaan, StatusPekerjaan
from pegawai import kolom, selectors
from pegawai.reports_daftar import URUTAN, iter_daftar, list_daftar
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
PUSAT, DAFTAR = reverse("laporan:pusat"), reverse("pegawai:daftar")
KOSONG = {"q": "", "unit": None, "golongan": "", "jabatan": "", "jenis": "", "kedudukan": "", "urut": "", "kolom": []}


@pytest.fixture(autouse=True)
def berkas_sementara(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "berkas")


@pytest.fixture
def admin():
    return konteks_of(buat_pengguna("admin_bkpsdm"))


@pytest.fixture
def masuk(client, admin):
    client.force_login(admin.pengguna)
    return client


def baris(konteks, **isian):
    isian = KOSONG | {"per": konteks.per} | isian
    hasil = list(iter_daftar(konteks, isian))
    assert list_daftar(konteks, isian).count() == len(hasil)
    return hasil


def test_the_link_of_the_list_fills_the_form_with_its_filters_and_columns(masuk):
    unit = buat_unit("Dinas Uji")
    buat_pegawai("Masdelima Manalu", unit=unit)

    halaman = masuk.get(DAFTAR, {"q": "manalu", "unit": unit.kode, "kolom": "status,tmt_pensiun"}).content.decode()
    alamat = re.search(r'href="([^"]*laporan=daftar_pegawai[^"]*)"', halaman)
    assert alamat
    formulir = masuk.get(alamat[1].replace("&amp;", "&").partition("#")[0]).content.decode()

    assert 'value="manalu"' in formulir
    assert re.search(rf'<option value="{unit.kode}" selected', formulir)
    dipilih = re.findall(r'name="kolom" value="(\w+)"[^>]* checked', formulir)
    assert dipilih == ["status", "tmt_pensiun"]


def test_the_file_holds_the_people_and_columns_of_the_list(masuk):
    buat_pegawai("Masdelima Manalu", golongan="III/d")
    buat_pegawai("Rustam Hutabarat", golongan="III/c")

    jawab = masuk.post(
        PUSAT, {"laporan": "daftar_pegawai", "golongan": "III/d", "kolom": ["golongan", "status"], "bentuk": "csv"}
    )
    p = Pekerjaan.objects.get()
    mesin.jalankan(p.kode)
    p.refresh_from_db()
    isi = masuk.get(reverse("laporan:berkas", args=[p.kode])).getvalue().decode("utf-8-sig")

    assert (jawab.status_code, p.status) == (302, StatusPekerjaan.SELESAI), p.galat
    tabel = [b for b in csv.reader(isi.splitlines(), delimiter=";" if ";" in isi.splitlines()[0] else ",") if b]
    assert tabel[0] == ["No.", "Nama", "NIP atau NI PPPK", "Golongan", "Jenis", "Kedudukan hukum"]
    assert [b[1] for b in tabel[1:]] == ["Masdelima Manalu"]
    assert ["Kolom", "Golongan, Status"] in p.parameter["ringkas"]


def test_search_order_and_filters_are_those_of_the_page(admin):
    for nama, jabatan in (
        ("Masdelima Manalu", "Arsiparis Mahir"),
        ("Rustam Manalu", "Guru Ahli Muda"),
        ("Yulia Marbun", "Guru Ahli Muda"),
    ):
        buat_pegawai(nama, jabatan=buat_jabatan(nama=jabatan, jenis="fungsional"))

    assert [b[1] for b in baris(admin, q="rustam manulu", jabatan="guru")] == ["Rustam Manalu"]
    assert [b[1] for b in baris(admin, urut="-nama")] == ["Yulia Marbun", "Rustam Manalu", "Masdelima Manalu"]


def test_an_office_gets_its_own_people_only():
    kantor = buat_unit("Dinas Uji")
    buat_pegawai("Orang Kantor", unit=kantor)
    buat_pegawai("Orang Lain")
    pengelola = konteks_of(buat_pengguna("pengelola_opd", unit=kantor))

    assert [b[1] for b in baris(pengelola)] == ["Orang Kantor"]


def test_a_number_that_tells_a_birth_date_is_not_kept(masuk):
    jawab = masuk.post(PUSAT, {"laporan": "daftar_pegawai", "q": "19870517 201803 2 088", "bentuk": "csv"})

    assert jawab.status_code == 422
    assert "tidak disimpan dalam laporan" in jawab.content.decode()
    assert not Pekerjaan.objects.exists()


def test_junk_in_the_address_only_leaves_the_form_empty(masuk):
    jawab = masuk.get(
        PUSAT, {"laporan": "daftar_pegawai", "per": "x", "unit": "x", "kolom": "x,\x00", "urut": "1", "bentuk": "exe"}
    )

    assert jawab.status_code == 200


def test_who_makes_no_reports_is_offered_no_file(client):
    kantor = buat_unit("Dinas Uji")
    kepala = buat_pegawai("Kepala Uji", unit=kantor, memimpin=True, akun=True)
    buat_pegawai("Bawahan Uji", unit=kantor)
    client.force_login(kepala.akun)

    jawab = client.get(DAFTAR)

    assert "laporan=daftar_pegawai" not in jawab.content.decode()


def test_every_order_of_the_page_can_be_asked_for():
    assert [k for k, _teks in URUTAN] == list(selectors.URUTAN)


def test_each_column_gives_as_many_values_as_it_has_headings(admin):
    (satu,) = baris(admin, kolom=list(kolom.KOLOM)) if buat_pegawai() else ()

    assert len(satu) == len(kolom.berkas(kolom.KOLOM))
