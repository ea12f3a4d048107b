"""The rank list: the order in SQL is the rule's order, on any day, within one's rights."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from laporan.daftar_laporan import LAPORAN
from organisasi.models import VersiUnit
from pegawai import proyeksi, reports
from pegawai.models import Pegawai, RiwayatGolongan, RiwayatPendidikan, RiwayatStatus
from pegawai.riwayat import supersede
from pegawai.rules.duk import DataDuk, kunci_duk
from pegawai.rules.masa_kerja import tambah
from pegawai.selectors import compute_masa_kerja, list_status
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.usefixtures("golongan")
PER = date(2026, 11, 24)
ISIAN = {"per": PER, "jenis": "pns", "cltn": False, "unit": None}


def nama_di_duk(konteks, **isian):
    return [baris[1] for baris in reports.iter_duk(konteks, ISIAN | isian)]


def masa_kerja_pada(orang: Pegawai, g: RiwayatGolongan | None) -> int:
    """Months of service on PER by the pure rule."""
    if g is None:
        return 0
    cuti = orang.riwayat_status.filter(diganti_at=None, kedudukan="cltn")
    jeda = [(s.masa.lower, s.masa.upper) for s in cuti]
    tahun, bulan = tambah(g.mk_tahun, g.mk_bulan, sejak=g.mk_per or g.masa.lower, per=PER, jeda=jeda)
    return tahun * 12 + bulan


def data_duk(orang: Pegawai) -> DataDuk:
    """What the pure rule looks at, read without the report's SQL."""
    g = orang.riwayat_golongan.select_related("golongan").filter(diganti_at=None, masa__contains=PER).first()
    j = orang.riwayat_jabatan.select_related("jabatan").filter(diganti_at=None, masa__contains=PER, penugasan="definitif").first()
    return DataDuk(
        urutan_golongan=g.golongan.urutan if g else 0,
        tmt_golongan=g.masa.lower if g else None,
        jabatan=(j.jabatan.jenjang or j.jabatan.jenis) if j else "",
        tmt_jabatan=j.tmt_jabatan if j else None,
        mk_bulan=masa_kerja_pada(orang, g),
        pendidikan=orang.pendidikan,
        tahun_lulus=orang.tahun_lulus,
        tanggal_lahir=orang.tanggal_lahir,
        kunci=orang.pk,
    )


@pytest.mark.kembaran("duk")
@pytest.mark.parametrize("benih", [1, 2])
def test_the_order_in_sql_is_the_order_of_the_rule(petugas, benih):
    acak = random.Random(benih)
    unit = buat_unit()
    jabatan = [buat_jabatan(unit, f"J{n}", jenis=jenis, jenjang=jenjang) for n, (jenis, jenjang) in enumerate(
        [("jpt", ""), ("administrator", ""), ("pengawas", ""), ("pelaksana", ""), ("fungsional", "ahli_madya"),
         ("fungsional", "ahli_muda"), ("fungsional", "terampil"), ("fungsional", "")]
    )]  # fmt: skip
    for n in range(40):
        orang = buat_pegawai(
            f"Orang {n}",
            jabatan=acak.choice(jabatan),
            golongan=acak.choice(["III/d", "IV/a"]),
            tmt=date(acak.choice([2020, 2021]), 4, 1),
            tanggal_lahir=date(acak.choice([1970, 1971]), 1, 1 + n % 5),
        )
        RiwayatGolongan.objects.filter(pegawai=orang).update(
            mk_tahun=acak.choice([5, 6]), mk_bulan=acak.choice([0, 3]), mk_per=acak.choice([None, date(2025, 8, 1)])
        )
        RiwayatPendidikan.objects.filter(pegawai=orang).update(
            tingkat=acak.choice(["sma", "d4", "s1", "s2", "profesi"]), tahun_lulus=acak.choice([None, 2000, 2005])
        )
    proyeksi.segarkan()

    menurut_aturan = [o.nama for o in sorted(Pegawai.objects.all(), key=lambda o: kunci_duk(data_duk(o)))]

    assert nama_di_duk(petugas) == menurut_aturan


def test_higher_rank_stands_before_longer_service(petugas):
    buat_pegawai("Lama", golongan="III/d", tmt=date(2010, 4, 1))
    buat_pegawai("Tinggi", golongan="IV/a", tmt=date(2025, 4, 1))

    assert nama_di_duk(petugas) == ["Tinggi", "Lama"]


def test_a_past_day_shows_the_rank_of_that_day(petugas):
    orang = buat_pegawai("Naik Pangkat", golongan="III/c", tmt=date(2022, 4, 1))
    lama = orang.riwayat_golongan.get()
    supersede(lama, masa=DateRange(date(2022, 4, 1), date(2026, 4, 1)))
    RiwayatGolongan.objects.create(pegawai=orang, golongan_id="III/d", masa=DateRange(date(2026, 4, 1), None))

    dulu = next(iter(reports.iter_duk(petugas, ISIAN | {"per": date(2026, 3, 31)})))
    kini = next(iter(reports.iter_duk(petugas, ISIAN)))

    assert (dulu[3], dulu[4]) == ("Penata, III/c", date(2022, 4, 1))
    assert (kini[3], kini[4]) == ("Penata Tingkat I, III/d", date(2026, 4, 1))


def test_nobody_stands_in_the_list_before_their_first_day(petugas):
    buat_pegawai("Mulai 2015")

    assert nama_di_duk(petugas, per=date(2015, 3, 31)) == []


def test_retired_people_leave_the_list_on_their_day(petugas):
    orang = buat_pegawai("Pensiun")
    supersede(orang.riwayat_status.get(), masa=DateRange(date(2015, 4, 1), date(2026, 10, 1)))
    RiwayatStatus.objects.create(pegawai=orang, jenis="pns", kedudukan="pensiun", masa=DateRange(date(2026, 10, 1), None))

    assert nama_di_duk(petugas, per=date(2026, 9, 30)) == ["Pensiun"]
    assert nama_di_duk(petugas) == []


@pytest.mark.parametrize(("jenis", "diharap"), [("pns", ["Bu PNS"]), ("pns_cpns", ["Bu PNS", "Pak CPNS"]), ("pppk", ["Bu PPPK"])])
def test_pns_and_pppk_never_share_a_list(petugas, jenis, diharap):
    buat_pegawai("Bu PNS")
    buat_pegawai("Pak CPNS", golongan="III/a")
    RiwayatStatus.objects.filter(pegawai__nama="Pak CPNS").update(jenis="cpns")
    buat_pegawai("Bu PPPK", jenis="pppk", golongan="IX")

    assert nama_di_duk(petugas, jenis=jenis) == diharap


def test_people_on_unpaid_leave_stand_in_the_list_only_when_asked_for(petugas):
    orang = buat_pegawai("Sedang CLTN")
    RiwayatStatus.objects.filter(pegawai=orang).update(kedudukan="cltn")

    assert nama_di_duk(petugas) == []
    assert nama_di_duk(petugas, cltn=True) == ["Sedang CLTN"]


def test_the_unit_is_named_and_placed_as_on_that_day(petugas):
    kota, dinas = buat_unit("Kota"), None
    dinas, lain = buat_unit("Dinas Baru", kota), buat_unit("Dinas Lain", kota)
    VersiUnit.objects.filter(unit=dinas).update(masa=DateRange(date(2025, 1, 1), None))
    VersiUnit.objects.create(unit=dinas, nama="Dinas Lama", induk=lain, masa=DateRange(date(2000, 1, 1), date(2025, 1, 1)))
    buat_pegawai("Orang", unit=dinas)

    dulu = next(iter(reports.iter_duk(petugas, ISIAN | {"per": date(2024, 6, 1)})))

    assert dulu[-2:] == ("Dinas Lama", "Dinas Lain")
    assert nama_di_duk(petugas, per=date(2024, 6, 1), unit=lain) == ["Orang"]
    assert nama_di_duk(petugas, unit=lain) == []


def test_an_office_sees_its_own_subtree_alone(db):
    kota = buat_unit("Kota")
    dinas, lain = buat_unit("Dinas A", kota), buat_unit("Dinas B", kota)
    buat_pegawai("Di bidang", unit=buat_unit("Bidang A1", dinas))
    buat_pegawai("Di dinas lain", unit=lain)
    pengelola = konteks_of(buat_pengguna("pengelola_opd", unit=dinas))

    assert nama_di_duk(pengelola) == ["Di bidang"]
    assert [b[1] for b in reports.iter_nominatif(pengelola, {"per": PER, "jenis": "semua", "unit": None})] == ["Di bidang"]


def test_the_highest_education_completed_by_then_is_shown(petugas):
    orang = buat_pegawai("Lulus S-2")
    RiwayatPendidikan.objects.create(pegawai=orang, tingkat="s2", nama="S-2 Administrasi Publik", tahun_lulus=2025)

    dulu = next(iter(reports.iter_duk(petugas, ISIAN | {"per": date(2024, 12, 31)})))
    kini = next(iter(reports.iter_duk(petugas, ISIAN)))

    assert (dulu[10], dulu[11]) == ("S-1 Administrasi Negara", 2013)
    assert (kini[10], kini[11]) == ("S-2 Administrasi Publik", 2025)


@pytest.mark.parametrize("jumlah", [1, 12])
def test_a_list_costs_three_queries_whatever_its_size(petugas, jumlah, django_assert_num_queries):
    unit = buat_unit()
    for _n in range(jumlah):
        buat_pegawai(unit=unit)

    with django_assert_num_queries(3):
        assert len(list(reports.iter_duk(petugas, ISIAN))) == jumlah
    with django_assert_num_queries(1):
        assert reports.rows_duk(petugas, ISIAN).count() == jumlah


def test_the_nominative_list_follows_the_tree_and_counts_what_it_shows(petugas):
    kota = buat_unit("Kota")
    satu, dua = buat_unit("Dinas Satu", kota), buat_unit("Dinas Dua", kota)
    buat_pegawai("Staf dua", unit=dua)
    buat_pegawai("Staf satu", unit=satu)
    buat_pegawai("Kepala satu", unit=satu, memimpin=True, golongan="IV/b")
    isian = {"per": PER, "jenis": "semua", "unit": None}

    baris = list(reports.iter_nominatif(petugas, isian))

    assert [b[1] for b in baris] == ["Kepala satu", "Staf satu", "Staf dua"]
    assert [b[0] for b in baris] == [1, 2, 3]
    assert reports.rows_nominatif(petugas, isian).count() == 3


def test_years_of_service_are_those_of_the_report_s_day(petugas):
    orang = buat_pegawai("Masa Kerja", tmt=date(2022, 4, 1))  # 7 years on that day
    nominatif = {"per": date(2025, 10, 15), "jenis": "semua", "unit": None}

    assert next(iter(reports.iter_duk(petugas, ISIAN)))[7:9] == (11, 7)
    assert next(iter(reports.iter_nominatif(petugas, nominatif)))[11:13] == (10, 6)
    assert compute_masa_kerja(orang, PER, list_status(orang)) == (11, 7), "the profile says the same"


def test_service_counted_on_different_days_ranks_by_the_report_s_day(petugas):
    """9 years by an old list are more than 9 years and 6 months by a new one."""
    for nama, bulan, sejak in (("Daftar Baru", 6, PER), ("Daftar Lama", 0, date(2025, 11, 24))):
        RiwayatGolongan.objects.filter(pegawai=buat_pegawai(nama)).update(mk_tahun=9, mk_bulan=bulan, mk_per=sejak)

    assert nama_di_duk(petugas) == ["Daftar Lama", "Daftar Baru"]


def test_the_file_says_up_to_which_day_service_was_counted(petugas):
    for kode in ("duk", "nominatif"):
        assert "sampai tanggal laporan ini" in " ".join(map(str, LAPORAN[kode].catatan(petugas, ISIAN)))


def test_the_file_says_of_how_many_no_post_or_rank_is_recorded_that_day(petugas, django_assert_num_queries):
    for _n in range(2):
        buat_pegawai()
    dahulu = ISIAN | {"per": date(2018, 1, 1)}

    for kode in ("duk", "nominatif"):
        with django_assert_num_queries(1):
            catatan = LAPORAN[kode].catatan(petugas, dahulu)
        assert [str(c) for c in catatan[2:]] == [
            "2 orang tanpa jabatan tercatat pada hari itu.",
            "2 orang tanpa pangkat tercatat pada hari itu.",
        ]
        assert len(LAPORAN[kode].catatan(petugas, ISIAN)) == 2  # everything is recorded: nothing to say


def test_the_city_itself_is_everybody_also_whoever_has_no_post_recorded_that_day(petugas):
    kota = buat_unit("Kota Uji")
    dinas = buat_unit("Dinas Uji", kota)
    buat_pegawai("Orang Dinas", unit=dinas)
    dahulu = {"per": "1-1-2018", "jenis": "semua", "bentuk": "csv"}

    for unit, jumlah in ((kota, 1), (dinas, 0)):
        form = reports.NominatifForm(dahulu | {"unit": unit.kode}, konteks=petugas, laporan=LAPORAN["nominatif"])
        assert form.is_valid(), form.errors
        assert len(list(reports.iter_nominatif(petugas, form.cleaned_data))) == jumlah


def test_an_officer_of_the_city_s_unit_keeps_to_what_stands_below_it():
    kota = buat_unit("Kota Uji")
    konteks = konteks_of(buat_pengguna("pengelola_opd", unit=kota))
    form = reports.NominatifForm(
        {"per": "1-1-2018", "jenis": "semua", "bentuk": "csv", "unit": kota.kode}, konteks=konteks, laporan=LAPORAN["nominatif"]
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["unit"] == kota
