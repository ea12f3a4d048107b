"""The history of changes in words: days, periods, choices and switches as people read them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from inti import audit, waktu
from organisasi.models import Jabatan
from pegawai import jejak, proyeksi, riwayat, services
from pegawai.models import BERLAKU, Kedudukan, Pegawai, Riwayat, RiwayatGolongan
from pegawai.services import IsiMutasi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def nilai(orang: Pegawai) -> dict[str, list[tuple[str, str]]]:
    """What the history says of each field: (before, after)."""
    hasil: dict[str, list[tuple[str, str]]] = {}
    for satu in (b for p in jejak.list_perubahan(orang, ["kepegawaian"]).daftar for b in p.bagian):
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


LALU = date(2025, 3, 1)


def isi(jabatan: Jabatan, tmt: date = LALU, nomor: str = "800/7") -> IsiMutasi:
    return IsiMutasi(jabatan=jabatan, tmt=tmt, nomor_sk=nomor, alasan="Mengisi jabatan kosong")


def terbaru(orang: Pegawai, alasan: str) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    """What the act with this reason did to histories: (history, what, field → before and after)."""
    (satu,) = (p for p in jejak.list_perubahan(orang, ["kepegawaian"]).daftar if alasan in p.alasan)
    bagian = [b for b in satu.bagian if b.judul.startswith("Riwayat")]
    return [(b.judul, b.kata, {judul: (lama, baru) for judul, lama, baru in b.beda}) for b in bagian]


def test_a_move_is_one_act_that_ends_the_old_post_and_adds_the_new() -> None:
    orang, konteks = buat_pegawai(), konteks_of(buat_pengguna("admin_bkpsdm", nama="Yuli Petugas"))
    lama = f"{orang.jabatan.nama}, {orang.jabatan.unit.nama}"

    services.create_mutasi(konteks=konteks, pegawai=orang, isi=isi(buat_jabatan(nama="Analis Gizi")))

    masa, baru = terbaru(orang, "SK 800/7")
    assert masa[:2] == ("Riwayat jabatan", "berubah masanya")
    assert masa[2] == {"Jabatan": ("", lama), "Masa": ("sejak 1 April 2022", "1 April 2022 sampai 28 Februari 2025")}
    assert baru[:2] == ("Riwayat jabatan", "ditambah")
    assert "Analis Gizi" in baru[2]["Jabatan"][1]


def test_a_cancelled_move_is_told_as_withdrawn_and_the_old_post_as_running_on() -> None:
    orang, konteks = buat_pegawai(), konteks_of(buat_pengguna("admin_bkpsdm"))
    baris = services.create_mutasi(konteks=konteks, pegawai=orang, isi=isi(buat_jabatan(nama="Analis Gizi")))

    services.cancel_mutasi(konteks=konteks, pegawai=orang, baris=baris, alasan="SK dicabut")

    apa = {kata: beda for _judul, kata, beda in terbaru(orang, "SK dicabut")}
    assert set(apa) == {"ditarik", "berubah masanya"}
    assert "Analis Gizi" in apa["ditarik"]["Jabatan"][1]
    assert apa["berubah masanya"]["Masa"] == ("1 April 2022 sampai 28 Februari 2025", "sejak 1 April 2022")


def test_a_correction_is_one_change_of_the_move_and_one_of_the_post_before() -> None:
    orang, konteks = buat_pegawai(), konteks_of(buat_pengguna("admin_bkpsdm"))
    baru = buat_jabatan(nama="Analis Gizi")
    baris = services.create_mutasi(konteks=konteks, pegawai=orang, isi=isi(baru))

    services.correct_mutasi(konteks=konteks, pegawai=orang, baris=baris, isi=isi(baru, date(2025, 4, 1), "800/8"))

    apa = sorted((kata, beda["Masa"]) for _judul, kata, beda in terbaru(orang, "Perbaikan"))
    assert apa == [
        ("berubah masanya", ("1 April 2022 sampai 28 Februari 2025", "1 April 2022 sampai 31 Maret 2025")),
        ("diganti", ("sejak 1 Maret 2025", "sejak 1 April 2025")),
    ]


@pytest.mark.parametrize(
    ("nama", "ubah", "kata"),
    [
        ("riwayat_status", {"kedudukan": "cltn"}, "diganti"),
        ("riwayat_golongan", {"masa": DateRange(date(2022, 4, 1), date(2030, 1, 1))}, "berubah masanya"),
        ("riwayat_pendidikan", {"tahun_lulus": 2014}, "diganti"),
    ],
)
def test_every_history_tells_a_replaced_row_as_one_change(nama: str, ubah: dict[str, Any], kata: str) -> None:
    orang = buat_pegawai()
    baris: Riwayat = getattr(orang, nama).get(BERLAKU)

    with audit.explain(why="Menurut SK"):
        riwayat.supersede(baris, **ubah)

    assert [(b[0], b[1]) for b in terbaru(orang, "Menurut SK")] == [(f"Riwayat {nama.removeprefix('riwayat_')}", kata)]


@pytest.mark.parametrize("nama", ["riwayat_status", "riwayat_golongan", "riwayat_jabatan", "riwayat_pendidikan"])
def test_a_row_is_withdrawn_and_counts_again(nama: str) -> None:
    orang = buat_pegawai()
    baris = getattr(orang, nama).get(BERLAKU)

    with audit.explain(why="Salah orang"):
        riwayat.withdraw(baris)
    with audit.explain(why="Impor dibatalkan"):
        type(baris).objects.filter(pk=baris.pk).update(diganti_at=None)

    assert [b[1] for b in terbaru(orang, "Salah orang")] == ["ditarik"]
    assert [b[1] for b in terbaru(orang, "Impor dibatalkan")] == ["berlaku lagi"]


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_history_tear_no_act_apart_and_lose_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jejak, "UKURAN", 4)
    orang, konteks = buat_pegawai(), konteks_of(buat_pengguna("admin_bkpsdm"))
    for n in range(3):
        baru = buat_jabatan(nama=f"Analis {n}")
        services.create_mutasi(konteks=konteks, pegawai=orang, isi=isi(baru, LALU + timedelta(days=n), f"800/{n}"))

    dibaca, sebelum = [], waktu.now() + timedelta(days=1)
    while True:
        lembar = jejak.list_perubahan(orang, ["kepegawaian"], sebelum)
        dibaca += [(p.alasan, len(p.bagian)) for p in lembar.daftar]
        if lembar.berikut is None:
            break
        sebelum = lembar.berikut

    assert proyeksi.drift() == []
    assert [b for b in dibaca if b[0].startswith("SK")] == [(f"SK 800/{n}: Mengisi jabatan kosong", 3) for n in (2, 1, 0)]
