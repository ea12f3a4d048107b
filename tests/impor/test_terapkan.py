"""Applying a list: corrections, later rows, new units, and that nothing happens twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akun.konteks import sistem
from impor import services as impor
from impor.models import Impor
from organisasi.models import Jabatan
from pegawai import proyeksi
from pegawai.models import DataPribadi, NomorPegawai, Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatPendidikan, RiwayatStatus
from tests.impor.buku import BIDANG, DINAS, LAIN, PER, PPPK, baris, orang_ke, tulis_csv

pytestmark = pytest.mark.django_db
UNIT = [("u-0", "Kota Uji", ""), ("u-1", DINAS, "Kota Uji"), ("u-2", BIDANG, DINAS), ("u-3", LAIN, DINAS)]


def berlaku(model: Any) -> list[Any]:
    return list(model.objects.filter(diganti_at__isnull=True).order_by("masa"))


def test_a_new_person_comes_in_with_every_history_and_no_account(terapkan):
    hasil = terapkan(baris())

    p = Pegawai.objects.select_related("unit", "jabatan").get()
    assert hasil.jumlah["baru"] == 1
    assert (p.nama, p.nomor, p.jenis, p.golongan_id, p.unit.nama, p.akun_id) == (
        "Masdelima Manalu",
        "199003152015042001",
        "pns",
        "III/b",
        BIDANG,
        None,
    )
    assert [(s.jenis, s.masa.lower, s.masa.upper) for s in berlaku(RiwayatStatus)] == [
        ("cpns", date(2015, 4, 1), date(2016, 4, 1)),
        ("pns", date(2016, 4, 1), None),
    ]
    assert (p.pendidikan, p.tahun_lulus, p.tmt_pensiun) == ("s1", 2013, date(2048, 4, 1))
    assert DataPribadi.objects.get().nik == "1273015503900002"
    assert proyeksi.drift() == []


def test_the_same_list_twice_changes_nothing(terapkan):
    daftar = [baris(), baris(**PPPK)]
    terapkan(*daftar)
    sebelum = list(RiwayatJabatan.objects.values_list("pk", "diganti_at"))

    hasil = terapkan(*daftar)

    assert (hasil.jumlah["sama"], hasil.jumlah["berubah"], hasil.jumlah["baru"]) == (2, 0, 0)
    assert list(RiwayatJabatan.objects.values_list("pk", "diganti_at")) == sebelum


def test_the_same_tmt_with_another_value_corrects(terapkan):
    terapkan(baris())

    hasil = terapkan(baris(**{"GOL AKHIR NAMA": "III/c"}))

    assert hasil.baris[0].beda == {"golongan": ["III/b", "III/c"]}
    assert [(r.golongan_id, r.masa.lower) for r in berlaku(RiwayatGolongan)] == [("III/c", date(2023, 4, 1))]
    assert RiwayatGolongan.objects.get(diganti_at__isnull=False).golongan_id == "III/b"


def test_years_of_service_count_up_to_the_day_of_the_list_that_said_so(terapkan):
    nanti = date(PER.year + 1, PER.month, 1)
    terapkan(baris(**{"MK TAHUN": 9, "MK BULAN": 4}))
    assert (Pegawai.objects.get().mk_tahun, Pegawai.objects.get().mk_per) == (9, PER)

    terapkan(baris(**{"MK TAHUN": 10, "MK BULAN": 1, "TMT GOLONGAN": f"01-{PER.month:02d}-{PER.year}"}), per=nanti)

    assert [(r.mk_tahun, r.mk_per) for r in berlaku(RiwayatGolongan)] == [(9, PER), (10, nanti)]
    assert Pegawai.objects.get().mk_per == nanti


@pytest.mark.parametrize(("tahun", "bulan"), [(8, 3), (8, 2), (8, 4)])
def test_service_that_merely_grew_with_time_is_no_difference(terapkan, tahun, bulan):
    terapkan(baris(**{"MK TAHUN": 8, "MK BULAN": "0"}))

    hasil = terapkan(baris(**{"MK TAHUN": tahun, "MK BULAN": bulan}), per=date(2027, 2, 24))

    assert (hasil.jumlah["sama"], hasil.baris[0].beda) == (1, {})
    assert [(r.mk_tahun, r.mk_per) for r in berlaku(RiwayatGolongan)] == [(8, PER)]


def test_service_that_grew_otherwise_is_a_difference_on_one_day(terapkan):
    terapkan(baris(**{"MK TAHUN": 8, "MK BULAN": "0"}))

    hasil = terapkan(baris(**{"MK TAHUN": 9, "MK BULAN": "0"}), per=date(2027, 2, 24))

    assert hasil.baris[0].beda == {"masa_kerja": ["8 tahun 3 bulan", "9 tahun 0 bulan"]}
    assert Pegawai.objects.get().mk_per == date(2027, 2, 24)


def test_unpaid_leave_since_the_last_list_is_no_growth(terapkan):
    terapkan(baris(**{"MK TAHUN": 8, "MK BULAN": "0"}))
    terapkan(baris(**{"KEDUDUKAN HUKUM NAMA": "CLTN"}), per=date(2026, 12, 24))

    hasil = terapkan(baris(**{"KEDUDUKAN HUKUM NAMA": "CLTN", "MK TAHUN": 8, "MK BULAN": 1}), per=date(2027, 6, 24))

    assert hasil.jumlah["sama"] == 1


def test_the_same_list_named_for_a_later_day_changes_nothing(terapkan):
    terapkan(baris())

    assert terapkan(baris(), per=date(2027, 6, 24)).jumlah["sama"] == 1


def test_a_list_without_years_of_service_keeps_them_with_their_day(terapkan):
    terapkan(baris(**{"MK TAHUN": 8, "MK BULAN": "0"}))
    tanpa = {"MK TAHUN": None, "MK BULAN": None, "GOL AKHIR NAMA": "III/c", "TMT GOLONGAN": "01-10-2026"}

    hasil = terapkan(baris(**tanpa), per=date(2027, 2, 24))

    assert "masa_kerja" not in hasil.baris[0].beda
    assert [(r.golongan_id, r.mk_tahun, r.mk_bulan, r.mk_per) for r in berlaku(RiwayatGolongan)][-1] == ("III/c", 8, 0, PER)


def test_a_new_person_without_years_of_service_counts_from_the_tmt(terapkan):
    terapkan(baris(**{"MK TAHUN": None, "MK BULAN": None}))

    assert (berlaku(RiwayatGolongan)[0].mk_per, Pegawai.objects.get().mk_per) == (None, date(2023, 4, 1))


def test_a_later_tmt_ends_the_row_before(terapkan):
    terapkan(baris())

    terapkan(baris(**{"GOL AKHIR NAMA": "III/c", "TMT GOLONGAN": "01-10-2026"}))

    assert [(r.golongan_id, r.masa.lower, r.masa.upper) for r in berlaku(RiwayatGolongan)] == [
        ("III/b", date(2023, 4, 1), date(2026, 10, 1)),
        ("III/c", date(2026, 10, 1), None),
    ]
    assert Pegawai.objects.get().golongan_id == "III/c"


def test_a_new_unit_under_the_same_decree_counts_from_the_day_of_the_list(terapkan):
    terapkan(baris())

    terapkan(baris(**{"UNOR ID": "u-3", "UNOR NAMA": LAIN}), per=date(2026, 7, 1))

    lama, baru = RiwayatJabatan.objects.filter(diganti_at__isnull=True).select_related("jabatan__unit").order_by("masa")
    assert (lama.jabatan.unit.nama, lama.masa.upper) == (BIDANG, date(2026, 7, 1))
    assert (baru.jabatan.unit.nama, baru.masa.lower, baru.tmt_jabatan) == (LAIN, date(2026, 7, 1), date(2023, 4, 1))


def test_another_title_in_the_same_unit_under_the_same_tmt_corrects(terapkan):
    terapkan(baris())

    terapkan(baris(**{"JABATAN NAMA": "Arsiparis"}))

    (kini,) = berlaku(RiwayatJabatan)
    assert (kini.jabatan.nama, kini.masa.lower) == ("Arsiparis", date(2023, 4, 1))


def test_an_earlier_tmt_with_the_same_value_corrects_the_tmt(terapkan):
    terapkan(baris())

    hasil = terapkan(baris(**{"TMT GOLONGAN": "01-10-2022", "TMT JABATAN": "01-10-2022"}))

    assert hasil.jumlah["berubah"] == 1
    assert [r.masa.lower for r in berlaku(RiwayatGolongan)] == [date(2022, 10, 1)]
    assert [r.tmt_jabatan for r in berlaku(RiwayatJabatan)] == [date(2022, 10, 1)]


def test_an_older_list_leaves_what_the_city_knows_better(terapkan):
    terapkan(baris())
    terapkan(baris(**{"GOL AKHIR NAMA": "III/c", "TMT GOLONGAN": "01-10-2026"}))

    hasil = terapkan(baris())

    assert hasil.jumlah["sama"] == 1
    assert [p["kolom"] for p in hasil.baris[0].peringatan] == ["TMT GOLONGAN"]
    assert Pegawai.objects.get().golongan_id == "III/c"


def test_an_earlier_tmt_with_another_value_is_refused(terapkan):
    terapkan(baris())

    hasil = terapkan(baris(**{"GOL AKHIR NAMA": "III/d", "TMT GOLONGAN": "01-10-2022"}))

    assert [g["kolom"] for g in hasil.baris[0].semua_galat] == ["TMT GOLONGAN"]
    assert [r.golongan_id for r in berlaku(RiwayatGolongan)] == ["III/b"]


def test_cpns_becomes_pns_on_its_tmt(terapkan):
    cpns = {"STATUS CPNS PNS": "C", "TMT PNS": None, "NOMOR SK PNS": None, "TANGGAL SK PNS": None}
    terapkan(baris(**cpns))
    assert Pegawai.objects.get().jenis == "cpns"

    terapkan(baris())

    assert Pegawai.objects.get().jenis == "pns"
    assert [(s.jenis, s.masa.lower, s.masa.upper) for s in berlaku(RiwayatStatus)] == [
        ("cpns", date(2015, 4, 1), date(2016, 4, 1)),
        ("pns", date(2016, 4, 1), None),
    ]


def test_another_standing_counts_from_the_day_of_the_list(terapkan):
    terapkan(baris())

    terapkan(baris(**{"KEDUDUKAN HUKUM NAMA": "CLTN"}), per=date(2026, 9, 1))

    assert Pegawai.objects.get().kedudukan == "cltn"
    assert [(s.kedudukan, s.masa.lower) for s in berlaku(RiwayatStatus)][1:] == [
        ("aktif", date(2016, 4, 1)),
        ("cltn", date(2026, 9, 1)),
    ]


def test_a_pppk_who_becomes_cpns_keeps_the_old_number(terapkan):
    terapkan(baris(**PPPK))
    baru = {
        "NIP BARU": "198401272024122002",
        "JENIS PEGAWAI NAMA": "PNS Daerah",
        "STATUS CPNS PNS": "C",
        "TMT CPNS": "01-12-2024",
    }
    pangkat = {"GOL AWAL NAMA": "III/a", "GOL AKHIR NAMA": "III/a", "TMT GOLONGAN": "01-12-2024", "TMT JABATAN": "01-12-2024"}

    hasil = terapkan(baris(**(PPPK | baru | pangkat)))

    assert hasil.jumlah["berubah"] == 1
    assert list(NomorPegawai.objects.order_by("masa").values_list("nomor", "jenis")) == [
        ("198401272021212002", "ni_pppk"),
        ("198401272024122002", "nip"),
    ]
    p = Pegawai.objects.get()
    assert (p.nomor, p.jenis, p.golongan_id, p.tmt_cpns) == ("198401272024122002", "cpns", "III/a", date(2024, 12, 1))


def test_an_empty_cell_erases_nothing(terapkan):
    terapkan(baris())

    hasil = terapkan(baris(EMAIL=None, NIK=None, ALAMAT=None, **{"TMT PNS": None, "PENDIDIKAN NAMA": None, "TAHUN LULUS": None}))

    assert hasil.jumlah["sama"] == 1
    assert DataPribadi.objects.get().email == "masdelima@contoh.go.id"


def test_education_is_added_or_completed(terapkan):
    terapkan(baris(**{"TAHUN LULUS": None}))
    terapkan(baris())
    terapkan(baris(**{"TINGKAT PENDIDIKAN NAMA": "S-2", "PENDIDIKAN NAMA": "S-2 Administrasi Publik", "TAHUN LULUS": "2020"}))

    assert [(r.tingkat, r.tahun_lulus) for r in RiwayatPendidikan.objects.filter(diganti_at__isnull=True).order_by("pk")] == [
        ("s1", 2013),
        ("s2", 2020),
    ]


def test_a_number_of_somebody_else_is_refused_and_the_first_wins_in_a_new_city(terapkan):
    kembar = baris(**{"PNS ID": "f" * 32, "NAMA": "ORANG LAIN", "TANGGAL LAHIR": "16-03-1990", "NIK": None})

    pertama = terapkan(baris(), kembar)
    lagi = terapkan(kembar, baris())

    assert [(b.nomor, [g["kolom"] for g in b.semua_galat]) for b in pertama.baris] == [(2, []), (3, ["NIP BARU"])]
    assert [(b.nomor, [g["kolom"] for g in b.semua_galat]) for b in lagi.baris] == [(2, ["NIP BARU"]), (3, [])]


def test_a_nik_and_a_pns_id_are_one_persons(terapkan):
    nik_sama = orang_ke(7, NIK="1273015503900002")
    id_sama = orang_ke(8, **{"PNS ID": baris()["PNS ID"]})

    hasil = terapkan(baris(), nik_sama, id_sama)

    assert [[g["kolom"] for g in b.semua_galat] for b in hasil.baris] == [[], ["NIK"], ["PNS ID"]]


def test_people_who_are_not_in_the_list_are_counted_and_left_alone(terapkan):
    terapkan(baris(), orang_ke(7))

    hasil = terapkan(baris())

    assert hasil.tidak_ada == 1
    assert Pegawai.objects.bertugas().count() == 2


def test_a_leading_title_is_proposed_not_decided(terapkan):
    terapkan(baris(**{"JABATAN NAMA": f"Kepala {BIDANG}", "JENIS JABATAN NAMA": "Jabatan Struktural"}))

    jabatan = Jabatan.objects.get(nama=f"Kepala {BIDANG}")
    assert (jabatan.usul_memimpin, jabatan.memimpin) == (True, False)


def test_every_change_knows_who_why_and_by_which_batch(terapkan):
    terapkan(baris())

    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT DISTINCT k.metadata ->> 'batch', k.metadata ->> 'alasan' FROM pegawai_riwayatgolonganevent e JOIN pghistory_context k ON k.id = e.pgh_context_id"
        )
        (jejak,) = kursor.fetchall()
    assert jejak == (Impor.objects.get().kode, "impor daftar.csv")


def test_queries_of_an_application_do_not_depend_on_its_rows(terapkan):
    def hitung(*daftar: dict[str, Any]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            terapkan(*daftar)
        return len(kueri)

    hitung(orang_ke(1))  # caches of the process are filled now

    assert hitung(orang_ke(2)) == hitung(*(orang_ke(n) for n in range(10, 60)))


def test_without_applying_nothing_is_written(kota: None, tmp_path: Path):
    hasil = impor.check_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "a.csv", [baris()]), per=PER)

    assert hasil.jumlah["baru"] == 1
    assert (Pegawai.objects.count(), Impor.objects.count(), Jabatan.objects.count()) == (0, 0, 0)


def test_a_slip_in_the_number_of_a_known_person_proposes_the_recorded_number_and_nothing_else(terapkan):
    terapkan(baris())

    hasil = terapkan(baris(**{"NIP BARU": "199103152015042001"}))

    (galat,) = hasil.baris[0].semua_galat
    assert (galat["bidang"], galat["usul"]) == ("nomor", "199003152015042001")
    assert "tercatat" in galat["pesan"]


def test_a_slip_in_the_birth_date_of_a_known_person_names_what_is_recorded(terapkan):
    terapkan(baris())

    hasil = terapkan(baris(**{"TANGGAL LAHIR": "15-03-1991"}))

    (galat,) = hasil.baris[0].semua_galat
    assert (galat["bidang"], galat["usul"]) == ("tanggal_lahir", "15-03-1990")
    assert "Tercatat: 15 Maret 1990" in galat["pesan"]


def test_an_acting_post_in_the_list_stands_beside_the_definitive_one(terapkan):
    terapkan(baris())
    plt = baris(**{"JABATAN NAMA": "Plt. Kepala Bidang Uji", "TMT JABATAN": "01-06-2026"})

    hasil = terapkan(plt)

    p = Pegawai.objects.select_related("jabatan").get()
    rows = RiwayatJabatan.objects.filter(diganti_at__isnull=True).order_by("tmt_jabatan")
    assert [(r.penugasan, r.jabatan.nama, r.masa.upper) for r in rows] == [
        ("definitif", "Penata Kelola Pemerintahan", None),
        ("plt", "Kepala Bidang Uji", None),
    ]
    assert p.jabatan.nama == "Penata Kelola Pemerintahan"
    assert [w["kolom"] for w in hasil.baris[0].peringatan] == ["JABATAN NAMA"]


def test_the_same_acting_post_twice_changes_nothing(terapkan):
    terapkan(baris())
    plt = baris(**{"JABATAN NAMA": "Plt. Kepala Bidang Uji", "TMT JABATAN": "01-06-2026"})
    terapkan(plt)

    assert terapkan(plt).jumlah["sama"] == 1


def test_an_acting_post_of_somebody_without_a_definitive_one_is_asked(terapkan):
    hasil = terapkan(baris(**{"JABATAN NAMA": "Plt. Kepala Bidang Uji"}))

    (galat,) = hasil.baris[0].semua_galat
    assert (galat["bidang"], "definitif" in galat["pesan"]) == ("jabatan", True)
    assert not Pegawai.objects.exists()
