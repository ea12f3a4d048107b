"""A retirement age that is confirmed for a coming day: the person's page says from when which date counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aturan import services
from aturan.models import ParameterAturan
from inti import waktu
from pegawai import linimasa
from tests.akun.factories import buat_pengguna
from tests.aturan.factories import ajukan, buat_usulan, petugas, sahkan
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
TAHUN = datetime.now(UTC).year
NANTI = date(TAHUN + 1, 1, 1)


def halaman(client: Client, orang: Any) -> str:
    client.force_login(buat_pengguna("admin_bkpsdm"))
    return " ".join(client.get(reverse("pegawai:pensiun", args=[orang.kode])).content.decode().split())


def tanggal_nanti(orang: Any) -> list[tuple[date, date]]:
    per = waktu.today()
    keputusan = linimasa.compute_pensiun(orang, per)
    assert keputusan is not None
    return [(k.per, k.hasil.tmt) for k in linimasa.list_pensiun_nanti(orang, keputusan, per)]


def test_the_page_says_from_when_another_date_counts_and_by_which_decree(client: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1993, 5, 15))
    sahkan(buat_usulan(petugas(), mulai=NANTI))

    isi = halaman(client, orang)

    assert "Mengapa pensiun mulai 1 Juni 2051?" in isi
    assert f"Mulai 1 Januari {NANTI.year} pensiunnya menjadi 1 Juni 2053" in isi
    assert "UU 1/2026 pasal 2" in isi


def test_what_is_only_proposed_is_not_told(client: Client) -> None:
    orang = buat_pegawai(tanggal_lahir=date(1993, 5, 15))
    ajukan(pengusul := petugas(), buat_usulan(pengusul, mulai=NANTI))

    assert "pensiunnya menjadi" not in halaman(client, orang)


def test_a_withdrawn_value_moves_nobody() -> None:
    orang = buat_pegawai(tanggal_lahir=date(1993, 5, 15))
    sahkan(buat_usulan(petugas(), mulai=NANTI))
    baris = ParameterAturan.objects.get(nama="bup_jabatan", berlaku__startswith=NANTI)
    sahkan(services.create_penarikan(konteks=petugas(), sasaran=baris, alasan="Salah membaca pasalnya"))

    assert tanggal_nanti(orang) == []


def test_whoever_retires_before_its_first_day_keeps_the_date() -> None:
    """The value of a day counts for whoever is still in service on it."""
    lusa = date(TAHUN + 3, 1, 1)
    tepat = buat_pegawai(tanggal_lahir=date(lusa.year - 59, 12, 20))  # 58 years: retires on the very day
    sesudah = buat_pegawai(tanggal_lahir=date(lusa.year - 58, 1, 20))  # a month later
    sahkan(buat_usulan(petugas(), mulai=lusa))

    assert tanggal_nanti(tepat) == []
    assert tanggal_nanti(sesudah) == [(lusa, date(lusa.year + 2, 2, 1))]


def test_values_that_follow_each_other_are_told_one_after_the_other() -> None:
    orang = buat_pegawai(tanggal_lahir=date(1993, 5, 15))
    kemudian = date(TAHUN + 5, 1, 1)
    sahkan(buat_usulan(petugas(), mulai=NANTI))
    sahkan(buat_usulan(petugas(), mulai=kemudian, pelaksana=62))

    assert tanggal_nanti(orang) == [(NANTI, date(2053, 6, 1)), (kemudian, date(2055, 6, 1))]


def test_a_value_for_other_posts_says_nothing() -> None:
    orang = buat_pegawai(tanggal_lahir=date(1993, 5, 15))
    sahkan(buat_usulan(petugas(), mulai=NANTI, administrator=60))

    assert tanggal_nanti(orang) == []


def test_it_costs_one_query_whatever_is_to_come(django_assert_num_queries: Any) -> None:
    orang = buat_pegawai(tanggal_lahir=date(1993, 5, 15))
    for tahun, usia in ((1, 60), (2, 61), (3, 62)):
        sahkan(buat_usulan(petugas(), mulai=date(TAHUN + tahun, 1, 1), pelaksana=usia))
    keputusan = linimasa.compute_pensiun(orang, waktu.today())
    assert keputusan is not None

    with django_assert_num_queries(1):
        assert len(linimasa.list_pensiun_nanti(orang, keputusan, waktu.today())) == 3
