"""Two officers at the same instant: one after the other, never a crash, and the projection stays true."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from akun.kewenangan import Konteks
from inti.errors import UseCaseError, VersiBerbedaError
from organisasi.models import Jabatan
from pegawai import proyeksi, services
from pegawai.models import BERLAKU, Pegawai
from pegawai.services.mutasi import versi_kini
from pegawai.services.syarat_mutasi import IsiMutasi, JabatanTerisiError
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = [pytest.mark.mesin, pytest.mark.django_db(transaction=True)]


def serentak(*kerja: Callable[[], Any]) -> list[Any]:
    """Do these at once, each on a connection of its own; returns results and refusals."""
    mulai = Barrier(len(kerja))

    def jalankan(satu: Callable[[], Any]) -> Any:
        mulai.wait(30)
        try:
            return satu()
        except UseCaseError as sebab:
            return sebab
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(jalankan, kerja))


def petugas() -> Konteks:
    return konteks_of(buat_pengguna("admin_bkpsdm"))


def isi(jabatan: Jabatan, nomor_sk: str) -> IsiMutasi:
    return IsiMutasi(jabatan, date(2025, 3, 1), nomor_sk, "Mengisi jabatan kosong")


def test_of_two_moves_of_one_person_the_second_is_told_of_the_first() -> None:
    orang, satu, dua = buat_pegawai(), petugas(), petugas()
    versi = versi_kini(orang)
    tujuan = [buat_jabatan(), buat_jabatan()]

    hasil = serentak(
        lambda: services.create_mutasi(konteks=satu, pegawai=orang, isi=isi(tujuan[0], "1"), versi=versi),
        lambda: services.create_mutasi(konteks=dua, pegawai=orang, isi=isi(tujuan[1], "2"), versi=versi),
    )

    assert sum(isinstance(h, VersiBerbedaError) for h in hasil) == 1
    assert orang.riwayat_jabatan.filter(BERLAKU).count() == 2
    assert proyeksi.drift() == []


def test_one_leading_post_goes_to_one_of_two() -> None:
    satu, dua, orang, lain, kosong = petugas(), petugas(), buat_pegawai(), buat_pegawai(), buat_jabatan(memimpin=True)

    hasil = serentak(
        lambda: services.create_mutasi(konteks=satu, pegawai=orang, isi=isi(kosong, "1")),
        lambda: services.create_mutasi(konteks=dua, pegawai=lain, isi=isi(kosong, "2")),
    )

    assert sum(isinstance(h, JabatanTerisiError) for h in hasil) == 1
    assert proyeksi.drift() == []


def test_previews_and_moves_of_leaders_over_each_other_never_wait_in_a_circle() -> None:
    dinas = buat_unit()
    bidang = buat_unit(induk=dinas)
    kadis, kabid = buat_pegawai(unit=dinas, memimpin=True), buat_pegawai(unit=bidang, memimpin=True)
    staf = [buat_pegawai(unit=bidang) for _n in range(3)]
    konteks, tujuan = petugas(), [buat_jabatan() for _n in range(6)]

    def pindah(orang: Pegawai, jabatan: Jabatan) -> Callable[[], Any]:
        return lambda: services.create_mutasi(konteks=konteks, pegawai=orang, isi=isi(jabatan, "800/7"))

    def tinjau(orang: Pegawai, jabatan: Jabatan) -> Callable[[], Any]:
        return lambda: [services.preview_mutasi(konteks=konteks, pegawai=orang, isi=isi(jabatan, "9")) for _n in range(3)]

    hasil = serentak(
        pindah(kadis, tujuan[0]),
        pindah(kabid, tujuan[1]),
        *(pindah(s, tujuan[2 + n]) for n, s in enumerate(staf)),
        tinjau(kabid, tujuan[5]),
        tinjau(staf[0], tujuan[5]),
        proyeksi.segarkan,
    )

    assert not [h for h in hasil[:5] if isinstance(h, UseCaseError)]
    assert proyeksi.drift() == []
