"""A substitute reads in whose name they decide where they decide: in the list, on the page, beside the refusal."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alur.alih import take_over
from inti import waktu
from kompetensi import selectors
from kompetensi.proses import PENDAFTARAN
from pegawai.services import IsiDelegasi, create_delegasi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kompetensi.factories import HARI, buat_angkatan, daftarkan, konteks_pegawai
from tests.pegawai.factories import buat_pegawai

KATA = "atas nama Atasan Tim (800/12/2026)"


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: HARI)


def titipkan(kota: SimpleNamespace, kepada: Any) -> None:
    isi = IsiDelegasi(kepada, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=konteks_pegawai(kota.atasan), dari=kota.atasan, isi=isi)


def baca(orang: Any, nama: str, *kode: str) -> str:
    klien = Client()
    klien.force_login(orang.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien.get(reverse(f"kompetensi:{nama}", args=kode)).content.decode()


def test_the_substitute_reads_in_whose_name_and_the_superior_doesn_t(kota: SimpleNamespace) -> None:
    titipkan(kota, kota.rekan)
    p = daftarkan(kota.pegawai, buat_angkatan())

    for halaman in (("persetujuan",), ("pendaftaran", p.kode), ("putuskan", p.kode)):
        assert KATA in baca(kota.rekan, *halaman), halaman
        assert "atas nama" not in baca(kota.atasan, *halaman), halaman


def test_whoever_only_looks_is_told_nothing_of_it(kota: SimpleNamespace) -> None:
    titipkan(kota, kota.rekan)
    p = daftarkan(kota.pegawai, buat_angkatan())

    assert "atas nama" not in baca(kota.pegawai, "pendaftaran", p.kode)


def test_what_officers_took_over_is_decided_in_no_superior_s_name(kota: SimpleNamespace) -> None:
    petugas = buat_pegawai("Petugas Wakil", unit=kota.dinas, akun=buat_pengguna("admin_bkpsdm"))
    titipkan(kota, petugas)
    p, lain = (daftarkan(o, buat_angkatan()) for o in (kota.pegawai, kota.rekan))
    take_over(konteks=konteks_of(kota.admin, HARI), proses=PENDAFTARAN, objek=p, alasan="Atasannya cuti.")

    konteks = konteks_of(petugas.akun, HARI)

    assert set(selectors.list_atas_nama(konteks, selectors.list_antrean(konteks))) == {lain.kode}


def test_the_list_costs_the_same_for_one_and_for_many(kota: SimpleNamespace) -> None:
    titipkan(kota, kota.rekan)

    def hitung() -> int:
        baca(kota.rekan, "persetujuan")  # leaves the receipts of the day
        with CaptureQueriesContext(connection) as tangkap:
            baca(kota.rekan, "persetujuan")
        return len(tangkap)

    daftarkan(kota.pegawai, buat_angkatan())
    satu = hitung()
    for _kali in range(4):
        daftarkan(kota.pegawai, buat_angkatan())

    assert hitung() == satu
