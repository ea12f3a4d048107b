"""The person's page in the back office: periods, years and service in words."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from inti.nomor import kelompokkan
from pegawai.riwayat import supersede
from tests.akun.factories import buat_pengguna
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def test_a_person_is_told_in_words_not_in_the_database_s_signs(client: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", tmt=date(2022, 4, 1))
    lama = supersede(orang.riwayat_status.get(), masa=DateRange(date(2015, 4, 1), date(2016, 4, 1)))
    orang.riwayat_status.create(jenis="pns", masa=DateRange(lama.masa.upper, None))
    client.force_login(buat_pengguna("admin_bkpsdm"))

    halaman = client.get(reverse("admin:pegawai_pegawai_change", args=[orang.pk])).content.decode()

    for kata in ("1 April 2015 sampai 31 Maret 2016", "sejak 1 April 2016", "7 tahun 0 bulan per 1 April 2022", ">2013<"):
        assert kata in halaman
    for tanda in ("None)", "[20", "2.013"):
        assert tanda not in halaman


def test_codes_to_hand_over_tell_two_people_of_one_name_apart(client: Client) -> None:
    orang = [buat_pegawai("Hotma Sinaga"), buat_pegawai("Hotma Sinaga")]
    client.force_login(buat_pengguna("admin_bkpsdm"))

    pilih = {"action": "buka_akun", "_selected_action": [str(o.pk) for o in orang]}
    teks = client.post(reverse("admin:pegawai_pegawai_changelist"), pilih).content.decode("utf-8-sig")

    kepala, *baris = csv.reader(teks.splitlines(), delimiter=";")
    assert kepala == ["NIP", "Nama", "Unit kerja", "Kode"]
    assert sorted(b[:3] for b in baris) == sorted([kelompokkan(o.nomor), "Hotma Sinaga", o.unit.nama] for o in orang)
    assert not any(b[0].isdecimal() for b in baris), "a spreadsheet would round eighteen digits"
    assert len({b[3] for b in baris}) == 2
