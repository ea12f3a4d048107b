"""Service for pay as the profile and the list tell it: right today, with the day on which it was counted."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from inti import waktu
from pegawai import proyeksi
from pegawai.models import BERLAKU, Pegawai, RiwayatGolongan
from pegawai.selectors import compute_masa_kerja, list_status, with_masa_kerja
from tests.akun.factories import buat_pengguna
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db

MULAI_RIWAYAT = date(2015, 4, 1)


def pada(orang: Pegawai, per: date) -> tuple[int, int]:
    return compute_masa_kerja(orang, per, list_status(orang))


def test_a_decree_counts_from_its_tmt() -> None:
    orang = buat_pegawai(tmt=date(2022, 4, 1))  # 7 years on that day

    assert orang.mk_per == date(2022, 4, 1)
    assert pada(orang, date(2026, 10, 15)) == (11, 6)


def test_a_list_counts_from_its_day() -> None:
    orang = buat_pegawai(tmt=date(2022, 4, 1))
    RiwayatGolongan.objects.filter(pegawai=orang).update(mk_tahun=11, mk_bulan=5, mk_per=date(2026, 9, 20))
    proyeksi.segarkan()
    orang.refresh_from_db()

    assert pada(orang, date(2026, 10, 15)) == (11, 5)
    assert pada(orang, date(2026, 10, 20)) == (11, 6)


def test_time_on_unpaid_leave_is_left_out() -> None:
    orang = buat_pegawai(tmt=date(2022, 4, 1))
    orang.riwayat_status.filter(BERLAKU).update(masa=DateRange(date(2015, 4, 1), date(2024, 1, 1)))
    orang.riwayat_status.create(jenis="pns", kedudukan="cltn", masa=DateRange(date(2024, 1, 1), date(2025, 1, 1)))
    orang.riwayat_status.create(jenis="pns", masa=DateRange(date(2025, 1, 1), None))

    assert pada(orang, date(2026, 4, 1)) == (10, 0)


def test_profile_and_list_say_today_s_figure_and_its_source(client: Client) -> None:
    kini = waktu.today()
    per = (kini.replace(day=1) - timedelta(days=1)).replace(day=1)  # the first of last month
    orang = buat_pegawai("Hotma Sinaga", tmt=date(2022, 4, 1))
    RiwayatGolongan.objects.filter(pegawai=orang).update(mk_tahun=11, mk_bulan=5, mk_per=per)
    proyeksi.segarkan()
    client.force_login(buat_pengguna("admin_bkpsdm"))

    profil = client.get(reverse("pegawai:profil", args=[orang.kode])).content.decode()
    daftar = client.get(reverse("pegawai:daftar"), {"kolom": "masa_kerja"}).content.decode()

    assert "11 tahun 6 bulan" in profil
    assert "tercatat 11 tahun 5 bulan per 1 " in profil
    assert "11 th 6 bl" in daftar
    assert Pegawai.objects.get(pk=orang.pk).mk_bulan == 5, "what was stored is not rewritten each month"


@pytest.mark.kembaran("masa_kerja")
@pytest.mark.parametrize("benih", range(4))
def test_lists_say_in_sql_what_the_rule_says(benih: int) -> None:
    acak = random.Random(benih)

    def hari(awal: int = 2018, akhir: int = 2027) -> date:
        return date(acak.randint(awal, akhir), acak.randint(1, 12), 1) + timedelta(days=acak.choice([0, 0, 14, 27, 28, 29, 30]))

    for _n in range(12):
        orang = buat_pegawai(tmt=hari(2018, 2022))
        RiwayatGolongan.objects.filter(pegawai=orang).update(
            mk_tahun=acak.choice([0, 3, 11]), mk_bulan=acak.randint(0, 11), mk_per=acak.choice([None, hari()])
        )
        batas = sorted({MULAI_RIWAYAT, *(hari() for _i in range(acak.randint(0, 4)))})
        orang.riwayat_status.all().delete()
        for mulai, selesai in zip(batas, [*batas[1:], None], strict=True):
            orang.riwayat_status.create(jenis="pns", kedudukan=acak.choice(["aktif", "cltn"]), masa=DateRange(mulai, selesai))
    proyeksi.segarkan()

    for _n in range(6):
        per = hari(2016, 2029)
        for orang in with_masa_kerja(Pegawai.objects.all(), per):
            assert divmod(orang.mk, 12) == pada(orang, per), (orang.mk_per, per, list(list_status(orang)))


def test_a_list_leaves_out_leave_that_has_ended(client: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", tmt=date(2022, 4, 1))
    orang.riwayat_status.filter(BERLAKU).update(masa=DateRange(date(2015, 4, 1), date(2024, 1, 1)))
    orang.riwayat_status.create(jenis="pns", kedudukan="cltn", masa=DateRange(date(2024, 1, 1), date(2025, 1, 1)))
    orang.riwayat_status.create(jenis="pns", masa=DateRange(date(2025, 1, 1), None))
    client.force_login(buat_pengguna("admin_bkpsdm"))
    tahun, bulan = pada(orang, waktu.today())

    assert f"{tahun} th {bulan} bl" in client.get(reverse("pegawai:daftar"), {"kolom": "masa_kerja"}).content.decode()
