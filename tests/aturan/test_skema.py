"""The shapes that values may have: what is accepted, what is refused, and how a change is told."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aturan import hari_libur, skema
from aturan.daftar_parameter import get_definisi, list_definisi
from aturan.daun import Bilangan, DaftarTanggal, Desimal, Pilih, Teks, YaTidak
from aturan.parameter import list_bawaan
from aturan.skema import Bagian, Definisi, Kelompok, Tabel, beda, gabung, uraikan
from inti.keputusan import Istilah, MasukanDitolak
from tests.aturan.nilai import nilai_sah

USIA = Bilangan(50, 75, "tahun")
WARNA = (Istilah("merah", "merah"), Istilah("biru", "biru"))


def tolak(bentuk: skema.Bentuk, nilai: object) -> MasukanDitolak:
    with pytest.raises(MasukanDitolak) as penolakan:
        skema.periksa(bentuk, nilai)
    return penolakan.value


@pytest.mark.parametrize(
    ("bentuk", "teks", "nilai"),
    [
        (USIA, " 60 ", 60),
        (Desimal(Decimal(0), Decimal(1)), "0,25", "0.25"),
        (YaTidak(), "ya", True),
        (YaTidak(), "tidak", False),
        (Pilih(WARNA), "biru", "biru"),
        (Teks(), "  UU   14/2005 ", "UU 14/2005"),
        (DaftarTanggal(), "17 Agustus 2027\n1-1-2027; 17-8-2027\n", ["2027-01-01", "2027-08-17"]),
    ],
)
def test_what_is_typed_becomes_a_value_and_back(bentuk, teks, nilai):
    assert bentuk.baca(teks) == nilai
    assert bentuk.baca(bentuk.sebagai_teks(nilai)) == nilai


@pytest.mark.parametrize(
    ("bentuk", "teks", "kode"),
    [
        (USIA, "600", "di_luar_batas"),
        (USIA, "49", "di_luar_batas"),
        (USIA, "58,5", "bukan_bulat"),
        (USIA, "", "bukan_bulat"),
        (USIA, "9" * 30, "bukan_bulat"),
        (Desimal(Decimal(0), Decimal(1)), "1,5", "desimal_di_luar"),
        (Desimal(Decimal(0), Decimal(1)), "setengah", "bukan_desimal"),
        (YaTidak(), "mungkin", "bukan_pilihan"),
        (Pilih(WARNA), "hijau", "bukan_pilihan"),
        (Teks(5), "enam huruf", "bukan_teks"),
        (Teks(), "   ", "bukan_teks"),
        (Teks(), "a\x00b", "bukan_teks"),
        (DaftarTanggal(), "30-2-2027", "bukan_tanggal"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_cure(bentuk, teks, kode):
    with pytest.raises(MasukanDitolak) as penolakan:
        bentuk.baca(teks)

    assert penolakan.value.kode == kode
    assert penolakan.value.fix


def test_six_hundred_years_are_refused_in_words_at_their_own_place():
    definisi = get_definisi("bup_jabatan")
    assert definisi is not None

    with pytest.raises(MasukanDitolak, match="600 tahun di luar batas") as penolakan:
        definisi.periksa({"jpt": 60, "administrator": 58, "pengawas": 58, "pelaksana": 600})

    assert (penolakan.value.field, penolakan.value.fix) == ("pelaksana", "Isi antara 50 dan 75.")


@pytest.mark.parametrize(
    ("bentuk", "nilai", "tempat", "kode"),
    [
        (USIA, True, "", "salah_bentuk"),
        (USIA, 58.0, "", "salah_bentuk"),
        (Desimal(Decimal(0), Decimal(1)), 0.5, "", "salah_bentuk"),
        (YaTidak(), "ya", "", "salah_bentuk"),
        (Teks(), 5, "", "salah_bentuk"),
        (DaftarTanggal(), "2027-01-01", "", "salah_bentuk"),
        (DaftarTanggal(), ["20270101"], "", "salah_bentuk"),
        (DaftarTanggal(), ["2027-01-02", "2027-01-01"], "", "salah_bentuk"),
        (Tabel(WARNA, USIA), [58], "", "salah_bentuk"),
        (Tabel(WARNA, USIA), {"merah": 58}, "biru", "bagian_kurang"),
        (Tabel(WARNA, USIA), {"merah": 58, "biru": 60, "hijau": 60}, "", "bagian_asing"),
        (Kelompok((Bagian("usia", "Usia", USIA),)), {"usia": 20}, "usia", "di_luar_batas"),
    ],
)
def test_a_stored_value_of_another_shape_is_refused_at_its_place(bentuk, nilai, tempat, kode):
    penolakan = tolak(bentuk, nilai)

    assert (penolakan.field, penolakan.kode) == (tempat, kode)


def test_what_may_be_left_out_may_be_left_out():
    skema.periksa(Tabel(WARNA, USIA, lengkap=False), {"biru": 60})


def test_a_change_is_told_in_words_leaf_by_leaf():
    definisi = get_definisi("bup_jabatan")
    assert definisi is not None
    lama = {"jpt": 60, "administrator": 58, "pengawas": 58, "pelaksana": 58}

    (satu,) = beda(definisi.bentuk, lama, lama | {"pelaksana": 60})

    assert [i.teks for i in satu.label] == ["Pelaksana"]
    assert (str(satu.sebelum), str(satu.sesudah)) == ("58 tahun", "60 tahun")


def test_what_comes_and_what_goes_is_told_too():
    tabel = Tabel(WARNA, USIA, lengkap=False)

    datang, pergi = beda(tabel, {"biru": 60}, {"merah": 58})[::-1]

    assert (datang.sebelum, str(datang.sesudah)) == (None, "58 tahun")
    assert (str(pergi.sebelum), pergi.sesudah) == ("60 tahun", None)


@pytest.mark.parametrize(
    ("nilai", "kode"),
    [
        ({"2027": {"libur": ["2026-01-01"], "cuti_bersama": []}}, "tahun_lain"),
        ({"2027": {"libur": ["2027-01-01"], "cuti_bersama": ["2027-01-01"]}}, "hari_kembar"),
    ],
)
def test_a_holiday_stands_once_under_its_own_year(nilai, kode):
    with pytest.raises(MasukanDitolak) as penolakan:
        hari_libur.DEFINISI.periksa(nilai)

    assert penolakan.value.kode == kode


def test_the_usual_highest_age_is_not_below_the_lowest():
    definisi = get_definisi("usia_cpns")
    assert definisi is not None

    with pytest.raises(MasukanDitolak) as penolakan:
        definisi.periksa({"paling_muda": 30, "lazim_paling_tua": 25})

    assert penolakan.value.kode == "usia_terbalik"


@pytest.mark.parametrize("baris", list_bawaan(), ids=lambda b: f"{b['nama']}-{b['mulai']}")
def test_every_shipped_value_has_the_declared_shape(baris):
    definisi = get_definisi(baris["nama"])

    assert definisi is not None
    definisi.periksa(baris["nilai"])


@pytest.mark.parametrize("definisi", list_definisi(), ids=lambda d: d.nama)
def test_every_accepted_value_is_taken_apart_and_told(definisi: Definisi):
    @settings(suppress_health_check=[HealthCheck.too_slow])  # a table of years is much to draw on a busy machine
    @given(nilai=nilai_sah(definisi))
    def coba(nilai):
        definisi.periksa(json.loads(json.dumps(nilai)))
        for isi in uraikan(definisi.bentuk, nilai):
            assert str(isi.daun.kata(isi.nilai))
            assert isi.daun.baca(isi.daun.sebagai_teks(isi.nilai)) == isi.nilai

    coba()


@given(data=st.data())
def test_nothing_changes_from_a_value_to_itself(data):
    definisi = data.draw(st.sampled_from(list_definisi()))
    nilai = data.draw(nilai_sah(definisi))

    assert beda(definisi.bentuk, nilai, nilai) == []


@given(data=st.data())
def test_what_was_changed_is_kept_over_another_value_and_what_was_left_alone_follows_it(data):
    definisi = data.draw(st.sampled_from(list_definisi()))
    isian, awal, dasar = (data.draw(nilai_sah(definisi)) for _ in range(3))

    skema.periksa(definisi.bentuk, gabung(definisi.bentuk, isian, awal, dasar))
    assert gabung(definisi.bentuk, awal, awal, dasar) == dasar
    assert gabung(definisi.bentuk, isian, awal, awal) == isian


KHUSUS = Tabel(WARNA, Kelompok((Bagian("usia", "Usia", USIA), Bagian("dasar", "Dasar", Teks()))), lengkap=False)


@pytest.mark.parametrize(
    ("isian", "awal", "dasar", "hasil"),
    [
        ({}, {}, {"biru": {"usia": 60, "dasar": "UU 1"}}, {"biru": {"usia": 60, "dasar": "UU 1"}}),  # came meanwhile
        ({}, {"biru": {"usia": 60, "dasar": "UU 1"}}, {"biru": {"usia": 61, "dasar": "UU 1"}}, {}),  # emptied on purpose
        ({"biru": {"usia": 60, "dasar": "UU 1"}}, {"biru": {"usia": 60, "dasar": "UU 1"}}, {}, {}),  # gone meanwhile
        (  # one part was changed: the row stays whole though the other value hasn't got it
            {"biru": {"usia": 62, "dasar": "UU 1"}},
            {"biru": {"usia": 60, "dasar": "UU 1"}},
            {},
            {"biru": {"usia": 62, "dasar": "UU 1"}},
        ),
        (
            {"biru": {"usia": 62, "dasar": "UU 1"}},
            {"biru": {"usia": 60, "dasar": "UU 1"}},
            {"biru": {"usia": 60, "dasar": "UU 2"}},
            {"biru": {"usia": 62, "dasar": "UU 2"}},
        ),
    ],
)
def test_rows_of_an_optional_table_come_and_go_as_a_whole(isian, awal, dasar, hasil):
    assert gabung(KHUSUS, isian, awal, dasar) == hasil


def test_of_a_list_of_days_only_the_days_that_come_or_go_are_told():
    bentuk = Kelompok((Bagian("libur", "Hari libur", DaftarTanggal()),))
    lama = {"libur": ["2026-01-01", "2026-03-19", "2026-08-17"]}

    ubah = beda(bentuk, lama, {"libur": ["2026-01-01", "2026-03-20", "2026-08-17"]})

    kata = [tuple(k.nilai["hari"] if k else None for k in (p.sebelum, p.sesudah)) for p in ubah]
    assert kata == [([date(2026, 3, 19)], None), (None, [date(2026, 3, 20)])]
