"""Whom a row is about: by PNS ID, else by number; who is missing from a list, and one person on several rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from impor.models import Impor
from impor.tasks import bersihkan
from inti import waktu
from pegawai.models import NomorPegawai, Pegawai
from tests.impor.buku import baris, orang_ke, tulis_csv
from tests.impor.dua_petugas import segar, simpan
from tests.impor.layar import AWAL, angka_layar, baris_layar, buka

pytestmark = pytest.mark.django_db
Terapkan = Callable[..., Any]
LIMA = (10, 11, 12, 13, 14)
SATU_ID = {"PNS ID": orang_ke(10)["PNS ID"]}
TANPA_ID = {"PNS ID": None}
RUSAK = {"EMAIL": "rusak@@contoh"}


def galat(hasil: Any) -> list[list[str]]:
    return [[g["kolom"] for g in b.semua_galat] for b in hasil.baris]


def usul(hasil: Any) -> set[str]:
    return {g["usul"] for b in hasil.baris for g in b.semua_galat if "usul" in g}


# --- missing from the list ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ganti",
    [
        RUSAK,
        {"PNS ID": "1.27E+30"},
        {"NIP BARU": "1990O3152015042007"},
        {"TANGGAL LAHIR": "15-03-1991"},
        SATU_ID,
        {"PNS ID": "f" * 32},
        {"NIP BARU": orang_ke(10)["NIP BARU"]},
        {"PNS ID": None, **RUSAK},
        {"PNS ID": None, "NIP BARU": "199OO315201504" + orang_ke(7)["NIP BARU"][14:]},
    ],
)
def test_whoever_stands_on_a_refused_row_is_not_missing_from_the_file(
    ganti: dict[str, Any], petugas: Any, peramban: Client, unggah: Callable[..., Impor]
) -> None:
    """Refused for whatever reason: who can be read by PNS ID or by number is in the file, in the count and in the list."""
    simpan(unggah(orang_ke(7), orang_ke(8), orang_ke(10)), petugas)

    batch = unggah(orang_ke(7, **ganti), orang_ke(10))

    assert (batch.jumlah["ditolak"], batch.jumlah["tidak_ada"]) == (1, 1)
    isi = buka(peramban, batch, "?putusan=tidak_ada")
    assert set(re.findall(r'href="/pegawai/([A-Za-z0-9-]+)/">', isi)) >= {Pegawai.objects.get(nomor=orang_ke(8)["NIP BARU"]).kode}
    assert [p.nomor for p in Pegawai.objects.all() if p.kode in isi] == [orang_ke(8)["NIP BARU"]]


def test_the_count_stays_the_same_when_the_list_is_stored(petugas: Any, unggah: Callable[..., Impor]) -> None:
    simpan(unggah(*(orang_ke(n) for n in LIMA)), petugas)

    batch = unggah(orang_ke(10, **{"GELAR BELAKANG": "M.Pd."}), orang_ke(11, **RUSAK), orang_ke(12, **SATU_ID))
    simpan(batch, petugas)

    assert (segar(batch).jumlah["berubah"], segar(batch).jumlah["tidak_ada"]) == (1, 2)


def test_the_report_of_the_command_counts_them_the_same(terapkan: Terapkan, tmp_path: Path, capsys: Any) -> None:
    terapkan(orang_ke(7), orang_ke(8))

    call_command("impor_pegawai", str(tulis_csv(tmp_path / "b.csv", [orang_ke(7, **RUSAK)])), "--per", "2026-11-24")

    assert '"tidak_ada_di_berkas": 1' in capsys.readouterr().out


@pytest.mark.parametrize("putusan", ["tidak_ada", "ditolak", "baru"])
def test_of_a_list_whose_rows_are_gone_with_age_nobody_is_said_to_be_missing(
    putusan: str, petugas: Any, peramban: Client, unggah: Callable[..., Impor]
) -> None:
    simpan(unggah(orang_ke(7), orang_ke(8)), petugas)
    batch = simpan(unggah(orang_ke(7, **{"GELAR BELAKANG": "M.Pd."})), petugas)
    Impor.objects.update(dibuat_at=waktu.now() - timedelta(days=40), pekerjaan_kode="")
    bersihkan()

    isi = buka(peramban, batch, f"?putusan={putusan}")

    assert "Barisnya sudah dihapus" in isi
    assert not [p.nama for p in Pegawai.objects.all() if p.nama in isi]
    assert "Semua baris diterima" not in isi


# --- one PNS ID on several rows -------------------------------------------------------------------------


def test_one_pns_id_on_five_rows_is_named_there_with_its_rows_and_its_owner(terapkan: Terapkan) -> None:
    terapkan(*(orang_ke(n) for n in LIMA))

    hasil = terapkan(*(orang_ke(n, **SATU_ID) for n in LIMA))

    assert galat(hasil) == [[], *([["PNS ID"]] * 4)]
    assert usul(hasil) == set()
    for b in hasil.baris[1:]:
        (g,) = b.semua_galat
        assert "baris 2, 3, 4, 5 dan 6" in g["pesan"]
        assert "Orang Keka, 19900315" in g["pesan"]
        assert f"milik {b.bersih['nama']}" in g["saran"]
    assert (hasil.baris[0].putusan, hasil.tidak_ada) == ("sama", 0)
    assert Pegawai.objects.values("id_asing").distinct().count() == 5


@pytest.mark.parametrize("ganti", [RUSAK, {"TANGGAL LAHIR": "16-03-1990"}, {"JENIS KELAMIN": "X"}])
def test_another_fault_of_such_a_row_makes_nobody_else_of_it(terapkan: Terapkan, ganti: dict[str, Any]) -> None:
    """Not one of them is offered the number of the PNS ID's owner."""
    terapkan(*(orang_ke(n) for n in LIMA))

    hasil = terapkan(*(orang_ke(n, **SATU_ID, **ganti) for n in LIMA))

    (kolom,) = ganti
    assert galat(hasil) == [[kolom], *([["PNS ID", kolom]] * 4)] or galat(hasil) == [[kolom], *([[kolom, "PNS ID"]] * 4)]
    assert not usul(hasil) & {orang_ke(n)["NIP BARU"] for n in LIMA}
    assert hasil.tidak_ada == 0


def test_where_no_row_has_the_number_of_its_owner_nobody_becomes_the_owner(terapkan: Terapkan) -> None:
    terapkan(orang_ke(10))

    hasil = terapkan(*(orang_ke(n, **SATU_ID) for n in (21, 22, 23)))

    assert galat(hasil) == [["PNS ID"]] * 3
    assert (hasil.tidak_ada, NomorPegawai.objects.count()) == (0, 1)


def test_in_a_new_city_the_first_fitting_row_is_taken_with_a_note_and_the_others_are_asked(terapkan: Terapkan) -> None:
    hasil = terapkan(orang_ke(11, **SATU_ID, **{"JENIS KELAMIN": "M"}), *(orang_ke(n, **SATU_ID) for n in (10, 12)))

    assert [b.putusan for b in hasil.baris] == ["ditolak", "baru", "ditolak"]
    assert [("2, 3 dan 4" in w["pesan"], w["kolom"]) for w in hasil.baris[1].peringatan if w["kolom"] == "PNS ID"] == [
        (True, "PNS ID")
    ]
    assert "PNS ID" in galat(hasil)[0]
    assert galat(hasil)[2] == ["PNS ID"]


def test_a_pns_id_on_very_many_rows_is_told_in_few_words(terapkan: Terapkan) -> None:
    hasil = terapkan(*(orang_ke(n, **SATU_ID) for n in range(10, 40)))

    assert "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 dan 20 baris lain" in hasil.baris[-1].semua_galat[0]["pesan"]


def test_the_same_row_twice_is_one_fault(terapkan: Terapkan) -> None:
    pertama = terapkan(orang_ke(10), orang_ke(10))
    kedua = terapkan(orang_ke(10), orang_ke(10))

    assert (galat(pertama), galat(kedua)) == ([[], ["PNS ID"]], [[], ["PNS ID"]])
    assert "Satu orang satu baris" in kedua.baris[1].semua_galat[0]["saran"]


def test_the_advice_to_empty_the_cell_works(petugas: Any, peramban: Client, unggah: Callable[..., Impor]) -> None:
    simpan(unggah(*(orang_ke(n) for n in LIMA)), petugas)
    batch = unggah(*(orang_ke(n, **SATU_ID, **{"GELAR BELAKANG": "M.Pd."}) for n in LIMA))
    layar = baris_layar(buka(peramban, batch, "?putusan=ditolak"), 3)
    assert ("kosongkan sel ini" in layar, "Pakai saran" in layar) == (True, False)

    for nomor in (3, 4, 5, 6):
        peramban.post(f"{AWAL}{batch.kode}/baris/{nomor}/perbaiki/", {"id_asing": ""})

    assert angka_layar(buka(peramban, batch))["perlu diperbaiki"] == "0"
    simpan(batch, petugas)
    assert set(Pegawai.objects.values_list("gelar_belakang", "id_asing")) == {
        ("M.Pd.", f"{0:08x}-0000-0000-0000-{n:012x}") for n in LIMA
    }


def test_a_number_is_proposed_only_where_the_birth_date_is_that_persons(terapkan: Terapkan) -> None:
    """A row with the PNS ID of one and all the rest of another never becomes the first by a click."""
    lain = {"NIP BARU": "199103152015042001", "TANGGAL LAHIR": "15-03-1991", "NIK": None}
    terapkan(orang_ke(10), baris(**lain))

    hasil = terapkan(baris(**lain, **SATU_ID))

    assert (galat(hasil), usul(hasil), hasil.tidak_ada) == ([["NIP BARU"]], set(), 0)


# --- an empty PNS ID ------------------------------------------------------------------------------------


def test_an_empty_pns_id_of_somebody_known_by_the_number_keeps_the_recorded_one(terapkan: Terapkan) -> None:
    terapkan(baris())

    hasil = terapkan(baris(**TANPA_ID, **{"GELAR BELAKANG": "M.Pd."}))

    assert (galat(hasil), hasil.jumlah["berubah"], hasil.jumlah["baru"]) == ([[]], 1, 0)
    p = Pegawai.objects.get()
    assert (p.gelar_belakang, p.id_asing) == ("M.Pd.", baris()["PNS ID"])


def test_without_any_difference_it_is_the_same(terapkan: Terapkan) -> None:
    terapkan(baris())

    assert terapkan(baris(**TANPA_ID)).jumlah["sama"] == 1


def test_a_new_person_needs_a_pns_id_and_is_told_both_ways_out(terapkan: Terapkan) -> None:
    hasil = terapkan(baris(**TANPA_ID))

    (g,) = hasil.baris[0].semua_galat
    assert (g["kolom"], "Orang baru perlu PNS ID" in g["saran"], "nomor" in g["saran"]) == ("PNS ID", True, True)
    assert not Pegawai.objects.exists()


def test_a_row_known_by_its_number_alone_says_so_where_the_name_is_another(terapkan: Terapkan) -> None:
    terapkan(baris())

    hasil = terapkan(baris(**TANPA_ID, NAMA="ORANG LAIN"))

    (catatan,) = hasil.baris[0].peringatan
    assert (catatan["kolom"], "Masdelima Manalu" in catatan["pesan"]) == ("NAMA", True)


@pytest.mark.parametrize("urut", [1, -1])
def test_two_rows_about_one_person_are_never_both_written(terapkan: Terapkan, urut: int) -> None:
    """One by its PNS ID with a new number, one by the number of before: the PNS ID is the stronger key."""
    terapkan(baris())
    baru = baris(**{"NIP BARU": "199003152015042009"})

    hasil = terapkan(*(baru, baris(**TANPA_ID))[::urut])

    assert galat(hasil)[::urut] == [[], ["NIP BARU"]]
    assert list(NomorPegawai.objects.order_by("masa").values_list("nomor", flat=True)) == [
        "199003152015042001",
        "199003152015042009",
    ]


def test_an_empty_number_of_somebody_known_is_called_empty(terapkan: Terapkan) -> None:
    terapkan(baris())

    (g,) = terapkan(baris(**{"NIP BARU": None})).baris[0].semua_galat

    assert ("belum diisi" in g["pesan"], g["usul"]) == (True, "199003152015042001")
