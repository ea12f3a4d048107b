"""Rows: cells against each other and against the law, without a database."""

from __future__ import annotations

from typing import Any

import pytest

from tests.impor.buku import BIASA, DINAS, PPPK, baris, kolom_galat, putuskan


@pytest.mark.parametrize(
    ("ganti", "kolom"),
    [
        ({"TANGGAL LAHIR": "16-03-1990"}, "TANGGAL LAHIR"),
        ({"JENIS KELAMIN": "M"}, "JENIS KELAMIN"),
        ({"TMT CPNS": "01-05-2015"}, "TMT CPNS"),
        ({"TMT CPNS": "01-01-1950"}, "TMT CPNS"),
        ({"TMT CPNS": "01-04-2007"}, "TMT CPNS"),
        ({"TMT PNS": "01-03-2015"}, "TMT PNS"),
        ({"TMT GOLONGAN": "01-03-2015"}, "TMT GOLONGAN"),
        ({"TMT JABATAN": "01-03-2015"}, "TMT JABATAN"),
        ({"TMT GOLONGAN": "01-04-2032"}, "TMT GOLONGAN"),
        ({"TMT JABATAN": "01-04-2099"}, "TMT JABATAN"),
        ({"GOL AKHIR NAMA": "I/a"}, "GOL AKHIR NAMA"),
        ({"GOL AKHIR NAMA": "IX"}, "GOL AKHIR NAMA"),
        ({"GOL AWAL NAMA": "IX"}, "GOL AWAL NAMA"),
        ({"JENIS PEGAWAI NAMA": "PPPK", "STATUS CPNS PNS": None}, "JENIS PEGAWAI NAMA"),
        ({"STATUS CPNS PNS": "PPPK"}, "STATUS CPNS PNS"),
        ({"TAHUN LULUS": "2030"}, "TAHUN LULUS"),
        ({"TAHUN LULUS": "1995"}, "TAHUN LULUS"),
        ({"UNOR ID": None, "UNOR NAMA": "Dinas Tidak Ada"}, "UNOR NAMA"),
        ({"UNOR ID": None, "UNOR NAMA": None}, "UNOR NAMA"),
        ({"UNOR ID": None, "UNOR INDUK NAMA": "Badan Lain"}, "UNOR INDUK NAMA"),
        ({"UNOR ID": None, "UNOR NAMA": "Tata Usaha", "UNOR INDUK NAMA": None}, "UNOR NAMA"),
        ({"UNOR ID": "u-6", "UNOR NAMA": "Bidang Lama"}, "UNOR NAMA"),
    ],
)
def test_a_contradiction_is_named_at_the_cell_to_mend(ganti: dict[str, Any], kolom: str):
    assert kolom_galat(baris(**ganti)) == [kolom]


@pytest.mark.parametrize(
    ("ganti", "kolom"),
    [
        ({"NIK": "1273011503900002"}, "NIK"),
        ({"NIK": "9999995503900000"}, "NIK"),
        ({"TMT PNS": "01-01-2027"}, "TMT PNS"),
        ({"TMT GOLONGAN": "01-04-2027"}, "TMT GOLONGAN"),
        ({"KEDUDUKAN HUKUM NAMA": "Pensiun"}, "KEDUDUKAN HUKUM NAMA"),
        ({"UNOR ID": "tidak-dikenal"}, "UNOR ID"),
        ({"UNOR NAMA": "Bidang yang Berganti Nama"}, "UNOR NAMA"),
    ],
)
def test_what_a_person_should_look_at_only_warns(ganti: dict[str, Any], kolom: str):
    b = putuskan(baris(**ganti))

    assert b.semua_galat == []
    assert [p["kolom"] for p in b.peringatan] == [kolom]


def test_a_pppk_whose_contract_began_in_another_year_only_warns():
    b = putuskan(BIASA | PPPK | {"TMT CPNS": "01-01-2020"})

    assert b.semua_galat == []
    assert [p["kolom"] for p in b.peringatan] == ["TMT CPNS"]


def test_older_than_usual_at_the_start_only_warns():
    tua = {
        "NIP BARU": "196003152010042001",
        "TANGGAL LAHIR": "15-03-1960",
        "TMT CPNS": "01-04-2010",
        "TAHUN LULUS": "1983",
        "NIK": None,
    }

    b = putuskan(baris(**tua))

    assert b.semua_galat == []
    assert [p["kolom"] for p in b.peringatan] == ["TMT CPNS"]


def test_a_rank_of_pns_is_refused_for_pppk():
    assert kolom_galat(BIASA | PPPK | {"GOL AKHIR NAMA": "III/a"}) == ["GOL AKHIR NAMA"]


def test_the_unit_is_found_by_id_then_by_name_within_its_parent():
    dari_nama = putuskan(baris(**{"UNOR ID": None, "UNOR NAMA": "tata usaha", "UNOR INDUK NAMA": DINAS}))

    assert dari_nama.unit is not None
    assert dari_nama.unit.id == 4


def test_a_missing_tmt_cpns_is_read_from_the_number():
    b = putuskan({k: v for k, v in BIASA.items() if k != "TMT CPNS"})

    assert b.semua_galat == []
    assert f"{b.bersih['tmt_cpns']:%Y-%m}" == "2015-04"


def test_one_fault_brings_one_error():
    b = putuskan(baris(**{"TANGGAL LAHIR": "31-02-1990"}))

    assert len(b.semua_galat) == 1


def test_the_needed_columns_are_enough():
    wajib = ("PNS ID", "NIP BARU", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "JENIS PEGAWAI NAMA", "UNOR NAMA")
    wajib += ("GOL AKHIR NAMA", "TMT GOLONGAN", "JABATAN NAMA", "TMT JABATAN")

    assert kolom_galat({k: BIASA[k] for k in wajib}) == []
