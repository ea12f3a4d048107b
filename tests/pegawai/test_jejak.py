"""The history of changes in words: days, periods, choices and switches as people read them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from pegawai import jejak
from pegawai.models import Kedudukan, Pegawai, RiwayatGolongan
from tests.akun.factories import buat_pengguna
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def nilai(orang: Pegawai) -> dict[str, list[tuple[str, str]]]:
    """What the history says of each field: (before, after)."""
    hasil: dict[str, list[tuple[str, str]]] = {}
    for satu in jejak.list_perubahan(orang, ["kepegawaian"]):
        for judul, lama, baru in satu.beda:
            hasil.setdefault(judul, []).append((lama, baru))
    return hasil


def test_a_day_is_written_out() -> None:
    orang = buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))
    Pegawai.objects.filter(pk=orang.pk).update(tanggal_lahir=date(1971, 4, 16))

    assert ("15 Maret 1970", "16 April 1971") in nilai(orang)["Tanggal lahir"]


@pytest.mark.parametrize(
    ("masa", "kata"),
    [
        (DateRange(date(2018, 3, 1), None), "sejak 1 Maret 2018"),
        (DateRange(date(2018, 3, 1), date(2020, 1, 1)), "1 Maret 2018 sampai 31 Desember 2019"),
    ],
)
def test_a_period_is_written_with_its_last_day(masa: DateRange, kata: str) -> None:
    orang = buat_pegawai("Hotma Sinaga", golongan="III/c")
    RiwayatGolongan.objects.filter(pegawai=orang).update(masa=masa)

    assert kata in {baru for _lama, baru in nilai(orang)["Masa"]}


def test_a_switch_says_yes_or_no_and_a_choice_its_words() -> None:
    orang = buat_pegawai("Hotma Sinaga")
    Pegawai.objects.filter(pk=orang.pk).update(kedudukan="cltn")

    assert str(Kedudukan.CLTN.label) in {baru for _lama, baru in nilai(orang)["Kedudukan hukum"]}
    assert not {"True", "False"} & {kata for daftar in nilai(orang).values() for pasang in daftar for kata in pasang}


def test_the_page_shows_no_day_as_a_database_writes_it(client: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", golongan="III/c")
    client.force_login(buat_pengguna("admin_bkpsdm"))

    halaman = client.get(reverse("pegawai:perubahan", args=[orang.kode])).content.decode()

    assert "sejak " in halaman
    assert ",)" not in halaman
