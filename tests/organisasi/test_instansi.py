"""Whose system it is: a row in force on each day, read for every page, report and mail."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from akun.konteks import sistem
from inti import instansi, waktu
from inti.instansi import BAWAAN
from organisasi.instansi import list_identitas, muat, save_instansi
from organisasi.models import Instansi
from tests.akun.factories import buat_pengguna, konteks_of

pytestmark = pytest.mark.django_db
AMBON = {
    "pemerintah": "Pemerintah Kota Ambon",
    "kota": "Kota Ambon",
    "tempat": "Ambon",
    "nama": "Badan Kepegawaian dan Pengembangan SDM",
    "singkatan": "BKPSDM Ambon",
    "nama_situs": "Ambon ASN",
    "nama_warga": "Suara Ambon",
    "situs": "ambon.go.id",
    "zona": "Asia/Jayapura",
    "dasar": "Uji",
}


@pytest.fixture
def ambon() -> None:
    """Another city, in another time zone."""
    Instansi.objects.all().delete()
    save_instansi(konteks=sistem(), mulai=date(2020, 1, 1), **AMBON)
    instansi.pakai(*list_identitas())


def test_a_new_installation_has_one_row_to_start_from() -> None:
    assert [(b.nama, b.singkatan) for b in Instansi.objects.all()] == [
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM")
    ]
    assert muat() == 0


def test_pages_carry_the_names_of_the_row(client: Client, ambon: None) -> None:
    isi = client.get("/").content.decode()

    assert "Suara Ambon" in isi
    assert "Pemerintah Kota Ambon, waktu dalam WIT." in isi
    assert "Alamat resmi selalu berakhir dengan <strong>ambon.go.id</strong>" in isi
    assert "Sibolga" not in isi


def test_the_api_says_whose_data_it_describes(client: Client, ambon: None) -> None:
    skema = client.get("/api/v1/skema/?format=json").json()

    assert skema["info"]["title"] == "API Ambon ASN"
    assert "Kota Ambon" in skema["info"]["description"]


def test_the_day_turns_by_the_clocks_of_the_city(ambon: None) -> None:
    with time_machine.travel("2026-11-24 15:30Z", tick=False):  # half past midnight in Ambon
        assert waktu.today() == date(2026, 11, 25)


def test_what_was_printed_before_keeps_its_head(ambon: None) -> None:
    save_instansi(konteks=sistem(), mulai=date(2026, 1, 1), **(AMBON | {"singkatan": "BKD"}))
    instansi.pakai(*list_identitas())

    assert instansi.pada(date(2025, 12, 31)).singkatan == "BKPSDM Ambon"
    assert instansi.pada(date(2026, 1, 1)).singkatan == "BKD"


def test_a_change_counts_at_once_after_the_commit(django_capture_on_commit_callbacks: object, ambon: None) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a function of pytest-django
        save_instansi(konteks=sistem(), mulai=date(2020, 1, 1), **(AMBON | {"singkatan": "BKN Kota"}))

    assert instansi.kini().singkatan == "BKN Kota"


def test_it_costs_one_query_in_half_a_minute(ambon: None, django_assert_num_queries: object) -> None:
    instansi.lupakan()

    with django_assert_num_queries(1):  # type: ignore[operator]  # a function of pytest-django
        assert [instansi.kini().kota for _n in range(3)] == ["Kota Ambon"] * 3


def test_without_any_row_the_words_are_right_everywhere() -> None:
    Instansi.objects.all().delete()
    instansi.lupakan()

    assert instansi.kini() == BAWAAN


def test_only_whoever_keeps_the_organisation_may_change_it() -> None:
    with pytest.raises(PermissionDenied):
        save_instansi(konteks=konteks_of(buat_pengguna("moderator")), mulai=date(2027, 1, 1), **AMBON)


@pytest.mark.parametrize(("bidang", "nilai"), [("zona", "Europe/Paris"), ("situs", "https://kota.go.id/"), ("email", "bukan")])
def test_what_cannot_be_is_refused_at_its_field(bidang: str, nilai: str) -> None:
    with pytest.raises(ValidationError) as galat:
        save_instansi(konteks=sistem(), mulai=date(2027, 1, 1), **(AMBON | {bidang: nilai}))

    assert bidang in galat.value.message_dict


def test_the_admin_adds_a_version_and_keeps_the_one_before(client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    jawab = client.post("/admin/organisasi/instansi/add/", {"mulai": "2027-01-01", **AMBON})

    assert jawab.status_code == 302, jawab.content.decode()
    assert list(Instansi.objects.order_by("mulai").values_list("kota", flat=True)) == ["Kota", "Kota Ambon"]
