"""What is told about an employee's records and account."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from akun.models import CatatanAkses, Pengguna
from akun.pembacaan import buka_daftar
from kabar.models import Antaran, Kabar
from kabar.penerima import Orang
from kabar.services import kirim
from pegawai.kabar import tell_dibuka
from pegawai.services.akun import create_kode_masuk
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.kata import kotak
from tests.pegawai.factories import buat_pegawai


@pytest.fixture
def petugas(db: None) -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Yusnita", sandi=None)


def test_a_code_to_sign_in_is_told_to_the_owner_of_the_account_at_once(petugas: Pengguna) -> None:
    orang = buat_pegawai("Masdelima", akun=True)
    kode = create_kode_masuk(konteks=konteks_of(petugas), pegawai=orang, alasan="Lupa kata sandi.")

    assert kotak(orang.akun) == ["Yusnita membuat kode masuk untuk akun Anda. Alasannya: Lupa kata sandi."]
    assert Antaran.objects.get(saluran="surat").status == "menunggu"
    assert kode.kode not in str(Kabar.objects.get().isi)


def test_everybody_hears_once_a_day_how_many_opened_their_data(petugas: Pengguna, django_assert_num_queries: Any) -> None:
    satu, dua = (buat_pegawai(nama, akun=True) for nama in ("Satu", "Dua"))
    lain = buat_pengguna("auditor", sandi=None)
    for pembaca, orang in ((petugas, satu), (petugas, satu), (lain, satu), (petugas, dua)):
        buka_daftar(konteks_of(pembaca), [orang], "pribadi", "Uji kabar", kode=lambda o: o.kode)
    hari = date.fromisoformat(str(CatatanAkses.objects.latest("pk").dibaca_at.astimezone().date()))

    for _kali in range(2):
        assert tell_dibuka(hari) == 2

    assert [k.partition(" pada ")[0] for k in (*kotak(satu.akun), *kotak(dua.akun))] == [
        "2 orang membuka data Anda", "1 orang membuka data Anda",
    ]  # fmt: skip


def test_a_day_on_which_nobody_looked_is_told_to_nobody(petugas: Pengguna) -> None:
    assert tell_dibuka(date(2020, 1, 1)) == 0


def test_the_task_tells_of_yesterday(petugas: Pengguna) -> None:
    from pegawai.tasks import kabarkan_akses

    orang = buat_pegawai("Masdelima", akun=True)
    buka_daftar(konteks_of(petugas), [orang], "pribadi", "Uji kabar", kode=lambda o: o.kode)
    saat = CatatanAkses.objects.get().dibaca_at

    assert kabarkan_akses() == 0
    with time_machine.travel(saat + timedelta(days=1), tick=False):
        assert kabarkan_akses() == 1


def test_its_link_leads_to_ones_own_page(petugas: Pengguna, client: Client) -> None:
    orang = buat_pegawai("Masdelima", akun=True)
    client.force_login(orang.akun)

    jawab = client.get("/pegawai/saya/akses/")

    assert (jawab.status_code, jawab.headers["Location"]) == (302, f"/pegawai/{orang.kode}/akses/")


def test_a_person_without_an_account_is_told_nothing_and_nothing_fails(db: None) -> None:
    orang = buat_pegawai("Tanpa Akun")
    isi = {"tahun": 2026, "siapa": "Atasan"}
    kirim("skp.disepakati", kepada=[Orang("pegawai", orang.pk)], subjek=("skp", "x"), kunci=1, isi=isi)

    assert not Antaran.objects.exists()
