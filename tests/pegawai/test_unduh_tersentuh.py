"""Whom a proposed value of law touches, as a file: the people of its page, with a receipt for each."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import CatatanAkses, Pengguna
from aturan import daftar_parameter, parameter, services
from aturan.models import UsulanParameter
from aturan.services import IsiUsulan
from inti import nomor
from laporan import mesin
from laporan.models import Pekerjaan, StatusPekerjaan
from pegawai.models import Pegawai
from pegawai.reports_tersentuh import count_tersentuh, iter_tersentuh, list_catatan, list_tersentuh
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan.factories import ajukan, buat_usulan, petugas, sahkan
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
PUSAT = reverse("laporan:pusat")


@pytest.fixture(autouse=True)
def berkas_sementara(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "berkas")


@pytest.fixture
def admin() -> Pengguna:
    return buat_pengguna("admin_bkpsdm")


@pytest.fixture
def staf() -> Pegawai:
    return buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15), gelar_depan="Drs.", gelar_belakang="M.Si.")


def test_the_page_of_a_proposal_leads_to_its_file(client: Client, admin: Pengguna, staf: Pegawai) -> None:
    usulan = ajukan(konteks_of(admin), buat_usulan(konteks_of(admin)))
    client.force_login(admin)

    halaman = client.get(reverse("aturan:usulan", args=[usulan.kode])).content.decode()

    alamat = re.search(r'href="([^"]*laporan=orang_tersentuh[^"]*)"', halaman)
    assert alamat
    formulir = client.get(alamat[1].replace("&amp;", "&").partition("#")[0]).content.decode()
    assert re.search(rf'<option value="{usulan.kode}" selected', formulir)


def tolak(usulan: UsulanParameter) -> UsulanParameter:
    return services.reject_usulan(konteks=petugas(), usulan=usulan, alasan="Pasalnya belum berlaku.")


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_the_file_says_before_and_after_and_leaves_a_receipt(client: Client, admin: Pengguna, staf: Pegawai, bentuk: str) -> None:
    usulan = buat_usulan(konteks_of(admin))
    client.force_login(admin)

    jawab = client.post(PUSAT, {"laporan": "orang_tersentuh", "usulan": usulan.kode, "bentuk": bentuk})
    p = Pekerjaan.objects.get()
    mesin.jalankan(p.kode)
    p.refresh_from_db()

    assert (jawab.status_code, p.status) == (302, StatusPekerjaan.SELESAI), p.galat
    assert CatatanAkses.objects.filter(subjek_kode=staf.kode, pembaca=admin, kelompok="kepegawaian").count() == 1
    if bentuk == "csv":
        isi = client.get(reverse("laporan:berkas", args=[p.kode])).getvalue().decode("utf-8-sig")
        tabel = [b for b in csv.reader(isi.splitlines(), delimiter=";" if ";" in isi.splitlines()[0] else ",") if b]
        assert tabel[1][1:3] == ["Drs. Hotma Sinaga, M.Si.", nomor.kelompokkan(staf.nomor)]
        assert tabel[1][5:] == ["Tanggal pensiun", "2028-04-01", "2030-04-01"]


def test_the_file_holds_the_unit_that_was_chosen(admin: Pengguna, staf: Pegawai) -> None:
    kantor = buat_unit("Dinas Uji")
    buat_pegawai("Orang Kantor", unit=kantor, tanggal_lahir=date(1970, 5, 1))
    konteks = konteks_of(admin)
    isian = {"usulan": buat_usulan(konteks).kode, "per": konteks.per, "unit": kantor}

    assert [b[1] for b in iter_tersentuh(konteks, isian)] == ["Orang Kantor"]
    assert count_tersentuh(konteks, isian) == 1


def test_a_proposal_that_was_refused_touches_nobody(client: Client, admin: Pengguna, staf: Pegawai) -> None:
    usulan = tolak(ajukan(konteks_of(admin), buat_usulan(konteks_of(admin))))
    client.force_login(admin)

    jawab = client.post(PUSAT, {"laporan": "orang_tersentuh", "usulan": usulan.kode, "bentuk": "csv"})

    assert jawab.status_code == 422
    assert "Usulan ini ditolak" in jawab.content.decode()


def test_a_link_to_a_refused_proposal_offers_no_other_in_its_place(client: Client, admin: Pengguna, staf: Pegawai) -> None:
    lama = tolak(ajukan(konteks_of(admin), buat_usulan(konteks_of(admin))))
    terbuka = buat_usulan(konteks_of(admin), pelaksana=62)
    client.force_login(admin)

    halaman = client.get(PUSAT, {"laporan": "orang_tersentuh", "usulan": lama.kode}).content.decode()

    assert terbuka.kode in halaman
    assert not re.search(rf'<option value="{terbuka.kode}" selected', halaman)
    assert "Usulan ini ditolak" in halaman


def test_whom_a_confirmed_value_touched_is_found_anew_and_the_file_says_so(admin: Pengguna, staf: Pegawai) -> None:
    """Later values of the same parameter don't change what this one did."""
    usulan = sahkan(buat_usulan(konteks_of(admin)))
    sahkan(buat_usulan(konteks_of(admin), pelaksana=62))
    konteks = konteks_of(admin)
    isian = {"usulan": usulan.kode, "per": konteks.per}

    (baris,) = iter_tersentuh(konteks, isian)

    assert baris[-2:] == (date(2028, 4, 1), date(2030, 4, 1))
    (catatan,) = list_catatan(konteks, isian)
    assert "Dihitung ulang dengan pegawai hari ini" in catatan


def test_what_comes_first_stands_first(admin: Pengguna, staf: Pegawai) -> None:
    buat_pegawai("Andar Tobing", tanggal_lahir=date(1980, 5, 1))
    konteks = konteks_of(admin)
    isian = {"usulan": buat_usulan(konteks).kode, "per": konteks.per}

    assert [b[1] for b in iter_tersentuh(konteks, isian)] == ["Drs. Hotma Sinaga, M.Si.", "Andar Tobing"]


@pytest.mark.parametrize("nama", ["tenggat_alur", "matriks_predikat", "delegasi"])
def test_a_proposal_whose_people_can_not_be_told_is_not_offered(client: Client, admin: Pengguna, nama: str) -> None:
    nilai = parameter.nilai(nama, konteks_of(admin).per)
    definisi = daftar_parameter.get_definisi(nama)
    assert definisi is not None
    isi = IsiUsulan(nilai=nilai, mulai=date(2026, 7, 1), dasar="UU 1/2026 pasal 2")
    usulan = services.create_usulan(konteks=konteks_of(admin), definisi=definisi, isi=isi)
    client.force_login(admin)

    halaman = client.get(PUSAT, {"laporan": "orang_tersentuh", "usulan": usulan.kode}).content.decode()
    jawab = client.post(PUSAT, {"laporan": "orang_tersentuh", "usulan": usulan.kode, "bentuk": "csv"})

    assert f'value="{usulan.kode}"' not in halaman
    assert "belum dapat dihitung" in halaman
    assert jawab.status_code == 422
    assert not list_tersentuh(konteks_of(admin), {"usulan": usulan.kode, "per": konteks_of(admin).per}).exists()


def test_two_proposals_about_one_value_are_told_apart_by_who_and_when(client: Client, admin: Pengguna, staf: Pegawai) -> None:
    lain = buat_pengguna("admin_bkpsdm", nama="Rina Pengusul")
    buat_usulan(konteks_of(admin))
    buat_usulan(konteks_of(lain))
    client.force_login(admin)

    halaman = client.get(PUSAT, {"laporan": "orang_tersentuh"}).content.decode()

    pilihan = re.findall(r"<option[^>]*>([^<]*Batas usia[^<]*)<", halaman)
    assert len(set(pilihan)) == 2
    assert any("Rina Pengusul" in satu for satu in pilihan)


def test_an_office_is_not_offered_the_file(client: Client, staf: Pegawai) -> None:
    client.force_login(buat_pengguna("pengelola_opd", unit=buat_unit("Dinas Lain")))

    assert client.post(PUSAT, {"laporan": "orang_tersentuh", "usulan": "x", "bentuk": "csv"}).status_code in (403, 404, 422)
    assert not Pekerjaan.objects.exists()


def test_the_footer_of_a_public_page_leads_to_the_values_of_law(client: Client) -> None:
    halaman = client.get(reverse("kalkulator")).content.decode()

    kaki = halaman.partition('<footer class="kaki">')[2]
    assert f'href="{reverse("aturan:daftar")}"' in kaki


def test_a_change_of_a_day_to_come_names_that_day_in_the_file(admin: Pengguna, staf: Pegawai) -> None:
    konteks = konteks_of(admin)
    mulai = date(konteks.per.year + 1, 1, 1)

    (baris,) = iter_tersentuh(konteks, {"usulan": buat_usulan(konteks, mulai=mulai).kode, "per": konteks.per})

    assert baris[5] == f"Tanggal pensiun, mulai 1 Januari {mulai.year}"
