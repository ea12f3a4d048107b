"""Receipts of reading: once a day for each, in one statement, and understood in either language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import translation

from akun.models import CatatanAkses
from akun.pembacaan import catat_banyak, catat_harian
from tests.akun.factories import buat_pengguna, konteks_of
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def test_a_page_of_many_people_is_one_statement_and_one_receipt_each(django_assert_num_queries: Any) -> None:
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))
    catat_harian(konteks, subjek_kode="b", kelompok="pribadi", tujuan="Impor")

    with django_assert_num_queries(1):
        baru = catat_banyak(konteks, subjek_kode=["c", "a", "b", "a"], kelompok="pribadi", tujuan="Impor")

    assert baru == 2
    assert list(CatatanAkses.objects.order_by("pk").values_list("subjek_kode", flat=True)) == ["b", "a", "c"]
    assert catat_banyak(konteks, subjek_kode=["a", "b", "c"], kelompok="pribadi", tujuan="Impor") == 0


def test_the_next_day_another_group_and_another_reader_count_anew() -> None:
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))
    nilai = {"subjek_kode": ["a"], "tujuan": "Impor"}
    assert catat_banyak(konteks, kelompok="pribadi", **nilai) == 1

    assert catat_banyak(konteks, kelompok="kinerja", **nilai) == 1
    assert catat_banyak(konteks_of(buat_pengguna("auditor")), kelompok="pribadi", **nilai) == 1
    CatatanAkses.objects.update(dibaca_at=F("dibaca_at") - timedelta(days=1))
    assert catat_banyak(konteks, kelompok="pribadi", **nilai) == 1


def test_one_s_own_data_and_nobody_at_all_cost_nothing(django_assert_num_queries: Any) -> None:
    orang = buat_pegawai(akun=True)
    konteks = konteks_of(orang.akun)

    with django_assert_num_queries(0):
        assert catat_banyak(konteks, subjek_kode=[orang.kode], kelompok="pribadi", tujuan="Impor") == 0
        assert catat_banyak(konteks, subjek_kode=[], kelompok="pribadi", tujuan="Impor") == 0


def test_what_an_english_reader_opens_is_kept_in_indonesian_and_read_in_either_language(client: Client) -> None:
    orang = buat_pegawai(akun=True)
    client.force_login(buat_pengguna("admin_bkpsdm"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    client.get(reverse("pegawai:profil", args=[orang.kode]))

    catatan = CatatanAkses.objects.get(subjek_kode=orang.kode)
    assert catatan.tujuan == "Membuka profil"
    client.force_login(orang.akun)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):
        kata, peran = catatan.kata_tujuan, catatan.kata_peran
    assert kata != "Membuka profil"
    halaman = client.get(reverse("pegawai:akses", args=[orang.kode])).content.decode()
    assert kata in halaman
    assert peran in halaman
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    assert "Membuka profil" in client.get(reverse("pegawai:akses", args=[orang.kode])).content.decode()


def test_what_somebody_typed_stays_as_it_was_typed() -> None:
    assert CatatanAkses(tujuan="Mengurus Karpeg").kata_tujuan == "Mengurus Karpeg"
    assert CatatanAkses(tujuan="").kata_tujuan == ""
