"""Cells: what is cleaned and accepted, what is refused and at which cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impor.pegawai import bersih, tanggal
from impor.pegawai.bersih import kapital
from impor.pegawai.kolom import PER_BIDANG, sebut
from impor.pegawai.teks import SelDitolak, teks
from tests.impor.buku import baris, kolom_galat, putuskan

APA_SAJA = (
    st.text(max_size=60)
    | st.builds(lambda h: {"t": h.isoformat()}, st.dates())
    | st.builds(lambda a: {"a": repr(a)}, st.floats())
)


def test_an_ordinary_row_is_accepted_without_a_word():
    b = putuskan(baris())

    assert (b.semua_galat, b.peringatan) == ([], [])


@pytest.mark.parametrize(
    ("kolom", "isi", "bidang", "hasil"),
    [
        ("NIP BARU", "'199003152015042001", "nomor", "199003152015042001"),
        ("NIP BARU", "19900315 201504 2 001", "nomor", "199003152015042001"),
        ("NIP BARU", "１９９００３１５２０１５０４２００１", "nomor", "199003152015042001"),
        ("NIP BARU", '="199003152015042001"', "nomor", "199003152015042001"),
        ("NIP BARU", "199003152015042001.0", "nomor", "199003152015042001"),
        ("NIP BARU", "\ufeff199003152015042001\u200b", "nomor", "199003152015042001"),
        ("NAMA", "  HOTMAIDA  TELAUMBANUA ", "nama", "Hotmaida Telaumbanua"),
        ("NAMA", "SITI\u00a0NUR\tAINI\x00", "nama", "Siti Nur Aini"),
        ("NAMA", "SA'ADAH BR. MANALU-SIREGAR", "nama", "Sa'adah Br. Manalu-Siregar"),
        ("NAMA", "Raja McDonald", "nama", "Raja McDonald"),
        ("TANGGAL LAHIR", "15/03/1990", "tanggal_lahir", date(1990, 3, 15)),
        ("TANGGAL LAHIR", "1990-03-15", "tanggal_lahir", date(1990, 3, 15)),
        ("TANGGAL LAHIR", "1990-03-15 00:00:00", "tanggal_lahir", date(1990, 3, 15)),
        ("TANGGAL LAHIR", "15 Maret 1990", "tanggal_lahir", date(1990, 3, 15)),
        ("TANGGAL LAHIR", "15-Mar-1990", "tanggal_lahir", date(1990, 3, 15)),
        ("TANGGAL LAHIR", date(1990, 3, 15), "tanggal_lahir", date(1990, 3, 15)),
        ("TANGGAL LAHIR", 32947, "tanggal_lahir", date(1990, 3, 15)),
        ("TMT GOLONGAN", "1 October 2024", "tmt_golongan", date(2024, 10, 1)),
        ("JENIS KELAMIN", "Perempuan", "jenis_kelamin", "wanita"),
        ("NIK", "'1273015503900002", "nik", "1273015503900002"),
        ("NIK", "1273015503900002.0", "nik", "1273015503900002"),
        ("NOMOR HP", "0812-4574 6282", "nomor_hp", "081245746282"),
        ("NOMOR HP", 81245746282, "nomor_hp", "081245746282"),
        ("MK TAHUN", "8.0", "mk_tahun", 8),
        ("TAHUN LULUS", 2013, "tahun_lulus", 2013),
        ("GOL AKHIR NAMA", " iii / B ", "golongan", "III/b"),
        ("AGAMA NAMA", "Budha", "agama", "Buddha"),
        ("TINGKAT PENDIDIKAN NAMA", "Diploma III/Sarjana Muda", "pendidikan", "d3"),
        ("KEDUDUKAN HUKUM NAMA", "PPPK Aktif", "kedudukan", "aktif"),
        ("PNS ID", "008A05A6C4647159C324C9859B810E76", "id_asing", "008a05a6-c464-7159-c324-c9859b810e76"),
        ("ALAMAT", '=HYPERLINK("http://contoh","klik")', "alamat", 'HYPERLINK("http://contoh","klik")'),
    ],
)
def test_dirt_is_cleaned(kolom: str, isi: Any, bidang: str, hasil: Any):
    b = putuskan(baris(**{kolom: isi}))

    assert b.bersih[bidang] == hasil
    assert b.semua_galat == []


@pytest.mark.parametrize("kosong", [None, "", "null", "NULL", " - ", "'null", "\u00a0"])
@pytest.mark.parametrize("kolom", ["EMAIL", "NIK", "TMT PNS", "AGAMA NAMA", "MK TAHUN"])
def test_what_means_nothing_is_an_empty_cell(kolom: str, kosong: Any):
    b = putuskan(baris(**{kolom: kosong}))

    assert b.semua_galat == []


@pytest.mark.parametrize(
    ("kolom", "isi", "petunjuk"),
    [
        ("NIP BARU", "19900315201504200", "18 angka"),
        ("NIP BARU", "1990031520150420O1", "hanya berisi angka"),
        ("NIP BARU", 1.9900315201504200e17, "bilangan"),
        ("NIP BARU", "1.99E+17", "bilangan"),
        ("NIP BARU", "=A1", "rumus"),
        ("NIK", "127301550390002", "16 angka"),
        ("NIK", "9.90E+15", "bilangan"),
        ("NIK", 1.27301550390000e15, "bilangan"),
        ("NIK", "1111111111111111", "sama"),
        ("NAMA", "null", "belum diisi"),
        ("NAMA", "12345", "huruf"),
        ("NAMA", "#REF!", "gagal"),
        ("NAMA", "A" * 201, "paling banyak 200"),
        ("ALAMAT", "x" * 501, "paling banyak 500"),
        ("JABATAN NAMA", "y" * 201, "paling banyak 200"),
        ("TANGGAL LAHIR", "31-02-1990", "31 Februari 1990 tidak ada"),
        ("TANGGAL LAHIR", "03/15/1990", "Bulan ke-15"),
        ("TANGGAL LAHIR", "15-03-90", "dua angka"),
        ("TANGGAL LAHIR", "entah", "bukan tanggal"),
        ("TMT GOLONGAN", "31-02-2020", "berakhir tanggal 29"),
        ("TMT JABATAN", None, "belum diisi"),
        ("JENIS KELAMIN", "X", "tidak dikenal"),
        ("EMAIL", "pegawai@@contoh", "bukan alamat e-mail"),
        ("EMAIL", "a b@contoh.go.id", "bukan alamat e-mail"),
        ("GOL AKHIR NAMA", "V/f", "tidak ada"),
        ("MK BULAN", "12", "0 sampai 11"),
        ("MK BULAN", "-1", "0 sampai 11"),
        ("MK TAHUN", "8,5", "bilangan bulat"),
        ("TAHUN LULUS", "13", "bukan tahun"),
        ("JENIS PEGAWAI NAMA", "Sukarelawan", "tidak dikenal"),
        ("KEDUDUKAN HUKUM NAMA", "Entah", "tidak dikenal"),
        ("TINGKAT PENDIDIKAN NAMA", "Kursus", "tidak dikenal"),
        ("AGAMA NAMA", "Entah", "tidak dikenal"),
        ("PNS ID", None, "belum diisi"),
        ("PNS ID", "1.27E+30", "bukan PNS ID"),
    ],
)
def test_what_is_wrong_is_refused_at_its_cell(kolom: str, isi: Any, petunjuk: str):
    b = putuskan(baris(**{kolom: isi}))

    assert [g["kolom"] for g in b.semua_galat] == [kolom]
    galat = b.semua_galat[0]
    assert petunjuk in galat["pesan"]
    assert galat["saran"]
    assert galat["baris"] == 2


def test_digits_that_went_through_a_rounded_number_are_refused_even_as_text():
    hilang = f"{float(199003152015042001):.1f}"

    assert kolom_galat(baris(**{"NIP BARU": hilang})) == ["NIP BARU"]


def test_letters_that_look_like_digits_bring_a_proposal():
    b = putuskan(baris(**{"NIP BARU": "19900315O015O42001"}))

    assert b.semua_galat[0]["usul"] == "199003150015042001"


def test_a_formula_in_free_text_is_noted():
    b = putuskan(baris(ALAMAT='=CMD("x")'))

    assert [p["kolom"] for p in b.peringatan] == ["ALAMAT"]


@given(sel=APA_SAJA, bidang=st.sampled_from(sorted(PER_BIDANG)))
def test_any_cell_is_either_read_or_refused_in_words(sel: Any, bidang: str):
    kolom = PER_BIDANG[bidang]

    try:
        bersih.PEMBERSIH[kolom.jenis](sel, kolom)
    except SelDitolak as penolakan:
        sebab = penolakan
    else:
        return

    assert (bool(sebab.pesan), bool(sebab.saran)) == (True, True)


@given(st.text(max_size=80))
def test_cleaning_text_twice_is_the_same_as_once(isi: str):
    sekali = teks(isi)

    assert teks(sekali) == sekali
    assert "\x00" not in sekali


@given(st.text(max_size=80))
def test_capitals_of_a_name_settle_at_once(nama: str):
    sekali = kapital(" ".join(nama.split()))

    assert kapital(sekali) == sekali


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d"])
)
def test_every_usual_spelling_of_a_day_is_that_day(hari: date, bentuk: str):
    assert tanggal.baca_tanggal_sel(hari.strftime(bentuk), PER_BIDANG["tmt_pns"]) == hari


@pytest.mark.parametrize("judul", ["nip_baru", " Nip  Baru ", "NIP\u00a0BARU", "'NIP BARU", "NIP BARU*"])
def test_headers_are_matched_whatever_their_case_and_spaces(judul: str):
    assert sebut(judul) == "NIP BARU"
