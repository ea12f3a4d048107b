"""A dated value answers for any day, or says since when: on pages and in the API, in the same words."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from aturan.models import ParameterAturan
from pegawai.models import Pegawai
from tests.organisasi.factories import buat_jabatan
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def masuk(client: Client, orang: Pegawai) -> Client:
    assert isinstance(orang.akun, Pengguna)
    client.force_login(orang.akun)
    return client


@pytest.mark.parametrize("tahun", [2017, 2018])
def test_hours_of_a_year_before_the_limit_on_paid_hours_are_answered(client: Client, tahun: int):
    orang = buat_pegawai("Hotma Sinaga", akun=True)

    response = masuk(client, orang).get(reverse("kompetensi:jam", args=[orang.kode, tahun]))

    assert response.status_code == 200
    assert "20 JP" in response.content.decode()


def test_hours_of_a_year_before_the_law_are_shown_and_say_since_when_it_is(client: Client):
    orang = buat_pegawai("Hotma Sinaga", akun=True)

    response = masuk(client, orang).get(reverse("kompetensi:jam", args=[orang.kode, 2016]))

    assert response.status_code == 200
    assert "tercatat sejak 7 April 2017" in response.content.decode()


def test_a_post_on_which_the_law_is_silent_is_told_in_words_on_the_sheet(client: Client):
    # A class of post that no age limit names: as when a value lacks one word.
    orang = buat_pegawai(
        "Hotma Sinaga", akun=True, jabatan=buat_jabatan(nama="Peneliti Ahli Utama", jenis="fungsional", jenjang="ahli_utama")
    )
    masuk(client, orang)

    guru = {"guru": {"usia": 60, "dasar": "UU 14/2005"}}
    ParameterAturan.objects.create(nama="bup_khusus", nilai=guru, berlaku=DateRange(date(2020, 1, 1), None), dasar="UU Uji")

    response = client.get(reverse("pegawai:pensiun", args=[orang.kode]))

    assert response.status_code == 422
    assert "Batas usia untuk Peneliti atau perekayasa ahli utama belum tercatat" in response.content.decode()


def test_the_heading_of_the_sheet_says_the_day_that_its_body_reckons(client: Client):
    orang = buat_pegawai("Hotma Sinaga", akun=True)
    Pegawai.objects.filter(pk=orang.pk).update(tmt_pensiun="2588-01-01")  # not brought up to date yet

    halaman = masuk(client, orang).get(reverse("pegawai:pensiun", args=[orang.kode])).content.decode()

    assert "Mengapa pensiun mulai 1 April 2048?" in halaman
    assert "2588" not in halaman


def test_the_api_says_since_when_a_value_is_recorded(client: Client):
    isi = {"hasil_kerja": "sesuai", "perilaku": "sesuai", "per": "1-1-1990"}

    response = client.post(reverse("api:aturan-hitung", args=["predikat"]), isi, content_type="application/json")

    assert response.status_code == 422
    galat = response.json()["galat"][0]
    assert (galat["bidang"], "sejak 1 Januari 2022" in galat["saran"]) == ("per", True)
