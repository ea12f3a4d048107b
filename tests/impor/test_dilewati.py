"""A row that somebody left out is told from those that are stored, whoever looks and however far the list has come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from impor.models import BarisImpor, Impor
from pegawai.models import DataPribadi, Pegawai
from tests.impor.buku import baris, orang_ke
from tests.impor.dua_petugas import kerjakan, segar, simpan
from tests.impor.layar import AWAL, angka_layar, baris_layar, buka, langkah

pytestmark = pytest.mark.django_db
GELAR = {"GELAR BELAKANG": "S.AP., M.Pd."}


@pytest.fixture
def daftar(petugas: Any, peramban: Client, unggah: Callable[..., Impor]) -> Impor:
    """Three changes and a new person; rows 3 and 5 are left out by the officer who prepares it."""
    petugas.nama = "Bambang Penyiap"
    petugas.save()
    simpan(unggah(baris(), orang_ke(7), orang_ke(8)), petugas)
    batch = unggah(baris(**GELAR), orang_ke(7, **GELAR), orang_ke(8, **GELAR), orang_ke(9))
    for nomor in (3, 5):
        peramban.post(f"{AWAL}{batch.kode}/baris/{nomor}/ikut/", {"ikut": "0"})
    return segar(batch)


def _tahap(batch: Impor, peramban: Client, kedua: Client) -> Iterator[str]:
    """Lead the list to its undoing, one state after the other."""
    yield segar(batch).status
    langkah(peramban, batch, "ajukan")
    yield segar(batch).status
    langkah(kedua, batch, "setujui")
    kerjakan(batch)
    yield segar(batch).status
    langkah(peramban, batch, "batalkan")
    kerjakan(batch)
    yield segar(batch).status


def test_what_was_left_out_is_counted_by_itself_in_every_state(daftar: Impor, peramban: Client, kedua: Client) -> None:
    tahap = []
    for status in _tahap(daftar, peramban, kedua):
        tahap.append(status)
        jumlah = segar(daftar).jumlah
        assert (jumlah["berubah"], jumlah["baru"], jumlah["dilewati"]) == (2, 0, 2), status
        assert angka_layar(buka(kedua, daftar))["dilewati"] == "2", status

    assert tahap == ["diperiksa", "menunggu", "diterapkan", "dibatalkan"]


def test_its_row_says_so_and_by_whom_in_every_state_to_both_officers(daftar: Impor, peramban: Client, kedua: Client) -> None:
    for status in _tahap(daftar, peramban, kedua):
        for siapa in (peramban, kedua):
            isi = buka(siapa, daftar, "?putusan=dilewati")
            for nomor in (3, 5):
                assert "Dilewati Bambang Penyiap, jadi tidak ikut disimpan." in baris_layar(isi, nomor), status
            assert baris_layar(isi, 2) == ""


def test_a_row_that_was_left_out_stands_under_no_other_verdict(daftar: Impor, kedua: Client) -> None:
    for putusan in ("berubah", "baru", "sama", "ditolak", "peringatan"):
        isi = buka(kedua, daftar, f"?putusan={putusan}")
        assert (baris_layar(isi, 3), baris_layar(isi, 5)) == ("", ""), putusan


def test_what_is_stored_is_what_was_not_left_out(daftar: Impor, peramban: Client, kedua: Client) -> None:
    langkah(peramban, daftar, "ajukan")
    langkah(kedua, daftar, "setujui")
    kerjakan(daftar)

    gelar = dict(Pegawai.objects.values_list("nomor", "gelar_belakang"))
    assert list(gelar.values()).count("S.AP., M.Pd.") == 2
    assert gelar[orang_ke(7)["NIP BARU"]] == "S.AP."
    isi = " ".join(buka(peramban, daftar).split())
    assert "0 pegawai baru, 2 diubah" in isi
    assert "2 baris dilewati dan tidak disimpan" in isi


def test_the_approver_reads_how_many_rows_are_left_out_beside_the_button(daftar: Impor, peramban: Client, kedua: Client) -> None:
    langkah(peramban, daftar, "ajukan")

    isi = buka(kedua, daftar).split('aria-labelledby="putusan"')[1]

    assert "2 baris akan disimpan" in isi
    assert "2 baris dilewati" in isi


def test_a_row_taken_along_again_counts_as_before_and_nobody_left_it_out(daftar: Impor, peramban: Client) -> None:
    peramban.post(f"{AWAL}{daftar.kode}/baris/3/ikut/", {"ikut": "1"})

    assert (segar(daftar).jumlah["berubah"], segar(daftar).jumlah["dilewati"]) == (3, 1)
    assert BarisImpor.objects.get(impor=daftar, nomor_baris=3).dilewati_oleh is None
    assert "Dilewati" not in baris_layar(buka(peramban, daftar, "?putusan=berubah"), 3)


def test_it_stays_left_out_by_the_same_officer_when_the_list_is_judged_anew(
    petugas: Any, peramban: Client, unggah: Callable[..., Impor]
) -> None:
    batch = unggah(baris(), orang_ke(7, EMAIL="rusak@@contoh"))
    peramban.post(f"{AWAL}{batch.kode}/baris/2/ikut/", {"ikut": "0"})

    peramban.post(f"{AWAL}{batch.kode}/baris/3/perbaiki/", {"email": "benar@contoh.go.id"})

    assert (segar(batch).jumlah["baru"], segar(batch).jumlah["dilewati"]) == (1, 1)
    assert BarisImpor.objects.get(impor=batch, nomor_baris=2).dilewati_oleh == petugas


def test_a_faulty_row_is_to_be_mended_whoever_left_it_out(peramban: Client, unggah: Callable[..., Impor]) -> None:
    batch = unggah(baris(), orang_ke(7, EMAIL="rusak@@contoh"))
    peramban.post(f"{AWAL}{batch.kode}/baris/3/ikut/", {"ikut": "0"})
    assert (segar(batch).jumlah["ditolak"], segar(batch).jumlah["dilewati"]) == (1, 0)

    jawab = peramban.post(f"{AWAL}{batch.kode}/baris/3/perbaiki/", {"email": "benar@contoh.go.id"}, follow=True)

    assert "Baris 3 kini diterima: dilewati." in jawab.content.decode()


def test_after_undoing_nothing_is_called_changed_any_more(daftar: Impor, peramban: Client, kedua: Client) -> None:
    list(_tahap(daftar, peramban, kedua))

    isi = buka(peramban, daftar, "?putusan=berubah")

    assert angka_layar(isi)["perubahan dibatalkan"] == "2"
    assert "Dibatalkan" in baris_layar(isi, 2)
    assert "Sudah kembali seperti sebelum impor." in baris_layar(isi, 2)
    assert "Berubah" not in baris_layar(isi, 2)


def test_a_list_that_was_given_up_calls_nothing_changed(daftar: Impor, peramban: Client) -> None:
    langkah(peramban, daftar, "hentikan")

    isi = buka(peramban, daftar, "?putusan=berubah")

    assert angka_layar(isi)["perubahan tidak disimpan"] == "2"
    assert "Tidak disimpan" in baris_layar(isi, 2)
    assert DataPribadi.objects.count() == 3


def test_the_list_of_imports_says_what_became_of_the_figures(daftar: Impor, peramban: Client, kedua: Client) -> None:
    kata = []
    for _status in _tahap(daftar, peramban, kedua):
        sel = buka_daftar(peramban)
        kata.append(sel)

    assert kata == [
        "0 | 2 belum disimpan | 2 | 0",
        "0 | 2 belum disimpan | 2 | 0",
        "0 | 2 | 2 | 0",
        "0 | 2 dibatalkan | 2 | 0",
    ]


def buka_daftar(peramban: Client) -> str:
    """The figures of the newest list."""
    isi = peramban.get(AWAL).content.decode()
    baris_pertama = isi.split('<tr role="row">')[2].split("</tr>")[0]
    sel = re.findall(r'<td role="cell" class="tabel__angka"[^>]*>(.*?)</td>', baris_pertama, re.DOTALL)
    return " | ".join(" ".join(re.sub(r"<[^>]+>", " ", s).split()) for s in sel)


def test_lists_from_before_tell_what_was_left_out_and_twice_is_the_same_as_once(daftar: Impor) -> None:
    hitung = import_module("impor.migrations.0004_dilewati").HITUNG
    benar = segar(daftar).jumlah
    lama = {k: n for k, n in benar.items() if k != "dilewati"} | {"berubah": 3, "baru": 1}
    Impor.objects.filter(pk=daftar.pk).update(jumlah=lama)

    for _kali in range(2):
        with connection.cursor() as kursor:
            kursor.execute(hitung)

    assert segar(daftar).jumlah == benar
