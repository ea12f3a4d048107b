"""Whoever prepared a list is asked to find a second officer only where there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from akun.models import Pengguna
from impor.models import Impor
from tests.akun.factories import buat_pengguna
from tests.impor.buku import baris
from tests.impor.layar import buka, langkah

pytestmark = pytest.mark.django_db
MINTALAH = "mintalah satu orang lagi diberi peran"


def test_who_is_alone_is_told_to_ask_for_another_officer(peramban: Client, unggah: Callable[..., Impor]) -> None:
    buat_pengguna("pimpinan", nama="Bukan Pemutus")
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")

    isi = buka(peramban, batch)

    assert (MINTALAH in isi, "belum ada petugas yang ditunjuk" in isi) == (True, True)


def test_where_another_officer_holds_it_nobody_is_to_be_found(
    peramban: Client, kedua: Client, unggah: Callable[..., Impor]
) -> None:
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")

    isi = buka(peramban, batch)

    assert (MINTALAH in isi, "Petugas lain yang memutuskan" in isi, "Petugas Kedua" in isi) == (False, True, True)


def test_an_officer_who_helped_to_prepare_it_does_not_count(
    peramban: Client, kedua: Client, unggah: Callable[..., Impor]
) -> None:
    batch = unggah(baris())
    kedua.post(f"/pegawai/impor/{batch.kode}/baris/2/ikut/", {"ikut": "1"})
    langkah(peramban, batch, "ajukan")

    assert MINTALAH in buka(peramban, batch)


def test_an_account_that_was_closed_does_not_count(peramban: Client, kedua: Client, unggah: Callable[..., Impor]) -> None:
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")
    Pengguna.objects.filter(nama="Petugas Kedua").update(is_active=False)

    assert MINTALAH in buka(peramban, batch)
